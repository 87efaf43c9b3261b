"""The home page and the fixed pages, in every language."""

from datetime import datetime, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.domain.contributions import Status
from app.domain.languages import LANGUAGES
from tests.factories.cast import Cast
from tests.factories.charters import make_round
from tests.factories.contributions import make_amendment
from tests.web.page import AuditedClient, Page

DAY = timedelta(days=1)
FIXED = ("about", "help", "rules", "method", "privacy", "accessibility", "glossary")


@pytest.fixture
def reader(client: FlaskClient) -> AuditedClient:
    return AuditedClient(client)


@pytest.mark.parametrize("language", LANGUAGES)
def test_home_page_is_sound_in_every_language(
    reader: AuditedClient, session: Session, cast: Cast, now: datetime, language: str
) -> None:
    make_amendment(session, cast.round, cast.bo, cast.paragraphs[0], now=now)
    session.commit()

    assert reader.get(f"/{language}/").status_code == 200


def test_home_page_says_when_nothing_is_open(reader: AuditedClient) -> None:
    text = reader.get("/en/").text

    assert "No round is open at the moment." in text
    assert "can be read below" not in text


def test_home_page_promises_results_only_where_there_are_some(
    reader: AuditedClient, session: Session, cast: Cast, now: datetime
) -> None:
    cast.round.closes_at = now - DAY
    session.commit()
    assert "their results are being written" in reader.get("/en/").text

    cast.round.reported_at = now
    session.commit()
    assert "their results can be read below" in reader.get("/en/").text


def test_home_page_lists_open_rounds_and_finished_ones_apart(
    reader: AuditedClient, session: Session, cast: Cast, now: datetime
) -> None:
    make_round(session, cast.version, "old", now=now, opens_in=-9 * DAY, closes_in=-DAY, number=2)
    make_round(session, cast.version, "hidden", now=now, scheduled=False, number=3)
    session.commit()

    found = Page(reader.get("/en/").text)

    links = {e.get("href") for e in found.all("a")}
    assert {"/en/rounds/r1", "/en/rounds/old"} <= links
    assert "/en/rounds/hidden" not in links
    assert "being written" in found.text


def test_specimen_is_a_real_amendment_that_readers_may_see(
    reader: AuditedClient, session: Session, cast: Cast, now: datetime
) -> None:
    row = make_amendment(
        session, cast.round, cast.bo, cast.paragraphs[0], "Towns keep zebrafinches.", now=now
    )
    session.commit()
    assert "zebrafinches" in reader.get("/en/").text

    row.status = Status.WITHHELD
    session.commit()

    assert "zebrafinches" not in reader.get("/en/").text


@pytest.mark.parametrize("name", FIXED)
@pytest.mark.parametrize("language", LANGUAGES)
def test_fixed_page_exists_in_every_language(
    reader: AuditedClient, name: str, language: str
) -> None:
    assert reader.get(f"/{language}/{name}").status_code == 200


@pytest.mark.parametrize("language", LANGUAGES)
def test_missing_page_speaks_the_language_of_its_address(
    client: FlaskClient, language: str
) -> None:
    answer = client.get(f"/{language}/nowhere", headers={"Accept-Language": "pt"})
    assert answer.status_code == 404
    assert f'<html lang="{language}"' in answer.text
