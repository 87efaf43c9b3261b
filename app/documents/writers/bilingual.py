"""A bilingual table as a workbook: the original and the translation side by side, to fill in."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import xlsxwriter

from app.documents.archive_writer import repack
from app.documents.writers.cells import put_text
from app.documents.writers.xlsx import FAST, OPTIONS
from app.domain.bilingual import LONGEST_CELL, OPEN, About, Column
from app.domain.errors import Invalid
from app.domain.languages import direction

WIDTHS = {
    Column.KEY: 12,
    Column.NUMBER: 7,
    Column.KIND: 14,
    Column.LABEL: 10,
    Column.SOURCE: 60,
    Column.TARGET: 60,
    Column.TARGET_LABEL: 10,
    Column.STATE: 12,
    Column.TERMS: 36,
    Column.NOTE: 36,
    Column.CHECK: 24,
}
RIGHT_TO_LEFT = 2
LEFT_TO_RIGHT = 1
ALLOWED = {"format_columns": True, "format_rows": True, "autofilter": True}


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is written: which text, the words of a language, a row for each part.

    ``titles`` name the columns; each row holds a text, or a number, by column.
    """

    about: About
    name: str
    title: str
    language: str
    titles: Mapping[Column, str]
    rows: Sequence[Mapping[Column, str | int | None]]


def bilingual_bytes(sheet: Sheet, *, moment: datetime) -> bytes:
    """The table as an XLSX file; the same table always gives the same bytes.

    Only the cells a translator writes in are open. Raises ``Invalid`` where a text is longer than
    a cell can be.
    """
    for row in sheet.rows:
        if any(isinstance(text, str) and len(text) > LONGEST_CELL for text in row.values()):
            raise Invalid("too_long_for_a_cell", number=row.get(Column.NUMBER) or "–")
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, OPTIONS)
    stamp = moment.replace(tzinfo=None, microsecond=0)
    book.set_properties({"title": sheet.title, "created": stamp})
    page = book.add_worksheet(sheet.name[:31])
    if direction(sheet.language) == "rtl":
        page.right_to_left()
    _fill(page, sheet, _Looks(book, sheet.about))
    book.close()
    return repack(buffer.getvalue(), moment=moment, level=FAST)


class _Looks:
    """How cells look: closed ones grey, open ones white, each text in its own direction."""

    def __init__(self, book: xlsxwriter.Workbook, about: About) -> None:
        self._book, self._about = book, about
        self._made: dict[tuple[Column, bool], Any] = {}
        self.title = book.add_format({"bold": True, "bottom": 2, "text_wrap": True})
        self.code = book.add_format({"font_color": "#808080", "font_size": 8})

    def of(self, column: Column) -> Any:
        """The look of a column's cells."""
        key = (column, column in OPEN)
        if key not in self._made:
            self._made[key] = self._book.add_format(self._look(column))
        return self._made[key]

    def _look(self, column: Column) -> dict[str, Any]:
        look: dict[str, Any] = {"valign": "top", "text_wrap": True}
        language = {
            Column.SOURCE: self._about.source,
            Column.LABEL: self._about.source,
            Column.TARGET: self._about.target,
            Column.TARGET_LABEL: self._about.target,
        }.get(column)
        if language:
            rtl = direction(language) == "rtl"
            look["reading_order"] = RIGHT_TO_LEFT if rtl else LEFT_TO_RIGHT
            look["align"] = "right" if rtl else "left"
        if column in OPEN:
            # As text, so that an office program takes "13.2" and "=" for what they are.
            return {**look, "locked": False, "num_format": "@"}
        return {**look, "bg_color": "#F2F2F2"}


def _fill(page: Any, sheet: Sheet, looks: _Looks) -> None:
    for index, column in enumerate(Column):
        hidden = {"hidden": True} if column is Column.CHECK else {}
        page.set_column(index, index, WIDTHS[column], None, hidden)
        put_text(page, 0, index, sheet.titles[column], looks.title)
        code = sheet.about.code if column is Column.KEY else column.value
        put_text(page, 1, index, code, looks.code)
    page.set_row(1, None, None, {"hidden": True})
    page.freeze_panes(2, 0)
    for number, row in enumerate(sheet.rows, start=2):
        for index, column in enumerate(Column):
            value = row.get(column)
            if isinstance(value, int):
                page.write_number(number, index, value, looks.of(column))
            else:
                put_text(page, number, index, value or "", looks.of(column))
    page.protect("", ALLOWED)
