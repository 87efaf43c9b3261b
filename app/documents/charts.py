"""Charts that stand alone: paragraphs by support and difference, activity by day."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.documents.drawing import Dot, Drawing, Line, Mark, Paint, Rect, Shape

WIDE, HIGH = 460, 260
LEFT, RIGHT, TOP, BOTTOM = 34, 12, 14, 26
LETTER, LINE_HIGH = 5.5, 10
MOST_NAMED = 80
DAYS_HIGH = 110


@dataclass(frozen=True, slots=True)
class Point:
    """An item by its share of support and its widest difference, both from 0 to 1."""

    name: str
    share: float
    gap: float


@dataclass(frozen=True, slots=True)
class Day:
    """How many on one day; None where that is not shown. ``mark`` names what happened then."""

    number: int | None
    mark: str = ""


def scatter(points: Sequence[Point], gap: float, words: str, language: str) -> Drawing:
    """Support along, difference up; the lines of one half and of a split make four quarters.

    The quarters are lettered A, B above and C, D below, from little support to much.
    """
    wide, high = WIDE - LEFT - RIGHT, HIGH - TOP - BOTTOM

    def across(share: float) -> float:
        return LEFT + share * wide

    def up(value: float) -> float:
        return TOP + (1 - value) * high

    shapes: list[Shape] = [
        Rect(LEFT, TOP, wide, high, Paint.EMPTY),
        Line(across(0.5), TOP, across(0.5), TOP + high),
        Line(LEFT, up(gap), LEFT + wide, up(gap)),
    ]
    for mark in (0, 0.25, 0.5, 0.75, 1):
        shapes.append(Mark(across(mark), HIGH - 12, f"{mark:.0%}"))
        shapes.append(Mark(LEFT - 4, up(mark) + 3, f"{100 * mark:.0f}", "end"))
    outside = (("A", 0.125, TOP - 4), ("B", 0.875, TOP - 4))
    below = (("C", 0.125, HIGH - 12), ("D", 0.875, HIGH - 12))
    shapes.extend(Mark(across(share), y, letter) for letter, share, y in (*outside, *below))
    named = sorted(points, key=lambda one: (-one.gap, one.name))[:MOST_NAMED]
    taken: list[tuple[float, float]] = []
    shapes.extend(Dot(across(one.share), up(one.gap), 3) for one in points)
    for one in named:
        place = _free(across(one.share), up(one.gap), taken)
        if place is not None:
            taken.append(place)
            shapes.append(Mark(place[0], place[1], one.name))
    return Drawing(WIDE, HIGH, tuple(shapes), words).for_reader(language)


def _free(x: float, y: float, taken: list[tuple[float, float]]) -> tuple[float, float] | None:
    """Where a number beside a dot hides no other; None where there is no room."""
    for place in ((x, y - 5), (x, y + 11), (x + 10, y + 3), (x - 10, y + 3)):
        if place[1] <= HIGH - BOTTOM and all(
            abs(place[0] - other[0]) > 2 * LETTER or abs(place[1] - other[1]) > LINE_HIGH
            for other in taken
        ):
            return place
    return None


def timeline(days: Sequence[Day], words: str, language: str) -> Drawing:
    """A bar for each day; a day that is not shown is hatched, marks stand over their day."""
    high = DAYS_HIGH - TOP - BOTTOM
    wide = WIDE - LEFT - RIGHT
    most = max((day.number or 0 for day in days), default=0) or 1
    step = wide / max(1, len(days))
    base = TOP + high
    shapes: list[Shape] = [
        Line(LEFT, base, LEFT + wide, base),
        Mark(LEFT - 4, TOP + 4, str(most), "end"),
        Mark(LEFT - 4, base, "0", "end"),
    ]
    for place, day in enumerate(days):
        start, thick = LEFT + place * step, max(step * 0.8, 0.8)
        if day.number is None:
            shapes.append(Rect(start, base - high * 0.2, thick, high * 0.2, Paint.HATCH))
        elif day.number:
            tall = high * day.number / most
            shapes.append(Rect(start, base - tall, thick, tall, Paint.SOLID))
        if day.mark:
            middle = start + thick / 2
            shapes.append(Line(middle, TOP, middle, base + 6))
            shapes.append(Mark(middle, base + 16, day.mark))
    return Drawing(WIDE, DAYS_HIGH, tuple(shapes), words).for_reader(language)
