"""A bilingual table leaves as a workbook and comes back the same, or is refused clearly."""

import io
import time
import zipfile
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from app.documents.readers.bilingual import read_table
from app.documents.readers.reading import UnreadableDocument
from app.documents.sandbox import read_table_safely
from app.documents.writers.bilingual import Sheet, bilingual_bytes
from app.domain.bilingual import LONGEST_CELL, About, Column, Table
from app.domain.errors import Invalid
from app.domain.writing import tidy

ABOUT = About("mobility", 2, "en", "ar")
TITLES = {column: column.value.title() for column in Column}
MOMENT = datetime(2027, 3, 1, tzinfo=UTC)

Rows = list[dict[Column, Any]]


def row(code: str, source: str, target: str = "", label: str = "") -> dict[Column, Any]:
    return {
        Column.KEY: code,
        Column.NUMBER: 1,
        Column.SOURCE: source,
        Column.TARGET: target,
        Column.TARGET_LABEL: label,
        Column.CHECK: "0123456789.0123456789",
    }


def written(*rows: dict[Column, Any], language: str = "en") -> bytes:
    sheet = Sheet(ABOUT, "Translation", "Table", language, TITLES, rows)
    return bilingual_bytes(sheet, moment=MOMENT)


TWO = (row("p-k1", "Water.", "ماء."), row("p-k2", "Light."))


def changed(data: bytes, change: Any) -> bytes:
    """The file as an office program saves it after somebody changed it."""
    book = load_workbook(io.BytesIO(data))
    change(book)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def texts(table: Table) -> list[tuple[str, str, str, str | None]]:
    return [(one.code, one.source, one.target, one.label) for one in table.rows]


def refusal(data: bytes, filename: str = "t.xlsx") -> str:
    with pytest.raises(UnreadableDocument) as refused:
        read_table(data, filename)
    return refused.value.code


def test_same_table_gives_the_same_bytes_and_says_what_it_is_of() -> None:
    assert written(*TWO) == written(*TWO)
    table = read_table(written(*TWO))
    assert table.about == ABOUT
    assert texts(table) == [("p-k1", "Water.", "ماء.", ""), ("p-k2", "Light.", "", "")]


# Letters of four languages, spaces that are text, signs that an office program or XML could take.
PIECES = st.one_of(
    st.sampled_from(
        ["=1+1", "+", "-", "@", "\n", "\u00a0", "\u202f", "«", "’", "المادة", "\u200f", "\u2060"]
    ),
    st.sampled_from(["_x0041_", "_x005F_", "<r>", "</r>", "&amp;", "<b>", "]]>", "  ", "'", '"']),
    st.text(
        st.characters(blacklist_categories=["Cs", "Cc"], blacklist_characters="\u202d\u202e"),
        max_size=12,
    ),
)
TEXTS = st.lists(PIECES, max_size=8).map("".join).map(tidy)


@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS), min_size=1, max_size=4))
@settings(deadline=None, max_examples=60)
def test_every_text_comes_back_as_it_left(rows: list[tuple[str, str, str]]) -> None:
    named = [row(f"p-k{at}", *texts) for at, texts in enumerate(rows)]
    table = read_table(written(*named))

    assert texts(table) == [(f"p-k{at}", *texts) for at, texts in enumerate(rows)]


# The program of this test writes the codes of signs without saying that they are text.
SAVED = TEXTS.filter(lambda text: "_x" not in text)


@given(st.lists(st.tuples(SAVED, SAVED), min_size=1, max_size=3))
@settings(deadline=None, max_examples=25)
def test_every_text_survives_an_office_program(rows: list[tuple[str, str]]) -> None:
    named = [row(f"p-k{at}", *texts) for at, texts in enumerate(rows)]
    table = read_table(changed(written(*named), lambda book: None))

    assert [(one.source, one.target) for one in table.rows] == rows


@pytest.mark.parametrize(
    "text", ["<r>bold</r>", "<r></r>", "<r>_x0041_</r>", "=SUM(A1)", "_x0041_"]
)
def test_text_that_looks_like_markup_is_text(text: str) -> None:
    data = written(row("p-k1", text, text))

    assert texts(read_table(data)) == [("p-k1", text, text, "")]
    book = load_workbook(io.BytesIO(data))
    assert not [cell for line in book.active for cell in line if cell.data_type == "f"]


def test_only_the_translators_cells_are_open() -> None:
    page = load_workbook(io.BytesIO(written(*TWO))).active

    assert page.protection.sheet
    unlocked = [page.cell(1, cell.column).value for cell in page[3] if not cell.protection.locked]
    assert unlocked == ["Target", "Target_Label", "Note"]
    assert page.row_dimensions[2].hidden
    assert page.freeze_panes == "A3"


def test_arabic_reads_from_the_right() -> None:
    page = load_workbook(io.BytesIO(written(*TWO, language="ar"))).active

    assert page.sheet_view.rightToLeft
    assert page.cell(3, 6).alignment.readingOrder == 2
    assert page.cell(3, 5).alignment.readingOrder == 1


def test_text_longer_than_a_cell_is_refused_not_cut() -> None:
    with pytest.raises(Invalid, match="too_long_for_a_cell"):
        written(row("p-k1", "x" * (LONGEST_CELL + 1)))


def test_moved_columns_sheets_and_lines_are_found_again() -> None:
    def change(book: Any) -> None:
        page = book.active
        page.insert_rows(1, 3)
        page.insert_cols(1, 2)
        page.move_range(f"G4:G{page.max_row}", cols=20)
        book.create_sheet("Notes", 0).append(["my own", "words"])

    assert texts(read_table(changed(written(*TWO), change))) == texts(read_table(written(*TWO)))


def test_rows_may_be_missing_added_or_doubled() -> None:
    def change(book: Any) -> None:
        page = book.active
        page.delete_rows(4)
        page.cell(9, 6).value = "loose words"
        for column in range(1, 12):
            page.cell(10, column).value = page.cell(3, column).value

    table = read_table(changed(written(*TWO), change))
    assert [(one.line, one.code) for one in table.rows] == [(3, "p-k1"), (9, ""), (10, "p-k1")]


def test_number_and_formula_typed_into_a_cell() -> None:
    def change(book: Any) -> None:
        book.active.cell(3, 6).value = 2027
        book.active.cell(4, 6).value = "=A1"

    first, second = read_table(changed(written(*TWO), change)).rows
    assert (first.target, first.formula) == ("2027", False)
    assert second.formula


def without(column: str) -> Any:
    def change(book: Any) -> None:
        page = book.active
        for cell in page[2]:
            if cell.value == column:
                cell.value = None

    return change


def doubled(book: Any) -> None:
    book.active.cell(2, 12).value = "target"


def copied(book: Any) -> None:
    book.copy_worksheet(book.active)


def bare(book: Any) -> None:
    book.active.delete_rows(2)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        pytest.param(without("target"), "column_missing", id="target"),
        pytest.param(without("check"), "column_missing", id="check"),
        (doubled, "column_repeated"),
        (copied, "several_tables"),
        (bare, "not_our_table"),
    ],
)
def test_table_that_lost_its_shape_is_refused(change: Any, code: str) -> None:
    assert refusal(changed(written(*TWO), change)) == code


def other_workbook() -> bytes:
    buffer = io.BytesIO()
    Workbook().save(buffer)
    return buffer.getvalue()


def member(name: str, data: bytes) -> bytes:
    buffer = io.BytesIO(written(*TWO))
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return buffer.getvalue()


def with_sheet(xml: str) -> bytes:
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(written(*TWO))) as before,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in before.namelist():
            data = before.read(name)
            after.writestr(name, xml if name.endswith("sheet1.xml") else data)
    return buffer.getvalue()


SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def with_cells(cells: str) -> bytes:
    return with_sheet(f'<worksheet xmlns="{SPACE}">{cells}</worksheet>')


CELLS = "".join(f'<c r="A{row}"><v>1</v></c>' for row in range(1, 90_000))


@pytest.mark.parametrize(
    ("data", "filename", "code"),
    [
        (b"", "t.xlsx", "empty"),
        (b"key;source;target", "t.csv", "not_an_xlsx"),
        (b"key;source;target", "t.xlsx", "not_an_xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "t.xlsx", "not_an_xlsx"),
        (b"PK\x03\x04broken", "t.xlsx", "damaged"),
        (other_workbook(), "t.xlsx", "not_our_table"),
        (member("xl/vbaProject.bin", b"x"), "t.xlsx", "macro"),
        (written(*TWO), "t.xlsm", "macro"),
        (member("../evil", b"x"), "t.xlsx", "unsafe_name"),
        (member("xl/bomb.xml", b" " * 30_000_000), "t.xlsx", "ratio"),
        (with_sheet(f'<!DOCTYPE x [<!ENTITY a "b">]><worksheet xmlns="{SPACE}"/>'), "", "doctype"),
        (
            with_sheet(f'<worksheet xmlns="{SPACE}"><c r="A1" t="s"><v>99</v></c></worksheet>'),
            "",
            "damaged",
        ),
        (
            with_sheet(f'<worksheet xmlns="{SPACE}"><c r="??"><v>1</v></c></worksheet>'),
            "",
            "damaged",
        ),
        (with_sheet(f'<worksheet xmlns="{SPACE}">{CELLS}</worksheet>'), "", "too_complex"),
        (with_sheet("<worksheet"), "", "damaged"),
    ],
    ids=map(str, range(15)),
)
def test_hostile_file_is_refused_at_once(data: bytes, filename: str, code: str) -> None:
    start = time.perf_counter()

    assert refusal(data, filename) == code
    assert time.perf_counter() - start < 2


def test_table_is_read_the_same_apart() -> None:
    assert read_table_safely(written(*TWO), "t.xlsx") == read_table(written(*TWO))
    with pytest.raises(UnreadableDocument, match="not_an_xlsx"):
        read_table_safely(b"x", "t.xlsx")
