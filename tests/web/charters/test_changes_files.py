"""What changed and why to keep: as a Word file, as PDF, as a table, as JSON."""

import csv
import io
from datetime import datetime

import docx
import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.documents.writers.versions.pdf import pdf_possible
from app.domain.languages import LANGUAGES
from app.jobs.exports import exports_of, make_waiting
from app.web import current, listings
from tests.factories.cast import Cast
from tests.factories.desk import Desk
from tests.house.tree import ROOT
from tests.web.charters.composing import prepared
from tests.web.page import AuditedClient, Page
from tests.web.signing_in import sign_in

CHANGES = "/charters/mobility/versions/2/changes"
FONTS = ROOT / "static" / "fonts"


@pytest.fixture
def desk(session: Session, cast: Cast, now: datetime) -> Desk:
    made = prepared(session, cast, now)
    made.clean()
    return made


@pytest.fixture
def sam(client: FlaskClient, desk: Desk) -> AuditedClient:
    sign_in(client, desk.cast.sam)
    return AuditedClient(client)


def lines(data: bytes) -> list[str]:
    return [one.text for one in docx.Document(io.BytesIO(data)).paragraphs]


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_leads_to_the_files(sam: AuditedClient, language: str) -> None:
    links = Page(sam.get(f"/{language}{CHANGES}").text).links.values()

    for format_ in ("docx", "pdf", "csv", "json"):
        assert f"/{language}{CHANGES}.{format_}" in links


@pytest.mark.parametrize("language", LANGUAGES)
def test_word_file_tells_each_change_with_reason_and_references(
    sam: AuditedClient, language: str
) -> None:
    answer = sam.get(f"/{language}{CHANGES}.docx")
    said = lines(answer.data)
    table = sam.get(f"/{language}{CHANGES}.csv").data.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(table)))

    named = f'"mobility-v2-changes-{language}.docx"'
    assert answer.headers["Content-Disposition"].endswith(named)
    assert [row["references"] for row in rows if row["references"]]
    for row in rows:
        assert any(row["references"].replace(" ", ", ") in line for line in said)
        for line in row["reason"].splitlines():
            assert line in said
    assert len([one for one in rows if one["kind"] == "removed"]) == 1


def test_word_file_marks_what_changed(sam: AuditedClient) -> None:
    document = docx.Document(io.BytesIO(sam.get(f"/ar{CHANGES}.docx").data))
    runs = [run for paragraph in document.paragraphs for run in paragraph.runs]

    assert "القريبة" in "".join(run.text for run in runs if run.font.underline)
    assert any(run.font.strike for run in runs)


@pytest.mark.skipif(not pdf_possible(), reason="WeasyPrint or Pango is missing")
def test_pdf_is_made_meanwhile(sam: AuditedClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listings, "call", lambda *_all: None)

    sent_on = sam.get(f"/ar{CHANGES}.pdf")
    waiting = sam.get(sent_on.location)
    with sam.application.app_context():
        make_waiting(exports_of(current.settings().instance), FONTS)

    assert (sent_on.status_code, waiting.status_code) == (303, 200)
    assert sam.get(f"/ar{CHANGES}.pdf").data.startswith(b"%PDF")


def test_nobody_else_has_them_before_they_are_published(client: FlaskClient, desk: Desk) -> None:
    for end in ("docx", "pdf", "csv", "json", "docx/progress"):
        assert client.get(f"/en{CHANGES}.{end}").status_code == 404
