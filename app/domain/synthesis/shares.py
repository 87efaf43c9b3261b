"""Shares of support with their Wilson interval: what a small number can say."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.opinions import Choice, Stance

Z = 1.96
DIGITS = 4

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
    """The Wilson score interval of a share; the whole range where nothing was observed.

    Source: E. B. Wilson, Probable inference, the law of succession, and statistical inference,
    Journal of the American Statistical Association 22 (1927), 209-212.
    """
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
