"""Paragraphs before and after the changes of a file, and which became which."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from app.domain.marked.lines import MarkedLine, Piece
from app.domain.texts import normalise_text


@dataclass(slots=True)
class Segment:
    """A paragraph of the text before the changes, over one line of the file or several.

    ``body`` are those of its lines that hold words of it.
    """

    lines: range
    text: str
    keys: tuple[str, ...]
    level: int | None
    authors: tuple[str, ...]
    moved: bool = False
    body: frozenset[int] = frozenset()


@dataclass(slots=True)
class Outcome:
    """A paragraph of the text after the changes; ``kept`` counts letters of each segment in it."""

    lines: range
    text: str
    level: int | None
    authors: tuple[str, ...]
    moved: bool = False
    kept: dict[int, int] = field(default_factory=dict)


def segments_of(lines: Sequence[MarkedLine]) -> list[Segment]:
    """The paragraphs before the changes, empty ones too."""
    found = []
    for run in _runs(lines, lambda end: end.put_in is None):
        part = lines[run.start : run.stop]
        pieces = list(_pieces(part))
        found.append(
            Segment(
                run,
                normalise_text("".join(line.before for line in part)),
                tuple(key for line in part for key in line.keys),
                part[-1].level,
                _authors(pieces),
                any(one.taken_out and one.taken_out.move for one in pieces),
                frozenset(line for line in run if lines[line].before.strip()),
            )
        )
    return found


def outcomes_of(lines: Sequence[MarkedLine], segments: Sequence[Segment]) -> list[Outcome]:
    """The paragraphs after the changes, with what of each segment is kept in them."""
    segment_at = {line: at for at, one in enumerate(segments) for line in one.lines}
    found = []
    for run in _runs(lines, lambda end: end.taken_out is None):
        part = lines[run.start : run.stop]
        pieces = list(_pieces(part))
        outcome = Outcome(
            run,
            normalise_text("".join(line.after for line in part)),
            part[-1].level,
            _authors(pieces),
            any(one.put_in and one.put_in.move for one in pieces),
        )
        for line in run:
            letters = sum(
                len(one.text.strip())
                for one in lines[line].pieces
                if one.put_in is None and one.taken_out is None
            )
            if letters:
                at = segment_at[line]
                outcome.kept[at] = outcome.kept.get(at, 0) + letters
        found.append(outcome)
    return found


def _runs(lines: Sequence[MarkedLine], closes: Callable[[Piece], bool]) -> Iterator[range]:
    start = 0
    for at, line in enumerate(lines):
        if closes(line.end):
            yield range(start, at + 1)
            start = at + 1
    if start < len(lines):
        yield range(start, len(lines))


def _pieces(lines: Iterable[MarkedLine]) -> Iterator[Piece]:
    for line in lines:
        yield from line.pieces
        yield line.end


def _authors(pieces: Iterable[Piece]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(mark.author for one in pieces for mark in one.marks if mark.author))
