"""The page of a contribution, and hidden words that are nowhere on any page or download."""

from datetime import datetime

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.contributions import Status
from app.domain.dispositions import Disposition
from app.domain.moderation import Decision
from app.domain.writing import CommentWords
from app.models.contributions import Contribution
from app.services.comments import submit_comment
from app.services.moderation.undo import undo
from tests.factories.cast import Cast
from tests.factories.contributions import make_amendment, make_contribution, make_sponsor
from tests.factories.people import actor_of
from tests.factories.reports import close_round, decide
from tests.factories.written import publish_report, write_report
from tests.services.moderation.cases import revise, ruled
from tests.web.moderation.desk import opened
from tests.web.moderation.hidden import LISTS, SECRET, hidden_rows
from tests.web.page import AuditedClient
from tests.web.signing_in import sign_in


@pytest.mark.parametrize("name", [None, "ines", "dee", "ann", "tariq"])
def test_hidden_words_are_nowhere(
    client: FlaskClient, session: Session, cast: Cast, now: datetime, name: str | None
) -> None:
    rows = hidden_rows(session, cast, now=now)
    if name:
        sign_in(client, getattr(cast, name))
    pages = [*LISTS, *(f"contributions/{row.reference}" for row in rows)]
    pages += [f"contributions?q={SECRET[:4]}", "contributions?status=withheld"]

    for page in pages:
        response = AuditedClient(client).get(f"/en/rounds/r1/{page}")
        assert response.status_code == 200
        assert SECRET not in response.text, page


@pytest.mark.parametrize(
    ("name", "sees"), [("ada", True), ("sam", True), ("olu", True), ("bo", True), ("lea", False)]
)
def test_withheld_words_are_seen_by_author_staff_and_observer(
    client: FlaskClient, session: Session, cast: Cast, now: datetime, name: str, sees: bool
) -> None:
    row = make_contribution(
        session, cast.round, cast.bo, now=now, status=Status.WITHHELD, text=SECRET
    )
    session.commit()
    sign_in(client, getattr(cast, name))

    page = opened(client, f"/en/rounds/r1/contributions/{row.reference}")

    assert (SECRET in page.source) is sees


def test_observer_reads_without_the_name(
    client: FlaskClient, session: Session, cast: Cast, now: datetime
) -> None:
    row = make_contribution(
        session, cast.round, cast.bo, now=now, status=Status.WITHHELD, display_name="Night heron"
    )
    session.commit()
    sign_in(client, cast.olu)

    page = opened(client, f"/en/rounds/r1/contributions/{row.reference}")

    assert "The counter closes at four." in page.text
    assert "Night heron" not in page.source


@pytest.mark.parametrize("name", ["bo", "ada", "olu"])
def test_withdrawn_words_are_sealed_for_all(
    client: FlaskClient, session: Session, cast: Cast, now: datetime, name: str
) -> None:
    row = make_contribution(
        session, cast.round, cast.bo, now=now, status=Status.WITHDRAWN, text=SECRET
    )
    session.commit()
    sign_in(client, getattr(cast, name))

    page = opened(client, f"/en/rounds/r1/contributions/{row.reference}")

    assert SECRET not in page.source


def test_words_that_appeared_by_an_undone_mistake_stay_hidden(
    client: FlaskClient, session: Session, cast: Cast, now: datetime
) -> None:
    row = make_contribution(session, cast.round, cast.bo, now=now, text="First words.")
    revise(session, row, SECRET, now=now)
    step = ruled(session, cast.ada, row, Decision.PUBLISH, now=now)
    undo(session, actor_of(session, cast.ada), cast.round.id, [step.id], now=now)

    page = opened(client, f"/en/rounds/r1/contributions/{row.reference}")

    assert "First words." in page.text
    assert SECRET not in page.source


def test_earlier_public_words_stay_readable(
    client: FlaskClient, session: Session, cast: Cast, now: datetime
) -> None:
    row = make_contribution(session, cast.round, cast.bo, now=now, text="First words.")
    revise(session, row, "Second words.", now=now)
    ruled(session, cast.ada, row, Decision.PUBLISH, now=now)

    page = opened(client, f"/en/rounds/r1/contributions/{row.reference}")

    assert "First words." in page.text
    assert "Second words." in page.text


def test_statement_of_reasons_is_for_the_author(
    client: FlaskClient, session: Session, cast: Cast, now: datetime
) -> None:
    row = make_contribution(session, cast.round, cast.bo, now=now, status=Status.PENDING)
    ruled(session, cast.ada, row, Decision.WITHHOLD, now=now, statement=f"{SECRET} statement.")
    url = f"/en/rounds/r1/contributions/{row.reference}"
    public = opened(client, url).source
    sign_in(client, cast.bo)

    own = opened(client, url)

    assert SECRET not in public
    assert SECRET in own.source
    assert "Appeal against the decision" in own.links


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
def test_pages_are_sound_in_every_language(
    client: FlaskClient, session: Session, cast: Cast, now: datetime, language: str
) -> None:
    one = make_amendment(session, cast.round, cast.lea, cast.paragraphs[0], now=now)
    make_sponsor(session, one, cast.league, cast.bo, now=now)
    reply = make_contribution(session, cast.round, cast.bo, now=now, parent_id=one.id)
    hidden = make_contribution(session, cast.round, cast.bo, now=now, status=Status.PENDING)
    ruled(session, cast.ada, hidden, Decision.WITHHOLD, now=now)
    names = [one.reference, reply.reference, hidden.reference]

    for page in [*LISTS, *(f"contributions/{name}" for name in names)]:
        assert opened(client, f"/{language}/rounds/r1/{page}")


def test_way_of_a_contribution_names_every_public_step(
    client: FlaskClient, session: Session, cast: Cast, now: datetime
) -> None:
    lea = actor_of(session, cast.lea, cast.town)
    words = CommentWords("Hours matter.", "en")
    name = submit_comment(session, lea, cast.round.id, words, number=1, key="k", now=now)
    url = f"/en/rounds/r1/contributions/{name}"
    at_once = opened(client, url).text
    row = session.scalars(select(Contribution)).one()
    decide(session, row, cast.ada, Disposition.NOTED, now=now, confirmer=cast.sam)
    close_round(session, cast.round, now=now)
    write_report(session, cast, now=now)
    publish_report(session, cast, now=now)

    told = opened(client, url).text

    assert "Published · at once, by the rule of the round" in at_once
    assert "Answered:" not in at_once
    assert "Answered: Noted · by the secretariat" in told


def test_outcome_is_what_the_newest_edition_tells(
    client: FlaskClient, session: Session, cast: Cast, now: datetime
) -> None:
    row = make_contribution(session, cast.round, cast.bo, now=now)
    told = decide(
        session,
        row,
        cast.ada,
        Disposition.NOT_ACCEPTED,
        now=now,
        confirmer=cast.sam,
        reasons={"en": "The law does not allow it."},
    )
    close_round(session, cast.round, now=now)
    write_report(session, cast, now=now)
    urls = [f"/en/rounds/r1/contributions/{row.reference}", "/en/me"]
    sign_in(client, cast.bo)
    before = [opened(client, url).text for url in urls]
    publish_report(session, cast, now=now)
    published = [opened(client, url).text for url in urls]
    told.disposition, told.reasons = Disposition.ACCEPTED, {"en": "We changed our mind."}
    session.commit()
    corrected = [opened(client, url).text for url in urls]
    publish_report(session, cast, now=now, key="two")
    second = [opened(client, url).text for url in urls]

    assert not any("does not allow it" in text for text in before)
    assert all("does not allow it" in text for text in published + corrected)
    assert not any("changed our mind" in text for text in corrected)
    assert all("changed our mind" in text for text in second)
