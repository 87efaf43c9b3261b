"""Files of a version: each says what the version says, paragraph by paragraph."""

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from markdown_it import MarkdownIt

from app.documents.readers.dispatch import read_document
from app.documents.writers.versions.copies import Copy
from app.documents.writers.versions.files import WRITERS, file_bytes, file_name, takes_long
from app.documents.writers.versions.plain import escaped
from app.domain.absent import is_absent
from app.domain.languages import LANGUAGES, direction
from app.domain.texts import normalise_text
from app.domain.version_documents import TextFormat, VersionDocument
from app.web.version_words import version_words
from tests.documents.writers.versions.reading_back import (
    AKN,
    READERS,
    TEXT,
    XML_LANG,
    odt_part,
    whole,
)
from tests.factories.version_documents import MOMENT, make_document

READ_AGAIN = ("docx", "odt", "html", "md", "txt", "akn")
PAIRS = [("en", "ar"), ("ar", "fr"), ("fr", "es")]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"


@pytest.fixture
def write(app: Flask) -> Any:
    def written(document: VersionDocument, format_: str) -> bytes:
        with app.app_context():
            words = version_words(document.language)
            return file_bytes(document, words, TextFormat(format_), fonts=Path())

    return written


def lines_of(document: VersionDocument) -> list[tuple[str | None, ...]]:
    return [tuple(p.line(code) for code in document.languages) for p in document.paragraphs]


@pytest.mark.parametrize("format_", READERS)
@pytest.mark.parametrize("languages", [*((code,) for code in LANGUAGES), *PAIRS])
def test_every_paragraph_is_there_word_for_word(
    write: Any, format_: str, languages: tuple[str, ...]
) -> None:
    document = make_document(*languages)

    found = READERS[format_](write(document, format_), len(languages))

    assert found == lines_of(document)


@pytest.mark.parametrize("format_", READ_AGAIN)
@pytest.mark.parametrize("language", LANGUAGES)
def test_our_own_reader_gives_the_text_back(write: Any, format_: str, language: str) -> None:
    document = make_document(language)

    tree = read_document(write(document, format_), f"x.{format_}").tree

    assert tree.title == document.titles[language]
    assert [one.node.line for one in tree.walk_paragraphs()] == [
        line for (line,) in lines_of(document)
    ]
    assert [(one.node.level, one.node.heading) for one in tree.walk_sections()] == [
        (section.level, section.headings[language].text) for section in document.sections
    ]


@pytest.mark.parametrize("format_", READERS)
def test_gap_is_named_in_its_place(write: Any, format_: str) -> None:
    document = make_document("fr", "ar", missing={"ar": (2,)})

    found = READERS[format_](write(document, format_), 2)

    assert found[1] == (document.paragraphs[1].line("fr"), "[— Ce paragraphe manque en arabe. —]")


@pytest.mark.parametrize("format_", READ_AGAIN)
def test_gap_is_named_and_keeps_its_place_when_it_is_read_again(write: Any, format_: str) -> None:
    document = make_document("ar", missing={"ar": (2,)})

    reading = read_document(write(document, format_), f"x.{format_}")

    gap = "[— هذه الفقرة ناقصة باللغة العربية. —]"
    assert [one.node.line for one in reading.tree.walk_paragraphs()] == [
        line or gap for (line,) in lines_of(document)
    ]
    assert is_absent(gap)
    assert [one.detail for one in reading.problems if one.code == "gap_left_out"] == [gap]


@pytest.mark.parametrize("format_", READ_AGAIN)
def test_title_stays_the_title_whatever_it_is_called(write: Any, format_: str) -> None:
    value = make_document("en").to_json()
    document = VersionDocument.from_json({**value, "titles": {"en": "Annex 1: Preamble"}})

    tree = read_document(write(document, format_), f"x.{format_}").tree

    assert (tree.title, len(tree.sections)) == ("Annex 1: Preamble", 1)


@pytest.mark.parametrize("format_", ["docx", "odt", "html", "txt", "akn"])
def test_deep_levels_come_back(write: Any, format_: str) -> None:
    document = make_document("en")
    deep = tuple(
        replace(document.sections[0], level=level, key=f"s{level}") for level in range(1, 8)
    )

    tree = read_document(write(replace(document, sections=deep), format_), f"x.{format_}").tree

    assert [one.node.level for one in tree.walk_sections()] == [1, 2, 3, 4, 5, 6, 7]


def test_edited_plain_text_is_still_ours(write: Any) -> None:
    text = write(make_document("en"), "txt").decode()
    edited = text.replace("[3] (a)", "A new paragraph,\nbroken in two.\n\n[3] (a)")

    reading = read_document(edited.encode(), "x.txt")

    lines = [one.node.line for one in reading.tree.walk_paragraphs()]
    assert lines[2:4] == [
        "A new paragraph, broken in two.",
        "(a) # 200 metres \\ and [no] further.",
    ]
    assert len(lines) == 5
    assert [one.code for one in reading.problems] == ["page_header_dropped", "page_footer_dropped"]


def test_marked_words_that_are_no_number_are_text() -> None:
    page = b'<h1>T</h1><p><span data-palabre="number">Nobody may be left out 5</span> at all.</p>'

    tree = read_document(page, "x.html").tree

    assert [one.node.text for one in tree.walk_paragraphs()] == ["Nobody may be left out 5 at all."]


@pytest.mark.parametrize("format_", WRITERS)
def test_same_version_gives_the_same_bytes(write: Any, format_: str) -> None:
    document = make_document("ar", "en")
    again = VersionDocument.from_json(document.to_json())

    assert again == document
    assert write(document, format_) == write(again, format_)


@pytest.mark.parametrize("format_", ["docx", "odt"])
def test_members_carry_the_date_of_the_version(write: Any, format_: str) -> None:
    with zipfile.ZipFile(io.BytesIO(write(make_document("en"), format_))) as archive:
        assert {part.date_time for part in archive.infolist()} == {MOMENT.timetuple()[:6]}


@pytest.mark.parametrize("format_", [one for one in WRITERS if one is not TextFormat.AKN])
def test_hash_and_address_are_in_the_file(write: Any, format_: str) -> None:
    document = make_document("en")
    data = write(document, format_)
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            data = b"".join(archive.read(name) for name in archive.namelist())

    assert document.hash.encode() in data
    assert document.address.encode() in data


def test_word_file_has_real_headings_and_numbers(write: Any) -> None:
    document = docx.Document(io.BytesIO(write(make_document("ar"), "docx")))
    styles = [p.style.name for p in document.paragraphs]
    body = document.styles["Charter paragraph"].element

    assert (
        styles
        == ["Title", "Heading 1", "Charter paragraph", "Heading 2"] + ["Charter paragraph"] * 3
    )
    assert body.find(f"{W}pPr/{W}numPr/{W}numId") is not None
    assert all(p._p.find(f"{W}pPr/{W}bidi") is not None for p in document.paragraphs)


def test_open_document_begins_with_its_kind_and_keeps_its_outline(write: Any) -> None:
    data = write(make_document("ar"), "odt")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        first = archive.infolist()[0]
        kind = archive.read(first)
    content, styles = odt_part(data, "content.xml"), odt_part(data, "styles.xml")
    heads = list(content.iter(f"{TEXT}h"))
    modes = {
        style.get(f"{STYLE}name"): style[0].get(f"{STYLE}writing-mode")
        for style in styles.iter(f"{STYLE}style")
        if len(style)
    }

    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert kind == b"application/vnd.oasis.opendocument.text"
    assert [head.get(f"{TEXT}outline-level") for head in heads] == ["1", "2"]
    assert {modes[head.get(f"{TEXT}style-name")] for head in heads} == {"rl-tb"}
    named = {node.get(f"{TEXT}style-name") for node in content.iter(f"{TEXT}p", f"{TEXT}h")}
    assert named <= modes.keys()


def test_akoma_ntoso_has_its_parts_in_order(write: Any) -> None:
    root = etree.fromstring(write(make_document("es"), "akn"))
    doc = root.find(f"{AKN}doc")
    levels = [part.tag.removeprefix(AKN) for part in doc.find(f"{AKN}meta/{AKN}identification")]
    inner = doc.find(f"{AKN}mainBody/{AKN}section/{AKN}section")

    assert [part.tag.removeprefix(AKN) for part in doc] == ["meta", "preface", "mainBody"]
    assert levels == ["FRBRWork", "FRBRExpression", "FRBRManifestation"]
    assert root.find(f".//{AKN}FRBRlanguage").get("language") == "spa"
    assert doc.find(f"{AKN}mainBody").get(XML_LANG) == "es"
    assert inner.get("eId") == "section_s2"
    assert whole(inner.find(f"{AKN}heading")) == "Article 1"


def test_identifiers_of_two_languages_do_not_meet(write: Any) -> None:
    root = etree.fromstring(write(make_document("en", "ar"), "akn"))
    names = [node.get("eId") for node in root.iter() if node.get("eId")]
    parts = list(root.iter(f"{AKN}doc"))

    for part in parts:
        own = [node.get("eId") for node in part.iter() if node.get("eId")]
        assert len(own) == len(set(own))
    assert {"en__para_1", "ar__para_1"} <= set(names)


@pytest.mark.parametrize("pair", [("en", "ar"), ("ar", "en")])
def test_page_runs_the_way_of_its_first_language(write: Any, pair: tuple[str, str]) -> None:
    html = write(make_document(*pair), "html").decode()

    assert f'<html lang="{pair[0]}" dir="{direction(pair[0])}">' in html
    assert f'<p class="text" lang="{pair[1]}" dir="{direction(pair[1])}">' in html


def test_html_needs_nothing_from_elsewhere(write: Any) -> None:
    html = write(make_document("en"), "html").decode()

    assert "<script" not in html
    assert 'src="http' not in html
    assert "url(" not in html


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"])).map(normalise_text))
def test_markdown_signs_are_shown_as_they_stand(text: str) -> None:
    if not text.strip():
        return
    tokens = MarkdownIt("commonmark").enable("table").parse(escaped(text))

    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    assert "".join(part.content for part in tokens[1].children) == text


def test_name_tells_version_and_languages() -> None:
    assert file_name(make_document("fr", "ar"), TextFormat.PDF) == "quays-v2-fr-ar.pdf"
    assert file_name(make_document("fr"), TextFormat.AKN) == "quays-v2-fr.akn.xml"


@pytest.mark.parametrize(
    ("format_", "repeat", "long"), [("docx", 50, False), ("docx", 51, True), ("pdf", 1, True)]
)
def test_long_files_are_made_in_the_background(format_: str, repeat: int, long: bool) -> None:
    assert takes_long(make_document("en", repeat=repeat), TextFormat(format_)) is long


def test_copy_names_what_is_missing_and_what_came_later(app: Flask) -> None:
    with app.app_context():
        copy = Copy(make_document("en", "ar", missing={"ar": (2, 4)}), version_words("en"))

    assert "Paragraphs missing in Arabic: 2, 4" in copy.notes()
    assert "Authentic text: English" in copy.notes()


@pytest.mark.parametrize("format_", ["docx", "odt"])
def test_file_names_no_author_template_or_revision(write: Any, format_: str) -> None:
    with zipfile.ZipFile(io.BytesIO(write(make_document("en", "ar"), format_))) as archive:
        whole = b"".join(archive.read(name) for name in archive.namelist())

    for trace in (b"rsid", b"attachedTemplate", b"<Template>", b"python-docx", b"initial-creator"):
        assert trace not in whole, trace
    found = re.findall(rb"<(?:dc:creator|cp:lastModifiedBy)>([^<]*)<", whole)
    assert set(found) <= {b""}
