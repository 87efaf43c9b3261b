"""Which items of two sequences belong together: shared ends, longest common subsequence."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from rapidfuzz.distance import Indel

# Cells of one comparison table (an eighth of a byte each): some 8,000 words against 8,000 others.
LARGEST_TABLE: Final = 64_000_000


class Run(NamedTuple):
    """Where the same items stand in the base and in the target, and how many they are."""

    base: int
    target: int
    length: int


def common_head(one: Sequence[object], other: Sequence[object]) -> int:
    """How many items both begin with."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def common_tail(one: Sequence[object], other: Sequence[object], limit: int) -> int:
    """How many items both end with, at most ``limit``."""
    low, high = 0, limit
    while low < high:
        middle = (low + high + 1) // 2
        mine = one[len(one) - middle : len(one) - low]
        if mine == other[len(other) - middle : len(other) - low]:
            low = middle
        else:
            high = middle - 1
    return low


def runs(
    base: Sequence[int], target: Sequence[int], *, largest: int = LARGEST_TABLE
) -> Iterator[Run]:
    """Equal runs, rising on both sides; found in one table, or between anchors if too large."""
    if len(base) * len(target) <= largest:
        yield from _table(base, target, Run(0, 0, 0))
        return
    after = Run(0, 0, 0)
    for anchor in [*_anchors(base, target), Run(len(base), len(target), 0)]:
        left = base[after.base + after.length : anchor.base]
        right = target[after.target + after.length : anchor.target]
        if len(left) * len(right) <= largest:
            yield from _table(left, right, after)
        if anchor.length:
            yield anchor
        after = anchor


def _table(base: Sequence[int], target: Sequence[int], after: Run) -> Iterator[Run]:
    here, there = after.base + after.length, after.target + after.length
    for code in Indel.opcodes(base, target):
        if code.tag == "equal":
            length = code.src_end - code.src_start
            yield Run(here + code.src_start, there + code.dest_start, length)


def _anchors(base: Sequence[int], target: Sequence[int]) -> list[Run]:
    """The longest rising chain of items that stand exactly once on each side."""
    in_base, in_target = Counter(base), Counter(target)
    where = {item: at for at, item in enumerate(target) if in_target[item] == 1}
    shared = [
        Run(at, where[item], 1)
        for at, item in enumerate(base)
        if in_base[item] == 1 and item in where
    ]
    ends: list[int] = []
    chains: list[int] = []
    before: list[int] = []
    for number, anchor in enumerate(shared):
        length = bisect_left(ends, anchor.target)
        before.append(chains[length - 1] if length else -1)
        ends[length : length + 1] = [anchor.target]
        chains[length : length + 1] = [number]
    chain: list[Run] = []
    number = chains[-1] if chains else -1
    while number >= 0:
        chain.append(shared[number])
        number = before[number]
    return chain[::-1]
