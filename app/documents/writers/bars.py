"""Small charts for the rows of a table, drawn as SVG: readable in grey, mirrored in Arabic.

No words are drawn: the cells beside a bar hold its numbers, and each bar says them aloud.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.domain.languages import direction

WIDE, HIGH = 200, 14
HALF, MARGIN = WIDE / 2, 8
SUPPORT, OPPOSE, ABSTAIN, GRID = "#0b5d57", "#8a3b12", "#d9dce0", "#9aa5b1"
HATCH = (
    '<defs><pattern id="h" width="5" height="5" patternUnits="userSpaceOnUse">'
    f'<path d="M-1 6L6 -1M-1 1L1 -1M4 6L6 4" stroke="{OPPOSE}" stroke-width="1.3"/>'
    "</pattern></defs>"
)


@dataclass(frozen=True, slots=True)
class Bar:
    """One drawing, and what it shows in words."""

    svg: str
    words: str


@dataclass(frozen=True, slots=True)
class Bars:
    """A column of drawings; None where a row has nothing that may be drawn."""

    title: str
    cells: Sequence[Bar | None]


def diverging(counts: Mapping[str, int], words: str, language: str) -> Bar:
    """Opposition before the middle, abstention across it, support after; shares of all."""
    total = sum(counts.values()) or 1
    scale = (HALF - MARGIN) / total
    no, none, yes = (counts.get(name, 0) * scale for name in ("oppose", "abstain", "support"))
    parts = [
        _rect(HALF - none / 2 - no, no, "url(#h)", OPPOSE),
        _rect(HALF - none / 2, none, ABSTAIN, GRID),
        _rect(HALF + none / 2, yes, SUPPORT, SUPPORT),
        _line(HALF),
    ]
    return Bar(_drawn([HATCH, *filter(None, parts)], language), words)


def ranged(share: float, low: float, high: float, words: str, language: str) -> Bar:
    """A share as a dot with its interval, between nothing and all; one half is marked."""
    here, start, end = (MARGIN + one * (WIDE - 2 * MARGIN) for one in (share, low, high))
    parts = [
        *(_line(place) for place in (MARGIN, HALF, WIDE - MARGIN)),
        f'<path d="M{start:.2f} {HIGH / 2}H{end:.2f}" stroke="{SUPPORT}" stroke-width="3"/>',
        f'<circle cx="{here:.2f}" cy="{HIGH / 2}" r="4.5" fill="{SUPPORT}"/>',
    ]
    return Bar(_drawn(parts, language), words)


def plain(number: int, most: int, words: str, language: str) -> Bar:
    """A number beside the largest of its column."""
    length = (WIDE - 2 * MARGIN) * number / (most or 1)
    return Bar(_drawn([_line(MARGIN), _rect(MARGIN, length, SUPPORT, SUPPORT)], language), words)


def _rect(start: float, width: float, fill: str, stroke: str) -> str:
    if width <= 0:
        return ""
    place = f'x="{start:.2f}" y="2" width="{width:.2f}" height="{HIGH - 4}"'
    return f'<rect {place} fill="{fill}" stroke="{stroke}"/>'


def _line(place: float) -> str:
    return f'<path d="M{place:.2f} 0V{HIGH}" stroke="{GRID}"/>'


def _drawn(parts: Sequence[str], language: str) -> str:
    inner = "".join(parts)
    if direction(language) == "rtl":
        inner = f'<g transform="translate({WIDE} 0) scale(-1 1)">{inner}</g>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {HIGH}">{inner}</svg>'
