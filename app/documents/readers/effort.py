"""How much work a Markdown text can cause at most, counted before any of it is done.

A step is about ten microseconds. The prices were measured on files of nothing but that sign, so
a text made to be slow is dear, and an honest one of a thousand paragraphs far below the limit.
"""

import regex

from app.documents.readers.reading import UnreadableDocument

LONGEST = 1_000_000
MOST_STEPS = 120_000

_LINE = 25
_LEVEL = 6
_CELL = 5
# A bracket that opens is tried as a link, to the end of the text, before it is taken as a letter.
_PRICES = {"![": 25, "[": 8, "<": 12, "*": 2, "_": 2, "`": 2, "\\": 1, "&": 2}
_LEVELS = regex.compile(r"(?:^|[ \t>])(?:[-+*>]|\d{1,9}[.)])(?=[ \t>])", regex.M)
_BLOCKS = regex.compile(r"\n[ \t]*\n")


def refuse_too_much(source: str) -> None:
    """Refuse what would take too long to read; ``too_complex`` is the code."""
    if len(source) > LONGEST or steps(source) > MOST_STEPS:
        raise UnreadableDocument("too_complex")


def steps(source: str) -> int:
    """The most work that reading this source can be."""
    lines = sum(1 for line in source.split("\n") if line.strip())
    levels = sum(1 for _ in _LEVELS.finditer(source, overlapped=True))
    signs = sum(price * source.count(sign) for sign, price in _PRICES.items())
    return lines * _LINE + levels * _LEVEL + signs + _cells(source) * _CELL


def _cells(source: str) -> int:
    """The most cells: a row with too few is filled up to the widest of its table."""
    if "|" not in source:
        return 0
    blocks = (block.split("\n") for block in _BLOCKS.split(source))
    return sum(len(lines) * max(line.count("|") for line in lines) for lines in blocks)
