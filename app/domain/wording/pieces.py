"""A difference cut where the target was cut, so that each part shows only what is its own."""

from collections.abc import Sequence
from dataclasses import replace

from app.domain.wording.diff import Difference, Span, SpanKind, difference

GAP = " "


def in_pieces(base: str, targets: Sequence[str]) -> list[Difference]:
    """One text that became several: for each of those its share of the difference.

    What was taken out where two parts meet is shown with the former. The targets are the parts to
    the letter; the bases are the whole text but for the spaces between the parts.
    """
    found = difference(base, GAP.join(targets))
    pieces: list[Difference] = []
    spans = list(found.spans)
    for at, target in enumerate(targets):
        taken, spans = _take(spans, len(target))
        if at < len(targets) - 1:
            gap, spans = _take(spans, len(GAP))
            taken += [span for span in gap if span.kind is SpanKind.DELETE]
        else:
            taken += spans
        pieces.append(Difference(tuple(taken)))
    return pieces


def _take(spans: Sequence[Span], length: int) -> tuple[list[Span], list[Span]]:
    """The spans up to a place in the target with what is taken out there, and the rest."""
    taken: list[Span] = []
    rest = list(spans)
    while rest:
        span = rest[0]
        size = len(span.in_target)
        if size > length:
            if length:
                head, rest[0] = _cut(span, length)
                taken.append(head)
            break
        if not size and not length and not taken:
            break
        taken.append(rest.pop(0))
        length -= size
    return taken, rest


def _cut(span: Span, length: int) -> tuple[Span, Span]:
    """One span as two; where both spellings differ in length, the target's stands for both."""
    if span.respelled is None:
        return replace(span, text=span.text[:length]), replace(span, text=span.text[length:])
    if len(span.respelled) != len(span.text):
        return Span(span.kind, span.respelled[:length]), Span(span.kind, span.respelled[length:])
    return (
        replace(span, text=span.text[:length], respelled=span.respelled[:length]),
        replace(span, text=span.text[length:], respelled=span.respelled[length:]),
    )
