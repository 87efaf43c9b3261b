"""The public synthesis: frozen, the same in every form, and nothing hidden in it."""

import json
from datetime import datetime

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.domain.languages import LANGUAGES
from app.models.synthesis import Synthesis, SynthesisPart
from app.services.synthesis import publish_synthesis, send_for_review
from tests.factories.cast import Cast
from tests.factories.people import actor_of
from tests.factories.reports import HIDDEN, make_story
from tests.web.page import AuditedClient, Page

PAGE = "/en/rounds/r1/synthesis"


@pytest.fixture
def pages(client: FlaskClient) -> AuditedClient:
    return AuditedClient(client)


def published(session: Session, cast: Cast, *, now: datetime) -> int:
    """The cast's round, reported: sent by Sam, published by Sol."""
    make_story(session, cast, now=now)
    row = Synthesis(round_id=cast.round.id, created_at=now, editors=[])
    session.add(row)
    session.flush()
    for part, language in (("introduction", "en"), ("introduction", "ar"), ("s1", "fr")):
        session.add(
            SynthesisPart(
                synthesis_id=row.id,
                part=part,
                language=language,
                text=f"Written {part} {language}.",
                member_id=cast.ada.id,
                updated_at=now,
            )
        )
    session.commit()
    return publish(session, cast, now=now)


def publish(session: Session, cast: Cast, *, now: datetime, key: str = "one") -> int:
    sam, sol = actor_of(session, cast.sam), actor_of(session, cast.sol)
    row = session.query(Synthesis).one()
    send_for_review(session, sam, cast.round.id, edit=row.edit, now=now, reason=key)
    return publish_synthesis(session, sol, cast.round.id, edit=row.edit, key=key, now=now)


def test_before_publication_there_is_an_explanation(
    pages: AuditedClient, session: Session, cast: Cast, now: datetime
) -> None:
    make_story(session, cast, now=now)

    answer = pages.get(PAGE)

    assert answer.status_code == 404
    assert "is not published yet" in Page(answer.text, PAGE).text
    assert pages.get("/rounds/r1/synthesis.json").status_code == 404
    assert pages.get(f"{PAGE}.xlsx").status_code == 404


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_is_sound_in_every_language(
    pages: AuditedClient, session: Session, cast: Cast, now: datetime, language: str
) -> None:
    published(session, cast, now=now)

    answer = pages.get(f"/{language}/rounds/r1/synthesis")

    assert answer.status_code == 200
    assert HIDDEN not in answer.text


def test_what_is_written_in_another_language_is_listed_once(
    pages: AuditedClient, session: Session, cast: Cast, now: datetime
) -> None:
    published(session, cast, now=now)

    spanish = pages.get(PAGE.replace("/en/", "/es/")).text
    english = pages.get(PAGE).text

    assert spanish.count("Aún sin redactar en español") == 1
    assert english.count("Not yet written in English") == 1
    assert "(French)" in english


def test_small_groups_are_not_shown(
    pages: AuditedClient, session: Session, cast: Cast, now: datetime
) -> None:
    published(session, cast, now=now)

    text = Page(pages.get(PAGE).text, PAGE).text

    assert "Individualsfewer than 5 voters, not shown" in text
    assert "Local governmentfewer than 5 ratings, not shown" in text


def test_editions_stay_reachable(
    pages: AuditedClient, session: Session, cast: Cast, now: datetime
) -> None:
    published(session, cast, now=now)
    publish(session, cast, now=now, key="two")

    old, new = pages.get(f"{PAGE}?edition=1"), pages.get(PAGE)

    assert "Edition 1, published" in old.text
    assert "This edition was corrected" in old.text
    assert "Edition 2, published" in new.text
    assert pages.get(f"{PAGE}?edition=9").status_code == 404


def test_page_is_made_of_the_frozen_content(
    pages: AuditedClient, session: Session, cast: Cast, now: datetime
) -> None:
    published(session, cast, now=now)
    session.query(SynthesisPart).update({"text": "Changed later."})
    session.commit()

    assert "Changed later" not in pages.get(PAGE).text


@pytest.mark.parametrize("name", ["docx", "xlsx", "csv.zip"])
def test_export_is_kept_by_nobody(
    client: FlaskClient, session: Session, cast: Cast, now: datetime, name: str
) -> None:
    published(session, cast, now=now)

    one, two = (client.get(f"/ar/rounds/r1/synthesis.{name}") for _ in range(2))

    assert one.status_code == 200
    assert one.headers["Cache-Control"] == "no-store"
    assert one.data == two.data


def test_json_is_that_of_the_edition(
    client: FlaskClient, session: Session, cast: Cast, now: datetime
) -> None:
    published(session, cast, now=now)

    document = json.loads(client.get("/rounds/r1/synthesis.json").data)

    assert document["edition"]["number"] == 1
    assert document["edition"]["provisional"] is False
