"""Cells, rows, tables and fields of a DOCX file that the report's sheet does not know."""

from collections.abc import Sequence
from typing import Any

from lxml import etree

from app.documents.writers.docx_text import NAMESPACES, WORD, Sheet
from app.documents.writers.runs import Run
from app.domain.languages import direction

RULE = "D9DCE0"


def cell(sheet: Sheet, *lines: Sequence[Run], style: str = "Cell") -> Any:
    """A cell with one paragraph a line, each in the direction of its first run."""
    found = _el("tc")
    for runs in lines:
        language = runs[0].language if runs else sheet.language
        made = sheet.paragraph(*runs, style=style, language=language)
        made.getparent().remove(made)
        found.append(made)
    found.insert(0, _el("tcPr"))
    return found


def row(cells: Sequence[Any], *, header: bool = False) -> Any:
    """A row that no page break cuts; ``header`` says that it is repeated on each page."""
    found = _el("tr")
    properties = _el("trPr")
    properties.append(_el("cantSplit"))
    if header:
        properties.append(_el("tblHeader"))
    found.append(properties)
    found.extend(cells)
    return found


def table(rows: Sequence[Any], widths: Sequence[int], *, rtl: bool, ruled: bool = True) -> Any:
    """A table of fixed widths, its first column where the reader begins."""
    found = _el("tbl")
    properties = _el("tblPr")
    if rtl:
        properties.append(_el("bidiVisual"))
    properties.append(_el("tblW", w=str(sum(widths)), type="dxa"))
    if ruled:
        borders = _el("tblBorders")
        for side in ("top", "bottom", "insideH"):
            borders.append(_el(side, val="single", sz="4", space="0", color=RULE))
        properties.append(borders)
    properties.append(_el("tblLayout", type="fixed"))
    found.append(properties)
    grid = _el("tblGrid")
    for width in widths:
        grid.append(_el("gridCol", w=str(width)))
    found.append(grid)
    for one in rows:
        for place, width in zip(one.findall(f"{WORD}tc"), widths, strict=True):
            place.find(f"{WORD}tcPr").append(_el("tcW", w=str(width), type="dxa"))
        found.append(one)
    return found


def field(name: str, language: str) -> Any:
    """A field that the word processor fills in, such as the number of the page."""
    found = _el("fldSimple", instr=name)
    run, text = _el("r"), _el("t")
    if direction(language) == "rtl":
        properties = _el("rPr")
        properties.append(_el("rtl"))
        run.append(properties)
    text.text = "1"
    run.append(text)
    found.append(run)
    return found


def _el(tag: str, **attributes: str) -> Any:
    named = {f"{WORD}{name}": value for name, value in attributes.items()}
    return etree.Element(f"{WORD}{tag}", named, NAMESPACES)
