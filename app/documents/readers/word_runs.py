"""The text inside one paragraph of a Word file, in its accepted reading.

Insertions and moves are taken, deletions are left out. What is no text (notes, comments,
pictures, text boxes) is handed on beside it.
"""

from collections.abc import Callable

from lxml import etree

from app.documents.readers.line import Line
from app.documents.readers.word_xml import R, W, child, is_on
from app.documents.readers.xml_parts import attribute, name_of

AS_TEXT = {
    "tab": " ",
    "ptab": " ",
    "br": " ",
    "cr": " ",
    "noBreakHyphen": "\u2011",
    "softHyphen": "\u00ad",
}
LEFT_OUT = frozenset({"del", "moveFrom"})
# Marks without text of their own, and instructions that only a word processor reads.
SILENT = frozenset(
    {"pPr", "rPr", "sdtPr", "sdtEndPr", "instrText", "delInstrText", "delText", "fldChar", "rt"}
)
_NOTES = {
    "footnoteReference": "footnote",
    "endnoteReference": "endnote",
    "commentReference": "comment",
}


def read_inline(node: etree._Element, line: Line, *, bold: bool = False) -> None:
    """Add everything inside ``node`` to ``line``."""
    for part in node:
        _read_part(part, line, bold)


def _read_part(node: etree._Element, line: Line, bold: bool) -> None:
    name = name_of(node)
    if name in SILENT or name in LEFT_OUT:
        return
    special = _SPECIAL.get(name)
    if special is not None:
        special(node, line, bold)
    elif name in AS_TEXT:
        line.add(AS_TEXT[name])
    elif name in _NOTES:
        line.references.append((_NOTES[name], attribute(node, f"{W}id")))
    else:  # hyperlinks, fields, content controls, anything not known: what is inside counts
        read_inline(node, line, bold=bold)


def _text(node: etree._Element, line: Line, bold: bool) -> None:
    line.add(node.text or "", bold=bold)


def _run(node: etree._Element, line: Line, bold: bool) -> None:
    properties = child(node, "rPr")
    if is_on(properties, "vanish"):
        hidden = Line()
        read_inline(node, hidden)
        if hidden.text.strip():
            line.notes.append(("hidden_text_dropped", hidden.text.strip()))
        return
    said = (is_on(properties, "b"), is_on(properties, "bCs"), is_on(properties, "caps"))
    start = len(line.pieces)
    read_inline(node, line, bold=any(said) if any(one is not None for one in said) else bold)
    struck = "".join(line.pieces[start:]).strip()
    if struck and (is_on(properties, "strike") or is_on(properties, "dstrike")):
        line.notes.append(("struck_text_kept", struck))


def _link(node: etree._Element, line: Line, bold: bool) -> None:
    start = len(line.pieces)
    read_inline(node, line, bold=bold)
    key = attribute(node, f"{R}id")
    if key:
        line.links.append((key, "".join(line.pieces[start:])))


def _symbol(node: etree._Element, line: Line, _bold: bool) -> None:
    shown = f"{attribute(node, f'{W}font')} {attribute(node, f'{W}char')}".strip()
    line.notes.append(("symbol_dropped", shown))


def _picture(node: etree._Element, line: Line, _bold: bool) -> None:
    # A box inside a box comes over with the outer one.
    boxes = [part for part in node.iter() if name_of(part) == "txbxContent"]
    boxes = [box for box in boxes if not any(outer in boxes for outer in box.iterancestors())]
    if boxes:
        line.boxes.extend(boxes)
        return
    described = (attribute(part, "descr") for part in node.iter() if name_of(part) == "docPr")
    line.notes.append(("image_dropped", next(described, "")))


def _alternative(node: etree._Element, line: Line, bold: bool) -> None:
    """The same content twice, for newer and older programs: take it once."""
    options = [part for part in node if name_of(part) in {"Choice", "Fallback"}]
    if options:
        read_inline(options[0], line, bold=bold)


def _formula(node: etree._Element, line: Line, bold: bool) -> None:
    text = "".join(part.text or "" for part in node.iter() if name_of(part) == "t")
    line.add(text, bold=bold)
    line.notes.append(("formula_as_text", text))


def _outside(node: etree._Element, line: Line, _bold: bool) -> None:
    line.notes.append(("embedded_document_dropped", name_of(node)))


_SPECIAL: dict[str, Callable[[etree._Element, Line, bool], None]] = {
    "t": _text,
    "r": _run,
    "hyperlink": _link,
    "sym": _symbol,
    "drawing": _picture,
    "pict": _picture,
    "object": _picture,
    "AlternateContent": _alternative,
    "oMath": _formula,
    "subDoc": _outside,
    "contentPart": _outside,
}
