"""Several paragraphs of one text that together are one of another: cut apart, or joined."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import regex
from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

_LONGEST = 4
_LIKE = 0.8
_WITHIN = 0.5
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbours of one text, by their places, that are like one paragraph of the other."""

    parts: tuple[int, ...]
    whole: int
    score: float


def runs(
    stretches: Sequence[Sequence[int]],
    parts: Mapping[int, str],
    wholes: Mapping[int, str],
    single: Mapping[tuple[int, int], float],
) -> list[Run]:
    """Runs of two to four neighbours in a stretch whose joined text is like one whole.

    ``single`` has the likeness of each (part, whole) that could be a pair by itself. A run counts
    where it leaves less than half of the difference that the best of those leaves, and where most
    of each part stands in the whole.
    """
    best_part: dict[int, float] = {}
    best_whole: dict[int, float] = {}
    for (part, whole), score in single.items():
        best_part[part] = max(score, best_part.get(part, 0.0))
        best_whole[whole] = max(score, best_whole.get(whole, 0.0))
    held = _held({one: parts[one] for stretch in stretches for one in stretch}, wholes)
    found: list[Run] = []
    for run in _neighbours(stretches):
        common = set.intersection(*(held[one] for one in run))
        text = " ".join(parts[one] for one in run)
        for whole in sorted(common):
            score = fuzz.ratio(text, wholes[whole], score_cutoff=100 * _LIKE) / 100
            rivals = [best_whole.get(whole, 0.0), *(best_part.get(one, 0.0) for one in run)]
            if score >= _LIKE and 2 * (1 - score) <= 1 - max(rivals):
                found.append(Run(run, whole, score))
    return found


def taken_most(origins: Sequence[str], text: str) -> int:
    """Which of the origins gave the text most of its letters, the first of equals."""
    shares = [LCSseq.similarity(origin, text) for origin in origins]
    return shares.index(max(shares))


def _neighbours(stretches: Sequence[Sequence[int]]) -> Iterator[tuple[int, ...]]:
    for stretch in stretches:
        for start in range(len(stretch)):
            for length in range(2, min(_LONGEST, len(stretch) - start) + 1):
                yield tuple(stretch[start : start + length])


def _held(parts: Mapping[int, str], wholes: Mapping[int, str]) -> dict[int, set[int]]:
    """For each part the wholes that most of its pairs of words stand in."""
    where: dict[tuple[str, str], set[int]] = {}
    for place, text in wholes.items():
        for pair in _pairs(text):
            where.setdefault(pair, set()).add(place)
    found: dict[int, set[int]] = {}
    for place, text in parts.items():
        own = _pairs(text)
        counts = Counter(whole for pair in own for whole in where.get(pair, ()))
        found[place] = {whole for whole, count in counts.items() if count >= _WITHIN * len(own)}
    return found


def _pairs(text: str) -> set[tuple[str, str]]:
    """Every two words that stand together; a single word once with nothing."""
    words = _WORD.findall(text.lower())
    return set(pairwise(words)) or {(word, "") for word in words}
