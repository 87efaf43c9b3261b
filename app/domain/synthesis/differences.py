"""Differences of shares: between groups, between a group and all others, between two rounds."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.synthesis.counts import Counts
from app.domain.synthesis.shares import wilson


@dataclass(frozen=True, slots=True)
class Difference:
    """A difference of two shares with its interval."""

    value: float
    low: float
    high: float

    @property
    def is_clear(self) -> bool:
        """Whether the interval leaves out no difference at all."""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True, slots=True)
class Gap:
    """The widest difference between two groups on an item."""

    value: float
    highest: str
    lowest: str


def newcombe(first: Counts, second: Counts) -> Difference | None:
    """The first share less the second, with the hybrid score interval; None without both.

    Source: R. G. Newcombe, Interval estimation for the difference between independent proportions,
    Statistics in Medicine 17 (1998), 873-890, method 10: it joins two Wilson intervals.
    """
    if not (first.sides and second.sides):
        return None
    s1, s2 = first.agree / first.sides, second.agree / second.sides
    (l1, u1), (l2, u2) = wilson(first.agree, first.sides), wilson(second.agree, second.sides)
    value = s1 - s2
    return Difference(
        value, value - math.hypot(s1 - l1, u2 - s2), value + math.hypot(u1 - s1, s2 - l2)
    )


def gap(groups: Mapping[str, Counts]) -> Gap | None:
    """The highest share less the lowest, and whose they are; None for fewer than two groups.

    Of groups with the same share the first by name is told.
    """
    shares = {name: one.agree / one.sides for name, one in sorted(groups.items()) if one.sides}
    if len(shares) <= 1:
        return None
    highest = max(shares, key=lambda name: shares[name])
    lowest = min(shares, key=lambda name: shares[name])
    return Gap(shares[highest] - shares[lowest], highest, lowest)


def others(groups: Mapping[str, Counts], name: str) -> Counts:
    """Everybody but one group."""
    return sum((one for other, one in groups.items() if other != name), Counts(0, 0))


def mcnemar(won: int, lost: int) -> float:
    """The exact chance of a change as lopsided as this one, were both directions as likely.

    ``won`` moved to support, ``lost`` away from it; who did not move tells nothing. Source: Q.
    McNemar, Note on the sampling error of the difference between correlated proportions or
    percentages, Psychometrika 12 (1947), 153-157, in its exact, binomial form.
    """
    moved = won + lost
    if not moved:
        return 1.0
    tail = sum(math.comb(moved, k) for k in range(min(won, lost) + 1))
    return min(1.0, tail / (1 << (moved - 1)))
