"""The elements of a web page: which are paragraphs, headings, or nothing a reader sees as text."""

import regex
from lxml import etree

from app.documents.margin import ABOUT, BESIDE, NUMBER, PART
from app.documents.readers.html_notes import text_of
from app.documents.readers.xml_parts import attribute

_HIDING = regex.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", regex.I)
_PARTS_OF_TEXT = """
    address article aside blockquote body caption center dd details dialog div dl dt fieldset
    figcaption figure footer form header hgroup html legend li main p pre search section summary
    tbody td tfoot th thead tr
"""
BLOCKS = frozenset(_PARTS_OF_TEXT.split())
HEADINGS = {f"h{level}": level for level in range(1, 7)}
_SAID_LEVELS = {str(level): level for level in range(1, 21)}
_UNSEEN = {
    "script": "script_dropped",
    "template": "script_dropped",
    "style": "style_sheet_dropped",
    "noscript": "hidden_text_dropped",
    "title": "page_title_dropped",
    "nav": "contents_list_dropped",
    **dict.fromkeys(("select", "textarea", "button", "datalist"), "form_field_dropped"),
    **dict.fromkeys(
        ("iframe", "object", "embed", "video", "audio", "canvas", "applet", "frameset"),
        "embedded_document_dropped",
    ),
    **dict.fromkeys(("svg", "map"), "image_dropped"),
}
COUNTED = frozenset({"script_dropped", "style_sheet_dropped", "beside_left_out"})
# The number of a paragraph in one of our own files, with the word a screen reader says before it.
_MARGIN_NUMBER = regex.compile(r"(?:[\p{L}\p{M}]{1,20}\s)?\d{1,4}")
_CONTENTS = frozenset({"doc-toc", "directory"})


def why_unseen(node: etree._Element, name: str) -> str:
    """Why a reader of the page does not see this element as text; empty when they do."""
    hidden = node.get("hidden") is not None or _HIDING.search(attribute(node, "style"))
    if name in _UNSEEN:
        return _UNSEEN[name]
    if attribute(node, "role") in _CONTENTS or attribute(node, "id").lower() == "toc":
        return "contents_list_dropped"
    if attribute(node, PART) == ABOUT:
        return "page_header_dropped" if name == "p" else "page_footer_dropped"
    return "hidden_text_dropped" if hidden else ""


def is_beside_text(node: etree._Element) -> bool:
    """Whether the element is what one of our own files shows beside a paragraph: number or note."""
    if attribute(node, PART) != NUMBER:
        return attribute(node, PART) == BESIDE
    return _MARGIN_NUMBER.fullmatch(text_of(node)) is not None


def level_of(node: etree._Element, name: str) -> int | None:
    """The level of a heading, counted from 1; None for anything else."""
    level = HEADINGS.get(name)
    return level and _SAID_LEVELS.get(attribute(node, "aria-level"), level)


def rows_of(table: etree._Element) -> list[etree._Element]:
    """The rows of a table, also those in its head, body and foot."""
    found: list[etree._Element] = []
    for part in table:
        if part.tag == "tr":
            found.append(part)
        elif part.tag in {"thead", "tbody", "tfoot"}:
            found.extend(part.iterchildren("tr"))
    return found
