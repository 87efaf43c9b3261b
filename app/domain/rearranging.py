"""Rearranging a previewed text: paragraphs and whole sections moved, raised, lowered, taken out.

A section is a heading with everything under it, up to the next heading of its level or above. No
move changes what stands under another heading: a section goes before or behind whole sections.
"""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace

from app.domain.errors import Invalid
from app.domain.preview import Line, Linked, Preview
from app.domain.texts import ParagraphType

DEEPEST = 6


def end_of(preview: Preview, at: int) -> int:
    """Where the section whose heading stands at this place ends; a paragraph is one line."""
    head = preview.lines[at]
    end = at + 1
    if head.is_heading:
        while end < len(preview.lines) and not _outside(preview.lines[end], head.level):
            end += 1
    return end


def possible(preview: Preview, line_id: str) -> frozenset[str]:
    """The names of the moves that a line can make now: up, down, lower, lift, merge."""
    acts = {"up": move_up, "down": move_down, "lower": lower, "lift": lift, "merge": Preview.merge}
    found: set[str] = set()
    for name, act in acts.items():
        with suppress(Invalid):
            act(preview, line_id)
            found.add(name)
    return frozenset(found)


def covered(preview: Preview, line_ids: Iterable[str]) -> list[Line]:
    """The paragraphs these lines stand for: themselves, and for a heading all of its section."""
    wanted: set[str] = set()
    for line_id in line_ids:
        at = preview.at(line_id)
        wanted.update(line.id for line in preview.lines[at : end_of(preview, at)])
    return [line for line in preview.paragraphs if line.id in wanted]


def move_up(preview: Preview, line_id: str) -> Preview:
    """One place earlier: a paragraph before the line above it, a section before the one above."""
    at = preview.at(line_id)
    if at == 0:
        raise Invalid("first_already", field="text")
    if not preview.lines[at].is_heading:
        return _put(preview, at, at - 1)
    level = preview.lines[at].level
    before = (place for place in reversed(range(at)) if _outside(preview.lines[place], level))
    target = next(before, None)
    if target is None:
        raise Invalid("first_already", field="text")
    return _put(preview, at, target)


def move_down(preview: Preview, line_id: str) -> Preview:
    """One place later: a paragraph behind the line below it, a section behind the one below."""
    at = preview.at(line_id)
    end = end_of(preview, at)
    if end == len(preview.lines):
        raise Invalid("last_already", field="text")
    if not preview.lines[at].is_heading:
        return _put(preview, at, end + 1)
    if preview.lines[end].level == preview.lines[at].level:
        return _put(preview, at, end_of(preview, end))
    return _put(preview, at, _own_end(preview, end))


def move_behind(preview: Preview, line_id: str, number: int) -> Preview:
    """Put a paragraph behind the one with this number; 0 is before everything."""
    at = preview.at(line_id)
    if preview.lines[at].is_heading:
        raise Invalid("section_needs_a_section", field="under")
    places = {found: place for place, (found, _) in enumerate(preview.numbered()) if found}
    if number != 0 and number not in places:
        raise Invalid("no_such_number", field="number")
    return _put(preview, at, places[number] + 1 if number else 0)


def move_into(preview: Preview, line_id: str, heading_id: str) -> Preview:
    """Put a paragraph last under a heading, or a section behind the whole section of a heading."""
    at, head = preview.at(line_id), preview.at(heading_id)
    if not preview.lines[head].is_heading:
        raise Invalid("section_needs_a_section", field="under")
    if not preview.lines[at].is_heading:
        return _put(preview, at, _own_end(preview, head))
    if at <= head < end_of(preview, at):
        raise Invalid("into_itself", field="under")
    return _put(preview, at, end_of(preview, head))


def lower(preview: Preview, line_id: str) -> Preview:
    """One level further in, with the headings below; it then belongs to the section above it."""
    at = preview.at(line_id)
    head = preview.lines[at]
    above = (line for line in reversed(preview.lines[:at]) if _outside(line, head.level))
    sister = next(above, None)
    if not head.is_heading or sister is None or sister.level != head.level:
        raise Invalid("no_section_above", field="text")
    if max(line.level for line in preview.lines[at : end_of(preview, at)]) >= DEEPEST:
        raise Invalid("deepest_already", field="text", most=DEEPEST)
    return _shifted(preview, at, 1)


def lift(preview: Preview, line_id: str) -> Preview:
    """One level further out, with the headings below."""
    at = preview.at(line_id)
    if preview.lines[at].level <= 1:
        raise Invalid("outermost_already", field="text")
    return _shifted(preview, at, -1)


def take_out(preview: Preview, line_id: str) -> Preview:
    """Leave a whole section out; of a paragraph, that paragraph."""
    at = preview.at(line_id)
    return preview.replaced(at, end_of(preview, at), [])


def take_out_all(preview: Preview, line_ids: Iterable[str]) -> Preview:
    """Leave several lines out; what stands under a heading among them stays."""
    wanted = {preview.lines[preview.at(line_id)].id for line_id in line_ids}
    kept = [line for line in preview.lines if line.id not in wanted]
    return preview.replaced(0, len(preview.lines), kept)


def retype(preview: Preview, line_ids: Iterable[str], type_: ParagraphType) -> Preview:
    """Give the paragraphs that these lines stand for one type."""
    wanted = {line.id for line in covered(preview, line_ids)}
    lines = [replace(line, type=type_) if line.id in wanted else line for line in preview.lines]
    return preview.replaced(0, len(lines), lines)


def relink(preview: Preview, links: dict[str, Linked]) -> Preview:
    """Give lines other principles and topics, by their ids."""
    lines = [
        replace(line, linked=links[line.id]) if line.id in links else line for line in preview.lines
    ]
    return preview.replaced(0, len(lines), lines)


def _outside(line: Line, level: int) -> bool:
    """Whether a line is a heading that ends a section of this level."""
    return line.is_heading and line.level <= level


def _own_end(preview: Preview, head: int) -> int:
    """Where the paragraphs right under a heading end."""
    end = head + 1
    while end < len(preview.lines) and not preview.lines[end].is_heading:
        end += 1
    return end


def _put(preview: Preview, at: int, target: int) -> Preview:
    """The line or section at this place, put before what stands at the target."""
    end = end_of(preview, at)
    block, lines = preview.lines[at:end], preview.lines
    rest = (*lines[:at], *lines[end:])
    place = target if target <= at else target - len(block)
    return preview.replaced(0, len(lines), (*rest[:place], *block, *rest[place:]))


def _shifted(preview: Preview, at: int, by: int) -> Preview:
    end = end_of(preview, at)
    lines = [
        replace(line, level=line.level + by) if line.is_heading else line
        for line in preview.lines[at:end]
    ]
    return preview.replaced(at, end, lines)
