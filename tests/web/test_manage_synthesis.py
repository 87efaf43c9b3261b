"""Writing, sending and publishing the synthesis in the browser."""

import json
from datetime import datetime
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.people import Role
from app.models.people import RoleGrant
from app.models.synthesis import Edition, Synthesis, SynthesisPart
from tests.factories.cast import Cast
from tests.factories.reports import HIDDEN, make_story
from tests.web.page import AuditedClient, Page, checked
from tests.web.signing_in import post, sign_in

DESK = "/en/manage/rounds/r1/synthesis"
PART = f"{DESK}/parts/introduction"


@pytest.fixture
def pages(client: FlaskClient, session: Session, cast: Cast, now: datetime) -> AuditedClient:
    make_story(session, cast, now=now)
    session.commit()
    sign_in(client, cast.ada)
    return AuditedClient(client)


def edit(session: Session) -> str:
    found = session.scalar(select(Synthesis.edit))
    session.commit()
    return str(found or 0)


def send(pages: AuditedClient, session: Session) -> None:
    answer = post(pages.client, f"{DESK}/review", {"edit": edit(session)})
    assert answer.status_code == 303


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize(
    "place", ["", "/parts/introduction", "/parts/s1?language=fr", "/review", "/publication"]
)
def test_pages_are_sound(pages: AuditedClient, language: str, place: str) -> None:
    assert pages.get(f"/{language}/manage/rounds/r1/synthesis{place}").status_code == 200


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
def test_preview_is_sound_and_hides_what_is_hidden(pages: AuditedClient, language: str) -> None:
    answer = pages.get(f"/{language}/manage/rounds/r1/synthesis/preview")

    assert answer.status_code == 200
    assert HIDDEN not in answer.text


@pytest.mark.parametrize("format_", ["docx", "xlsx", "csv.zip", "json"])
def test_present_state_is_for_those_who_run_the_round(
    pages: AuditedClient, client: FlaskClient, cast: Cast, format_: str
) -> None:
    address = f"{DESK}/export.{format_}"

    allowed = pages.get(address)
    sign_in(client, cast.bo)

    assert (allowed.status_code, allowed.headers["Cache-Control"]) == (200, "no-store")
    assert client.get(address).status_code == 403


def test_present_state_says_that_it_is_provisional(pages: AuditedClient) -> None:
    document = json.loads(pages.get(f"{DESK}/export.json").data)

    assert document["edition"]["provisional"] is True


@pytest.mark.parametrize("name", ["bo", "lea", "olu", "tariq", "ann", "dee"])
@pytest.mark.parametrize("place", ["", "/parts/introduction", "/review", "/publication"])
def test_strangers_are_refused(
    pages: AuditedClient, client: FlaskClient, cast: Cast, name: str, place: str
) -> None:
    sign_in(client, getattr(cast, name))

    assert client.get(f"{DESK}{place}").status_code == 403
    if place:
        assert post(client, f"{DESK}{place}", {"text": "x", "edit": "0"}).status_code == 403


def test_part_is_written_in_the_language_asked_for(pages: AuditedClient, session: Session) -> None:
    answer = post(pages.client, f"{PART}?language=fr", {"text": "Bonjour.", "edit": "0"})

    part = session.scalars(select(SynthesisPart)).one()
    assert answer.location == f"{DESK}#part-introduction"
    assert (part.language, part.text) == ("fr", "Bonjour.")


def test_two_writers_see_both_texts(pages: AuditedClient) -> None:
    post(pages.client, PART, {"text": "First words.", "edit": "0"})

    answer = checked(post(pages.client, PART, {"text": "Second words.", "edit": "0"}))

    assert answer.status_code == 409
    assert "First words." in answer.text
    assert "Second words." in answer.text
    assert Page(answer.text).values(f"{PART}?language=en")["edit"] == "1"


def test_too_long_a_part_is_given_back(pages: AuditedClient) -> None:
    answer = checked(post(pages.client, PART, {"text": "x" * 50_001, "edit": "0"}))

    assert answer.status_code == 422
    assert "x" * 50_001 in answer.text


def test_unknown_part_is_not_found(pages: AuditedClient) -> None:
    assert pages.get(f"{DESK}/parts/nowhere").status_code == 404


def test_publishing_asks_to_see_what_is_missing(
    pages: AuditedClient, client: FlaskClient, session: Session, cast: Cast
) -> None:
    send(pages, session)
    sign_in(client, cast.sam)
    form = {"edit": edit(session), "submission_key": "k"}

    refused = checked(post(client, f"{DESK}/publication", form))
    answer = post(client, f"{DESK}/publication", {**form, "aware": "y"})

    assert refused.status_code == 422
    assert answer.location == "/en/rounds/r1/synthesis"
    assert session.scalars(select(Edition)).one().number == 1


def test_missing_parts_are_listed_by_language_and_warned_of_once(pages: AuditedClient) -> None:
    text = pages.get("/en/manage/rounds/r1/synthesis").text

    assert "nothing is written" in text
    assert text.count("tag-warn") <= 3


def test_sender_is_told_who_can_publish(
    pages: AuditedClient, client: FlaskClient, session: Session, cast: Cast
) -> None:
    sign_in(client, cast.sam)
    send(pages, session)

    answer = pages.get(f"{DESK}/publication")

    assert "somebody else must publish it" in answer.text
    assert "Sol" in Page(answer.text).text
    form = {"edit": edit(session), "submission_key": "k", "aware": "y"}
    assert post(client, f"{DESK}/publication", form).status_code == 403


def test_facilitator_who_sent_it_is_told_whose_turn_it_is(
    pages: AuditedClient, session: Session
) -> None:
    send(pages, session)

    assert "Somebody of the secretariat now checks and publishes it." in pages.get(DESK).text


def test_single_secretary_is_told_why_not(
    pages: AuditedClient, client: FlaskClient, session: Session, cast: Cast
) -> None:
    for grant in session.scalars(select(RoleGrant).where(RoleGrant.member_id == cast.sol.id)):
        assert grant.role is Role.SECRETARIAT
        session.delete(grant)
    session.commit()
    sign_in(client, cast.sam)
    send(pages, session)

    assert "nobody else of the secretariat" in pages.get(f"{DESK}/publication").text


def test_changed_meanwhile_is_not_published(
    pages: AuditedClient, client: FlaskClient, session: Session, cast: Cast
) -> None:
    send(pages, session)
    seen = edit(session)
    post(pages.client, PART, {"text": "Late words.", "edit": "0"})
    sign_in(client, cast.sam)

    form: dict[str, Any] = {"edit": seen, "submission_key": "k", "aware": "y"}
    answer = checked(post(client, f"{DESK}/publication", form))

    assert answer.status_code == 409
    assert not session.scalars(select(Edition)).all()
