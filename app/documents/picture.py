"""A drawing as the pixels of a PNG, for programs that show no vector pictures."""

import io
from functools import lru_cache

from PIL import Image, ImageDraw, ImageFont

from app.documents.drawing import (
    INK,
    RULE,
    STEP,
    TEXT,
    Dot,
    Drawing,
    Line,
    Mark,
    Paint,
    Rect,
)

SCALE = 4
FIGURES = 9 * SCALE


@lru_cache(maxsize=4096)
def png_of(drawing: Drawing) -> bytes:
    """The picture, four pixels to each unit; the same drawing always gives the same bytes."""
    size = round(drawing.width * SCALE), round(drawing.height * SCALE)
    image = Image.new("P", size)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, *size), fill="white")
    for one in drawing.shapes:
        if isinstance(one, Rect):
            _rect(image, pen, one)
        elif isinstance(one, Line):
            ends = (one.x * SCALE, one.y * SCALE, one.x2 * SCALE, one.y2 * SCALE)
            pen.line(ends, fill=INK if one.thick else RULE, width=(3 if one.thick else 1) * SCALE)
        elif isinstance(one, Dot):
            _dot(pen, one)
        else:
            _mark(pen, one)
    buffer = io.BytesIO()
    image.save(buffer, "PNG", compress_level=6)
    return buffer.getvalue()


def _rect(image: Image.Image, pen: ImageDraw.ImageDraw, one: Rect) -> None:
    box = (
        round(one.x * SCALE),
        round(one.y * SCALE),
        round((one.x + one.w) * SCALE) - 1,
        round((one.y + one.h) * SCALE) - 1,
    )
    if box[2] < box[0] or box[3] < box[1]:
        return
    plain = {Paint.SOLID: INK, Paint.PALE: "#d9dce0"}
    pale = one.paint in {Paint.PALE, Paint.EMPTY}
    fill = plain.get(one.paint, "white")
    pen.rectangle(box, fill=fill, outline=RULE if pale else INK, width=max(1, SCALE * 4 // 5))
    if one.paint in LINES:
        _fill(image, box, one.paint)


LINES = {Paint.HATCH, Paint.CROSS, Paint.LINED, Paint.DOTTED}


def _fill(image: Image.Image, box: tuple[int, int, int, int], paint: Paint) -> None:
    """Lay a pattern over an area; it starts at the corner of the picture, as in SVG."""
    wide, high = box[2] - box[0] + 1, box[3] - box[1] + 1
    layer = Image.new("1", (wide, high), 0)
    pen, step = ImageDraw.Draw(layer), STEP * SCALE
    width = max(1, SCALE * 6 // 5)
    if paint is Paint.DOTTED:
        for x in range(step // 2, wide, step):
            for y in range(step // 2, high, step):
                pen.rectangle((x - SCALE, y - SCALE, x + SCALE, y + SCALE), fill=1)
    for line in _lines(paint, wide, high, step):
        pen.line(line, fill=1, width=width)
    ImageDraw.Draw(image).bitmap((box[0], box[1]), layer, fill=INK)


def _lines(paint: Paint, wide: int, high: int, step: int) -> list[tuple[int, int, int, int]]:
    if paint is Paint.LINED:
        return [(0, at, wide, at) for at in range(step // 4, high, step // 2)]
    if paint is Paint.DOTTED:
        return []
    starts = range(-high - step, wide + step, step)
    rising = [(at, high, at + high, 0) for at in starts]
    return rising + ([(at, 0, at + high, high) for at in starts] if paint is Paint.CROSS else [])


def _dot(pen: ImageDraw.ImageDraw, one: Dot) -> None:
    box = [(value + sign * one.r) * SCALE for sign in (-1, 1) for value in (one.x, one.y)]
    fill = "white" if one.open else INK
    pen.ellipse(box, fill=fill, outline=INK, width=SCALE * 3 // 2)


def _mark(pen: ImageDraw.ImageDraw, one: Mark) -> None:
    anchor = {"start": "ls", "middle": "ms", "end": "rs"}[one.end]
    pen.text((one.x * SCALE, one.y * SCALE), one.text, fill=TEXT, font=_font(), anchor=anchor)


@lru_cache(maxsize=1)
def _font() -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(FIGURES)
