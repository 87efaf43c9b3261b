"""Documents: reopened by other readers, equal to the content, the same bytes every time."""

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from datetime import datetime
from typing import Any

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn
from flask import Flask
from sqlalchemy.orm import Session

from app.domain.languages import LANGUAGES
from app.domain.texts import content_hash
from app.queries.edition.content import content_of
from app.queries.synthesis.editions import as_document
from app.web.downloads import TYPES, export_bytes
from tests.factories.cast import Cast
from tests.factories.reports import HIDDEN, make_story

Export = Callable[..., bytes]
SHEETS = ["Overview", "Participation", "Paragraphs", "Ratings", "Amendments", "Votes", "Positions"]


@pytest.fixture
def document(session: Session, cast: Cast, now: datetime) -> dict[str, Any]:
    make_story(session, cast, now=now)
    content = content_of(session, cast.round, now=now)
    return as_document(content, content_hash(content), number=1, published_at=now)


@pytest.fixture
def export(app: Flask, document: dict[str, Any]) -> Export:
    def write(format_: str, language: str = "en") -> bytes:
        with app.app_context():
            return export_bytes(document, format_, language)

    return write


def column(sheet: Any, title: str) -> list[Any]:
    header = [cell.value for cell in sheet[1]]
    return [row[header.index(title)].value for row in sheet.iter_rows(min_row=2)]


def table(export: Export, name: str) -> list[dict[str, str]]:
    with zipfile.ZipFile(io.BytesIO(export("csv.zip"))) as archive:
        text = archive.read(f"{name}.csv").decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def words_of(data: bytes) -> str:
    """Everything a file says, whatever its format."""
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return data.decode()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "".join(archive.read(name).decode("utf-8", "ignore") for name in archive.namelist())


@pytest.mark.parametrize("format_", TYPES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_hidden_words_are_in_no_export(export: Export, format_: str, language: str) -> None:
    assert HIDDEN not in words_of(export(format_, language))


@pytest.mark.parametrize("format_", TYPES)
def test_same_document_gives_the_same_bytes(export: Export, format_: str) -> None:
    assert export(format_, "ar") == export(format_, "ar")


@pytest.mark.parametrize("format_", ["docx", "xlsx", "csv.zip"])
def test_members_carry_the_cut_off(export: Export, format_: str) -> None:
    with zipfile.ZipFile(io.BytesIO(export(format_))) as archive:
        dates = {part.date_time for part in archive.infolist()}

    assert dates == {(2026, 3, 2, 9, 30, 0)}


def test_hash_is_that_of_everything_but_the_edition(export: Export) -> None:
    found = json.loads(export("json"))

    edition = found.pop("edition")

    assert edition["hash"] == content_hash(found)


def test_workbook_has_typed_cells_and_no_formula(export: Export) -> None:
    book = openpyxl.load_workbook(io.BytesIO(export("xlsx")))

    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert book.sheetnames[:7] == SHEETS
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert "=1+1 is not a reason" in column(book["Comments"], "Text")
    assert column(book["Votes"], "Support") == [4, None]
    assert column(book["Comments"], "Received on")[0] == datetime(2026, 3, 2)  # noqa: DTZ001
    assert all(sheet.freeze_panes == "A2" for sheet in book)


def test_workbook_in_arabic_runs_from_the_right(export: Export) -> None:
    book = openpyxl.load_workbook(io.BytesIO(export("xlsx", "ar")))

    assert all(sheet.sheet_view.rightToLeft for sheet in book)


def test_every_format_counts_the_same(export: Export, document: dict[str, Any]) -> None:
    references = {one["reference"] for one in document["contributions"]}
    book = openpyxl.load_workbook(io.BytesIO(export("xlsx")))
    text = words_of(export("docx"))

    listed = {*column(book["Comments"], "Reference"), *column(book["Amendments"], "Reference")}

    assert listed == references
    assert len(column(book["Register"], "Reference")) == document["register"]["received"]
    assert {row["Reference"] for row in table(export, "register")} >= references
    assert all(reference in text for reference in references)


def test_tables_guard_against_formulas(export: Export) -> None:
    texts = [row["Text"] for row in table(export, "comments")]

    assert "'=1+1 is not a reason" in texts


def test_bundle_explains_and_proves_itself(export: Export) -> None:
    with zipfile.ZipFile(io.BytesIO(export("csv.zip"))) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}

    sums = dict(line.split("  ")[::-1] for line in members["SHA256SUMS"].decode().splitlines())
    assert sums == {
        name: hashlib.sha256(data).hexdigest()
        for name, data in members.items()
        if name != "SHA256SUMS"
    }
    explained = table(export, "dictionary")
    assert all(row["Meaning"] for row in explained)
    assert {row["File"] for row in explained} == set(sums) - {"dictionary.csv"}


def test_document_has_headings_tables_and_marked_changes(export: Export) -> None:
    found = docx.Document(io.BytesIO(export("docx")))

    headings = [one.text for one in found.paragraphs if one.style.name.startswith("Heading")]
    runs = [run for one in found.paragraphs for run in one.runs]
    assert "Paragraph 1" in headings
    assert any(run.font.underline and "libraries" in run.text for run in runs)
    assert any(run.font.strike for run in runs)
    assert all(
        table.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None for table in found.tables
    )


def test_document_in_arabic_is_set_from_the_right(export: Export) -> None:
    found = docx.Document(io.BytesIO(export("docx", "ar")))

    arabic = [
        (one, run)
        for one in found.paragraphs
        for run in one.runs
        if any("\u0600" <= letter <= "\u06ff" for letter in run.text)
    ]
    assert arabic
    for one, run in arabic:
        assert one._p.pPr.find(qn("w:bidi")) is not None
        assert run._r.rPr.find(qn("w:rtl")) is not None
    assert found.sections[0]._sectPr.find(qn("w:bidi")) is not None


@pytest.mark.parametrize("language", ["en", "ar"])
def test_figures_stand_at_the_end_of_their_cells_and_words_at_the_start(
    export: Export, language: str
) -> None:
    found = docx.Document(io.BytesIO(export("docx", language)))

    ends = {
        (cell.text.strip().isdigit(), one.find(f".//{qn('w:jc')}") is not None)
        for table in found.tables
        for row in table.rows[1:]
        for cell in row.cells
        for one in (cell.paragraphs[0]._p.pPr,)
    }
    assert (True, True) in ends
    assert (True, False) not in ends
    assert (False, False) in ends


def test_document_names_no_author_and_no_machine(export: Export) -> None:
    data = export("docx")

    core = docx.Document(io.BytesIO(data)).core_properties
    assert (core.author, core.last_modified_by, core.comments) == ("", "", "")
    assert core.created.replace(tzinfo=None) == datetime(2026, 3, 2, 9, 30)  # noqa: DTZ001
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert b"Macintosh" not in archive.read("docProps/app.xml")
        assert not [name for name in archive.namelist() if "thumbnail" in name]
