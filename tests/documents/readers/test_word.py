"""Word files: outline, text, tracked changes, and everything that is no text named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents.readers.reading import UnreadableDocument
from app.documents.readers.word import read_docx
from app.domain.texts import normalise_text
from tests.documents.readers.word_files import (
    docx,
    item,
    level,
    members,
    numbering,
    paragraph,
    run,
    zipped,
)


def lines(body: str, **parts: str) -> list[str]:
    return list(read_docx(docx(body, **parts)).tree.lines())


def test_styles_make_title_sections_and_types() -> None:
    body = (
        paragraph("Charter", "Titre")
        + paragraph("Preamble", "Titre1")
        + paragraph("Whereas")
        + paragraph("Chapter I", "Titre1")
        + paragraph("Article 1", "Own")
        + paragraph("All move.")
    )

    tree = read_docx(docx(body)).tree

    assert tree.title == "Charter"
    assert [(s.node.heading, s.node.label, s.path, s.node.level) for s in tree.walk_sections()] == [
        ("Preamble", None, (0,), 1),
        ("Chapter I", "Chapter I", (1,), 1),
        ("Article 1", "Article 1", (1, 0), 2),
    ]
    assert [p.node.type for p in tree.walk_paragraphs()] == ["preambular", "operative"]


@pytest.mark.parametrize(
    "heading",
    [
        paragraph("H", "Out"),
        paragraph("H", properties='<w:outlineLvl w:val="0"/>'),
        paragraph("H", "Titre2"),
    ],
)
def test_outline_level_counts_wherever_it_is_said(heading: str) -> None:
    tree = read_docx(docx(heading + paragraph("Text"))).tree

    assert "H" in (tree.title, *(one.node.heading for one in tree.walk_sections()))


def test_body_outline_level_overrides_a_heading_style() -> None:
    body = paragraph("Not one", "Titre1", '<w:outlineLvl w:val="9"/>') + paragraph("Text", "Circle")

    assert [one.node.text for one in read_docx(docx(body)).tree.walk_paragraphs()] == [
        "Not one",
        "Text",
    ]


def test_only_heading_of_level_one_is_the_title() -> None:
    body = paragraph("Charter", "Titre1") + paragraph("A", "Titre2") + paragraph("Text")

    assert read_docx(docx(body)).tree.title == "Charter"


def test_several_headings_of_level_one_are_sections() -> None:
    body = "".join(paragraph(name, "Titre1") + paragraph("Text") for name in ("One", "Two"))

    assert read_docx(docx(body)).tree.title is None


def test_tabs_breaks_and_special_hyphens_become_characters() -> None:
    content = (
        run("a")
        + "<w:r><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t></w:r>"
    )

    assert lines(paragraph(content)) == ["a b c\u2011d"]


TEXT = (
    st.text(
        st.characters(codec="utf-8", categories=["L", "M", "N", "P", "S", "Zs"]),
        min_size=1,
        max_size=60,
    )
    .map(normalise_text)
    .filter(str.strip)
)


@given(st.lists(TEXT, min_size=1, max_size=5))
def test_text_of_the_source_is_text_of_the_tree(texts: list[str]) -> None:
    body = (
        paragraph("H", "Titre1")
        + paragraph("I", "Titre1")
        + "".join(paragraph(run(text)) for text in texts)
    )

    shown = list(read_docx(docx(body)).tree.lines())[2:]

    assert ["".join(line.split()) for line in shown] == ["".join(text.split()) for text in texts]


def test_numbered_heading_shows_its_number() -> None:
    numbers = numbering(level(0, "decimal", "Article %1"))
    body = (
        item("Asylum", style="Titre1")
        + paragraph("a")
        + item("Work", style="Titre1")
        + paragraph("b")
    )

    sections = read_docx(docx(body, numbering=numbers)).tree.sections

    assert [(one.heading, one.label) for one in sections] == [
        ("Article 1 Asylum", "Article 1"),
        ("Article 2 Work", "Article 2"),
    ]


def test_strict_files_say_the_same() -> None:
    usual = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    parts = members(paragraph("Charter", "Titre") + paragraph("Text"))
    written = {name: str(content).replace(usual, strict) for name, content in parts.items()}

    assert list(read_docx(zipped(written)).tree.lines()) == ["Charter", "Text"]


def test_title_on_two_lines_is_one_title_and_a_later_one_a_heading() -> None:
    body = "".join(
        paragraph(text, style)
        for text, style in [("Charter", "Titre"), ("of cities", "Titre"), ("a", ""), ("B", "Titre")]
    )

    tree = read_docx(docx(body)).tree

    assert tree.title == "Charter of cities"
    assert [one.heading for one in tree.sections] == ["B"]


@pytest.mark.parametrize("body", ["", paragraph(" "), paragraph("Only a heading", "Titre1")])
def test_file_without_paragraphs_is_refused(body: str) -> None:
    with pytest.raises(UnreadableDocument) as refusal:
        read_docx(docx(body))

    assert refusal.value.code == "empty"
