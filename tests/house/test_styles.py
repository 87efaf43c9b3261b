"""Style sheets work in both writing directions and fetch nothing from elsewhere."""

import re

import pytest

from tests.house.tree import lines_with, own_files, text

SHEETS = own_files(".css", under="static/")

PHYSICAL = re.compile(
    r"""(?:^|[\s;{])(?:
        (?:margin|padding|scroll-margin|scroll-padding)-(?:left|right|top|bottom)
        | border-(?:(?:top|bottom)-)?(?:left|right)(?:-(?:color|style|width|radius))?
        | border-(?:top|bottom)(?:-(?:color|style|width))?
        | (?:left|right|top|bottom) | (?:min-|max-)?(?:width|height)
    )\s*:
    | (?:text-align|float|clear)\s*:\s*(?:left|right)\b""",
    re.VERBOSE,
)
# Conditions name the window, which has no writing direction.
CONDITION = re.compile(r"@(?:media|container|page)[^{]*")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
ELSEWHERE = re.compile(r"""@import|url\(\s*["']?(?:https?:)?//""")


def physical(sheet: str) -> list[str]:
    """The declarations that name a side or a dimension of the screen instead of the text."""
    bare = CONDITION.sub("", COMMENT.sub("", sheet))
    return [line.strip() for line in bare.splitlines() if PHYSICAL.search(line)]


def test_there_are_style_sheets() -> None:
    assert SHEETS


def test_property_is_logical() -> None:
    found = {str(sheet): physical(text(sheet)) for sheet in SHEETS}

    assert not {sheet: lines for sheet, lines in found.items() if lines}


def test_style_sheet_fetches_nothing_from_elsewhere() -> None:
    assert not lines_with(ELSEWHERE, SHEETS)


@pytest.mark.parametrize(
    "line",
    [
        "p { margin-left: 1em }",
        "  width: 3rem;",
        "float: right",
        "a{left:0}",
        "border-top: 1px solid",
    ],
)
def test_physical_property_is_noticed(line: str) -> None:
    assert physical(line)


@pytest.mark.parametrize(
    "line",
    [
        "margin-inline-start: 1em",
        "inline-size: 3rem",
        "@media (min-width: 40rem) {",
        "border-inline-start: 1px solid",
        "/* width: the old way */",
        "line-height: 1.5",
        "text-align: start",
    ],
)
def test_logical_property_passes(line: str) -> None:
    assert not physical(line)
