"""Measures of a synthesis in plain Python: shares, intervals, and which cells stay hidden."""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from app.domain.opinions import Choice, Stance

SMALL_BREAKDOWN = 10
FEWEST_HIDDEN = 2
Z = 1.96
DIGITS = 4

INTRODUCTION = "introduction"

# “Support with changes” counts as support; its own number is printed beside it.
FOR = (Choice.SUPPORT.value, Stance.SUPPORT_WITH_CHANGES.value)
AGAINST = (Choice.OPPOSE.value,)


@dataclass(frozen=True, slots=True)
class Share:
    """Supporters among those who took a side, with the Wilson interval for small numbers."""

    value: float
    low: float
    high: float
    of: int


def wilson(hits: int, trials: int, z: float = Z) -> tuple[float, float]:
    """The Wilson score interval of a share; the whole range where nothing was observed."""
    if trials <= 0:
        return 0.0, 1.0
    share, square = hits / trials, z * z
    centre = (share + square / (2 * trials)) / (1 + square / trials)
    half = (
        z
        / (1 + square / trials)
        * math.sqrt(share * (1 - share) / trials + square / (4 * trials * trials))
    )
    return max(0.0, centre - half), min(1.0, centre + half)


def support_share(counts: Mapping[str, int] | None) -> Share | None:
    """The share of support among support and opposition; None where hidden or nobody took a side.

    Abstentions are counted apart and never weigh in.
    """
    if counts is None:
        return None
    hits = sum(counts.get(name, 0) for name in FOR)
    trials = hits + sum(counts.get(name, 0) for name in AGAINST)
    if not trials:
        return None
    low, high = wilson(hits, trials)
    return Share(round(hits / trials, DIGITS), round(low, DIGITS), round(high, DIGITS), trials)


def hidden_cells(
    row: Mapping[str, int],
    *,
    floor: int = SMALL_BREAKDOWN,
    also: Collection[str] = (),
) -> frozenset[str]:
    """Which cells of a breakdown stay hidden, when the sum of the row is printed beside them.

    Every cell below the floor is hidden, zeros too, and those named in ``also``. As long as fewer
    than two are, or together they hold fewer people than the floor, the next smallest goes with
    them, so that no hidden cell can be worked out from the sum. So it does where each holds the
    most a small cell can: who knows the rule would see that from their sum.
    """
    order = sorted(row, key=lambda name: (row[name], name))
    hidden = [name for name in order if row[name] < floor or name in also]
    if not hidden:
        return frozenset()
    for name in [name for name in order if name not in hidden]:
        numbers = [row[one] for one in hidden]
        if len(hidden) >= FEWEST_HIDDEN and sum(numbers) >= floor and set(numbers) != {floor - 1}:
            break
        hidden.append(name)
    return frozenset(hidden)


def hidden_together(
    rows: Sequence[Mapping[str, int]], shared: str, *, floor: int = SMALL_BREAKDOWN
) -> list[frozenset[str]]:
    """The hidden cells of several breakdowns of the same people that have one cell in common.

    Where the common cell is hidden in one it is hidden in all, or the others would tell it.
    """
    apart = [hidden_cells(row, floor=floor) for row in rows]
    if not any(shared in hidden for hidden in apart):
        return apart
    return [hidden_cells(row, floor=floor, also=(shared,)) for row in rows]


def missing_parts(
    written: Mapping[str, Mapping[str, str]], parts: Collection[str], languages: Collection[str]
) -> list[tuple[str, str]]:
    """Part and language of every text still to be written or translated, in order."""
    return [
        (part, language)
        for part in parts
        for language in languages
        if not written.get(part, {}).get(language, "").strip()
    ]
