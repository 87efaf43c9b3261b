"""A file with tracked changes as plain values: every stretch of text knows who put it in or out.

Both readings of the file are in here: the text after all changes leaves out what was taken out,
the text before them leaves out what was put in. The end of a paragraph is changed like a letter.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Mark:
    """Who changed something and when; ``at`` is as the file says it, to the second.

    ``move`` says that the words were carried from one place to another.
    """

    author: str
    at: str = ""
    move: bool = False

    @property
    def hand(self) -> tuple[str, str]:
        """What tells the changes of one sitting apart from all others."""
        return self.author, self.at


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text in one state; what is both was put in and taken out again."""

    text: str
    put_in: Mark | None = None
    taken_out: Mark | None = None

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Whoever changed it."""
        return tuple(mark for mark in (self.put_in, self.taken_out) if mark is not None)


END = Piece("")


@dataclass(frozen=True, slots=True)
class MarkedLine:
    """One paragraph of the file as its ends stand there, whether changed or not.

    ``end`` is the state of its end, without any text. ``keys`` are the names of the bookmarks
    that begin in it, ``level`` that of a heading (0 for the title), None for running text.
    """

    pieces: tuple[Piece, ...]
    end: Piece = END
    keys: tuple[str, ...] = ()
    level: int | None = None

    @property
    def before(self) -> str:
        """Its text before the changes."""
        return "".join(piece.text for piece in self.pieces if piece.put_in is None)

    @property
    def after(self) -> str:
        """Its text after the changes."""
        return "".join(piece.text for piece in self.pieces if piece.taken_out is None)


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment in the margin; ``line`` counts the lines of the file from 0, -1 for none.

    ``parent`` is the key of the comment it answers, ``quote`` the words it hangs on.
    """

    key: str
    author: str
    at: str
    text: str
    parent: str = ""
    line: int = -1
    quote: str = ""

    @property
    def hand(self) -> tuple[str, str]:
        """What tells the comments of one moment apart from all others."""
        return self.author, self.at


@dataclass(frozen=True, slots=True)
class MarkedFile:
    """All that is read of a file; ``problems`` are code, place and detail of what is not text."""

    lines: tuple[MarkedLine, ...]
    remarks: tuple[Remark, ...] = ()
    properties: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[tuple[str, str, str], ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The file as plain values that JSON can hold."""
        return {
            "lines": [
                [[_piece(one) for one in line.pieces], _piece(line.end), line.keys, line.level]
                for line in self.lines
            ],
            "remarks": [
                [one.key, one.author, one.at, one.text, one.parent, one.line, one.quote]
                for one in self.remarks
            ],
            "properties": dict(self.properties),
            "problems": [list(one) for one in self.problems],
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "MarkedFile":
        """The same file back from ``to_json``."""
        return cls(
            lines=tuple(
                MarkedLine(tuple(map(_piece_back, pieces)), _piece_back(end), tuple(keys), level)
                for pieces, end, keys, level in value["lines"]
            ),
            remarks=tuple(Remark(*parts) for parts in value["remarks"]),
            properties=dict(value["properties"]),
            problems=tuple((code, place, detail) for code, place, detail in value["problems"]),
        )


def _piece(piece: Piece) -> list[Any]:
    return [piece.text, _mark(piece.put_in), _mark(piece.taken_out)]


def _mark(mark: Mark | None) -> list[Any] | None:
    return None if mark is None else [mark.author, mark.at, mark.move]


def _piece_back(value: Any) -> Piece:
    text, put_in, taken_out = value
    return Piece(text, Mark(*put_in) if put_in else None, Mark(*taken_out) if taken_out else None)
