"""Finding the line that a problem of a file is about."""

import pytest

from app.domain.finding import lines_named
from app.domain.preview import Line, Preview
from app.domain.texts import ParagraphType

P = ParagraphType.OPERATIVE
LONG = "Every quay keeps a lamp lit from dusk to dawn, at the expense of the town and nobody else."
TEXT = Preview(
    None,
    (
        Line("l1", "Article 1", "Article 1", 1),
        Line("l2", LONG, None, 0, P),
        Line("l3", "The lamp is lit.", "(a)", 0, P),
        Line("l4", "The lamp is lit.", "(b)", 0, P),
        Line("l5", "Go.", None, 0, P),
    ),
    6,
)


@pytest.mark.parametrize(
    ("beginnings", "lines"),
    [
        ([LONG[:60] + "…"], ["l2"]),
        (["(b) The lamp is lit."], ["l4"]),
        (["The lamp is lit.", "The lamp is lit."], ["l3", "l3"]),
        (["(a) The lamp is lit.", "Go.", "The lamp  is lit."], ["l3", "l5", "l3"]),
        (["", "Nowhere to be found", "…", "Article 1"], ["", "", "", "l1"]),
    ],
)
def test_line_is_found_by_its_beginning(beginnings: list[str], lines: list[str]) -> None:
    assert lines_named(TEXT, beginnings) == lines
