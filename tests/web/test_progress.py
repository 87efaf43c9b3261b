"""Progress through a round is shown to those who take part in it, and to nobody else."""

from datetime import datetime

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.domain.contributions import Status
from tests.factories.cast import Cast
from tests.factories.contributions import make_amendment, make_contribution
from tests.web.page import AuditedClient, Page, text_of
from tests.web.signing_in import sign_in


@pytest.mark.parametrize("name", ["ada", "sam", "olu", "ann"])
def test_progress_is_for_those_who_take_part(client: FlaskClient, cast: Cast, name: str) -> None:
    pages = ("/en/rounds/r1/text", "/en/rounds/r1/p/1", "/en/rounds/r1", "/en/me")
    reader = AuditedClient(client)
    sign_in(client, cast.bo)
    to_member = [reader.get(url).text.count("You have responded to") for url in pages]
    sign_in(client, getattr(cast, name))
    to_staff = [reader.get(url).text.count("You have responded to") for url in pages]

    assert to_member == [1, 1, 1, 1]
    assert to_staff == [0, 0, 0, 0]


def test_what_one_sent_and_nobody_sees_yet_is_named_to_its_author_only(
    client: FlaskClient, session: Session, cast: Cast, now: datetime
) -> None:
    first, second = cast.paragraphs[:2]
    make_amendment(session, cast.round, cast.bo, first, now=now, status=Status.PENDING)
    make_contribution(session, cast.round, cast.bo, first, now=now, status=Status.RETURNED)
    make_contribution(session, cast.round, cast.bo, first, now=now)
    make_contribution(session, cast.round, cast.bo, second, now=now, status=Status.PENDING)
    session.commit()
    reader = AuditedClient(client)

    def named(url: str) -> list[str]:
        notice = Page(reader.get(url).text, url).by_id("waiting")
        return [] if notice is None else [text_of(link) for link in notice.iter("a")]

    visitor = named("/en/rounds/r1/p/1")
    sign_in(client, cast.ines)
    other = named("/en/rounds/r1/p/1")
    sign_in(client, cast.bo)

    assert named("/en/rounds/r1/p/1") == ["A1", "C1"]
    assert (visitor, other) == ([], [])
