"""How wide the columns of a table in a DOCX file are, in twentieths of a point."""

from collections.abc import Sequence
from typing import Any

FULL_WIDTH = 9600
# In twentieths of a point: a bold letter of a cell, rather wide, and the margins of a cell.
LETTER, SMALL, PADDING = 118, 98, 216
MOST_COLUMNS = 6  # more of them have small letters
LONGEST = 20  # letters that are kept together; a hash may break
DRAWN = 1900  # the least a column of drawings takes


def sizes_of(
    header: Sequence[str],
    rows: Sequence[Sequence[Any]],
    widths: Sequence[int],
    *,
    drawn: bool = False,
    small: bool = False,
) -> list[int]:
    """The widths of the columns: as asked for, but room for the longest word of each.

    Where even the longest words do not fit beside each other, all give way alike.
    """
    needed = [
        min(len(longest_of(words)), LONGEST) * (SMALL if small else LETTER) + PADDING
        for words in zip(header, *rows, strict=True)
    ]
    if drawn:
        needed[1] = max(needed[1], DRAWN)
    spare = FULL_WIDTH - sum(needed)
    if spare < 0:
        return [FULL_WIDTH * one // sum(needed) for one in needed]
    asked = [FULL_WIDTH * width // sum(widths) for width in widths]
    missing = [max(0, one - size) for one, size in zip(needed, asked, strict=True)]
    rest = [max(0, size - one) for one, size in zip(needed, asked, strict=True)]
    given = sum(missing)
    sizes = [
        size + lack - (given * free // sum(rest) if sum(rest) else 0)
        for size, lack, free in zip(asked, missing, rest, strict=True)
    ]
    widest = sizes.index(max(sizes))
    sizes[widest] += FULL_WIDTH - sum(sizes)
    return sizes


def longest_of(cells: Sequence[Any]) -> str:
    """The longest word of a column; a cell is a text or a run."""
    texts = (cell if isinstance(cell, str) else cell.text for cell in cells)
    return max((word for text in texts for word in text.split()), key=len, default="")
