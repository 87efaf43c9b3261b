"""A text while a person corrects it: headings and paragraphs as one row of lines."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import regex

from app.domain.errors import Invalid, NotFound
from app.domain.labels import heading_label
from app.domain.texts import (
    ParagraphNode,
    ParagraphType,
    SectionNode,
    TextTree,
    guess_type,
    normalise_text,
)

_EMPTY_LINE = regex.compile(r"\n[^\S\n]*\n\s*")


@dataclass(frozen=True, slots=True)
class Linked:
    """What a paragraph is linked to: principles and topics of the charter, by key."""

    principles: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()

    def __or__(self, other: "Linked") -> "Linked":
        """Both together, each key once."""
        return Linked(
            tuple(dict.fromkeys((*self.principles, *other.principles))),
            tuple(dict.fromkeys((*self.topics, *other.topics))),
        )

    def __sub__(self, other: "Linked") -> "Linked":
        """What stays when the other is taken away."""
        return Linked(
            tuple(key for key in self.principles if key not in other.principles),
            tuple(key for key in self.topics if key not in other.topics),
        )

    def __bool__(self) -> bool:
        """Whether there is any."""
        return bool(self.principles or self.topics)


@dataclass(frozen=True, slots=True)
class Line:
    """A heading (``type`` is None, ``level`` counts from 1) or a paragraph (``level`` is 0).

    ``linked`` is None where nobody said: then it is what the paragraph it becomes was linked to.
    """

    id: str
    text: str
    label: str | None = None
    level: int = 0
    type: ParagraphType | None = None
    linked: Linked | None = None

    @property
    def is_heading(self) -> bool:
        """Whether the line groups the paragraphs after it."""
        return self.type is None


@dataclass(frozen=True, slots=True)
class Preview:
    """The lines of an imported text in order; every change gives a new preview."""

    title: str | None
    lines: tuple[Line, ...]
    next_id: int

    @classmethod
    def of(cls, tree: TextTree) -> "Preview":
        """The lines of a text as it was read."""
        made: list[Line] = [_paragraph(node) for node in tree.paragraphs]
        for placed in tree.walk_sections():
            node = placed.node
            made.append(Line("", node.heading, node.label, len(placed.path)))
            made.extend(_paragraph(inner) for inner in node.paragraphs)
        lines = tuple(replace(line, id=f"l{at}") for at, line in enumerate(made, start=1))
        return cls(tree.title, lines, len(lines) + 1)

    @property
    def tree(self) -> TextTree:
        """The same text as a tree; a level that was skipped is closed up."""
        start = next((at for at, line in enumerate(self.lines) if line.is_heading), None)
        head = self.lines if start is None else self.lines[:start]
        rest = () if start is None else self.lines[start:]
        return TextTree(self.title, tuple(map(_node, head)), _sections(rest, 1))

    def numbered(self) -> Iterator[tuple[int | None, Line]]:
        """Every line with its paragraph number; headings have none."""
        number = 0
        for line in self.lines:
            number += not line.is_heading
            yield (None if line.is_heading else number), line

    @property
    def paragraphs(self) -> tuple[Line, ...]:
        """The paragraphs in order."""
        return tuple(line for line in self.lines if not line.is_heading)

    @property
    def headings(self) -> tuple[Line, ...]:
        """The headings in order."""
        return tuple(line for line in self.lines if line.is_heading)

    def line(self, line_id: str) -> Line:
        """The line with this id; raises ``NotFound``."""
        return self.lines[self.at(line_id)]

    def change(self, line_id: str, text: str, label: str | None, kind: str) -> "Preview":
        """Give a line other words, another label or another type (``heading1`` … or a type)."""
        at = self.at(line_id)
        words = normalise_text(text)
        if not words:
            raise Invalid("text_needed", field="text")
        if kind.startswith("heading"):
            changed = Line(line_id, words, heading_label(words), int(kind[-1]))
        else:
            own, linked = (label or "").strip() or None, self.lines[at].linked
            changed = Line(line_id, words, own, 0, ParagraphType(kind), linked)
        return self.replaced(at, at + 1, [changed])

    def link(self, line_id: str, linked: Linked) -> "Preview":
        """Link a paragraph to these principles and topics, and to no others."""
        at = self.at(line_id)
        line = self.lines[at]
        return (
            self if line.is_heading else self.replaced(at, at + 1, [replace(line, linked=linked)])
        )

    def split(self, line_id: str, text: str) -> "Preview":
        """Make a line of each part of the text between empty lines; the first keeps the id."""
        at = self.at(line_id)
        line = self.lines[at]
        parts = [words for part in _EMPTY_LINE.split(text) if (words := normalise_text(part))]
        if len(parts) < 2:  # noqa: PLR2004 - a split gives two at least
            raise Invalid("no_place_to_split", field="text")
        type_ = line.type or _type_before(self.lines[:at])
        later = [
            Line(f"l{self.next_id + place}", words, None, 0, type_, line.linked)
            for place, words in enumerate(parts[1:])
        ]
        made = self.replaced(at, at + 1, [replace(line, text=parts[0]), *later])
        return replace(made, next_id=self.next_id + len(later))

    def merge(self, line_id: str) -> "Preview":
        """Join a line with the next one of its own kind, label and all."""
        at = self.at(line_id)
        line, following = self.lines[at], self.lines[at + 1 : at + 2]
        if not following or following[0].is_heading != line.is_heading:
            raise Invalid("nothing_to_merge", field="text")
        after = following[0]
        tail = after.text if after.is_heading or not after.label else f"{after.label} {after.text}"
        linked = line.linked
        if after.linked is not None:
            linked = (linked or Linked()) | after.linked
        joined = replace(line, text=f"{line.text} {tail}", linked=linked)
        return self.replaced(at, at + 2, [joined])

    def delete(self, line_id: str) -> "Preview":
        """Leave a line out; what stood under a heading stands under the one before."""
        at = self.at(line_id)
        return self.replaced(at, at + 1, [])

    def to_json(self) -> dict[str, Any]:
        """The preview as plain values that JSON can hold."""
        rows = [_row(line) for line in self.lines]
        return {"title": self.title, "lines": rows, "next": self.next_id}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "Preview":
        """The same preview back from ``to_json``."""
        return cls(value["title"], tuple(map(_line, value["lines"])), value["next"])

    def at(self, line_id: str) -> int:
        """Where the line with this id stands, from 0; raises ``NotFound``."""
        found = next((at for at, line in enumerate(self.lines) if line.id == line_id), None)
        if found is None:
            raise NotFound("line")
        return found

    def replaced(self, start: int, end: int, lines: Sequence[Line]) -> "Preview":
        """The same with other lines from ``start`` up to ``end``."""
        return replace(self, lines=(*self.lines[:start], *lines, *self.lines[end:]))


def _row(line: Line) -> list[Any]:
    linked = None if line.linked is None else [line.linked.principles, line.linked.topics]
    type_ = line.type.value if line.type else None
    return [line.id, line.text, line.label, line.level, type_, linked]


def _line(row: Sequence[Any]) -> Line:
    name, text, label, level, type_, linked = row
    made = None if linked is None else Linked(tuple(linked[0]), tuple(linked[1]))
    return Line(name, text, label, level, ParagraphType(type_) if type_ else None, made)


def _paragraph(node: ParagraphNode) -> Line:
    return Line("", node.text, node.label, 0, node.type)


def _node(line: Line) -> ParagraphNode:
    return ParagraphNode(line.text, line.label, line.type or ParagraphType.OPERATIVE)


def _type_before(lines: Sequence[Line]) -> ParagraphType:
    """The type a new paragraph gets: that of the one before it."""
    types = [line.type for line in lines if line.type]
    return types[-1] if types else guess_type(lines[-1].text if lines else "")


def _sections(lines: Sequence[Line], level: int) -> tuple[SectionNode, ...]:
    """The sections that begin in these lines, each with what stands under it."""
    made: list[SectionNode] = []
    at = 0
    while at < len(lines):
        head = lines[at]
        end = at + 1
        while end < len(lines) and not (lines[end].is_heading and lines[end].level <= head.level):
            end += 1
        body = lines[at + 1 : end]
        own = next((place for place, line in enumerate(body) if line.is_heading), len(body))
        made.append(
            SectionNode(
                head.text,
                head.label,
                level,
                tuple(map(_node, body[:own])),
                _sections(body[own:], level + 1),
            )
        )
        at = end
    return tuple(made)
