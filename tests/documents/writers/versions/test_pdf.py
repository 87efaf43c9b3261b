"""The PDF of a version: tagged, with its own faces, the same every time; or refused in words."""

import importlib
import re
import shutil
import subprocess
import zlib
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from flask import Flask

from app.documents.writers.versions import pdf
from app.documents.writers.versions.copies import Copy
from app.web.version_words import version_words
from tests.documents.writers.versions.pdf_structure import told
from tests.documents.writers.versions.reading_back import pdf_text
from tests.factories.version_documents import NOTES, make_document
from tests.house.tree import ROOT

FONTS = ROOT / "static" / "fonts"
needs_pdf = pytest.mark.skipif(not pdf.pdf_possible(), reason="WeasyPrint or Pango is missing")
needs_poppler = pytest.mark.skipif(not shutil.which("pdftotext"), reason="no pdftotext")


def made(app: Flask, *languages: str, told: Any = None) -> bytes:
    with app.app_context():
        copy = Copy(make_document(*languages), version_words(languages[0]))
    return pdf.pdf_bytes(copy, FONTS, told)


@needs_pdf
@needs_poppler
def test_file_is_tagged_and_carries_its_faces(app: Flask, tmp_path: Path) -> None:
    path = tmp_path / "file.pdf"
    path.write_bytes(made(app, "fr", "ar"))
    about = said_by("pdfinfo", path)
    faces = said_by("pdffonts", path).splitlines()[2:]

    assert re.search(r"^Tagged: +yes$", about, re.MULTILINE)
    assert "pdfuaid:part" in said_by("pdfinfo", path, "-meta")
    assert len(faces) >= 3
    assert all(re.search(r" yes yes yes +\d+", face) for face in faces)


@needs_pdf
def test_structure_says_the_language_and_the_title(app: Flask) -> None:
    """What PDF/UA asks for beside the tags; words in the second language name their own."""
    inside = unpacked(made(app, "en", "ar"))

    for wanted in (b"/Marked true", b"/DisplayDocTitle true", b"/StructTreeRoot", b"/Tabs /S"):
        assert wanted in inside, wanted
    assert {b"/Lang (en)", b"/Lang (ar)"} == set(re.findall(rb"/Lang \(\w+\)", inside))
    assert {b"/Lang (ar)"} == set(re.findall(rb"/Lang \(\w+\)", unpacked(made(app, "ar"))))


def unpacked(data: bytes) -> bytes:
    """The file with what its streams hold."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", data, re.DOTALL)
    return data + b"".join(zlib.decompress(one) for one in streams if one[:1] == b"x")


def said_by(tool: str, path: Path, *more: str) -> str:
    command = [tool, *more, str(path)]
    return subprocess.run(command, capture_output=True, check=True, text=True).stdout


@needs_pdf
def test_same_version_gives_the_same_bytes(app: Flask) -> None:
    assert made(app, "ar") == made(app, "ar")


@needs_pdf
@needs_poppler
@pytest.mark.parametrize(
    "languages", [("en",), ("es",), ("fr",), ("ar",), ("fr", "ar"), ("ar", "en")]
)
def test_tags_hold_every_paragraph_word_by_word(
    app: Flask, tmp_path: Path, languages: tuple[str, ...]
) -> None:
    path = tmp_path / "file.pdf"
    path.write_bytes(made(app, *languages))
    paragraphs = make_document(*languages).paragraphs

    lines = [line for one in paragraphs for code in languages if (line := one.line(code))]
    assert told(path, lines) == lines


@needs_pdf
def test_each_page_is_told(app: Flask) -> None:
    pages: list[int] = []

    made(app, "en", told=pages.append)

    assert pages[0] == 1


@pytest.mark.parametrize("fault", [ImportError("weasyprint"), OSError("pango")])
def test_missing_library_is_said(monkeypatch: pytest.MonkeyPatch, fault: Exception) -> None:
    def refuse(_name: str) -> ModuleType:
        raise fault

    monkeypatch.setattr(importlib, "import_module", refuse)
    pdf.pdf_possible.cache_clear()

    assert pdf.pdf_possible() is False

    monkeypatch.undo()
    pdf.pdf_possible.cache_clear()


@needs_pdf
@needs_poppler
def test_notes_and_citations_are_in_the_file(app: Flask, tmp_path: Path) -> None:
    with app.app_context():
        copy = Copy(make_document("fr", "en", beside=True), version_words("fr"))
    text = " ".join(pdf_text(pdf.pdf_bytes(copy, FONTS), tmp_path, "-raw").split())

    for code in ("fr", "en"):
        assert NOTES[code] in text
    assert "Letter of the Lamps, 1998" in text
