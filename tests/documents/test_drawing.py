"""Drawings: mirrored for readers from right to left, the same pixels every time, no words."""

import io
from itertools import combinations

import pytest
from PIL import Image

from app.documents.charts import Day, Point, scatter, timeline
from app.documents.drawing import Drawing, Mark, Paint, Rect, svg_of
from app.documents.picture import SCALE, png_of
from app.documents.writers.bars import apart, diverging, ranged, stacked

DRAWN = {
    "diverging": lambda code: diverging({"support": 5, "oppose": 2, "abstain": 1}, "said", code),
    "ranged": lambda code: ranged(0.8, 0.5, 0.9, "said", code),
    "apart": lambda code: apart(-0.3, -0.6, 0.1, "said", code),
    "stacked": lambda code: stacked([3, 2, 1], 10, "said", code, rest=2),
    "scatter": lambda code: scatter([Point("7", 0.8, 0.4), Point("8", 0.2, 0)], 0.3, "said", code),
    "timeline": lambda code: timeline([Day(3, "1"), Day(None), Day(9)], "said", code),
}


def pixels(drawing: Drawing) -> Image.Image:
    return Image.open(io.BytesIO(png_of(drawing))).convert("RGB")


@pytest.mark.parametrize("name", DRAWN)
def test_arabic_sees_it_from_the_other_side(name: str) -> None:
    english, arabic = (DRAWN[name](code) for code in ("en", "ar"))

    assert english.for_reader("ar").shapes == arabic.shapes
    assert svg_of(arabic.for_reader("ar")) == svg_of(english), "mirrored twice"
    assert english.shapes != arabic.shapes
    assert english.words == arabic.words == "said"


@pytest.mark.parametrize("name", DRAWN)
def test_same_drawing_gives_the_same_picture(name: str) -> None:
    first = png_of(DRAWN[name]("en"))
    png_of.cache_clear()

    assert png_of(DRAWN[name]("en")) == first
    assert png_of(DRAWN[name]("ar")) != first
    assert svg_of(DRAWN[name]("en")) == svg_of(DRAWN[name]("en"))


@pytest.mark.parametrize("name", DRAWN)
def test_only_figures_and_letters_are_written(name: str) -> None:
    marks = [one.text for one in DRAWN[name]("ar").shapes if isinstance(one, Mark)]

    assert all(text.isascii() for text in marks), "words stand in the table"


def test_picture_shows_the_areas_where_they_are() -> None:
    areas = (Rect(0, 0, 10, 10, Paint.SOLID), Rect(20, 0, 10, 10, Paint.PALE))
    picture = pixels(Drawing(40, 10, areas))
    dark, white, pale = (picture.getpixel((x * SCALE, 5 * SCALE)) for x in (5, 15, 25))

    assert picture.size == (40 * SCALE, 10 * SCALE)
    assert (dark, white) == ((0x0B, 0x5D, 0x57), (255, 255, 255))
    assert pale == (0xD9, 0xDC, 0xE0)


def test_patterns_are_told_apart_in_grey() -> None:
    grey = {
        paint: pixels(Drawing(24, 24, (Rect(0, 0, 24, 24, paint),))).convert("L").tobytes()
        for paint in Paint
    }

    for one, other in combinations(grey.values(), 2):
        apart = sum(abs(a - b) > 30 for a, b in zip(one, other, strict=True))
        assert apart > len(one) / 10


def test_what_may_not_be_shown_is_white_and_last() -> None:
    *areas, rest = stacked([3, 2], 10, "", "en", rest=5).shapes

    assert [one.paint for one in areas if isinstance(one, Rect)] == [Paint.SOLID, Paint.HATCH]
    assert isinstance(rest, Rect)
    assert (rest.paint, rest.w) == (Paint.EMPTY, 100)


def test_numbers_beside_dots_hide_no_other() -> None:
    points = [Point(str(number), 0.5, 0.5) for number in range(12)]
    named = [
        one
        for one in scatter(points, 0.3, "", "en").shapes
        if isinstance(one, Mark) and one.text.isdigit() and one.end == "middle"
    ]

    assert 0 < len(named) < len(points), "those without room stay without a number"
    assert len({(one.x, one.y) for one in named}) == len(named)
