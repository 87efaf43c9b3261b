"""Paragraphs, runs and tables of a DOCX file, each in the direction of its language."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from docx.document import Document
from docx.oxml.ns import nsmap
from lxml import etree

from app.documents.drawing import Drawing
from app.documents.writers.bars import WIDE, Bars
from app.documents.writers.docx_pictures import Pictures
from app.documents.writers.docx_pieces import Pieces
from app.documents.writers.docx_sizes import FULL_WIDTH, MOST_COLUMNS, PADDING, sizes_of
from app.documents.writers.paper import Paper
from app.documents.writers.runs import Run
from app.domain.languages import direction
from app.domain.wording.diff import SpanKind

LOCALES = {"en": "en-GB", "fr": "fr-FR", "es": "es-ES", "ar": "ar-SA"}
INSERTED, DELETED, MUTED = "0A3A66", "6B2E00", "52606D"
CHART, KEY = 440, 9  # points of a chart that stands alone, and of a key in a title
NAMESPACES = {"w": nsmap["w"]}
WORD = f"{{{nsmap['w']}}}"


@dataclass
class Sheet(Paper):
    """The body of a document being filled, in the language of its reader.

    With ``pieces`` what is finished is put away: only the last block can be changed then.
    """

    document: Document
    language: str
    headings: list[tuple[int, str, str, str]] = field(default_factory=list)
    styles: dict[str, str] = field(default_factory=dict)
    drawn: bool = True
    pieces: Pieces | None = None

    @cached_property
    def pictures(self) -> Pictures:
        """The pictures of this document."""
        return Pictures(self.document)

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

    def caption(self, text: str) -> None:
        """What a table or a chart shows; it stays with it."""
        self.paragraph(Run(text, self.language), style="Caption", keep=True)

    def figure(self, drawing: Drawing, caption: str) -> None:
        """A chart under its caption."""
        self.caption(caption)
        self.paragraph()
        self.end.getprevious().append(self.pictures.run(drawing, CHART))

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
        """A table whose first row is repeated on each page; bars after its first column.

        The column ``figures_from`` and those after it hold figures, one under the other at the end
        of their cells.
        """
        drawings = bars.cells if bars and self.drawn else None
        if bars and drawings is not None:
            header = [header[0], bars.title, *header[1:]]
            rows = [[row[0], "", *row[1:]] for row in rows]
            widths = [widths[0], max(widths), *widths[1:]]
            figures_from = None if figures_from is None else figures_from + 1
        words = len(widths) if figures_from is None else figures_from
        if caption:
            self.caption(caption)
        table = _el("tbl")
        properties = _el("tblPr")
        properties.append(_el("tblStyle", val=self._style("Report table")))
        if direction(self.language) == "rtl":
            properties.append(_el("bidiVisual"))
        properties.append(_el("tblW", w=str(FULL_WIDTH), type="dxa"))
        properties.append(_el("tblLayout", type="fixed"))
        if caption:
            properties.append(_el("tblCaption", val=caption))
        table.append(properties)
        sizes = sizes_of(
            header, rows, widths, drawn=drawings is not None, small=len(header) > MOST_COLUMNS
        )
        grid = _el("tblGrid")
        for size in sizes:
            grid.append(_el("gridCol", w=str(size)))
        table.append(grid)
        keys = bars.keys if bars and drawings is not None else ()
        table.append(self._titles(header, sizes, words, keys))
        for number, row in enumerate(rows):
            cells = [one if isinstance(one, Run) else Run(one, self.language) for one in row]
            line = self._row(cells, sizes, words, header=False)
            if drawings is not None and (drawing := drawings[number]) is not None:
                wide = (sizes[1] - PADDING) / 20 * drawing.width / WIDE
                line[2][-1].append(self.pictures.run(drawing, wide))
            table.append(line)
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

    def _titles(
        self, header: Sequence[str], sizes: Sequence[int], words: int, keys: Sequence[Drawing]
    ) -> Any:
        """The first row; a key stands before the title it is of, from the third column on."""
        titles = [Run(one, self.language, bold=True) for one in header]
        row = self._row(titles, sizes, words, header=True)
        for place, key in enumerate(keys):
            row[place + 3][-1][1:1] = [self.pictures.run(key, KEY)]
        return row

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
            if run.shade:
                about.append(_el("shd", val="clear", color="auto", fill=run.shade))
            cell.append(about)
            style = self._style("Cell" if len(cells) <= MOST_COLUMNS else "Cell small")
            text = _paragraph([run], style, run.language, end=place >= words, keep=header)
            cell.append(text)
            row.append(cell)
        return row

    def _style(self, name: str) -> str:
        if not self.styles:
            self.styles.update((one.name, one.style_id) for one in self.document.styles)
        return self.styles[name] if name != "Normal" else ""

    def _append(self, element: Any) -> None:
        if self.pieces is not None:
            self.pieces.take(self.document.element.body)
        self.end.addprevious(element)


def _el(tag: str, **attributes: str) -> Any:
    # Made directly: the library's own way is several times slower, and long reports are long.
    named = {f"{WORD}{name}": value for name, value in attributes.items()}
    return etree.Element(f"{WORD}{tag}", named, NAMESPACES)


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
