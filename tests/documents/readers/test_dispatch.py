"""The right reader for a file, by its name and its content."""

import pytest

from app.documents.readers import dispatch
from app.documents.readers.dispatch import read_document
from app.documents.readers.reading import Note, Problem, Reading, UnreadableDocument, place_of
from tests.documents.readers.odt_files import odt, p
from tests.documents.readers.word_files import docx, paragraph

WORD = docx(paragraph("Text"))
ODT = odt(p("Text"))


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (WORD, "a.docx"),
        (WORD, "A.DOCX"),
        (WORD, "charter"),
        (b"Text", "a.md"),
        (b"Text", "a.markdown"),
        (b"Text", "a.txt"),
        (b"Text", "charter"),
        (ODT, "a.odt"),
        (ODT, "charter"),
        (b"<p>Text", "a.html"),
        (b"\n<!doctype html><p>Text", ""),
    ],
)
def test_reader_is_found(data: bytes, name: str) -> None:
    assert list(read_document(data, name).tree.lines()) == ["Text"]


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"Text", "a.docx", "not_a_docx"),
        (WORD, "a.md", "unsupported"),
        (ODT, "a.docx", "not_a_docx"),
        (WORD, "a.odt", "not_an_odt"),
        (b"Text", "a.odt", "not_an_odt"),
        (ODT, "a.html", "unsupported"),
        (WORD, "a.docm", "macro"),
        (b"%PDF-1.7", "a.pdf", "pdf"),
        (b"%PDF-1.7", "", "pdf"),
        (b"<a/>", "a.xml", "not_akoma_ntoso"),
        (b"Text", "a.xml", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.doc", "not_a_docx"),
        (b" \n", "a.md", "empty"),
        (b"", "a.docx", "empty"),
    ],
)
def test_name_and_content_must_agree(data: bytes, name: str, code: str) -> None:
    with pytest.raises(UnreadableDocument) as refused:
        read_document(data, name)

    assert refused.value.code == code
    assert refused.value.details["field"] == "file"


def test_pasted_text_is_markdown_only_where_a_line_begins_with_a_hash() -> None:
    assert list(read_document(b"# One\n\n*a*\n\n# Two\n\nb", "").tree.lines())[1] == "a"
    assert list(read_document(b"One.\n\n*a*\n\nb #2", "").tree.lines())[1] == "*a*"


def test_nesting_beyond_what_a_reader_can_follow_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def endless(data: bytes) -> Reading:
        return endless(data)

    monkeypatch.setitem(dispatch._PLAIN, ".txt", endless)
    with pytest.raises(UnreadableDocument) as refused:
        read_document(b"Text", "a.txt")

    assert refused.value.code == "too_deep"


def test_reading_survives_json() -> None:
    reading = read_document(WORD, "a.docx")
    notes = (Note("Ana", "a remark", "Text", 1),)
    reading = Reading(reading.tree, (Problem("a", "b", "c"), Problem("d")), notes, 3)

    assert Reading.from_json(reading.to_json()) == reading


def test_place_is_long_enough_to_find_and_no_longer() -> None:
    assert place_of("short") == "short"
    assert place_of("x" * 80) == "x" * 60 + "…"
