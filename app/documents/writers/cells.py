"""Texts in the cells of a workbook, exactly as they are."""

from typing import Any

import regex

_CUTS = regex.compile(r"(?<=^<r)(?=>)|(?<=_x[0-9a-fA-F]{2})(?=[0-9a-fA-F]{2}_)")


def put_text(sheet: Any, row: int, column: int, text: str, look: Any) -> None:
    """Write a text as text: no formula, no link, no number, and no markup of the writer's own.

    The writer takes what begins and ends with the tag of a run for one that was made already;
    such a text is handed over in pieces, which a reader puts together again. They are cut inside
    the tag, and inside what looks like the number of a sign, which it would write twice over.
    """
    if text.startswith("<r>") and text.endswith("</r>"):
        first, *others = _CUTS.split(text)
        sheet.write_rich_string(
            row, column, first, *(part for one in others for part in (look, one)), look
        )
    elif text:
        sheet.write_string(row, column, text, look)
    else:
        sheet.write_blank(row, column, None, look)
