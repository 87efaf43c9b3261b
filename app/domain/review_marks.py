"""Which amendments stand in a text as tracked changes, and how a paragraph reads with them.

Tracked changes cannot hold two proposals for the same words. In the order in which they were
sent, each amendment that meets none before it is marked in place; the others are told in the
margin with their whole wording, and so are those in another language. Whatever is marked, taking
all changes back gives the text of the round to the letter.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.domain.contributions import Operation
from app.domain.review import ReviewAmendment
from app.domain.wording.merge import Hunk, Proposal, analyse


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of the paragraph (``taken_out`` by somebody or not), or words put in (``put_in``).

    ``start`` counts letters of the round's text before it.
    """

    text: str
    start: int
    put_in: ReviewAmendment | None = None
    taken_out: ReviewAmendment | None = None

    @property
    def end(self) -> int:
        """Letters of the round's text up to its end."""
        return self.start if self.put_in else self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class MarkedParagraph:
    """A paragraph with the amendments marked in it; ``removed_by`` takes out the whole of it.

    ``after`` are the new paragraphs proposed behind it, ``beside`` what only the margin can tell.
    """

    stretches: tuple[Stretch, ...]
    removed_by: ReviewAmendment | None
    after: tuple[ReviewAmendment, ...]
    beside: tuple[ReviewAmendment, ...]


def marked_paragraph(
    text: str, amendments: Sequence[ReviewAmendment], language: str
) -> MarkedParagraph:
    """The paragraph with all that is proposed for it, in the order it was sent."""
    here = [one for one in amendments if one.language == language]
    beside = [one for one in amendments if one.language != language]
    after = [one for one in here if one.operation is Operation.INSERT_AFTER]
    changing = [one for one in here if one.operation is not Operation.INSERT_AFTER]
    first = changing[0] if changing else None
    if first is not None and first.operation is Operation.DELETE:
        stretches: tuple[Stretch, ...] = (Stretch(text, 0, taken_out=first),)
        return MarkedParagraph(stretches, first, tuple(after), tuple(beside + changing[1:]))
    replacing = [one for one in changing if one.operation is Operation.REPLACE]
    beside += [one for one in changing if one.operation is Operation.DELETE]
    placed, others = _placed(text, replacing)
    return MarkedParagraph(
        tuple(_stretches(text, placed)), None, tuple(after), tuple(beside + others)
    )


Placed = tuple[int, int, str, ReviewAmendment]


def _placed(
    text: str, amendments: Sequence[ReviewAmendment]
) -> tuple[list[Placed], list[ReviewAmendment]]:
    """The changes that stand beside each other, by letters of the text; and who found no room."""
    analysis = analyse(text, [Proposal(one.reference, one.wording) for one in amendments])
    starts = [0]
    for token in analysis.tokens:
        starts.append(starts[-1] + len(token))
    taken: list[Hunk] = []
    placed: list[Placed] = []
    others: list[ReviewAmendment] = []
    for one in amendments:
        own = [hunk for hunk in analysis.hunks if one.reference in hunk.keys]
        if not own or any(_meet(hunk, other) for hunk in own for other in taken):
            others.append(one)
            continue
        taken += own
        placed += [(starts[hunk.start], starts[hunk.end], hunk.replacement, one) for hunk in own]
    return sorted(placed, key=lambda change: change[:2]), others


def _meet(one: Hunk, other: Hunk) -> bool:
    """Whether two changes claim the same words, or leave none between them."""
    return one.start <= other.end and other.start <= one.end


def _stretches(text: str, placed: Sequence[Placed]) -> Iterator[Stretch]:
    here = 0
    for start, end, replacement, amendment in placed:
        if here < start:
            yield Stretch(text[here:start], here)
        if start < end:
            yield Stretch(text[start:end], start, taken_out=amendment)
        if replacement:
            yield Stretch(replacement, end, put_in=amendment)
        here = end
    if here < len(text):
        yield Stretch(text[here:], here)
