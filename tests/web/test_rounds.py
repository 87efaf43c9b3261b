"""The list of rounds and the page of each."""

from datetime import datetime, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.domain.languages import LANGUAGES
from app.domain.rounds import Act, Audience
from app.models.rounds import RoundWindow
from tests.conftest import Clock
from tests.factories.cast import Cast
from tests.factories.charters import make_round
from tests.web.page import AuditedClient
from tests.web.signing_in import sign_in

DAY = timedelta(days=1)


@pytest.fixture
def reader(client: FlaskClient) -> AuditedClient:
    return AuditedClient(client)


@pytest.mark.parametrize("language", LANGUAGES)
def test_round_page_is_sound_in_every_language(
    reader: AuditedClient, cast: Cast, language: str
) -> None:
    assert reader.get(f"/{language}/rounds/r1").status_code == 200
    assert reader.get(f"/{language}/rounds").status_code == 200


def test_dates_come_with_zone_and_offset(reader: AuditedClient, cast: Cast) -> None:
    text = reader.get("/en/rounds/r1").text

    assert "14 March 2026, 10:30 (Paris, UTC+1)" in text


@pytest.mark.parametrize(
    ("after", "word"),
    [(timedelta(), "Closes on"), (12 * DAY, "Closed on"), (-4 * DAY, "Opens on")],
)
def test_page_follows_the_clock(
    reader: AuditedClient, cast: Cast, clock: Clock, after: timedelta, word: str
) -> None:
    clock.now += after

    assert word in reader.get("/en/rounds/r1").text


def test_window_of_its_own_is_explained(
    reader: AuditedClient, session: Session, cast: Cast, now: datetime
) -> None:
    session.add(
        RoundWindow(
            round_id=cast.round.id, act=Act.AMEND, opens_at=now + DAY, closes_at=now + 2 * DAY
        )
    )
    session.commit()

    text = reader.get("/en/rounds/r1").text

    assert "Amendments open on Tuesday" in text
    assert "Dates of their own" in text


@pytest.mark.parametrize("audience", list(Audience))
def test_audience_is_said_in_words(
    reader: AuditedClient, session: Session, cast: Cast, audience: Audience
) -> None:
    cast.round.audience = audience
    session.commit()
    words = {
        Audience.OPEN: "Everybody may take part",
        Audience.ORGANISATIONS: "Members of organisations",
        Audience.INVITATION: "Invited organisations",
    }

    assert words[audience] in reader.get("/en/rounds/r1").text


@pytest.mark.parametrize(
    ("name", "status"), [("ada", 200), ("tariq", 200), ("dee", 404), ("bo", 404)]
)
@pytest.mark.parametrize("path", ["", "/text", "/p/1"])
def test_round_in_preparation_is_known_to_its_staff_only(
    reader: AuditedClient,
    session: Session,
    cast: Cast,
    now: datetime,
    name: str,
    status: int,
    path: str,
) -> None:
    make_round(session, cast.version, "r2", now=now, scheduled=False, number=2)
    session.commit()
    assert reader.get(f"/en/rounds/r2{path}").status_code == 404

    sign_in(reader.client, getattr(cast, name))

    assert reader.get(f"/en/rounds/r2{path}").status_code == status
