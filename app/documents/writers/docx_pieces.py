"""The body of a long DOCX file, put away piece by piece while it is written.

As nodes a page takes some thirty times what it takes in the file; few of them are ever held.
"""

import zlib
from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn
from lxml import etree

AT_ONCE = 100  # paragraphs and tables held as nodes
QUICK = 1
PLACE = b"<!--pieces-->"


class Pieces:
    """What stands at the beginning of a body, as its file will hold it."""

    def __init__(self) -> None:
        self._kept: list[bytes] = []

    def take(self, body: Any) -> None:
        """Put away all but the last block, the page set-up and the sign of where they stood."""
        if len(body) <= AT_ONCE:
            return
        if not self._kept:
            body.insert(0, etree.Comment("pieces"))
        declared = _declared(body)
        told = bytearray()
        for block in body[1:-2]:
            told += etree.tostring(block, encoding="UTF-8").replace(declared, b"", 1)
            body.remove(block)
        self._kept.append(zlib.compress(bytes(told), QUICK))

    def within(self, xml: bytes) -> Iterator[bytes]:
        """The parts of a body's file, what was put away among them."""
        before, place, after = xml.partition(PLACE)
        yield before
        if place:
            yield from map(zlib.decompress, self._kept)
            yield after


def _declared(body: Any) -> bytes:
    """The prefixes that a block alone has to declare, and one within its file has not."""
    empty = etree.SubElement(body, qn("w:p"))
    told: bytes = etree.tostring(empty, encoding="UTF-8")
    body.remove(empty)
    return told.removeprefix(b"<w:p").removesuffix(b"/>")
