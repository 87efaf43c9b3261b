"""The words inside one line of an Akoma Ntoso text; what is no text is named beside them."""

from collections.abc import Callable

import regex
from lxml import etree

from app.documents.readers.akoma_ntoso_file import XML_LANG
from app.documents.readers.decoding import without_controls
from app.documents.readers.line import Line
from app.documents.readers.xml_parts import attribute, name_of
from app.domain.absent import is_absent
from app.domain.texts import normalise_text

_SPACES = frozenset({"br", "eol"})
_SILENT = frozenset({"noteRef", "eop", "marker"})
# Beside each other inside a line, these are words of their own.
_APART = frozenset({"p", "num", "heading", "subheading", "content", "li", "item", "tr", "td", "th"})
_ADDRESS = regex.compile(r"(?:https?:|mailto:)", regex.I)


def words_of(node: etree._Element) -> str:
    """Every word inside an element in one line, whatever it stands for."""
    return normalise_text(without_controls(" ".join(str(one) for one in node.itertext()), []))


def read_words(node: etree._Element, line: Line, left_out: str) -> None:
    """Add everything inside ``node``; ``left_out`` is the kind of change that does not count."""
    line.add(node.text or "")
    for part in node:
        _part(part, line, left_out)
        line.add(part.tail or "")


def _part(node: etree._Element, line: Line, left_out: str) -> None:
    name = name_of(node)
    if name == left_out or name in _SILENT:
        return
    special = _SPECIAL.get(name)
    if name in _SPACES:
        line.add(" ")
    elif special is not None:
        special(node, line, left_out)
    else:
        apart = " " if name in _APART else ""
        line.add(apart)
        read_words(node, line, left_out)
        line.add(apart)


def _link(node: etree._Element, line: Line, left_out: str) -> None:
    start = len(line.pieces)
    read_words(node, line, left_out)
    target = attribute(node, "href")
    if _ADDRESS.match(target):
        line.links.append((target, "".join(line.pieces[start:])))


def _note(node: etree._Element, line: Line, _left_out: str) -> None:
    line.notes.append(("footnote_dropped", words_of(node)))


def _remark(node: etree._Element, line: Line, _left_out: str) -> None:
    """Words of an editor are no text; but one of ours keeps the place of what is missing."""
    said = words_of(node)
    if is_absent(said):
        line.add(said)
    else:
        line.notes.append(("editors_remark_dropped", said))


def _picture(node: etree._Element, line: Line, _left_out: str) -> None:
    line.notes.append(("image_dropped", attribute(node, "alt") or attribute(node, "src")))


def _foreign(node: etree._Element, line: Line, _left_out: str) -> None:
    line.notes.append(("embedded_document_dropped", words_of(node)))


def other_language(node: etree._Element, language: str) -> bool:
    """Whether a heading says that it is in another language than its text."""
    said = attribute(node, XML_LANG)
    return bool(said and language) and said != language


_SPECIAL: dict[str, Callable[[etree._Element, Line, str], None]] = {
    "ref": _link,
    "a": _link,
    "authorialNote": _note,
    "remark": _remark,
    "img": _picture,
    "foreign": _foreign,
}
