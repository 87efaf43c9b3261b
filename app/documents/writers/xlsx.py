"""Tables as a workbook: typed cells, no formulas, frozen headers, right to left in Arabic."""

import io
from collections.abc import Sequence
from datetime import datetime

import xlsxwriter

from app.documents.archive_writer import repack
from app.documents.writers.sheet import RowSheet
from app.documents.writers.table_rows import Words
from app.documents.writers.tables import Table, kind_of
from app.domain.languages import direction

OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": False,
}
FAST = 3
WIDE = frozenset(
    {"text", "reason", "grounds", "old_wording", "new_wording", "changed_wording", "own_words"}
)
WIDTHS = {"text": 18, "number": 11, "date": 13}
WIDEST = 60


def xlsx_bytes(
    tables: Sequence[Table], words: Words, *, language: str, title: str, moment: datetime
) -> bytes:
    """The tables as an XLSX file; the same tables always give the same bytes."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, OPTIONS)
    stamp = moment.replace(tzinfo=None, microsecond=0)
    book.set_properties({"title": title, "created": stamp})
    formats = _formats(book, direction(language))
    for table in tables:
        sheet = book.add_worksheet(words[f"sheet.{table.name}"][:31], RowSheet)
        if direction(language) == "rtl":
            sheet.right_to_left()
        _fill(sheet, table, words, formats)
    book.close()
    return repack(buffer.getvalue(), moment=moment, level=FAST)


def _formats(book: xlsxwriter.Workbook, runs: str) -> dict[str, xlsxwriter.format.Format]:
    top = {"valign": "top"}
    title = {"bold": True, "bottom": 2, "text_wrap": True, **top}
    start, end = ("right", "left") if runs == "rtl" else ("left", "right")
    return {
        "header": book.add_format(title),
        "figures": book.add_format({"align": end, **title}),
        "wide": book.add_format({"text_wrap": True, **top}),
        "date": book.add_format({"num_format": "yyyy-mm-dd", "align": start, **top}),
        "text": book.add_format(top),
        "number": book.add_format({"align": end, **top}),
    }


def _fill(
    sheet: RowSheet, table: Table, words: Words, formats: dict[str, xlsxwriter.format.Format]
) -> None:
    kinds = [kind_of(column) for column in table.columns]
    for index, (column, kind) in enumerate(zip(table.columns, kinds, strict=True)):
        sheet.set_column(index, index, WIDEST if column in WIDE else WIDTHS[kind])
    sheet.freeze_panes(1, 0)
    header = [
        (title, formats["figures" if kind == "number" else "header"])
        for title, kind in zip(table.header(words), kinds, strict=True)
    ]
    chosen = [
        formats["wide" if column in WIDE else kind]
        for column, kind in zip(table.columns, kinds, strict=True)
    ]
    sheet.fill(header, table.rows, chosen)
