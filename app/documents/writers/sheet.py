"""A worksheet that writes whole rows: a workbook of 5,000 contributions has 120,000 cells."""

from collections.abc import Iterator, Sequence
from datetime import date
from html import escape

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from app.documents.writers.table_rows import Value

# Day 0 of the calendar that workbooks count in.
DAY_ZERO = date(1899, 12, 30)
# The longest text a cell of a workbook holds; longer ones are whole in JSON and CSV.
LONGEST = 32_767


class RowSheet(Worksheet):  # type: ignore[misc]  # the library has no types
    """A worksheet of one header and plain rows; each column has one format throughout."""

    def fill(
        self,
        header: Sequence[tuple[str, Format]],
        rows: Sequence[Sequence[Value]],
        formats: Sequence[Format],
    ) -> None:
        """Take the content; cells without a value stay out of the file."""
        self.dim_rowmin, self.dim_colmin = 0, 0
        self.dim_rowmax, self.dim_colmax = len(rows), len(header) - 1
        styles = [(xl_col_to_name(index), one._get_xf_index()) for index, one in enumerate(formats)]
        first = "".join(
            self._text(f"{name}1", heading, one._get_xf_index())
            for (name, _), (heading, one) in zip(styles, header, strict=True)
        )
        self._lines = [f'<row r="1">{first}</row>']
        self._lines.extend(
            f'<row r="{number}">{"".join(self._cells(number, row, styles))}</row>'
            for number, row in enumerate(rows, start=2)
        )

    def _write_rows(self) -> None:
        """Write what was taken, where the library would call itself for each cell."""
        self.fh.write("".join(self._lines))

    def _cells(
        self, number: int, row: Sequence[Value], styles: Sequence[tuple[str, int]]
    ) -> Iterator[str]:
        for value, (name, style) in zip(row, styles, strict=True):
            if value is None or value == "":
                continue
            if isinstance(value, str):
                yield self._text(f"{name}{number}", value, style)
            else:
                found = (value - DAY_ZERO).days if isinstance(value, date) else value
                yield f'<c r="{name}{number}" s="{style}"><v>{found:.16G}</v></c>'

    def _text(self, place: str, text: str, style: int) -> str:
        text = fitting(text)
        if text.startswith("<r>") and text.endswith("</r>"):
            # The library takes such a text for markup of its own where it shares texts.
            words = escape(self._escape_control_characters(text))
            return f'<c r="{place}" s="{style}" t="inlineStr"><is><t>{words}</t></is></c>'
        index = self.str_table._get_shared_string_index(text)
        return f'<c r="{place}" s="{style}" t="s"><v>{index}</v></c>'


def fitting(text: str) -> str:
    """As much of a text as a cell holds, counted as workbooks count: in units of 16 bits."""
    if len(text) <= LONGEST // 2:
        return text
    units = text.encode("utf-16-le")[: LONGEST * 2]
    return units.decode("utf-16-le", errors="ignore")
