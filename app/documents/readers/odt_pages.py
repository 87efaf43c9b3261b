"""Heads and feet of the pages of an OpenDocument text, left out of the text and named."""

from collections.abc import Iterator

from lxml import etree

from app.documents.readers.odt_runs import text_of_blocks
from app.documents.readers.odt_xml import STYLE
from app.documents.readers.reading import Problem


def page_notes(styles: etree._Element | None) -> Iterator[Problem]:
    """Page headers and footers that hold more than a page number."""
    if styles is None:
        return
    for kind in ("header", "footer"):
        nodes = styles.iter(f"{STYLE}{kind}", f"{STYLE}{kind}-left", f"{STYLE}{kind}-first")
        for text in dict.fromkeys(text_of_blocks(node) for node in nodes):
            if any(letter.isalpha() for letter in text):
                yield Problem(f"page_{kind}_dropped", detail=text)
