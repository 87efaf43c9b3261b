"""The difference between two wordings, in the words a reader would point at."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from operator import itemgetter

from app.domain.wording import tokens
from app.domain.wording.changes import Change, changes
from app.domain.wording.moves import moved
from app.domain.wording.readings import Reader, Reading

_MORE = "…"


class SpanKind(StrEnum):
    """What happened to a stretch of text."""

    EQUAL = "equal"
    INSERT = "insert"
    DELETE = "delete"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text; an equal one is spelled as the base spells it.

    ``respelled`` is the target's own spelling of an equal stretch where it differs in a way no
    reader sees: composed or decomposed accents, lengthened Arabic letters, no-break spaces.
    ``move`` is the number of a move, 1 for the first: one removed stretch bears it, and the
    inserted one where the same words stand again.
    """

    kind: SpanKind
    text: str
    respelled: str | None = None
    move: int | None = None

    @property
    def in_base(self) -> str:
        """What the base has here, to the letter."""
        return "" if self.kind is SpanKind.INSERT else self.text

    @property
    def in_target(self) -> str:
        """What the target has here, to the letter."""
        if self.kind is SpanKind.DELETE:
            return ""
        return self.text if self.respelled is None else self.respelled


@dataclass(frozen=True, slots=True)
class Difference:
    """Two wordings as one row of spans; nothing of either is missing."""

    spans: tuple[Span, ...]

    @property
    def insertions(self) -> int:
        """In how many places text was put in that was not moved there."""
        return sum(span.kind is SpanKind.INSERT and not span.move for span in self.spans)

    @property
    def removals(self) -> int:
        """In how many places text was taken out that stands nowhere else."""
        return sum(span.kind is SpanKind.DELETE and not span.move for span in self.spans)

    @property
    def moves(self) -> int:
        """How many stretches stand in another place."""
        return sum(span.kind is SpanKind.DELETE and bool(span.move) for span in self.spans)

    @property
    def is_empty(self) -> bool:
        """Whether a reader would see no difference."""
        return all(span.kind is SpanKind.EQUAL for span in self.spans)

    @property
    def base(self) -> str:
        """The base, to the letter."""
        return "".join(span.in_base for span in self.spans)

    @property
    def target(self) -> str:
        """The target, to the letter."""
        return "".join(span.in_target for span in self.spans)

    def side_by_side(self) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
        """The base with what was taken out, and the target with what was put in."""
        return (
            _one_side((span.kind, span.move, span.in_base) for span in self.spans),
            _one_side((span.kind, span.move, span.in_target) for span in self.spans),
        )


def _one_side(pieces: Iterable[tuple[SpanKind, int | None, str]]) -> tuple[Span, ...]:
    """One side's pieces, neighbours of one kind joined."""
    shown = groupby((piece for piece in pieces if piece[2]), key=itemgetter(0, 1))
    return tuple(
        Span(kind, "".join(text for _, _, text in group), move=move)
        for (kind, move), group in shown
    )


def difference(base: str, target: str) -> Difference:
    """Compare two wordings; the same two always give the same spans."""
    reader = Reader(base)
    other = reader.read(target)
    return Difference(tuple(_spans(reader.base, other, changes(reader.base, other))))


def _spans(base: Reading, target: Reading, found: Sequence[Change]) -> Iterator[Span]:
    here = there = 0
    pairs = moved(base, target, found)
    went = {at: number for number, at in enumerate(pairs, 1)}
    came = {pairs[at]: number for at, number in went.items()}
    end = Change(len(base.ids), len(base.ids), len(target.ids), len(target.ids))
    for at, change in enumerate([*found, end]):
        text = "".join(base.tokens[here : change.start])
        spelled = "".join(target.tokens[there : change.first])
        if text:
            yield Span(SpanKind.EQUAL, text, None if spelled == text else spelled)
        if change.start < change.end:
            text = "".join(base.tokens[change.start : change.end])
            yield Span(SpanKind.DELETE, text, move=went.get(at))
        if change.first < change.last:
            text = "".join(target.tokens[change.first : change.last])
            yield Span(SpanKind.INSERT, text, move=came.get(at))
        here, there = change.end, change.last


def excerpt(difference: Difference, context_words: int = 8) -> tuple[Span, ...]:
    """The changes with a few words around each, the rest left out behind an ellipsis."""
    last = len(difference.spans) - 1
    shortened: list[Span] = []
    for at, span in enumerate(difference.spans):
        if span.kind is not SpanKind.EQUAL:
            shortened.append(span)
            continue
        after_change = context_words if at or not last else 0
        before_change = context_words if at < last else 0
        shortened.append(Span(span.kind, _shortened(span.text, after_change, before_change)))
    return tuple(shortened)


def _shortened(text: str, first: int, last: int) -> str:
    """The first and last words of a text, unless leaving out the others would save nothing."""
    found = tokens.tokenise(text)
    words = [at for at, token in enumerate(found) if tokens.is_word(token)]
    if len(words) <= first + last + 2:
        return text
    opening = "".join(found[: words[first - 1] + 1]) if first else ""
    closing = "".join(found[words[-last] :]) if last else ""
    return " ".join(part for part in (opening, _MORE, closing) if part)
