"""Paragraphs, runs and tables of a DOCX file, each in the direction of its language."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from docx.document import Document
from docx.oxml.ns import nsmap
from lxml import etree

from app.documents.writers.bars import Bars
from app.documents.writers.paper import Paper
from app.documents.writers.runs import Run
from app.domain.languages import direction
from app.domain.wording.diff import SpanKind

LOCALES = {"en": "en-GB", "fr": "fr-FR", "es": "es-ES", "ar": "ar-SA"}
INSERTED, DELETED, MUTED = "0A3A66", "6B2E00", "52606D"
FULL_WIDTH = 9600
# In twentieths of a point: a bold letter of a cell, rather wide, and the margins of a cell.
LETTER, PADDING = 118, 216
LONGEST = 20  # letters that are kept together; a hash may break
NAMESPACES = {"w": nsmap["w"]}
WORD = f"{{{nsmap['w']}}}"


@dataclass
class Sheet(Paper):
    """The body of a document being filled, in the language of its reader."""

    document: Document
    language: str
    headings: list[tuple[int, str, str, str]] = field(default_factory=list)
    styles: dict[str, str] = field(default_factory=dict)

    @cached_property
    def end(self) -> Any:
        """The last element of the body: the page set-up, before which everything goes."""
        return self.document.element.body[-1]

    def paragraph(
        self, *runs: Run, style: str = "Normal", language: str | None = None, keep: bool = False
    ) -> Any:
        """A paragraph in the direction of a language, by default the reader's.

        ``keep`` holds it on the page of what follows.
        """
        element = _paragraph(runs, self._style(style), language or self.language, keep=keep)
        self._append(element)
        return element

    def heading(self, level: int, text: str, language: str | None = None) -> None:
        """A heading that the contents list leads to."""
        spoken = language or self.language
        element = self.paragraph(
            Run(text, spoken), style=f"Heading {level}", language=self.language
        )
        name = f"h{len(self.headings) + 1}"
        start, end = _el("bookmarkStart"), _el("bookmarkEnd")
        for mark in (start, end):
            mark.set(f"{WORD}id", str(len(self.headings) + 1))
        start.set(f"{WORD}name", name)
        element.insert(1, start)
        element.append(end)
        self.headings.append((level, text, spoken, name))

    def table(
        self,
        header: Sequence[str],
        rows: Sequence[Sequence[str | Run]],
        widths: Sequence[int],
        *,
        figures_from: int | None = None,
        bars: Bars | None = None,
    ) -> None:
        """A table whose first row is repeated on each page.

        The column ``figures_from`` and those after it hold figures, one under the other at the end
        of their cells.
        """
        words = len(widths) if figures_from is None else figures_from
        table = _el("tbl")
        properties = _el("tblPr")
        properties.append(_el("tblStyle", val=self._style("Report table")))
        if direction(self.language) == "rtl":
            properties.append(_el("bidiVisual"))
        properties.append(_el("tblW", w=str(FULL_WIDTH), type="dxa"))
        properties.append(_el("tblLayout", type="fixed"))
        table.append(properties)
        sizes = _sizes(header, rows, widths)
        grid = _el("tblGrid")
        for size in sizes:
            grid.append(_el("gridCol", w=str(size)))
        table.append(grid)
        titles = [Run(one, self.language, bold=True) for one in header]
        table.append(self._row(titles, sizes, words, header=True))
        for row in rows:
            cells = [one if isinstance(one, Run) else Run(one, self.language) for one in row]
            table.append(self._row(cells, sizes, words, header=False))
        self._append(table)
        self.paragraph(style="After table")

    def contents(self, place: Any, deepest: int = 2) -> None:
        """A contents list of links, put where ``place`` stands."""
        for level, text, language, name in self.headings:
            if level > deepest:
                continue
            element = _paragraph([], self._style(f"Contents {level}"), self.language)
            link = _el("hyperlink", anchor=name)
            link.append(_run(Run(text, language)))
            element.append(link)
            place.addprevious(element)
        place.getparent().remove(place)

    def _row(self, cells: Sequence[Run], sizes: Sequence[int], words: int, *, header: bool) -> Any:
        row = _el("tr")
        properties = _el("trPr")
        properties.append(_el("cantSplit"))
        if header:
            properties.append(_el("tblHeader"))
        row.append(properties)
        for place, (run, size) in enumerate(zip(cells, sizes, strict=True)):
            cell = _el("tc")
            about = _el("tcPr")
            about.append(_el("tcW", w=str(size), type="dxa"))
            cell.append(about)
            style = self._style("Cell")
            text = _paragraph([run], style, run.language, end=place >= words, keep=header)
            cell.append(text)
            row.append(cell)
        return row

    def _style(self, name: str) -> str:
        if not self.styles:
            self.styles.update((one.name, one.style_id) for one in self.document.styles)
        return self.styles[name] if name != "Normal" else ""

    def _append(self, element: Any) -> None:
        self.end.addprevious(element)


def _el(tag: str, **attributes: str) -> Any:
    # Made directly: the library's own way is several times slower, and long reports are long.
    named = {f"{WORD}{name}": value for name, value in attributes.items()}
    return etree.Element(f"{WORD}{tag}", named, NAMESPACES)


def _sizes(
    header: Sequence[str], rows: Sequence[Sequence[str | Run]], widths: Sequence[int]
) -> list[int]:
    """The widths of the columns: as asked for, but room for the longest word of each.

    Where even the longest words do not fit beside each other, all give way alike.
    """
    needed = [
        min(len(_longest(words)), LONGEST) * LETTER + PADDING
        for words in zip(header, *rows, strict=True)
    ]
    spare = FULL_WIDTH - sum(needed)
    if spare < 0:
        return [FULL_WIDTH * one // sum(needed) for one in needed]
    asked = [FULL_WIDTH * width // sum(widths) for width in widths]
    missing = [max(0, one - size) for one, size in zip(needed, asked, strict=True)]
    rest = [max(0, size - one) for one, size in zip(needed, asked, strict=True)]
    given = sum(missing)
    return [
        size + lack - (given * free // sum(rest) if sum(rest) else 0)
        for size, lack, free in zip(asked, missing, rest, strict=True)
    ]


def _longest(cells: Sequence[str | Run]) -> str:
    texts = (cell.text if isinstance(cell, Run) else cell for cell in cells)
    return max((word for text in texts for word in text.split()), key=len, default="")


def _paragraph(
    runs: Sequence[Run], style: str, language: str, *, end: bool = False, keep: bool = False
) -> Any:
    element = _el("p")
    properties = _el("pPr")
    if style:
        properties.append(_el("pStyle", val=style))
    if keep:
        properties.append(_el("keepNext"))
    if direction(language) == "rtl":
        properties.append(_el("bidi"))
    if end:
        # In a paragraph that runs from right to left, "right" names the left side: its end.
        properties.append(_el("jc", val="right"))
    element.append(properties)
    for run in runs:
        if run.text:
            element.append(_run(run))
    return element


def _run(run: Run) -> Any:
    element = _el("r")
    properties = _el("rPr")
    rtl = direction(run.language) == "rtl"
    if run.bold:
        properties.extend((_el("b"), _el("bCs")))
    if run.mark is SpanKind.DELETE:
        properties.append(_el("strike"))
    colour = {SpanKind.INSERT: INSERTED, SpanKind.DELETE: DELETED}.get(
        run.mark or SpanKind.EQUAL, MUTED if run.muted else ""
    )
    if colour:
        properties.append(_el("color", val=colour))
    if run.mark is SpanKind.INSERT:
        properties.append(_el("u", val="double"))
    if rtl:
        properties.append(_el("rtl"))
    locale = LOCALES.get(run.language, run.language)
    properties.append(_el("lang", bidi=locale) if rtl else _el("lang", val=locale))
    element.append(properties)
    for number, line in enumerate(run.text.split("\n")):
        if number:
            element.append(_el("br"))
        text = _el("t")
        text.text = line
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        element.append(text)
    return element
