"""Notes and citations go along in every file, and never become text when one comes back."""

import io
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from flask import Flask
from lxml import etree

from app.documents.readers.dispatch import read_document
from app.documents.readers.marked_file import read_marked
from app.documents.writers.versions.files import file_bytes
from app.domain.languages import LANGUAGES
from app.domain.version_documents import TextFormat, VersionDocument
from app.web.version_words import version_words
from tests.documents.writers.versions.reading_back import AKN, READERS, XML_LANG, odt_part, whole
from tests.documents.writers.versions.test_akoma_ntoso import faults
from tests.factories.version_documents import CITED, NOTES, make_document

WITH = ("docx", "odt", "html", "akn")
READ_AGAIN = ("docx", "odt", "html", "akn")
PAIRS = [("en", "ar"), ("ar", "fr")]


@pytest.fixture
def write(app: Flask) -> Any:
    def written(document: VersionDocument, format_: str) -> bytes:
        with app.app_context():
            words = version_words(document.language)
            return file_bytes(document, words, TextFormat(format_), fonts=Path())

    return written


def shown(data: bytes, format_: str) -> str:
    """Every word of a file, however it is packed."""
    if format_ == "docx":
        document = docx.Document(io.BytesIO(data))
        return "\n".join(str(one) for one in document.element.body.itertext())
    root = odt_part(data, "content.xml") if format_ == "odt" else None
    if root is None:
        root = etree.HTML(data) if format_ == "html" else etree.fromstring(data)
    return "\n".join(str(one) for one in root.itertext())


@pytest.mark.parametrize("format_", WITH)
@pytest.mark.parametrize("languages", [("en",), ("ar",), *PAIRS])
def test_every_file_shows_notes_and_citations_in_its_languages(
    write: Any, format_: str, languages: tuple[str, ...]
) -> None:
    text = shown(write(make_document(*languages, beside=True), format_), format_)

    for language in languages:
        assert NOTES[language] in text
    assert "Letter of the Lamps, 1998" in text


@pytest.mark.parametrize("format_", WITH)
@pytest.mark.parametrize("language", LANGUAGES)
def test_text_is_the_same_with_and_without_them(write: Any, format_: str, language: str) -> None:
    found = READERS[format_](write(make_document(language, beside=True), format_), 1)

    assert found == READERS[format_](write(make_document(language), format_), 1)


@pytest.mark.parametrize("format_", WITH)
@pytest.mark.parametrize("languages", PAIRS)
def test_side_by_side_they_stand_below_the_text_of_their_cell(
    write: Any, format_: str, languages: tuple[str, ...]
) -> None:
    found = READERS[format_](write(make_document(*languages, beside=True), format_), 2)
    plain = READERS[format_](write(make_document(*languages), format_), 2)

    for row, bare in zip(found, plain, strict=True):
        for cell, text in zip(row, bare, strict=True):
            assert cell.startswith(text)


@pytest.mark.parametrize("format_", READ_AGAIN)
@pytest.mark.parametrize("language", LANGUAGES)
def test_they_do_not_come_back_as_text(write: Any, format_: str, language: str) -> None:
    with_, without = make_document(language, beside=True), make_document(language)

    reading = read_document(write(with_, format_), f"x.{format_}")
    plain = read_document(write(without, format_), f"x.{format_}")

    assert reading.tree == plain.tree
    assert [one.detail for one in reading.problems if one.code == "beside_left_out"] == ["3"]
    assert "beside_left_out" not in {one.code for one in plain.problems}


@pytest.mark.parametrize("format_", ["docx", "odt"])
def test_they_are_no_proposal_where_a_file_comes_back_marked(write: Any, format_: str) -> None:
    with_, without = make_document("fr", beside=True), make_document("fr")

    marked = read_marked(write(with_, format_), f"x.{format_}")

    assert marked.lines == read_marked(write(without, format_), f"x.{format_}").lines


def test_typing_on_after_a_note_is_text_again(write: Any) -> None:
    document = docx.Document(io.BytesIO(write(make_document("en", beside=True), "docx")))

    style = document.styles["Palabre note"]

    assert style.next_paragraph_style.name == "Charter paragraph"


@pytest.mark.parametrize("languages", [*((code,) for code in LANGUAGES), *PAIRS])
def test_akoma_ntoso_with_notes_is_valid(write: Any, languages: tuple[str, ...]) -> None:
    assert faults(write(make_document(*languages, beside=True), "akn")) == []


def test_akoma_ntoso_calls_each_note_from_its_paragraph(write: Any) -> None:
    root = etree.fromstring(write(make_document("fr", "ar", beside=True), "akn"))
    notes = {note.get("eId"): note for note in root.iter(f"{AKN}note")}
    calls = [call.get("href").removeprefix("#") for call in root.iter(f"{AKN}noteRef")]
    address = notes["fr__cited_2"].find(f".//{AKN}ref").get("href")

    assert calls == [
        f"{code}__{name}" for code in ("fr", "ar") for name in ("note_2", "cited_2", "cited_3")
    ]
    assert set(calls) == set(notes)
    assert whole(notes["ar__note_2"]).strip() == NOTES["ar"]
    assert notes["ar__note_2"].get(XML_LANG) == "ar"
    assert address in CITED[1]


def test_numbers_in_the_margin_are_no_labels_where_their_list_lost_its_name(write: Any) -> None:
    """As LibreOffice saves the file."""
    source = io.BytesIO(write(make_document("en", beside=True), "docx"))
    target = io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, data.replace(b'<w:name w:val="PalabreParagraphNumbers"/>', b""))
    assert target.getvalue() != source.getvalue()

    tree = read_document(target.getvalue(), "x.docx").tree

    assert tree == read_document(source.getvalue(), "x.docx").tree


def test_address_runs_from_left_to_right_in_a_page_that_does_not(write: Any) -> None:
    page = etree.HTML(write(make_document("ar", beside=True), "html"))

    addresses = page.xpath('//p[@class="beside"]//bdi/bdi')

    assert addresses
    assert {one.get("dir") for one in addresses} == {"ltr"}
    assert all(one.text.startswith("https://") for one in addresses)
