"""The text of a version as a file, from the pages."""

import io
from datetime import datetime
from pathlib import Path

import docx
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.documents.writers.versions import files as writers
from app.domain.charters import VersionStatus
from app.domain.languages import LANGUAGES
from app.domain.version_documents import TextFormat
from app.jobs import exports as jobs
from app.jobs.exports import exports_of, make_waiting
from app.models.charters import Wording
from app.web import version_files
from tests.factories.cast import Cast
from tests.factories.charters import WORDS, make_version
from tests.web.page import AuditedClient, Page
from tests.web.signing_in import sign_in

VERSION = "/en/charters/mobility/versions/1"
QUICK = [one.value for one in TextFormat if one is not TextFormat.PDF]


@pytest.fixture
def long(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file takes long."""
    monkeypatch.setattr(writers, "LONG", 0)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_page_offers_formats_and_languages(client: FlaskClient, cast: Cast, lang: str) -> None:
    page = Page(AuditedClient(client).get(f"/{lang}/charters/mobility/versions/1").text)

    assert page.by_id("download") is not None


@pytest.mark.parametrize("format_", QUICK)
def test_file_comes_with_its_name_and_kind(client: FlaskClient, cast: Cast, format_: str) -> None:
    answer = client.get(f"{VERSION}/text.{format_}?language=fr&beside=ar")
    end = writers.ENDS.get(TextFormat(format_), format_)

    assert answer.status_code == 200
    assert answer.content_type == writers.TYPES[TextFormat(format_)]
    assert answer.headers["Content-Disposition"].endswith(f'"mobility-v1-fr-ar.{end}"')
    assert answer.headers["Cache-Control"] == "no-store"


def test_file_says_what_is_stored(client: FlaskClient, cast: Cast) -> None:
    answer = client.get(f"{VERSION}/text.docx?language=ar")
    document = docx.Document(io.BytesIO(answer.data))

    lines = [p.text for p in document.paragraphs if p.style.name == "Charter paragraph"]
    assert lines == [WORDS["ar"].format(n=number) for number in range(1, 7)]


def test_without_a_language_it_is_that_of_the_page(client: FlaskClient, cast: Cast) -> None:
    answer = client.get("/es/charters/mobility/versions/1/text.txt")

    assert WORDS["es"].format(n=1) in answer.text


def test_form_leads_to_the_file(client: FlaskClient, cast: Cast) -> None:
    answer = client.get(f"{VERSION}/text?format=md&language=fr&beside=")

    assert answer.status_code == 303
    assert answer.location.endswith("/versions/1/text.md?language=fr")


def test_second_language_that_is_the_first_counts_once(client: FlaskClient, cast: Cast) -> None:
    answer = client.get(f"{VERSION}/text.md?language=fr&beside=fr")

    assert answer.headers["Content-Disposition"].endswith('"mobility-v1-fr.md"')


@pytest.mark.parametrize(
    "asked",
    [
        "text.rtf",
        "text.md?language=xx",
        "text.md?beside=xx",
        "text?format=rtf",
        "text.rtf/progress",
    ],
)
def test_unknown_value_is_refused(client: FlaskClient, cast: Cast, asked: str) -> None:
    assert client.get(f"{VERSION}/{asked}").status_code == 400


def test_language_the_version_lacks_is_refused(
    session: Session, client: FlaskClient, cast: Cast
) -> None:
    session.query(Wording).filter_by(language="es").delete()
    session.commit()

    assert client.get(f"{VERSION}/text.md?language=es").status_code == 400


@pytest.mark.parametrize(("name", "status"), [(None, 404), ("bo", 404), ("sam", 200)])
def test_draft_is_for_those_who_work_on_it(
    session: Session, client: FlaskClient, cast: Cast, now: datetime, name: str, status: int
) -> None:
    make_version(session, cast.charter, number=2, now=now, status=VersionStatus.WORKING)
    session.commit()
    if name:
        sign_in(client, getattr(cast, name))
    base = "/en/charters/mobility/versions/2"

    found = [client.get(f"{base}/text.md{end}").status_code for end in ("", "/progress")]

    assert found == [status, status]


def test_long_file_is_made_meanwhile(
    app: Flask, client: FlaskClient, cast: Cast, long: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    called: list[str] = []
    monkeypatch.setattr(
        version_files, "call", lambda _instance, _redis, key, _fonts: called.append(key)
    )
    first = client.get(f"{VERSION}/text.md?language=fr")
    again = client.get(f"{VERSION}/text.md?language=fr")
    waiting = client.get(first.location)
    exports = exports_of(app.extensions["palabre_settings"].instance)

    for key in exports.waiting():
        exports.make(key, Path())

    assert (first.status_code, again.status_code, len(called)) == (303, 303, 1)
    assert 'data-hx-trigger="every 2s"' in waiting.text
    ready = client.get(first.location).text
    assert "data-hx-trigger" not in Page(ready).text
    assert "/text.md?language=fr" in ready
    assert WORDS["fr"].format(n=1) in client.get(f"{VERSION}/text.md?language=fr").text


@pytest.mark.parametrize("stage", ["waiting", "working", "failed", "done"])
def test_progress_is_a_page_and_its_part(
    app: Flask, client: FlaskClient, cast: Cast, long: None, stage: str
) -> None:
    client.get(f"{VERSION}/text.md")
    exports = exports_of(app.extensions["palabre_settings"].instance)
    key = exports.waiting()[0]
    if stage == "working":
        exports.tell(key, jobs.Stage.WORKING, 3)
    elif stage == "failed":
        exports.fail(key)
    elif stage == "done":
        exports.make(key, Path())

    whole = AuditedClient(client).get(f"{VERSION}/text.md/progress").text
    part = client.get(f"{VERSION}/text.md/progress", headers={"HX-Request": "true"}).text

    assert part.strip() in whole
    assert "<h1" not in part


def test_queue_is_told_of_the_file(app: Flask, client: FlaskClient, cast: Cast, long: None) -> None:
    instance = app.extensions["palabre_settings"].instance
    queue = jobs.open_queue(instance, None)
    queue.flush()

    client.get(f"{VERSION}/text.md")

    assert queue.pending_count() == 1
    queue.flush()
    assert make_waiting(exports_of(instance), Path("/")) == 1


def test_page_says_where_no_pdf_can_be_made(
    client: FlaskClient, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(version_files, "pdf_possible", lambda: False)
    page = client.get(VERSION).text
    answer = client.get(f"{VERSION}/text.pdf")

    assert 'value="pdf"' not in page
    assert "PDF files cannot be made on this installation" in page
    assert answer.status_code == 404
    assert "PDF files cannot be made on this installation" in answer.text
