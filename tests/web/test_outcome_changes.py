"""We asked, you said, we did: what changed in the text, once the next version is published."""

from datetime import datetime

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.factories.cast import Cast
from tests.factories.desk import Desk, publish, replace
from tests.factories.people import actor_of
from tests.factories.written import publish_report, write_report
from tests.web.page import AuditedClient, Page, text_of

OUTCOME = "rounds/r1/outcome"
REASON = "It is clearer."


@pytest.fixture
def desk(session: Session, cast: Cast, now: datetime) -> Desk:
    """One accepted amendment on paragraph 1; the round is reported, version 2 is in the making."""
    found = Desk(session, cast, actor_of(session, cast.sam), now)
    replace(found, 1, "water", "clean water")
    found.prepare()
    write_report(session, cast, now=now)
    publish_report(session, cast, now=now)
    found.clean()
    return found


def changed(client: FlaskClient, language: str = "en") -> tuple[str, dict[str, str]]:
    """The part on the text, and its links."""
    page = Page(AuditedClient(client).get(f"/{language}/{OUTCOME}").text)
    did = page.by_id("did")
    assert did is not None
    return text_of(did), {text_of(link): link.get("href") for link in did.iter("a")}


def test_before_that_nothing_of_it_is_told(client: FlaskClient, desk: Desk) -> None:
    said, _ = changed(client)

    assert "The next version of the text is not published yet." in said
    assert "§ 1" not in said


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
def test_each_change_stands_with_its_reason_and_where_it_comes_from(
    client: FlaskClient, desk: Desk, language: str
) -> None:
    publish(desk)

    said, links = changed(client, language)

    changes = f"/{language}/charters/mobility/versions/2/changes"
    assert f"{changes}#p1" in links.values()
    assert f"{changes}#p2" not in links.values()
    assert links["A1"] == f"/{language}/rounds/r1/contributions/A1"
    assert REASON in said
    assert "What we did." in said
