"""Word files of a round in the browser: taken away, brought back, looked at, sent."""

import io
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from app.documents.readers.marked_file import read_marked
from app.domain.languages import LANGUAGES
from app.domain.review import PARAGRAPHS
from app.jobs.exports import exports_of, make_waiting
from app.models.contributions import Contribution
from app.models.word_files import WordFile
from app.web import current, review_files
from tests.factories.cast import Cast
from tests.factories.contributions import make_amendment, make_contribution
from tests.factories.marking import changed, commented, sent_out, tracked
from tests.web.page import AuditedClient, Page
from tests.web.signing_in import post, sign_in

DOCUMENTS = "/en/rounds/r1/documents"
BRING = "/en/rounds/r1/word-files"


@pytest.fixture
def marked_up(session: Session, cast: Cast, now: datetime) -> bytes:
    clean = sent_out(session, cast, now=now)
    session.rollback()
    return commented(changed(clean, tracked(1, "schools", "clinics")), 2, "Who pays?")


@pytest.fixture
def delegate(web: AuditedClient, cast: Cast) -> AuditedClient:
    sign_in(web, cast.lea, cast.town)
    return web


def bring(web: AuditedClient, data: bytes, **fields: str) -> TestResponse:
    values: dict[str, Any] = {"organisation": "rivebelle", "file": (io.BytesIO(data), "ours.docx")}
    return post(web, BRING, {**values, **fields}, content_type="multipart/form-data")


def send(web: AuditedClient, url: str, **fields: Any) -> TestResponse:
    """Send the form of the preview as it stands, with some fields changed."""
    page = Page(web.get(url).text, url)
    ticked = [one.get("value", "") for one in page.all("input") if one.get("name") == "take"]
    return post(web, url, {**page.values(url), "take": ticked, **fields})


def count(session: Session, table: type) -> int:
    session.rollback()
    found = session.scalar(select(func.count()).select_from(table)) or 0
    session.rollback()
    return found


@pytest.mark.parametrize("lang", LANGUAGES)
def test_everybody_takes_files_away(web: AuditedClient, cast: Cast, lang: str) -> None:
    opened = web.get(f"/{lang}/rounds/r1/documents")
    taken = web.get(f"/{lang}/rounds/r1/documents/to-mark-up.docx?language={lang}")

    assert opened.status_code == 200
    assert taken.status_code == 200
    assert taken.headers["Content-Disposition"].endswith(f'"r1-to-mark-up-{lang}.docx"')
    assert read_marked(taken.data, "r.docx").properties["palabre-language"] == lang


def test_a_file_holds_what_was_published_of_one_organisation(
    web: AuditedClient, session: Session, cast: Cast, now: datetime
) -> None:
    round_ = session.merge(cast.round)
    make_amendment(session, round_, cast.bo, cast.paragraphs[0], now=now)
    own = {"organisation_id": cast.town.id, "display_name": "Rivebelle"}
    make_contribution(session, round_, cast.lea, cast.paragraphs[1], now=now, text="Ours.", **own)
    session.commit()

    whole = web.get(f"{DOCUMENTS}/review.docx?language=en").data
    one = web.get(f"{DOCUMENTS}/review.docx?language=en&organisation=rivebelle").data
    part = web.get(f"{DOCUMENTS}/review.docx?language=en&paragraphs=2").data

    assert {remark.author for remark in read_marked(whole, "r.docx").remarks} == {"Bo", "Rivebelle"}
    assert {remark.author for remark in read_marked(one, "r.docx").remarks} == {"Rivebelle"}
    assert read_marked(part, "r.docx").properties[PARAGRAPHS] == "2"
    assert {remark.author for remark in read_marked(part, "r.docx").remarks} == {"Rivebelle"}


@pytest.mark.parametrize("asked", ["paragraphs=one", "paragraphs=99"])
def test_paragraphs_that_are_not_there_are_named_and_kept(
    web: AuditedClient, cast: Cast, asked: str
) -> None:
    for kind in ("review", "to-mark-up"):
        answer = web.get(f"{DOCUMENTS}/{kind}.docx?language=en&{asked}")
        assert answer.status_code == 422
        assert f'value="{asked.partition("=")[2]}"' in answer.text
        again = web.get(f"{DOCUMENTS}/{kind}.docx/progress?language=en&{asked}")
        assert again.status_code == 422


def test_a_language_that_is_not_there_is_no_address(web: AuditedClient, cast: Cast) -> None:
    assert web.get(f"{DOCUMENTS}/review.docx?language=xx").status_code == 400
    assert web.get(f"{DOCUMENTS}/review.docx?organisation=nobody").status_code == 404


def test_a_long_file_is_made_meanwhile(
    web: AuditedClient, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(review_files, "takes_long", lambda _document: True)
    monkeypatch.setattr(
        review_files, "call", lambda _folder, _redis, key, _fonts: asked.append(key)
    )
    url = f"{DOCUMENTS}/review.docx?language=en"

    sent_on = web.get(url)
    waiting = web.get(sent_on.location)
    with web.application.app_context():
        settings = current.settings()
        made = make_waiting(exports_of(settings.instance), settings.instance)
    done = web.get(sent_on.location)

    assert sent_on.status_code == 303
    assert "in a moment" in waiting.text
    assert (len(asked), made) == (1, 1)
    assert "The file is ready" in done.text
    assert read_marked(web.get(url).data, "r.docx").lines


def test_a_delegate_sees_everything_before_it_enters(
    delegate: AuditedClient, session: Session, marked_up: bytes
) -> None:
    brought = bring(delegate, marked_up)
    shown = delegate.get(brought.location)

    assert brought.status_code == 303
    assert "Replace the wording of paragraph 1" in shown.text
    assert "Who pays?" in shown.text
    assert "Reviewer Ruth" in shown.text
    assert count(session, Contribution) == 0


def test_what_is_ticked_is_sent_and_shown_on_a_receipt(
    delegate: AuditedClient, session: Session, marked_up: bytes
) -> None:
    url = bring(delegate, marked_up).location

    sent = send(delegate, url)
    receipt = delegate.get(sent.location)

    assert sent.status_code == 303
    assert "2 contributions received" in Page(receipt.text).h1
    assert {"A1", "C1"} <= set(receipt.text.replace("<", " ").replace(">", " ").split())
    assert count(session, Contribution) == 2
    again = delegate.get(bring(delegate, marked_up).location)
    assert again.text.count("Received already:") == 2


def test_what_is_not_ticked_stays_out(
    delegate: AuditedClient, session: Session, marked_up: bytes
) -> None:
    url = bring(delegate, marked_up).location

    receipt = delegate.get(send(delegate, url, take=["c0"]).location)

    assert "1 contribution received" in Page(receipt.text).h1
    assert count(session, Contribution) == 1


def test_a_missing_reason_loses_nothing(
    delegate: AuditedClient, session: Session, marked_up: bytes
) -> None:
    url = bring(delegate, marked_up).location

    answer = send(delegate, url, reason="", take=["c0"], reason_0="Clinics matter.")

    page = Page(answer.text, url)
    ticked = {
        one.get("value")
        for one in page.all("input")
        if one.get("name") == "take" and one.get("checked") is not None
    }
    assert answer.status_code == 422
    assert ticked == {"c0"}
    assert "Clinics matter." in answer.text
    assert count(session, Contribution) == 0


def test_a_file_is_forgotten(delegate: AuditedClient, session: Session, marked_up: bytes) -> None:
    url = bring(delegate, marked_up).location

    assert send(delegate, url, do="drop").status_code == 303
    assert count(session, WordFile) == 0


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"Towns keep water", "Bring a Word (.docx) or OpenDocument (.odt) file."),
        (b"", "There is no text in this file."),
    ],
)
def test_files_that_cannot_be_read_are_refused_kindly(
    delegate: AuditedClient, data: bytes, words: str
) -> None:
    answer = bring(delegate, data)

    assert answer.status_code == 422
    assert words in answer.text


def test_a_file_of_another_round_is_refused(
    delegate: AuditedClient, session: Session, cast: Cast, now: datetime
) -> None:
    swap = ("<vt:lpwstr>r1</vt:lpwstr>", "<vt:lpwstr>spring</vt:lpwstr>")
    data = changed(sent_out(session, cast, now=now), swap, part="docProps/custom.xml")
    session.rollback()

    assert "made for another round: spring" in bring(delegate, data).text


def test_a_form_without_file_comes_back(delegate: AuditedClient, cast: Cast) -> None:
    answer = post(delegate, BRING, {"organisation": "rivebelle"})

    assert answer.status_code == 422


def test_the_secretariat_enters_a_file_it_was_sent(
    web: AuditedClient, session: Session, cast: Cast, marked_up: bytes
) -> None:
    sign_in(web, cast.sam)

    url = bring(web, marked_up, organisation="passage").location
    listed = web.get(BRING)
    receipt = web.get(send(web, url).location)

    assert "ours.docx" in listed.text
    assert "2 contributions received" in Page(receipt.text).h1
    assert "Passage" in receipt.text


def test_strangers_bring_nothing(web: AuditedClient, cast: Cast, marked_up: bytes) -> None:
    assert web.get(BRING).status_code == 303
    sign_in(web, cast.bo)

    assert web.get(BRING).status_code == 403
    assert bring(web, marked_up).status_code == 403


def test_a_closed_window_is_said_and_kept(
    delegate: AuditedClient, session: Session, cast: Cast, marked_up: bytes
) -> None:
    url = bring(delegate, marked_up).location
    session.merge(cast.round).kinds = ["comment"]
    session.commit()

    answer = send(delegate, url)

    assert answer.status_code == 403
    assert "does not ask for this kind" in answer.text
    assert count(session, Contribution) == 0
