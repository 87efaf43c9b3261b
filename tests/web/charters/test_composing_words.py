"""Words edited by hand while composing: kind and reason, two people, what is typed is kept."""

from datetime import datetime

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.factories.cast import Cast
from tests.factories.charters import WORDS
from tests.factories.desk import Desk
from tests.web.charters.composing import EDIT, act, form_on, prepared
from tests.web.page import AuditedClient, Page
from tests.web.signing_in import post, sign_in


@pytest.fixture
def desk(session: Session, cast: Cast, now: datetime) -> Desk:
    return prepared(session, cast, now)


@pytest.fixture
def sam(client: FlaskClient, desk: Desk) -> AuditedClient:
    sign_in(client, desk.cast.sam)
    return AuditedClient(client)


def test_words_are_edited_by_hand(sam: AuditedClient, desk: Desk) -> None:
    form = form_on(sam, "k2")
    post(sam, f"{EDIT}/k2", {**form, "text_fr": "Les villes.", "note_fr": "En bref."})

    assert desk.text(2, "fr") == "Les villes."
    assert "edited by hand" in sam.get(f"{EDIT}/k2").text


@pytest.mark.parametrize(
    ("missing", "words"), [("kind", "editorial or substantive"), ("why", "Say why you change")]
)
def test_change_by_hand_says_what_it_does_and_why(
    sam: AuditedClient, desk: Desk, missing: str, words: str
) -> None:
    form = {**form_on(sam, "k2"), "text_en": "Typed by hand.", missing: ""}
    answer = post(sam, f"{EDIT}/k2", form)

    assert answer.status_code == 422
    assert words in answer.text
    assert "Typed by hand." in answer.text
    assert desk.text(2) == WORDS["en"].format(n=2)


def test_substantive_edit_is_told_to_readers(sam: AuditedClient, desk: Desk) -> None:
    form = {**form_on(sam, "k2"), "text_en": "All towns.", "kind": "substantive", "why": "Wider."}
    post(sam, f"{EDIT}/k2", form)
    page = Page(sam.get("/en/charters/mobility/versions/2/changes").text)

    assert "it changes what is said" in page.text
    assert "Wider." in page.text


def test_second_editor_gets_both_texts(sam: AuditedClient, desk: Desk) -> None:
    form = form_on(sam, "k2")
    post(sam, f"{EDIT}/k2", {**form, "text_en": "Saved by the first."})
    answer = post(sam, f"{EDIT}/k2", {**form, "text_en": "Typed by the second."})

    assert answer.status_code == 409
    assert "Typed by the second." in answer.text
    assert "Saved by the first." in answer.text
    assert desk.text(2) == "Saved by the first."


def test_words_being_typed_are_kept_for_their_writer_alone(sam: AuditedClient, desk: Desk) -> None:
    form = {**form_on(sam, "k2"), "text_en": "Half a sentence", "submission_key": "k" * 32}
    key = post(sam, f"{EDIT}/k2/typed", form).json["draft_key"]  # type: ignore[index]
    page = Page(sam.get(f"{EDIT}/k2").text)
    assert key
    assert "Half a sentence" in page.text
    assert "did not save it" in page.text
    other = sam.application.test_client()
    sign_in(other, desk.cast.sol)
    assert "Half a sentence" not in other.get(f"{EDIT}/k2").text

    act(sam, "k2", do="forget")
    assert "Half a sentence" not in sam.get(f"{EDIT}/k2").text


def test_words_typed_before_somebody_else_saved_do_not_replace_theirs(
    sam: AuditedClient, desk: Desk
) -> None:
    form = form_on(sam, "k2")
    post(sam, f"{EDIT}/k2/typed", {**form, "text_en": "Mine.", "submission_key": "k" * 32})
    post(sam, f"{EDIT}/k2", {**form, "text_en": "Theirs, first."})
    draft = {**form, "text_en": "Mine.", "submission_key": "j" * 32}
    post(sam, f"{EDIT}/k2/typed", draft)
    answer = post(sam, f"{EDIT}/k2", {**form_on(sam, "k2"), "text_en": "Mine."})

    assert answer.status_code == 409
    assert "Theirs, first." in answer.text
    assert desk.text(2) == "Theirs, first."


def test_saved_words_leave_no_draft(sam: AuditedClient, desk: Desk) -> None:
    form = {**form_on(sam, "k2"), "text_en": "Typed.", "submission_key": "k" * 32}
    post(sam, f"{EDIT}/k2/typed", form)
    post(sam, f"{EDIT}/k2", {**form, "text_en": "Saved."})

    assert "did not save it" not in sam.get(f"{EDIT}/k2").text
    assert sam.get("/en/me?show=drafts").text.count("Words of a paragraph") == 0


def test_edited_words_are_restored(sam: AuditedClient, desk: Desk) -> None:
    post(sam, f"{EDIT}/k2", {**form_on(sam, "k2"), "text_en": "Other."})
    act(sam, "k2", do="restore:en")

    assert desk.text(2) == WORDS["en"].format(n=2)
