"""A long Word file put away piece by piece is the file it would be otherwise."""

import io
from collections.abc import Callable
from datetime import UTC, datetime

import docx
import pytest
from lxml import etree

from app.documents.writers import docx_pieces
from app.documents.writers.docx_package import as_bytes, new_document
from app.documents.writers.docx_pieces import AT_ONCE, Pieces
from app.documents.writers.docx_text import Sheet
from app.documents.writers.runs import Run
from app.domain.wording.diff import SpanKind

MOMENT = datetime(2026, 3, 4, tzinfo=UTC)
MANY = AT_ONCE  # each part has several blocks


def filled(sheet: Sheet, parts: int = MANY) -> None:
    for number in range(parts):
        sheet.heading(2, f"{number} & <more>")
        sheet.paragraph(Run("<!--pieces-->", "en"), Run("gone", "en", mark=SpanKind.DELETE))
        sheet.paragraph(Run("ميثاق\nالمدن", "ar"), style="Quoted", language="ar")
        sheet.table(["One", "Other"], [["a", Run("ب", "ar")]], (1, 2), caption="What it shows")


def written(language: str, pieces: Pieces | None, fill: Callable[[Sheet], None] = filled) -> bytes:
    document = new_document(language)
    sheet = Sheet(document, language, pieces=pieces)
    fill(sheet)
    return as_bytes(document, title="", language=language, moment=MOMENT, pieces=pieces)


def body(data: bytes) -> bytes:
    canonical: bytes = etree.tostring(docx.Document(io.BytesIO(data)).element, method="c14n")
    return canonical


@pytest.mark.parametrize("language", ["en", "ar"])
def test_body_is_the_same_as_when_held_whole(language: str) -> None:
    data = written(language, Pieces())

    assert body(data) == body(written(language, None))
    assert data == written(language, Pieces())


def test_few_blocks_are_held_at_once() -> None:
    document = new_document("en")
    filled(Sheet(document, "en", pieces=Pieces()))

    assert len(document.element.body) <= AT_ONCE + 2


@pytest.mark.parametrize("parts", [0, 1])
def test_short_file_has_no_sign_of_pieces(parts: int) -> None:
    data = written("en", Pieces(), lambda sheet: filled(sheet, parts))

    assert docx_pieces.PLACE not in body(data)
    assert data == written("en", None, lambda sheet: filled(sheet, parts))
