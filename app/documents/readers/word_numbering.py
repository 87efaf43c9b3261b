"""Automatic numbers of a Word file, resolved to what a reader sees."""

from collections.abc import Callable
from dataclasses import dataclass, field

import regex
from lxml import etree

from app.documents.margin import MARGIN_LIST
from app.documents.readers.decoding import without_controls
from app.documents.readers.list_labels import ListNumber
from app.documents.readers.word_styles import Styles
from app.documents.readers.word_xml import W, child, is_on, value
from app.documents.readers.xml_parts import number
from app.domain.numerals import ABJAD, HEBREW, HIJAI, hebrew, letter, roman

_PLACEHOLDER = regex.compile(r"%([1-9])")
_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda count: f"{count:02d}",
    "upperRoman": roman,
    "lowerRoman": lambda count: roman(count).lower(),
    "upperLetter": lambda count: letter(count).upper(),
    "lowerLetter": letter,
    "arabicAlpha": lambda count: letter(count, HIJAI),
    "arabicAbjad": lambda count: letter(count, ABJAD),
    "hebrew1": hebrew,
    "hebrew2": lambda count: letter(count, HEBREW),
    "hindiNumbers": lambda count: "".join(chr(0x966 + int(digit)) for digit in str(count)),
    "none": lambda _count: "",
}
_LARGEST = 32_767  # what a word processor counts to; also keeps letters and numerals short


@dataclass(frozen=True)
class _Level:
    """One level of a list as the file describes it."""

    start: int = 1
    format: str = "decimal"
    pattern: str = ""
    restarts_after: int | None = None
    plain_digits: bool = False
    style: str = ""


@dataclass
class _List:
    """A list definition with its running counters, shared by all lists made from it."""

    levels: dict[int, _Level] = field(default_factory=dict)
    counters: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts through the file; ask once for each paragraph, in order."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract: dict[str, _List] = {}
        self._nums: dict[str, tuple[_List, dict[int, _Level], dict[int, int]]] = {}
        self._started: set[tuple[str, int]] = set()
        if root is not None:
            self._load(root)

    def next_number(self, properties: etree._Element | None) -> ListNumber | None:
        """The number of the paragraph with these properties; None outside lists."""
        key, level = self._reference(properties)
        if key not in self._nums:
            return None
        shared, overrides, starts = self._nums[key]
        levels = {**shared.levels, **overrides}
        if level not in levels:
            return None
        self._count(shared, levels, key, level, starts)
        described = levels[level]
        if described.format == "bullet":
            return ListNumber(None, level, whole=False)
        label = self._label(shared.counters, levels, level).strip()
        used = {int(place) - 1 for place in _PLACEHOLDER.findall(described.pattern)}
        return ListNumber(
            label or None,
            level,
            whole=bool(used - {level}) or not used,
            known_format=described.format in _FORMATS,
        )

    def _reference(self, properties: etree._Element | None) -> tuple[str, int]:
        """Numbering id and level, from the paragraph itself or from its style."""
        direct = value(properties, "numPr", "numId")
        level = number(value(properties, "numPr", "ilvl"))
        style, inherited, style_level = self._styles.numbering(properties)
        key = inherited if direct is None else direct
        if level is None and key in self._nums:
            linked = [
                place for place, one in self._nums[key][0].levels.items() if one.style == style
            ]
            level = linked[0] if linked else style_level
        return key, level or 0

    def _count(
        self, shared: _List, levels: dict[int, _Level], key: str, level: int, starts: dict[int, int]
    ) -> None:
        counters = shared.counters
        if level in starts and (key, level) not in self._started:
            counters[level] = starts[level]
        elif level in counters:
            counters[level] = min(counters[level] + 1, _LARGEST)
        else:
            counters[level] = levels[level].start
        self._started.add((key, level))
        for deeper in [place for place in counters if place > level]:
            after = levels[deeper].restarts_after if deeper in levels else None
            if after is None or (after > 0 and level < after):
                del counters[deeper]

    def _label(self, counters: dict[int, int], levels: dict[int, _Level], level: int) -> str:
        described = levels[level]

        def shown(place: regex.Match[str]) -> str:
            above = int(place[1]) - 1
            one = levels.get(above, _Level())
            count = counters.get(above, one.start)
            style = "decimal" if described.plain_digits and one.format != "none" else one.format
            return _FORMATS.get(style, str)(max(0, min(count, _LARGEST)))

        return str(_PLACEHOLDER.sub(shown, described.pattern))

    def _load(self, root: etree._Element) -> None:
        margin = self._styles.margin_numbering()
        by_style: dict[str, str] = {}
        linked: dict[str, str] = {}
        for node in root.iterfind(f"{W}abstractNum"):
            if value(node, "name") == MARGIN_LIST:
                continue
            key = node.get(f"{W}abstractNumId", "")
            self._abstract[key] = _List(_levels(node))
            by_style[value(node, "styleLink") or ""] = key
            linked[key] = value(node, "numStyleLink") or ""
        for key, style in linked.items():
            if style and style in by_style:
                self._abstract[key] = self._abstract[by_style[style]]
        for node in root.iterfind(f"{W}num"):
            shared = self._abstract.get(value(node, "abstractNumId") or "")
            if shared is not None and node.get(f"{W}numId") != margin:
                self._nums[node.get(f"{W}numId", "")] = (shared, *_overrides(node))


def _levels(node: etree._Element) -> dict[int, _Level]:
    found = {}
    for one in node.iterfind(f"{W}lvl"):
        level = number(one.get(f"{W}ilvl"))
        if level is not None:
            found[level] = _level(one)
    return found


def _level(node: etree._Element) -> _Level:
    start = number(value(node, "start"))
    return _Level(
        start=1 if start is None else max(0, min(start, _LARGEST)),
        format=value(node, "numFmt") or "decimal",
        pattern=without_controls(value(node, "lvlText") or "", []),
        restarts_after=number(value(node, "lvlRestart")),
        plain_digits=bool(is_on(node, "isLgl")),
        style=value(node, "pStyle") or "",
    )


def _overrides(node: etree._Element) -> tuple[dict[int, _Level], dict[int, int]]:
    levels: dict[int, _Level] = {}
    starts: dict[int, int] = {}
    for override in node.iterfind(f"{W}lvlOverride"):
        level = number(override.get(f"{W}ilvl"))
        described = child(override, "lvl")
        start = number(value(override, "startOverride"))
        if level is not None and described is not None:
            levels[level] = _level(described)
        if level is not None and start is not None:
            starts[level] = max(0, min(start, _LARGEST))
    return levels, starts
