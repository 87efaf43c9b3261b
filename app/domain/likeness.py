"""How alike two proposed wordings are, so that a similar one can be supported instead."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz, utils

from app.domain.writing import reads_alike

SIMILAR = 80.0


@dataclass(frozen=True, slots=True)
class Near:
    """A wording that is like another one; ``same`` means that both read the same."""

    reference: str
    score: float
    same: bool


def nearest(wording: str, others: Iterable[tuple[str, str]], *, at_most: int = 3) -> list[Near]:
    """The most similar of (reference, wording) pairs, best first; far ones are left out."""
    own = _levelled(wording)
    if not own:
        return []
    scored = (
        Near(name, fuzz.ratio(own, _levelled(text)), reads_alike(wording, text))
        for name, text in others
    )
    near = [found for found in scored if found.score >= SIMILAR]
    return sorted(near, key=lambda found: (not found.same, -found.score))[:at_most]


def _levelled(text: str) -> str:
    return str(utils.default_process(unicodedata.normalize("NFC", text)))
