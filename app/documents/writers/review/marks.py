"""Tracked changes in the XML of a Word file: runs put in and taken out, ends of paragraphs."""

from collections.abc import Iterator
from itertools import count
from typing import Any

from lxml import etree

from app.documents.writers.docx_text import NAMESPACES, WORD
from app.domain.review import ReviewAmendment, stamp_of


def element(tag: str, **attributes: str) -> Any:
    """An element of the Word namespace, its attributes in the same."""
    named = {f"{WORD}{name}": value for name, value in attributes.items()}
    return etree.Element(f"{WORD}{tag}", named, NAMESPACES)


class Pen:
    """Marks changes with the name and the date of their author; no number comes twice."""

    def __init__(self) -> None:
        self._numbers: Iterator[int] = count(1)

    def change(self, tag: str, amendment: ReviewAmendment) -> Any:
        """An ``ins`` or ``del`` of this amendment."""
        return element(
            tag,
            id=str(next(self._numbers)),
            author=amendment.author,
            date=f"{stamp_of(amendment.at)}Z",
        )

    def bookmark(self, name: str) -> tuple[Any, Any]:
        """The two ends of a bookmark."""
        number = str(next(self._numbers))
        return element("bookmarkStart", id=number, name=name), element("bookmarkEnd", id=number)

    def put_in(self, run: Any, amendment: ReviewAmendment) -> Any:
        """A run as text put in."""
        found = self.change("ins", amendment)
        found.append(run)
        return found

    def taken_out(self, run: Any, amendment: ReviewAmendment) -> Any:
        """A run as text taken out."""
        for text in run.findall(f"{WORD}t"):
            text.tag = f"{WORD}delText"
        found = self.change("del", amendment)
        found.append(run)
        return found

    def end(self, paragraph: Any, tag: str, amendment: ReviewAmendment) -> None:
        """Mark the end of a paragraph as put in or taken out."""
        properties = element("rPr")
        properties.append(self.change(tag, amendment))
        paragraph.find(f"{WORD}pPr").append(properties)
