"""Tables as CSV that spreadsheets open safely: UTF-8 with a mark, no cell read as a formula."""

import csv
import io
from collections.abc import Iterable, Sequence

BOM = "\ufeff"
GUARD = "'"
# What a spreadsheet may take for a formula or swallow, also in full width and after spaces.
_RISKY = frozenset("=+-@\t\r\n\x00＝＋－＠")


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """The table as the bytes of a CSV file; the same values always give the same bytes."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow([guarded(name) for name in header])
    writer.writerows([_cell(value) for value in row] for row in rows)
    return (BOM + buffer.getvalue()).encode("utf-8", "replace")


def guarded(text: str) -> str:
    """A text that no spreadsheet runs: an apostrophe goes before anything risky."""
    if text.startswith(GUARD) or _opens_riskily(text):
        return GUARD + text
    return text


def recovered(cell: str) -> str:
    """The text behind a cell, to the letter."""
    return cell.removeprefix(GUARD)


def _opens_riskily(text: str) -> bool:
    for letter in text:
        if letter in _RISKY:
            return True
        if not letter.isspace() and letter.isprintable():
            return False
    return False


def _cell(value: object) -> object:
    if value is None:
        return ""
    return guarded(value) if isinstance(value, str) else value
