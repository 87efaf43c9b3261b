"""Hints for whoever moderates: words that may be a telephone number or a mail address.

They point, and never block anything: a person decides.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz, process, utils

from app.domain.telephone import telephone_numbers

WORTH_COMPARING = 60.0

_MAIL = re.compile(r"[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+")


class HintKind(StrEnum):
    """What a stretch of text may be."""

    PHONE = "phone"
    MAIL = "mail"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text, with what it may be; all pieces joined are the text."""

    text: str
    hint: HintKind | None = None


def pieces(text: str) -> tuple[Piece, ...]:
    """The text cut where something in it may tell how to reach a person."""
    found: list[Piece] = []
    here = 0
    for start, end, kind in _places(text):
        if start < here:
            continue
        if start > here:
            found.append(Piece(text[here:start]))
        found.append(Piece(text[start:end], kind))
        here = end
    return (*found, Piece(text[here:])) if here < len(text) else tuple(found)


def hints_in(text: str) -> tuple[HintKind, ...]:
    """Which kinds of hints a text gives, each once."""
    kinds = {piece.hint for piece in pieces(text)}
    return tuple(kind for kind in HintKind if kind in kinds)


@dataclass(frozen=True, slots=True)
class Alike:
    """Another contribution that reads much the same, and how much, from 0 to 1."""

    reference: str
    share: float
    text: str


def alike(text: str, others: Iterable[tuple[str, str]], *, at_most: int = 3) -> tuple[Alike, ...]:
    """The most similar of (reference, text) pairs, best first; the order of words counts little."""
    texts = dict(others)
    found = process.extract(
        text,
        texts,
        scorer=fuzz.token_sort_ratio,
        processor=utils.default_process,
        limit=at_most,
        score_cutoff=WORTH_COMPARING,
    )
    return tuple(Alike(reference, score / 100, words) for words, score, reference in found)


def _places(text: str) -> list[tuple[int, int, HintKind]]:
    mails = [(match.start(), match.end(), HintKind.MAIL) for match in _MAIL.finditer(text)]
    phones = [(start, end, HintKind.PHONE) for start, end in telephone_numbers(text)]
    return sorted(mails + phones)
