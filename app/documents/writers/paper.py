"""What a report is written on, whatever becomes of it: a Word file or a page to be laid out."""

from collections.abc import Sequence
from typing import Any, Protocol

from app.documents.drawing import Drawing
from app.documents.writers.bars import Bars
from app.documents.writers.runs import Run
from app.domain.wording.diff import Difference, SpanKind


class Paper(Protocol):
    """Takes headings, texts, differences and tables in reading order, for a reader's language."""

    language: str

    def paragraph(
        self, *runs: Run, style: str = "Normal", language: str | None = None, keep: bool = False
    ) -> Any:
        """A paragraph in the direction of a language; ``keep`` holds it beside what follows."""

    def say(self, text: str, style: str = "Normal", *, bold: bool = False) -> Any:
        """A paragraph of our own words; a bold one leads to what follows and stays with it."""
        return self.paragraph(Run(text, self.language, bold=bold), style=style, keep=bold)

    def heading(self, level: int, text: str, language: str | None = None) -> None:
        """A heading."""

    def difference(self, found: Difference, language: str) -> None:
        """A changed text: inserted words underlined, removed ones struck through."""
        runs = [
            Run(span.text, language, mark=None if span.kind is SpanKind.EQUAL else span.kind)
            for span in found.spans
        ]
        self.paragraph(*runs, style="Quoted", language=language)

    def table(
        self,
        header: Sequence[str],
        rows: Sequence[Sequence[str | Run]],
        widths: Sequence[int],
        *,
        figures_from: int | None = None,
        bars: Bars | None = None,
        caption: str = "",
    ) -> None:
        """A table with a header row; figures from one column on, bars after the first."""

    def figure(self, drawing: Drawing, caption: str) -> None:
        """A chart under its caption."""
