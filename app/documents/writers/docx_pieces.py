"""The body of a long DOCX file, put away piece by piece while it is written.

As nodes a page takes some thirty times what it takes in the file; few of them are ever held.
"""

import zlib
from collections.abc import Iterator
from typing import Any

from lxml import etree

AT_ONCE = 100  # paragraphs and tables held as nodes
QUICK = 1
PLACE = b"<!--pieces-->"


class Pieces:
    """What stands at the beginning of a body, as its file will hold it."""

    def __init__(self) -> None:
        self._kept: list[bytes] = []

    def take(self, body: Any) -> None:
        """Put away all blocks of a body that holds many; none of them is changed any more."""
        if len(body) <= AT_ONCE:
            return
        told = etree.tostring(body, encoding="UTF-8")
        if not self._kept:
            body.insert(0, etree.Comment("pieces"))
        start = told.index(b">") + 1
        blocks = told[start : told.rindex(b"<w:sectPr")].removeprefix(PLACE)
        del body[1:-1]
        self._kept.append(zlib.compress(blocks, QUICK))

    def within(self, xml: bytes) -> Iterator[bytes]:
        """The parts of a body's file, what was put away among them."""
        before, place, after = xml.partition(PLACE)
        yield before
        if place:
            yield from map(zlib.decompress, self._kept)
            yield after
