"""Automatic numbers of an OpenDocument text, resolved to what a reader sees."""

from collections.abc import Callable
from dataclasses import dataclass, field

import regex
from lxml import etree

from app.documents.margin import MARGIN_LIST
from app.documents.readers.decoding import without_controls
from app.documents.readers.list_labels import ListNumber
from app.documents.readers.odt_styles import Styles
from app.documents.readers.odt_xml import LOEXT, STYLE, TEXT, XML, said
from app.documents.readers.xml_parts import name_of, number
from app.domain.numerals import (
    ABJAD,
    HIJAI,
    arabic_digits,
    letter,
    letters_counting_on,
    roman,
)

_LARGEST = 32_767  # what a word processor counts to; also keeps letters and numerals short
_DEEPEST = 10
_CONTINUES = f"{TEXT}continue-numbering"
_PLACEHOLDER = regex.compile(r"%(\d{1,2})%")
_FORMATS: dict[str, Callable[[int], str]] = {
    "1": str,
    "": lambda _count: "",
    "I": roman,
    "i": lambda count: roman(count).lower(),
    "A": lambda count: letters_counting_on(count).upper(),
    "a": letters_counting_on,
    "أ, ب, ت, ...": lambda count: letter(count, HIJAI),
    "أ, ب, ج, ...": lambda count: letter(count, ABJAD),
    "١, ٢, ٣, ...": arabic_digits,
}
_IN_STEP = {"A": lambda count: letter(count).upper(), "a": letter}


@dataclass(frozen=True)
class _Level:
    """One level of a list style as the file describes it."""

    format: str = "1"
    pattern: str = ""
    shown: int = 1
    start: int = 1
    in_step: bool = False
    bullet: bool = False

    def count(self, number: int) -> str:
        """A number as this level writes it."""
        number = max(0, min(number, _LARGEST))
        known = _IN_STEP.get(self.format) if self.in_step else None
        return (known or _FORMATS.get(self.format, str))(number)


@dataclass
class Counters:
    """The running numbers of one list, by level."""

    reached: dict[int, int] = field(default_factory=dict)

    def step(self, level: int, first: int, set_to: int | None) -> None:
        """Count one item; what is counted below it begins anew."""
        count = self.reached.get(level, first - 1) + 1 if set_to is None else set_to
        self.reached[level] = max(0, min(count, _LARGEST))
        self.reached = {one: count for one, count in self.reached.items() if one <= level}

    def begin(self, level: int) -> None:
        """Count this level and those below it anew."""
        self.reached = {one: count for one, count in self.reached.items() if one < level}


class Numbering:
    """Counts through the file; ask once for each numbered paragraph, in order."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._levels: dict[str, dict[int, _Level]] = {}
        self._outline = _levels_of(styles.outline, "outline-level-style")
        self._headings = Counters()
        self._by_id: dict[str, Counters] = {}
        self._by_style: dict[str, Counters] = {}

    def goes_on(self, node: etree._Element, *, around: bool) -> bool:
        """Whether a list counts on: as it says, else as the list around it does."""
        if said(node, f"{TEXT}continue-list") in self._by_id:
            return True
        return {"true": True, "false": False}.get(said(node, _CONTINUES), around)

    def open_list(self, node: etree._Element, style: str) -> Counters:
        """The counters of an outermost list: new ones, unless it goes on with another."""
        before = self._by_id.get(said(node, f"{TEXT}continue-list"))
        if before is None and said(node, _CONTINUES) == "true":
            before = self._by_style.get(style)
        counters = before or Counters()
        for key in (said(node, f"{XML}id"), said(node, f"{TEXT}id")):
            if key:
                self._by_id[key] = counters
        self._by_style[style] = counters
        return counters

    def next_item(
        self, counters: Counters, style: str, level: int, set_to: int | None
    ) -> ListNumber | None:
        """The number of the next item; None where the style has no such level.

        The numbers that our own files set in the margin belong to the version, not to its text.
        """
        if style == MARGIN_LIST:
            return None
        levels = self._levels_of(style)
        described = levels.get(level)
        if described is None:
            return None
        counters.step(level, described.start, set_to)
        if described.bullet:
            return ListNumber(None, level, whole=False)
        return _shown(levels, counters, level)

    def next_heading(self, node: etree._Element, level: int) -> ListNumber | None:
        """The number the outline gives a heading; None where it gives none."""
        described = self._outline.get(level)
        if described is None or said(node, f"{TEXT}is-list-header") == "true":
            return None
        again = said(node, f"{TEXT}restart-numbering") == "true"
        start = number(said(node, f"{TEXT}start-value"))
        set_to = (described.start if start is None else start) if again else None
        self._headings.step(level, described.start, set_to)
        return _shown(self._outline, self._headings, level)

    def _levels_of(self, style: str) -> dict[int, _Level]:
        if style not in self._levels:
            self._levels[style] = _levels_of(self._styles.lists.get(style), "list-level-style")
        return self._levels[style]


def _shown(levels: dict[int, _Level], counters: Counters, level: int) -> ListNumber:
    described = levels[level]
    used: set[int] = set()

    def one(place: int) -> str:
        used.add(place)
        other = levels.get(place, _Level())
        return other.count(counters.reached.get(place, other.start))

    if described.format == "":  # shows no number, whatever stands above
        label = _PLACEHOLDER.sub("", described.pattern.replace("\0", ""))
    elif _PLACEHOLDER.search(described.pattern):
        label = _PLACEHOLDER.sub(lambda found: one(int(found[1])), described.pattern)
    else:
        first = max(1, level - described.shown + 1)
        counts = [one(place) for place in range(first, level + 1)]
        label = described.pattern.replace("\0", ".".join(count for count in counts if count))
    return ListNumber(
        label.strip() or None,
        level,
        whole=bool(used - {level}) or not used,
        known_format=described.format in _FORMATS,
    )


def _levels_of(style: etree._Element | None, kind: str) -> dict[int, _Level]:
    found = {}
    for node in () if style is None else style:
        level = number(said(node, f"{TEXT}level"))
        if level is not None and 1 <= level <= _DEEPEST and name_of(node).startswith(kind):
            found[level] = _level(node)
    return found


def _level(node: etree._Element) -> _Level:
    if name_of(node).endswith(("bullet", "image")):
        return _Level(bullet=True)
    before, after = said(node, f"{STYLE}num-prefix"), said(node, f"{STYLE}num-suffix")
    pattern = said(node, f"{LOEXT}num-list-format") or f"{before}\0{after}"
    start = number(said(node, f"{TEXT}start-value"))
    shown = number(said(node, f"{TEXT}display-levels"))
    return _Level(
        format=said(node, f"{STYLE}num-format"),
        pattern=pattern if "\0" in pattern else without_controls(pattern, []),
        shown=1 if shown is None else max(1, min(shown, _DEEPEST)),
        start=1 if start is None else max(0, min(start, _LARGEST)),
        in_step=said(node, f"{STYLE}num-letter-sync") == "true",
    )
