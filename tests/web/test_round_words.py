"""Title, question and contact of a round, added after the scheduling."""

from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.factories.cast import Cast
from tests.web.page import AuditedClient, Page, text_of
from tests.web.signing_in import post, sign_in

SHOW = "/en/manage/rounds/r1"
WORDS = f"{SHOW}/words"


@pytest.fixture
def desk(client: FlaskClient, cast: Cast) -> AuditedClient:
    """Ada at her desk."""
    sign_in(client, cast.ada)
    return AuditedClient(client)


def words(cast: Cast, **more: str) -> dict[str, Any]:
    """What is kept, with changes, as the form sends it."""
    return {
        **{f"title_{code}": title for code, title in cast.round.titles.items()},
        "contact": cast.round.contact,
        "edit": str(cast.round.edit),
        **more,
    }


def test_what_is_missing_is_named_with_a_link_to_its_field(
    desk: AuditedClient, session: Session, cast: Cast
) -> None:
    cast.round.titles, cast.round.contact = {"en": "Round 1"}, ""
    session.commit()

    tasks = Page(desk.get(SHOW).text).by_class("tasks")[0]

    assert [link.get("href") for link in tasks.iter("a")] == [
        f"{WORDS}#title_fr",
        f"{WORDS}#contact",
    ]
    form = Page(desk.get(WORDS).text)
    assert form.by_id("title_fr") is not None
    assert form.by_id("contact") is not None


def test_nothing_is_asked_for_where_nothing_is_missing(
    desk: AuditedClient, session: Session, cast: Cast
) -> None:
    every = dict.fromkeys(("en", "fr", "es", "ar"), "Words")
    row = cast.round
    row.titles, row.questions, row.run_by, row.contact = every, every, every, "port@example.org"
    session.commit()

    assert Page(desk.get(SHOW).text).by_class("tasks") == []


def test_forgotten_contact_is_added_while_the_round_is_open(
    desk: AuditedClient, session: Session, cast: Cast
) -> None:
    form = words(cast, contact="port@example.org", question_ar="ماذا نغيّر؟")

    answer = post(desk, WORDS, form)

    assert answer.location == SHOW
    assert "ماذا نغيّر؟" in desk.get("/ar/rounds/r1").text
    assert "Title, question or contact mended" in desk.get(SHOW).text


def test_error_keeps_what_was_typed(desk: AuditedClient, cast: Cast) -> None:
    titles = {f"title_{code}": "" for code in ("en", "fr", "es", "ar")}

    answer = post(desk, WORDS, words(cast, **titles, run_by_fr="Le bureau du port"))

    assert answer.status_code == 422
    assert "Write a title in at least one language." in answer.text
    assert "Le bureau du port" in answer.text


def test_second_writer_sees_both(desk: AuditedClient, session: Session, cast: Cast) -> None:
    mine = words(cast, contact="mine@example.org")
    post(desk, WORDS, words(cast, contact="theirs@example.org"))

    answer = post(desk, WORDS, mine)

    differing = text_of(Page(answer.text).all("table")[0])
    assert answer.status_code == 409
    assert "theirs@example.org" in differing
    assert "mine@example.org" in differing


def test_plan_holds_the_words_before_the_scheduling(
    desk: AuditedClient, session: Session, cast: Cast
) -> None:
    cast.round.scheduled_at = None
    session.commit()

    assert desk.get(WORDS).status_code == 409
    assert WORDS not in desk.get(SHOW).text
