"""Footnotes of a web page: a small sign that leads to a paragraph further down."""

import regex
from lxml import etree

from app.documents.readers.decoding import without_controls
from app.documents.readers.xml_parts import attribute
from app.domain.texts import normalise_text

_SIGN = regex.compile(r"[\[(]?(?:\d{1,3}|[a-z]|[ivxlc]{1,6}|[*†‡§¶]{1,3})[\])]?", regex.I)
_WORDS = regex.compile(r"note|\bfn", regex.I)
_BACK = "↩↑⇑⤴^\ufe0e "
_BODIES = frozenset({"li", "p", "div", "aside", "dd", "td", "section"})
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LONGEST = 5_000


class Footnotes:
    """The notes of one page: by the link that calls them, and the elements they stand in."""

    def __init__(self, root: etree._Element) -> None:
        ids = {key: node for node in root.iter() if (key := node.get("id") or node.get("name"))}
        self._texts: dict[etree._Element, str] = {}
        self._bodies: set[etree._Element] = set()
        for link in root.iter("a"):
            if not _is_call(link):
                continue
            body = _body(ids.get(attribute(link, "href")[1:]), link)
            if body is not None and body not in self._bodies_of_calls(link):
                self._texts[link] = text_of(body).strip(_BACK)
                self._bodies.add(body)

    def called_by(self, link: etree._Element) -> str | None:
        """The text of the note a link calls; None for any other link."""
        return self._texts.get(link)

    def holds(self, node: etree._Element) -> bool:
        """Whether an element is a note that a link calls."""
        return node in self._bodies

    def _bodies_of_calls(self, link: etree._Element) -> set[etree._Element]:
        """The notes a link stands in itself: a link back is no call."""
        return self._bodies.intersection(link.iterancestors())


def text_of(node: etree._Element) -> str:
    """The words inside an element, in one line."""
    return normalise_text(without_controls("".join(str(text) for text in node.itertext()), []))


def _is_call(link: etree._Element) -> bool:
    if not attribute(link, "href").startswith("#") or not _SIGN.fullmatch(text_of(link)):
        return False
    parent = link.getparent()
    raised = any(node.tag == "sup" for node in link.iter()) or (
        parent is not None and parent.tag == "sup"
    )
    names = " ".join(attribute(link, name) for name in ("role", "class", "rel", "epub:type"))
    return raised or bool(_WORDS.search(names))


def _body(target: etree._Element | None, link: etree._Element) -> etree._Element | None:
    """The paragraph or item around a link's target, unless it is far more than a note."""
    body = target
    while body is not None and body.tag not in _BODIES:
        body = body.getparent()
    if body is None or body in link.iterancestors() or len(text_of(body)) > _LONGEST:
        return None
    return None if next(body.iter(*_HEADINGS), None) is not None else body
