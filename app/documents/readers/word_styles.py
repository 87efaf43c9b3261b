"""Paragraph styles of a Word file: which are headings, titles, contents lists, bold, numbered."""

from collections.abc import Callable, Iterator
from typing import TypeVar

import regex
from lxml import etree

from app.documents.margin import BESIDE_STYLE, TEXT_STYLE
from app.documents.readers.word_xml import W, child, is_on, value
from app.documents.readers.xml_parts import number

_BODY_TEXT = 9
_HEADING = regex.compile(r"(?:heading|titre|título|titulo|überschrift|عنوان) ?([1-9])", regex.I)
_CONTENTS = regex.compile(r"(?:toc ?(?:\d|heading)|contents (?:\d|heading))", regex.I)

T = TypeVar("T")


class Styles:
    """What the styles say, each asked through the styles it is based on."""

    def __init__(self, root: etree._Element | None) -> None:
        styles = [] if root is None else list(root.iterfind(f"{W}style"))
        self._styles = {style.get(f"{W}styleId", ""): style for style in styles}
        self._default = next(
            (
                style.get(f"{W}styleId", "")
                for style in styles
                if style.get(f"{W}type") == "paragraph"
                and style.get(f"{W}default") in {"1", "true"}
            ),
            "",
        )

    def of(self, properties: etree._Element | None) -> str:
        """The style of a paragraph with these properties."""
        return value(properties, "pStyle") or self._default

    def heading_level(self, properties: etree._Element | None) -> int | None:
        """The level of a heading, counted from 1; None for body text."""
        direct = number(value(properties, "outlineLvl"))
        if direct is not None:
            return direct + 1 if 0 <= direct < _BODY_TEXT else None
        return self._first(self.of(properties), _outline_level) or None

    def is_title(self, properties: etree._Element | None) -> bool:
        """Whether the paragraph is the title of the document."""
        return bool(self._first(self.of(properties), lambda style: _is_named(style, "title")))

    def is_beside(self, properties: etree._Element | None) -> bool:
        """Whether the paragraph is a note or citation that a file of ours shows below the text."""
        named = BESIDE_STYLE.lower()
        return bool(self._first(self.of(properties), lambda style: _is_named(style, named)))

    def is_contents(self, properties: etree._Element | None) -> bool:
        """Whether the paragraph is a line of a table of contents."""
        style = self._styles.get(self.of(properties))
        names = (self.of(properties), value(style, "name") or "")
        return any(_CONTENTS.fullmatch(name) for name in names)

    def switched_on(self, properties: etree._Element | None, *names: str) -> bool:
        """Whether the paragraph's style turns one of these on, such as bold or capitals."""
        chain = list(self._chain(self.of(properties)))
        for name in names:
            said = (is_on(child(self._styles[key], "rPr"), name) for key in chain)
            if next((answer for answer in said if answer is not None), False):
                return True
        return False

    def numbering(self, properties: etree._Element | None) -> tuple[str, str, int | None]:
        """Style, numbering id and level that the style gives; an empty id for none."""
        style = self.of(properties)
        for key in self._chain(style):
            found = value(self._styles[key], "pPr", "numPr", "numId")
            if found is not None:
                level = number(value(self._styles[key], "pPr", "numPr", "ilvl"))
                return key, found, level
        return style, "", None

    def margin_numbering(self) -> str | None:
        """The numbering of the paragraphs of one of our own files: theirs in the margin."""
        named = (s for s in self._styles.values() if value(s, "name") == TEXT_STYLE)
        return next((value(style, "pPr", "numPr", "numId") for style in named), None)

    def _first(self, style: str, ask: Callable[[etree._Element], T | None]) -> T | None:
        answers = (ask(self._styles[key]) for key in self._chain(style))
        return next((answer for answer in answers if answer is not None), None)

    def _chain(self, style: str) -> Iterator[str]:
        """The style and those it is based on; a circle ends where it began."""
        seen: set[str] = set()
        while style in self._styles and style not in seen:
            seen.add(style)
            yield style
            style = value(self._styles[style], "basedOn") or ""


def _outline_level(style: etree._Element) -> int | None:
    """The level a style gives, 0 for body text, None when it says nothing."""
    level = number(value(style, "pPr", "outlineLvl"))
    if level is not None:
        return level + 1 if 0 <= level < _BODY_TEXT else 0
    named = _HEADING.fullmatch(value(style, "name") or "")
    return int(named[1]) if named else None


def _is_named(style: etree._Element, name: str) -> bool | None:
    found = (value(style, "name") or "").lower()
    return True if found == name else None
