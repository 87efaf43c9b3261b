"""Pairing two rows of things so that the pairs are worth the most together.

Each group of things that hang together is solved for itself, by shortest augmenting paths with
potentials; whole numbers keep the sums exact and the answer the same on every machine.
"""

from collections.abc import Iterator, Mapping
from heapq import heappop, heappush

LARGEST = 20_000
"""Pairs in one group up to which the best sum is sought; above, the best pair goes first."""

Pairs = Mapping[tuple[int, int], int]


def assigned(worth: Pairs, *, largest: int = LARGEST) -> dict[int, int]:
    """For each thing of the first row its partner; each has one at most, many may have none.

    ``worth`` holds the possible pairs, each worth more than nothing. The sum is the largest there
    is, except in groups of more than ``largest`` pairs, where the best pairs are taken first.
    """
    found: dict[int, int] = {}
    for group in _groups(worth):
        found.update(_best_first(group) if len(group) > largest else _best_sum(group))
    return found


def _groups(worth: Pairs) -> Iterator[dict[tuple[int, int], int]]:
    """Pairs that share no member with any of another group."""
    by_one: dict[int, list[int]] = {}
    by_other: dict[int, list[int]] = {}
    for one, other in sorted(worth):
        by_one.setdefault(one, []).append(other)
        by_other.setdefault(other, []).append(one)
    seen: set[int] = set()
    for start in by_one:
        if start in seen:
            continue
        seen.add(start)
        waiting, ones = [start], []
        reached: set[int] = set()
        while waiting:
            one = waiting.pop()
            ones.append(one)
            for other in by_one[one]:
                if other not in reached:
                    reached.add(other)
                    waiting.extend(new for new in by_other[other] if new not in seen)
                    seen.update(by_other[other])
        yield {
            (one, other): worth[one, other] for one in sorted(ones) for other in sorted(by_one[one])
        }


def _best_first(worth: Pairs) -> dict[int, int]:
    found: dict[int, int] = {}
    used: set[int] = set()
    for _, one, other in sorted((-value, one, other) for (one, other), value in worth.items()):
        if one not in found and other not in used:
            found[one] = other
            used.add(other)
    return found


def _best_sum(worth: Pairs) -> dict[int, int]:
    search = _Search(worth)
    for one in search.costs:
        search.place(one)
    return {one: other for one, other in search.partner.items() if other >= 0}


class _Search:
    """Every member of the first row placed one after another, at the least cost so far.

    A member may also stay alone: below zero are the partners that stand for that.
    """

    def __init__(self, worth: Pairs) -> None:
        self.costs: dict[int, list[tuple[int, int]]] = {}
        for (one, other), value in worth.items():
            self.costs.setdefault(one, [(-1 - one, 0)]).append((other, -value))
        self.owner: dict[int, int] = {}
        self.partner: dict[int, int] = {}
        self.high: dict[int, int] = dict.fromkeys(self.costs, 0)
        self.low: dict[int, int] = {}

    def place(self, start: int) -> None:
        """Find a partner for one more, moving others on where that costs the least."""
        near: dict[int, int] = {}
        came: dict[int, int] = {}
        settled: dict[int, int] = {}
        heap: list[tuple[int, int]] = []
        one, far = start, 0
        while True:
            base = far - self.high[one]
            for other, cost in self.costs[one]:
                length = base + cost - self.low.get(other, 0)
                if other not in settled and (other not in near or length < near[other]):
                    near[other], came[other] = length, one
                    heappush(heap, (length, other))
            far, last = heappop(heap)
            while last in settled:
                far, last = heappop(heap)
            settled[last] = far
            if last not in self.owner:
                break
            one = self.owner[last]
        for other, length in settled.items():
            if other in self.owner:
                self.high[self.owner[other]] += far - length
                self.low[other] = self.low.get(other, 0) - (far - length)
        self.high[start] += far
        self._move_on(last, start, came)

    def _move_on(self, last: int, start: int, came: Mapping[int, int]) -> None:
        while True:
            one = came[last]
            left = self.partner.get(one, last)
            self.owner[last], self.partner[one] = one, last
            if one == start:
                return
            last = left
