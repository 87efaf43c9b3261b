"""From an amendment to what it did to the next version, and back, by links alone."""

from datetime import datetime

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.dispositions import DispositionRecord
from tests.factories.cast import Cast
from tests.factories.desk import Desk, publish
from tests.web.charters.composing import prepared
from tests.web.page import AuditedClient, Page

TOLD = {
    "disposition": "accepted", "reasons": {"en": "It is clearer."}, "wordings": {},
    "follow_up": "", "self_confirmed": False, "decided_on": "2026-03-04",
}  # fmt: skip
CHANGES = "/en/charters/mobility/versions/2/changes"


@pytest.fixture
def web(client: FlaskClient, session: Session, cast: Cast, now: datetime) -> AuditedClient:
    """Version 2 is published: A3 changed a paragraph, A4 took one out, A5 put one in."""
    desk: Desk = prepared(session, cast, now)
    desk.clean()
    for wish in desk.work(1).wishes:
        desk.skip(wish, 1)  # type: ignore[arg-type]
    publish(desk)
    for record in session.scalars(select(DispositionRecord)):
        record.told = TOLD
    desk.cast.round.reported_at = now
    session.merge(desk.cast.round)
    session.commit()
    return AuditedClient(client)


@pytest.mark.parametrize(
    ("reference", "place", "words"),
    [
        ("A3", "p3", "Now paragraph 3 of version 2"),
        ("A4", "was5", "Paragraph 5 is gone from version 2"),
        ("A5", "p6", "Now paragraph 6 of version 2"),
    ],
)
def test_amendment_leads_to_what_it_did_and_back(
    web: AuditedClient, reference: str, place: str, words: str
) -> None:
    page = Page(web.get(f"/en/rounds/r1/contributions/{reference}").text)
    assert page.links[words] == f"{CHANGES}#{place}"

    there = Page(web.get(CHANGES).text).by_id(place)
    assert there is not None
    back = [one.get("href", "") for one in there.iter("a")]
    assert f"/en/rounds/r1/contributions/{reference}" in back


@pytest.mark.parametrize("reference", ["A1", "A2"])
def test_amendment_that_was_left_out_tells_the_reason(web: AuditedClient, reference: str) -> None:
    page = Page(web.get(f"/en/rounds/r1/contributions/{reference}").text)

    assert "Left out of version 2: Said elsewhere." in page.text
    assert not any(url.startswith(CHANGES) for url in page.links.values())
    assert "Left out of" not in web.get("/en/rounds/r1/contributions/A3").text


def test_fate_is_told_once_the_version_is_published_before_any_report(
    web: AuditedClient, session: Session, cast: Cast
) -> None:
    for record in session.scalars(select(DispositionRecord)):
        record.told = None
    session.merge(cast.round).reported_at = None
    session.commit()
    led, out = (web.get(f"/en/rounds/r1/contributions/{name}").text for name in ("A3", "A1"))

    assert Page(led).links["Now paragraph 3 of version 2"] == f"{CHANGES}#p3"
    assert "Left out of version 2: Said elsewhere." in Page(out).text
    assert TOLD["reasons"]["en"] not in led + out  # type: ignore[index]
    assert "It will stand here." not in led + out
