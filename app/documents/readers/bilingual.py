"""Reading a bilingual table that came back, whatever an office program did to it meanwhile."""

from pathlib import PurePath

from app.documents.readers.decoding import without_controls
from app.documents.readers.reading import UnreadableDocument
from app.documents.readers.workbook import Cell, Rows, Workbook
from app.domain.bilingual import MOST_ROWS, NEEDED, OPEN, About, Column, Table, TableRow

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Lines may have been put above the titles; further down no codes are looked for.
_LAST_LINE_OF_CODES = 20
_NOTHING = Cell("")


def read_table(data: bytes, filename: str = "") -> Table:
    """The rows of our table, wherever it stands in the workbook and however columns were moved."""
    extension = PurePath(filename).suffix.lower()
    if extension == ".xlsm":
        raise UnreadableDocument("macro")
    if data.startswith(_OLD_OFFICE) or extension not in {"", ".xlsx"}:
        raise UnreadableDocument("not_an_xlsx", extension)
    if not data.strip():
        raise UnreadableDocument("empty")
    found = [table for rows in Workbook(data).sheets() if (table := _table(rows)) is not None]
    if not found:
        raise UnreadableDocument("not_our_table")
    if len(found) > 1:
        raise UnreadableDocument("several_tables")
    if len(found[0].rows) > MOST_ROWS:
        raise UnreadableDocument("too_complex")
    return found[0]


def _table(rows: Rows) -> Table | None:
    for line in sorted(rows):
        if line > _LAST_LINE_OF_CODES:
            return None
        for column, cell in rows[line].items():
            about = About.of(cell.text)
            if about is not None:
                return Table(about, _rows(rows, line, _columns(rows[line], column)))
    return None


def _columns(codes: dict[int, Cell], key: int) -> dict[Column, int]:
    known = {column.value: column for column in Column}
    found = {Column.KEY: key}
    for index, cell in sorted(codes.items()):
        column = known.get(cell.text.strip())
        if column is None:
            continue
        if column in found:
            raise UnreadableDocument("column_repeated", column.value)
        found[column] = index
    missing = sorted(NEEDED - found.keys())
    if missing:
        raise UnreadableDocument("column_missing", missing[0].value)
    return found


def _rows(rows: Rows, codes: int, columns: dict[Column, int]) -> tuple[TableRow, ...]:
    found = []
    for line in sorted(rows):
        if line <= codes:
            continue
        cells = {column: rows[line].get(index, _NOTHING) for column, index in columns.items()}
        read = {column: without_controls(cell.text, []) for column, cell in cells.items()}
        found.append(
            TableRow(
                line=line,
                code=read[Column.KEY].strip(),
                source=read[Column.SOURCE],
                target=read[Column.TARGET],
                label=read.get(Column.TARGET_LABEL),
                note=read.get(Column.NOTE, "").strip(),
                check=read[Column.CHECK],
                formula=any(cell.formula for column, cell in cells.items() if column in OPEN),
            )
        )
    return tuple(row for row in found if not row.blank)
