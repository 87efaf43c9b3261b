"""Charts as shapes: one drawing for the page, the PDF and the Word file, readable in grey.

No words are drawn, only figures: what is shown stands in the table beside it or under it, and a
drawing says it aloud. Drawn from left to right; a reader from right to left sees it mirrored.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from html import escape
from typing import ClassVar

from app.domain.languages import direction

INK, RULE, PALE = "#0b5d57", "#9aa5b1", "#d9dce0"
TEXT = "#3d4854"
STEP = 6  # between the lines of a pattern


class Paint(StrEnum):
    """How an area is filled: told apart without colour."""

    SOLID = "solid"
    HATCH = "hatch"
    PALE = "pale"
    CROSS = "cross"
    DOTTED = "dotted"
    LINED = "lined"
    EMPTY = "empty"


SERIES = tuple(Paint)
# The lines of each pattern, and how thick they are.
PATTERNS = {
    Paint.HATCH: ("M-1 7L7 -1M-1 1L1 -1M5 7L7 5", 1.2),
    Paint.CROSS: ("M-1 7L7 -1M-1 1L1 -1M5 7L7 5M-1 -1L7 7M5 -1L7 1M-1 5L1 7", 1.2),
    Paint.LINED: ("M0 1.5H6M0 4.5H6", 1.2),
    Paint.DOTTED: ("M2 3h2", 2),
}


@dataclass(frozen=True, slots=True)
class Rect:
    """An area and what fills it."""

    kind: ClassVar = "rect"

    x: float
    y: float
    w: float
    h: float
    paint: Paint


@dataclass(frozen=True, slots=True)
class Line:
    """A line: thin for an axis, thick for a range."""

    kind: ClassVar = "line"

    x: float
    y: float
    x2: float
    y2: float
    thick: bool = False


@dataclass(frozen=True, slots=True)
class Dot:
    """A place: filled, or open."""

    kind: ClassVar = "dot"

    x: float
    y: float
    r: float = 4.5
    open: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A figure written at a place; ``end`` says which side of it the text lies on."""

    kind: ClassVar = "mark"

    x: float
    y: float
    text: str
    end: str = "middle"


Shape = Rect | Line | Dot | Mark


@dataclass(frozen=True, slots=True)
class Drawing:
    """Shapes on an area, and what they show in words."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    words: str = ""

    def for_reader(self, language: str) -> "Drawing":
        """As a reader of this language sees it."""
        if direction(language) == "ltr":
            return self
        return replace(self, shapes=tuple(_mirrored(one, self.width) for one in self.shapes))


def _mirrored(one: Shape, width: float) -> Shape:
    if isinstance(one, Rect):
        return replace(one, x=width - one.x - one.w)
    if isinstance(one, Line):
        return replace(one, x=width - one.x, x2=width - one.x2)
    if isinstance(one, Mark):
        ends = {"start": "end", "end": "start"}
        return replace(one, x=width - one.x, end=ends.get(one.end, one.end))
    return replace(one, x=width - one.x)


def svg_of(drawing: Drawing) -> str:
    """The drawing as a picture of its own, in fixed colours."""
    used = {one.paint for one in drawing.shapes if isinstance(one, Rect)}
    defs = "".join(_pattern(paint) for paint in SERIES if paint in used)
    inner = "".join(_svg(one) for one in drawing.shapes)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {drawing.width:g} '
        f'{drawing.height:g}">{f"<defs>{defs}</defs>" if defs else ""}{inner}</svg>'
    )


def _pattern(paint: Paint) -> str:
    if paint not in PATTERNS:
        return ""
    lines, width = PATTERNS[paint]
    return (
        f'<pattern id="p-{paint}" width="{STEP}" height="{STEP}" patternUnits="userSpaceOnUse">'
        f'<path d="{lines}" stroke="{INK}" stroke-width="{width}"/></pattern>'
    )


def fill_of(paint: Paint) -> str:
    """The colour or pattern of a paint in a picture of its own."""
    plain = {Paint.SOLID: INK, Paint.PALE: PALE, Paint.EMPTY: "#ffffff"}
    return plain.get(paint, f"url(#p-{paint})")


def light(share: float) -> str:
    """A shade for a cell, the darker the higher a share from 0 to 1; black letters stay clear."""
    return "".join(f"{round(255 - (255 - end) * share):02X}" for end in (0xB4, 0xD2, 0xCE))


def _svg(one: Shape) -> str:
    if isinstance(one, Rect):
        fill = fill_of(one.paint)
        edge = RULE if one.paint in {Paint.PALE, Paint.EMPTY} else INK
        return f'<rect {_place(one)} fill="{fill}" stroke="{edge}" stroke-width=".8"/>'
    if isinstance(one, Line):
        look = f'stroke="{INK}" stroke-width="3"' if one.thick else f'stroke="{RULE}"'
        return f"<line {_ends(one)} {look}/>"
    if isinstance(one, Dot):
        fill = "#ffffff" if one.open else INK
        return f'<circle {_centre(one)} fill="{fill}" stroke="{INK}" stroke-width="1.5"/>'
    font = f'fill="{TEXT}" font-size="9" font-family="sans-serif"'
    return f'<text {_at(one)} {font} text-anchor="{one.end}">{escape(one.text)}</text>'


def _place(one: Rect) -> str:
    return f'x="{one.x:.2f}" y="{one.y:.2f}" width="{one.w:.2f}" height="{one.h:.2f}"'


def _ends(one: Line) -> str:
    return f'x1="{one.x:.2f}" y1="{one.y:.2f}" x2="{one.x2:.2f}" y2="{one.y2:.2f}"'


def _centre(one: Dot) -> str:
    return f'cx="{one.x:.2f}" cy="{one.y:.2f}" r="{one.r:g}"'


def _at(one: Mark) -> str:
    return f'x="{one.x:.2f}" y="{one.y:.2f}"'


def row_of(parts: Sequence[tuple[float, Paint]], width: float, height: float) -> list[Shape]:
    """Areas one after the other, each as wide as told."""
    at, shapes = 0.0, []
    for size, paint in parts:
        if size > 0 and at < width:
            shapes.append(Rect(at, 0, min(size, width - at), height, paint))
        at += size
    return list(shapes)
