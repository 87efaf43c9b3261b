"""Small charts for the rows of a table: readable in grey, mirrored in Arabic.

No words are drawn: the cells beside a bar hold its numbers, and each bar says them aloud.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.documents.drawing import SERIES, Dot, Drawing, Line, Paint, Rect, Shape, row_of

WIDE, HIGH = 200, 14
HALF, MARGIN = WIDE / 2, 8


@dataclass(frozen=True, slots=True)
class Bars:
    """A column of drawings; None where a row has nothing that may be drawn.

    ``keys`` stand in the titles of the columns after it, where areas are told by their pattern.
    """

    title: str
    cells: Sequence[Drawing | None]
    keys: Sequence[Drawing] = ()


def diverging(counts: Mapping[str, int], words: str, language: str) -> Drawing:
    """Opposition before the middle, abstention across it, support after; shares of all."""
    total = sum(counts.values()) or 1
    scale = (HALF - MARGIN) / total
    names = ("oppose", "abstain", "support", "support_with_changes")
    no, none, yes, changed = (counts.get(name, 0) * scale for name in names)
    shapes: list[Shape] = [
        *_area(HALF - none / 2 - no, no, Paint.HATCH),
        *_area(HALF - none / 2, none, Paint.PALE),
        *_area(HALF + none / 2, yes, Paint.SOLID),
        *_area(HALF + none / 2 + yes, changed, Paint.EMPTY),
        _upright(HALF),
    ]
    return _drawn(shapes, words, language)


def ranged(
    share: float, low: float, high: float, words: str, language: str, *, enough: bool = True
) -> Drawing:
    """A share as a dot with its interval, between nothing and all; one half is marked.

    The dot is open where the voices are too few for a conclusion.
    """
    return _range(share, low, high, words, language, enough=enough)


def apart(value: float, low: float, high: float, words: str, language: str) -> Drawing:
    """A difference of shares as a dot with its interval, from -100 to 100 points; 0 is marked."""
    share, start, end = ((one + 1) / 2 for one in (value, max(low, -1.0), min(high, 1.0)))
    return _range(share, start, end, words, language, enough=True)


def _range(
    share: float, low: float, high: float, words: str, language: str, *, enough: bool
) -> Drawing:
    here, start, end = (MARGIN + one * (WIDE - 2 * MARGIN) for one in (share, low, high))
    shapes: list[Shape] = [
        *(_upright(place) for place in (MARGIN, HALF, WIDE - MARGIN)),
        Line(start, HIGH / 2, end, HIGH / 2, thick=True),
        Dot(here, HIGH / 2, open=not enough),
    ]
    return _drawn(shapes, words, language)


def plain(number: int, most: int, words: str, language: str) -> Drawing:
    """A number beside the largest of its column."""
    length = (WIDE - 2 * MARGIN) * number / (most or 1)
    return _drawn([_upright(MARGIN), *_area(MARGIN, length, Paint.SOLID)], words, language)


def stacked(
    parts: Sequence[int], most: int, words: str, language: str, *, rest: int = 0
) -> Drawing:
    """Numbers one after the other, each series with its own pattern, beside the longest row.

    ``rest`` comes last in white: what may not be shown. So do series beyond the six patterns.
    """
    scale = WIDE / (most or 1)
    paints = [*SERIES[:-1], *([Paint.EMPTY] * len(parts))]
    areas = [(number * scale, paint) for number, paint in zip(parts, paints, strict=False)]
    areas.append((rest * scale, Paint.EMPTY))
    return _drawn(row_of(areas, WIDE, HIGH), words, language)


def keys(titles: Sequence[str]) -> list[Drawing]:
    """What the first series of a stacked bar look like."""
    paints = [*SERIES[:-1], *([Paint.EMPTY] * len(titles))]
    return [
        Drawing(HIGH, HIGH, (Rect(2, 2, HIGH - 4, HIGH - 4, paint),), title)
        for title, paint in zip(titles, paints, strict=False)
    ]


def _area(start: float, width: float, paint: Paint) -> list[Shape]:
    return [Rect(start, 2, width, HIGH - 4, paint)] if width > 0 else []


def _upright(place: float) -> Line:
    return Line(place, 0, place, HIGH)


def _drawn(shapes: Sequence[Shape], words: str, language: str) -> Drawing:
    return Drawing(WIDE, HIGH, tuple(shapes), words).for_reader(language)
