"""No imported text may turn the direction of what a reader sees: overrides are taken out."""

import pytest

from app.documents.readers.dispatch import read_document
from app.documents.readers.reading import Reading
from tests.documents.readers.word_files import docx, paragraph

FORCED = ("\u202d", "\u202e")
WANTED = ("\u200f", "\u200e", "\u2067", "\u2069", "\u061c")
SOURCES = {
    "text": "# T\u202eitle\n\nPay \u202e001\u202c euros",
    "entity": "# T&#x202e;itle\n\nPay &#8238;001 euros",
    "nothing else": "Pay\n\n&#8238;\n\n\u202e",
    "target of a link": "[a](http://a.org/%E2%80%AE&#x202e;x)",
    "code": "    Pay \u202e001",
    "label": "1. \u202eone\n2. two",
}


def everything(reading: Reading) -> str:
    return ascii(reading.to_json())


@pytest.mark.parametrize("name", SOURCES)
def test_overrides_are_nowhere_in_a_reading_of_markdown(name: str) -> None:
    reading = read_document(SOURCES[name].encode(), "a.md")

    assert all(ascii(sign)[1:-1] not in everything(reading) for sign in FORCED)
    assert all(line.strip() for line in reading.tree.lines())


@pytest.mark.parametrize("sign", ["\u202e", "&#x202e;", "&#8237;"])
def test_overrides_are_nowhere_in_a_reading_of_word(sign: str) -> None:
    reading = read_document(
        docx((paragraph("Pay @001") + paragraph("@")).replace("@", sign)), "a.docx"
    )

    assert list(reading.tree.lines()) == ["Pay 001"]
    assert [problem.code for problem in reading.problems] == ["control_characters_removed"] * 2


def test_marks_that_arabic_needs_stay() -> None:
    text = f"الماء {''.join(WANTED)} 12"

    assert list(read_document(text.encode(), "a.md").tree.lines()) == [text]
    assert list(read_document(docx(paragraph(text)), "a.docx").tree.lines()) == [text]
