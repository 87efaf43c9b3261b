"""Where an insertion that was taken up stands: the new paragraph, not the one before it."""

from datetime import datetime

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.domain.contributions import Operation
from app.models.dispositions import DispositionRecord
from app.queries.responses import NewParagraph, inserted_at
from tests.factories.accepted import accept
from tests.factories.cast import Cast
from tests.factories.desk import Desk, publish, replace
from tests.factories.people import actor_of
from tests.web.page import AuditedClient, Page


@pytest.fixture
def desk(session: Session, cast: Cast, now: datetime) -> Desk:
    """A version 2 with a changed first paragraph and a new one after the second, published."""
    desk = Desk(session, cast, actor_of(session, cast.sam), now)
    replace(desk, 1, "water", "clean water")
    accept(
        session,
        cast,
        "Bells ring at noon.",
        on=cast.paragraphs[1],
        operation=Operation.INSERT_AFTER,
        now=now,
    )
    desk.prepare()
    assert desk.clean() == 2
    publish(desk)
    return desk


def test_insertion_is_found_as_the_paragraph_it_became(desk: Desk, session: Session) -> None:
    [key] = [key for number, key in desk.numbers() if number == 3]

    assert inserted_at(session, desk.cast.round.id) == {"A2": NewParagraph(2, 3, key)}


def test_responses_lead_to_the_new_paragraph(
    client: FlaskClient, session: Session, desk: Desk, now: datetime
) -> None:
    for row in session.query(DispositionRecord):
        row.told = {
            "disposition": "accepted",
            "reasons": {"en": "It is clearer."},
            "wordings": {},
            "follow_up": "",
            "decided_on": now.date().isoformat(),
        }
    session.commit()

    links = Page(AuditedClient(client).get("/en/rounds/r1/responses").text).links

    places = [words for words, url in links.items() if "/versions/2/p/" in url]
    assert sorted(words.split(",")[1].strip() for words in places) == ["paragraph 1", "paragraph 3"]
