"""Where something that was said on a paragraph belongs once the text has a next version."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from app.domain.matching import likeness
from app.domain.wording.tokens import key as reading_of
from app.domain.wording.tokens import same_reading

ALIKE: Final = 0.6
MARGIN: Final = 0.2
MOST_CANDIDATES: Final = 5


class Anchoring(StrEnum):
    """What became of the place that a contribution is about."""

    KEPT = "kept"
    CHANGED = "changed"
    AMBIGUOUS = "ambiguous"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Anchor:
    """A proposal for a person to confirm: the paragraph's key, None where there is none to name.

    ``score`` tells how alike the words are, from 0 to 1; ``candidates`` are keys, the likest first.
    """

    outcome: Anchoring
    key: str | None
    score: float | None = None
    candidates: Sequence[str] = ()


def anchored(
    text: str,
    quote: str | None,
    heirs: Mapping[str, str],
    strangers: Mapping[str, str],
) -> Anchor:
    """Where the words about ``text`` belong; the same input always gives the same place.

    ``heirs`` are the paragraphs that came from it, ``strangers`` the new ones that came from
    none, both with their words by key. A quote that stands once in one of the heirs decides.
    """
    if quote:
        holding = [key for key, words in heirs.items() if _holds(words, quote)]
        if len(holding) == 1:
            return Anchor(Anchoring.KEPT, holding[0], likeness(text, heirs[holding[0]]))
    if len(heirs) == 1:
        ((key, words),) = heirs.items()
        kept = same_reading(text, words)
        score = 1.0 if kept else likeness(text, words)
        return Anchor(Anchoring.KEPT if kept else Anchoring.CHANGED, key, score)
    found = _ranked(text, heirs or strangers, 0.0 if heirs else ALIKE)
    if not found:
        return Anchor(Anchoring.GONE, None)
    (key, score), rest = found[0], found[1:]
    if heirs and score - rest[0][1] >= MARGIN:
        return Anchor(Anchoring.CHANGED, key, score, [one for one, _ in found])
    return Anchor(Anchoring.AMBIGUOUS, None, score, [one for one, _ in found])


def _ranked(text: str, places: Mapping[str, str], least: float) -> list[tuple[str, float]]:
    scores = ((key, likeness(text, words)) for key, words in places.items())
    found = [(key, score) for key, score in scores if score >= least]
    return sorted(found, key=lambda one: (-one[1], one[0]))[:MOST_CANDIDATES]


def _holds(words: str, quote: str) -> bool:
    return reading_of(words).count(reading_of(quote.strip())) == 1
