"""Styles of an OpenDocument text: which are titles, bold, struck through, hidden or numbered."""

from collections.abc import Iterator

from lxml import etree

from app.documents.margin import BESIDE_STYLE
from app.documents.readers.odt_xml import FO, STYLE, TEXT, said

_PARAGRAPH, _LETTERS = "paragraph", "text"
_BOLD_FROM = 600


class Styles:
    """What the styles say, each asked through the styles it is based on."""

    def __init__(self, *roots: etree._Element | None) -> None:
        found = [node for root in roots if root is not None for node in root.iter(f"{STYLE}style")]
        # What stands in the content comes last and counts before what the file shares.
        self._styles = {
            (said(one, f"{STYLE}family"), said(one, f"{STYLE}name")): one for one in found
        }
        self.lists = {
            said(node, f"{STYLE}name"): node
            for root in roots
            if root is not None
            for node in root.iter(f"{TEXT}list-style")
        }
        self.outline = next(
            (
                node
                for root in roots
                if root is not None
                for node in root.iter(f"{TEXT}outline-style")
            ),
            None,
        )

    def is_title(self, name: str) -> bool:
        """Whether a paragraph style is that of the title of the document."""
        return self._is_called(name, "title")

    def is_beside(self, name: str) -> bool:
        """Whether it is the style of notes and citations that a file of ours shows with a text."""
        return self._is_called(name, BESIDE_STYLE)

    def list_style(self, name: str) -> str:
        """The list style that a paragraph style brings along."""
        chain = self._chain(_PARAGRAPH, name)
        return next((found for one in chain if (found := said(one, f"{STYLE}list-style-name"))), "")

    def paragraph_is_bold(self, name: str) -> bool:
        """Whether a paragraph style makes letters bold or capitals."""
        return bool(self._bold(_PARAGRAPH, name))

    def is_bold(self, name: str) -> bool | None:
        """Whether a style of letters makes them bold or capitals; None when it says nothing."""
        return self._bold(_LETTERS, name)

    def is_struck(self, name: str) -> bool:
        """Whether a style of letters strikes them through."""
        found = self._property(_LETTERS, name, f"{STYLE}text-line-through-style")
        return found not in {"", "none"}

    def is_hidden(self, name: str, family: str = _LETTERS) -> bool:
        """Whether a style hides its letters."""
        return self._property(family, name, f"{TEXT}display") == "none"

    def _is_called(self, name: str, wanted: str) -> bool:
        called = {wanted.lower(), wanted.lower().replace(" ", "_20_")}  # as LibreOffice names it
        return any(
            said(one, f"{STYLE}{kind}").lower() in called
            for one in self._chain(_PARAGRAPH, name)
            for kind in ("name", "display-name")
        )

    def _bold(self, family: str, name: str) -> bool | None:
        weights = [
            self._property(family, name, f"{FO}font-weight"),
            self._property(family, name, f"{STYLE}font-weight-complex"),
        ]
        capitals = self._property(family, name, f"{FO}text-transform")
        if not any((*weights, capitals)):
            return None
        return capitals == "uppercase" or any(map(_is_heavy, weights))

    def _property(self, family: str, name: str, attribute: str) -> str:
        for one in self._chain(family, name):
            for properties in one.iterfind(f"{STYLE}text-properties"):
                if found := said(properties, attribute):
                    return found
        return ""

    def _chain(self, family: str, name: str) -> Iterator[etree._Element]:
        """The style and those it is based on; a circle ends where it began."""
        seen: set[str] = set()
        while (family, name) in self._styles and name not in seen:
            seen.add(name)
            one = self._styles[family, name]
            yield one
            name = said(one, f"{STYLE}parent-style-name")


def _is_heavy(weight: str) -> bool:
    return weight == "bold" or (weight.isdecimal() and int(weight) >= _BOLD_FROM)
