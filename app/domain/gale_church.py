"""Two sequences that translate each other, paired by length, labels and shared words.

Lengths: W. A. Gale and K. W. Church, "A Program for Aligning Sentences in Bilingual Corpora",
Computational Linguistics 19(1), 1993, with its priors and its variance. Shared words: M. Simard,
G. Foster and P. Isabelle, "Using Cognates to Align Sentences in Bilingual Corpora", TMI 1992.
Two departures: what a gap costs does not grow with its length beyond a bound, since a charter's
translation drops whole recitals, and each pair gets its probability over all alignments, so that
what could as well lie elsewhere is seen to be doubtful.
"""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

_VARIANCE = 6.8
_PRIORS = {(1, 1): 0.89, (1, 0): 0.0099, (0, 1): 0.0099, (1, 2): 0.089, (2, 1): 0.089}
_WORST_DEVIATION = 9.0
_GAP_DEVIATION = 2.0
_STRAINED_DEVIATION = 4.5
_STRAINED_RATIO = 1.6
# In the same unit as the costs above, natural logarithms of probabilities.
_SAME_LABEL, _OTHER_LABEL, _OTHER_SYSTEM, _ONE_LABEL, _LOST_LABEL = -4.0, 25.0, 0.5, 1.5, 10.0
_SAME_TAG, _OTHER_TAG, _PER_LEVEL = -3.0, 4.0, 1.0
_LABELLED_LENGTH = 4.0
_MOST_SHARED, _CLEARLY_SHARED, _NOT_SHARED, _STRANGER = 8.0, 1.2, 0.3, 2.0
_BAND = 40


@dataclass(frozen=True)
class Item:
    """One member of a sequence, as far as pairing looks at it."""

    length: int
    key: str | None = None
    kind: str | None = None
    tag: str | None = None
    level: int = 0
    signs: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Bead:
    """Positions that belong together on both sides; one side may be empty.

    ``score`` is the probability of this bead over all alignments. ``named`` says that both sides
    carry the same label, ``worded`` that they share words, ``strained`` that the lengths fit badly,
    ``crossing`` that they were paired against the order.
    """

    source: tuple[int, ...]
    other: tuple[int, ...]
    score: float
    named: bool = False
    worded: bool = False
    strained: bool = False
    crossing: bool = False

    @property
    def is_one_to_one(self) -> bool:
        """Whether one stands for one, neither a gap nor a merger."""
        return len(self.source) == len(self.other) == 1


@dataclass(frozen=True)
class _Step:
    """A bead before it is chosen: where it starts, its shape and its cost."""

    at: tuple[int, int]
    shape: tuple[int, int]
    cost: float


def align_items(
    source: Sequence[Item], other: Sequence[Item], *, ratio: float, merging: bool = True
) -> list[Bead]:
    """The likeliest pairing that keeps both orders; every item is in exactly one bead.

    ``ratio`` is the length of the other text over that of the source.
    """
    return _Lattice(_comparable(source, other), _comparable(other, source), ratio, merging).beads()


def _comparable(items: Sequence[Item], others: Sequence[Item]) -> list[Item]:
    """The items without their labels when no label of one side exists on the other."""
    shared = {item.key for item in items} & {item.key for item in others} - {None}
    return list(items) if shared else [replace(item, key=None) for item in items]


class _Lattice:
    """All ways to pair two sequences, with their costs."""

    def __init__(
        self, source: Sequence[Item], other: Sequence[Item], ratio: float, merging: bool
    ) -> None:
        self._source, self._other, self._ratio = source, other, ratio
        self._shapes = [shape for shape in _PRIORS if merging or max(shape) == 1]
        self._rarity = _rarity(source), _rarity(other)
        self._into: dict[tuple[int, int], list[_Step]] = {}
        for at in self._cells():
            for step in self._steps(at):
                target = at[0] + step.shape[0], at[1] + step.shape[1]
                self._into.setdefault(target, []).append(step)

    def beads(self) -> list[Bead]:
        """The cheapest path, each bead with its probability."""
        best, back, forward = {(0, 0): 0.0}, {}, {(0, 0): 0.0}
        for cell in self._cells():
            steps = [step for step in self._into.get(cell, []) if step.at in best]
            if steps:
                back[cell] = min(steps, key=lambda step: best[step.at] + step.cost)
                best[cell] = best[back[cell].at] + back[cell].cost
                forward[cell] = _log_sum([forward[step.at] - step.cost for step in steps])
        backward = self._backward(forward)
        end = len(self._source), len(self._other)
        found: list[Bead] = []
        cell = end
        while cell != (0, 0):
            step = back[cell]
            path = forward[step.at] - step.cost + backward[cell] - forward[end]
            found.append(self._bead(step, math.exp(min(0.0, path))))
            cell = step.at
        return found[::-1]

    def _backward(self, forward: dict[tuple[int, int], float]) -> dict[tuple[int, int], float]:
        """For each cell the log probability of all ways from it to the end."""
        ways: dict[tuple[int, int], list[float]] = {(len(self._source), len(self._other)): [0.0]}
        backward = {}
        for cell in reversed(list(self._cells())):
            if cell in ways and cell in forward:
                backward[cell] = _log_sum(ways[cell])
                for step in self._into.get(cell, []):
                    ways.setdefault(step.at, []).append(backward[cell] - step.cost)
        return backward

    def _cells(self) -> Iterator[tuple[int, int]]:
        """The cells near the diagonal, row by row."""
        rows, columns = len(self._source), len(self._other)
        reach = abs(rows - columns) + _BAND
        for row in range(rows + 1):
            middle = row * columns // rows if rows else 0
            last = columns if row == rows or not rows else middle + reach
            for column in range(max(0, middle - reach), min(columns, last) + 1):
                yield row, column

    def _steps(self, at: tuple[int, int]) -> Iterator[_Step]:
        for shape in self._shapes:
            left = self._source[at[0] : at[0] + shape[0]]
            right = self._other[at[1] : at[1] + shape[1]]
            if (len(left), len(right)) == shape:
                yield _Step(at, shape, self._cost(left, right) - math.log(_PRIORS[shape]))

    def _cost(self, left: Sequence[Item], right: Sequence[Item]) -> float:
        length = -math.log(math.erfc(self._deviation(left, right) / math.sqrt(2)))
        if not left or not right:
            return length
        labels = _label_cost(left[0], right[0])
        if labels == _SAME_LABEL:
            length = min(length, _LABELLED_LENGTH)
        lost = sum(_LOST_LABEL for item in (*left[1:], *right[1:]) if item.key is not None)
        place = _place_cost(left[0], right[0])
        return length + labels + lost + place + self._word_cost(left, right)

    def _deviation(self, left: Sequence[Item], right: Sequence[Item]) -> float:
        """By how many standard deviations the lengths differ, within the bounds."""
        ours, theirs = sum(item.length for item in left), sum(item.length for item in right)
        mean = (ours + theirs / self._ratio) / 2 or 1.0
        deviation = abs(ours - theirs / self._ratio) / math.sqrt(mean * _VARIANCE)
        return min(deviation, _WORST_DEVIATION if left and right else _GAP_DEVIATION)

    def _word_cost(self, left: Sequence[Item], right: Sequence[Item]) -> float:
        """Shared words speak for a pair; a part that shares none speaks against a merger."""
        shared = [[self._shared(one, two) for two in right] for one in left]
        parts = shared[0] if len(left) == 1 else [row[0] for row in shared]
        words = min(_MOST_SHARED, sum(parts))
        stranger = max(parts) > _CLEARLY_SHARED and min(parts) < _NOT_SHARED
        return words * (_STRANGER - 1) if stranger else -words

    def _shared(self, one: Item, two: Item) -> float:
        ours, theirs = self._rarity
        return sum((ours[sign] + theirs[sign]) / 2 for sign in one.signs & two.signs)

    def _bead(self, step: _Step, score: float) -> Bead:
        (row, column), (height, width) = step.at, step.shape
        left, right = self._source[row : row + height], self._other[column : column + width]
        return Bead(
            tuple(range(row, row + height)),
            tuple(range(column, column + width)),
            score,
            named=step.shape == (1, 1) and _is_named_alike(left[0], right[0]),
            worded=step.shape == (1, 1) and self._shared(left[0], right[0]) > _CLEARLY_SHARED,
            strained=self._is_strained(left, right),
        )

    def _is_strained(self, left: Sequence[Item], right: Sequence[Item]) -> bool:
        ours = sum(item.length for item in left)
        theirs = sum(item.length for item in right) / self._ratio
        apart = max(ours, theirs) > _STRAINED_RATIO * min(ours, theirs)
        return apart and self._deviation(left, right) > _STRAINED_DEVIATION


def _label_cost(one: Item, two: Item) -> float:
    if one.key is None or two.key is None:
        return 0.0 if one.key is two.key else _ONE_LABEL
    if one.key == two.key and (one.kind == two.kind or None in {one.kind, two.kind}):
        return _SAME_LABEL
    same_system = one.kind != two.kind or one.key[:1].isdecimal() == two.key[:1].isdecimal()
    return _OTHER_LABEL if same_system else _OTHER_SYSTEM


def _is_named_alike(one: Item, two: Item) -> bool:
    if one.key is not None and _label_cost(one, two) == _SAME_LABEL:
        return True
    return one.tag is not None and one.tag == two.tag


def _place_cost(one: Item, two: Item) -> float:
    cost = abs(one.level - two.level) * _PER_LEVEL
    if one.tag is None and two.tag is None:
        return cost
    return cost + (_SAME_TAG if one.tag == two.tag else _OTHER_TAG)


def _rarity(items: Sequence[Item]) -> dict[str, float]:
    """How much each word says: nothing when every item has it."""
    counts = Counter(sign for item in items for sign in item.signs)
    return {sign: math.log(len(items) / count) for sign, count in counts.items()}


def _log_sum(values: Sequence[float]) -> float:
    highest = max(values)
    return highest + math.log(sum(math.exp(one - highest) for one in values))
