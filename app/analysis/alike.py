"""Which texts are alike: all pairs above a likeness, found without comparing all pairs.

Two texts at an insertion and deletion distance of d differ in at most 3 d pairs of neighbouring
letters, since one letter put in or taken out touches three of them (q-gram counting, Ukkonen 1992).
Counting fewer kinds of pairs can only make that number smaller, so what is left out here could not
be alike; what is left in is measured.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

ALIKE = 90
BLOCK = 256
# Kinds of neighbouring letters are told apart by a remainder, and how often each stands in a text
# up to a few times; the kinds that tell most texts of a set apart are the ones compared.
KINDS, TIMES, COMPARED = 1021, 4, 640
TOUCHED = 3
STEP = 1_114_112 % KINDS  # one more than the last letter there is

Pairs = tuple[NDArray[np.intp], NDArray[np.intp]]


class Joined:
    """Which places belong together: each leads to the first of its cluster."""

    def __init__(self, size: int) -> None:
        self._first = np.arange(size)

    def join(self, rows: NDArray[np.intp], columns: NDArray[np.intp]) -> None:
        """From now on the two of each pair are in one cluster."""
        for row, column in zip(rows.tolist(), columns.tolist(), strict=True):
            one, other = sorted((int(self._first[row]), int(self._first[column])))
            if one != other:
                self._first[self._first == other] = one

    def apart(self, rows: NDArray[np.intp], columns: NDArray[np.intp]) -> NDArray[np.bool_]:
        """Which of these pairs are not in one cluster yet."""
        return np.not_equal(self._first[rows], self._first[columns])

    def firsts(self) -> list[int]:
        """The first place of the cluster of each."""
        return [int(one) for one in self._first]


def together(words: Sequence[str]) -> list[int]:
    """For each of these different texts the first of those that likeness connects it with.

    They come in order of their length.
    """
    joined = Joined(len(words))
    for candidates in _candidates(words):
        rows, columns = candidates
        while rows.size:
            # Those that earlier ones have connected meanwhile need no measuring any more.
            apart = joined.apart(rows, columns)
            rows, columns = rows[apart], columns[apart]
            now, later = slice(None, BLOCK), slice(BLOCK, None)
            joined.join(*_measured(words, rows[now], columns[now]))
            rows, columns = rows[later], columns[later]
    return joined.firsts()


def _measured(words: Sequence[str], rows: NDArray[np.intp], columns: NDArray[np.intp]) -> Pairs:
    """Those of these pairs that are alike."""
    scores = process.cpdist(
        [words[row] for row in rows],
        [words[column] for column in columns],
        scorer=fuzz.ratio,
        score_cutoff=ALIKE,
        dtype=np.float32,
    )
    alike = np.not_equal(scores, 0)
    return rows[alike], columns[alike]


def _candidates(words: Sequence[str]) -> Iterator[Pairs]:
    """Pairs, the shorter first, that could be alike by their lengths and neighbouring letters."""
    sizes = np.array([len(one) for one in words], dtype=np.int64)
    marks = _marks(words)
    # Whole numbers, so that nothing at the very edge is lost to rounding: two texts differ in the
    # marks of both without twice those they share, and in no more than their lengths allow.
    least = 100 * marks.sum(axis=1).astype(np.int64) - TOUCHED * (100 - ALIKE) * sizes
    for start in range(0, len(words), BLOCK):
        block = slice(start, start + BLOCK)
        longest = sizes[block][-1] * (200 - ALIKE) / ALIKE
        end = int(np.searchsorted(sizes, longest, side="right"))
        shared = marks[block] @ marks[start:end].T
        shared *= 200
        rows, columns = np.nonzero(shared >= least[block, None] + least[None, start:end])
        later = rows < columns
        yield rows[later] + start, columns[later] + start


def _marks(words: Sequence[str]) -> NDArray[np.float32]:
    """Per text and mark whether a kind of neighbours stands in it once, twice … or more often."""
    counts = np.zeros((len(words), KINDS), dtype=np.uint8)
    for row, text in enumerate(words):
        letters = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        kinds = (letters[:-1].astype(np.int64) * STEP + letters[1:]) % KINDS
        counts[row] = np.minimum(np.bincount(kinds, minlength=KINDS), TIMES)
    shares = np.array([(counts >= times).mean(axis=0) for times in range(1, TIMES + 1)])
    telling = np.argsort(-(shares * (1 - shares)).ravel(), kind="stable")[:COMPARED]
    return np.stack(
        [(counts[:, at % KINDS] > at // KINDS).astype(np.float32) for at in telling.tolist()],
        axis=1,
    )
