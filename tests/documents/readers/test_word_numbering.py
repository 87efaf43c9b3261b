"""Automatic numbers of Word files, as a reader sees them."""

import pytest

from app.documents.readers.word import read_docx
from tests.documents.readers.word_files import (
    STYLES,
    W,
    docx,
    item,
    level,
    numbering,
    paragraph,
    part,
)


def labels(body: str, numbers: str, **parts: str) -> list[str | None]:
    tree = read_docx(docx(body, numbering=numbers, **parts)).tree
    return [one.node.label for one in tree.walk_paragraphs()]


@pytest.mark.parametrize(
    ("style", "pattern", "expected"),
    [
        ("decimal", "%1.", ["1.", "2.", "3."]),
        ("decimalZero", "%1", ["01", "02", "03"]),
        ("lowerLetter", "(%1)", ["(a)", "(b)", "(c)"]),
        ("upperLetter", "%1)", ["A)", "B)", "C)"]),
        ("lowerRoman", "(%1)", ["(i)", "(ii)", "(iii)"]),
        ("upperRoman", "%1.", ["I.", "II.", "III."]),
        ("arabicAlpha", "(%1)", ["(أ)", "(ب)", "(ت)"]),
        ("arabicAbjad", "(%1)", ["(أ)", "(ب)", "(ج)"]),
        ("hebrew1", "%1.", ["א.", "ב.", "ג."]),
        ("hebrew2", "%1.", ["א.", "ב.", "ג."]),
        ("hindiNumbers", "%1.", ["१.", "२.", "३."]),
        ("none", "Item", ["Item", "Item", "Item"]),
        ("bullet", "•", [None, None, None]),
    ],
)
def test_formats(style: str, pattern: str, expected: list[str | None]) -> None:
    assert labels(item("x") * 3, numbering(level(0, style, pattern))) == expected


def test_unknown_format_counts_in_digits_and_is_named() -> None:
    reading = read_docx(docx(item("x"), numbering=numbering(level(0, "ordinalText", "%1."))))

    assert [(one.code, one.detail) for one in reading.problems] == [("number_format_unknown", "1.")]


THREE = (
    level(0, "decimal", "%1."),
    level(1, "lowerLetter", "(%2)"),
    level(2, "lowerRoman", "(%3)"),
)


def test_inner_items_carry_the_label_above_and_restart() -> None:
    body = item("x") + item("x", level=1) * 2 + item("x", level=2) + item("x") + item("x", level=1)

    assert labels(body, numbering(*THREE)) == [
        "1.", "1 (a)", "1 (b)", "1 (b) (i)", "2.", "2 (a)",
    ]  # fmt: skip


def test_pattern_with_upper_levels_is_taken_as_it_is() -> None:
    numbers = numbering(level(0, "upperRoman", "%1."), level(1, "decimal", "%1.%2"))

    assert labels(item("x") + item("x", level=1) * 2, numbers) == ["I.", "I.1", "I.2"]


def test_legal_style_writes_every_level_in_digits() -> None:
    legal = level(1, "decimal", "%1.%2", more="<w:isLgl/>")
    numbers = numbering(level(0, "upperRoman", "%1."), legal)

    assert labels(item("x") + item("x", level=1), numbers) == ["I.", "1.1"]


def test_level_that_never_restarts_counts_on() -> None:
    numbers = numbering(
        level(0, "decimal", "%1."), level(1, "lowerLetter", "%2)", more='<w:lvlRestart w:val="0"/>')
    )
    body = item("x") + item("x", level=1) + item("x") + item("x", level=1)

    assert labels(body, numbers) == ["1.", "1 a)", "2.", "2 b)"]


def test_lists_of_one_definition_share_counters_unless_they_start_anew() -> None:
    more = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="7"/></w:lvlOverride></w:num>'
    )
    body = item("x") + item("x", 2) + item("x", 3) * 2

    assert labels(body, numbering(*THREE, more=more)) == ["1.", "2.", "7.", "8."]


def test_override_may_describe_the_level_anew() -> None:
    more = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        f"{level(0, 'upperLetter', '%1)')}</w:lvlOverride></w:num>"
    )

    assert labels(item("x", 2), numbering(*THREE, more=more)) == ["A)"]


def test_numbers_come_from_the_style_too() -> None:
    style = (
        '<w:style w:type="paragraph" w:styleId="L"><w:name w:val="L"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="M"><w:name w:val="M"/><w:basedOn w:val="L"/>'
        "</w:style>"
    )
    body = paragraph("x", "L") + paragraph("x", "M")

    assert labels(body, numbering(*THREE), styles=part("styles", STYLES + style)) == ["1.", "2."]


def test_level_linked_to_a_style_is_found() -> None:
    style = (
        '<w:style w:type="paragraph" w:styleId="L"><w:name w:val="L"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    linked = level(1, "lowerLetter", "%2)", more='<w:pStyle w:val="L"/>')
    numbers = numbering(level(0, "decimal", "%1."), linked)

    assert labels(paragraph("x", "L"), numbers, styles=part("styles", STYLES + style)) == ["a)"]


def test_list_style_leads_to_its_definition() -> None:
    numbers = (
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="S"/>'
        "</w:abstractNum>"
        f'<w:abstractNum w:abstractNumId="1"><w:styleLink w:val="S"/>{THREE[0]}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )

    assert labels(item("x"), numbers) == ["1."]


def test_number_zero_takes_a_paragraph_out_of_the_list() -> None:
    assert labels(item("x") + item("x", 0) + item("x"), numbering(*THREE)) == ["1.", None, "2."]


def test_empty_numbered_paragraph_counts() -> None:
    assert labels(item("x") + item("") + item("x"), numbering(*THREE)) == ["1.", "3."]


def test_deleted_numbered_paragraph_does_not_count() -> None:
    gone = item("x").replace("<w:numPr>", "<w:rPr><w:del/></w:rPr><w:numPr>")
    gone = gone.replace("<w:r>", "<w:del><w:r>").replace("</w:r>", "</w:r></w:del>")

    assert labels(item("x") + gone + item("x"), numbering(*THREE)) == ["1.", "2."]


def test_typed_number_inside_an_automatic_one_stays_text() -> None:
    tree = read_docx(docx(item("(a) x"), numbering=numbering(*THREE))).tree

    assert [(one.node.label, one.node.text) for one in tree.walk_paragraphs()] == [("1.", "(a) x")]


def test_absurd_starts_are_bounded() -> None:
    huge = level(0, "lowerLetter", "%1.", start=10**12)

    (label,) = labels(item("x"), numbering(huge))

    assert label is not None
    assert len(label) < 2_000
