"""Tests of differences between groups, and what is left of them when many items are tested."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

import numpy as np
from scipy.special import gammaln
from scipy.stats import chi2, false_discovery_control

from app.domain.synthesis.agreement import between_share
from app.domain.synthesis.counts import Counts

FEWEST_EXPECTED = 5
MOST_TABLES = 300_000
DRAWS = 9_999
SEED = 20_261_122
SLACK = 1e-7


class Method(StrEnum):
    """How a chance was found."""

    CHI_SQUARE = "chi_square"
    FISHER = "fisher"
    FISHER_DRAWN = "fisher_drawn"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Chance:
    """The chance of a difference at least this wide, were there none."""

    p: float
    test: Method


def chance_of(groups: Mapping[str, Counts]) -> Chance:
    """Agreement and disagreement by group, tested for independence.

    Chi-square without continuity correction (K. Pearson, 1900), unless one expected count is
    below 5 (W. G. Cochran, Some methods for strengthening the common chi-square tests, Biometrics
    10 (1954), 417-451): then the exact test of R. A. Fisher, for any number of groups as G. H.
    Freeman and J. H. Halton extended it (Biometrika 38 (1951), 141-149).
    """
    told = [one for one in groups.values() if one.sides]
    agree, sides = [one.agree for one in told], [one.sides for one in told]
    n, a = sum(sides), sum(agree)
    if len(told) <= 1 or a in {0, n}:
        return Chance(1.0, Method.NONE)
    if min(sides) * min(a, n - a) / n < FEWEST_EXPECTED:
        return _exact(agree, sides)
    statistic = n * (between_share(groups) or 0.0)
    return Chance(float(chi2.sf(statistic, len(told) - 1)), Method.CHI_SQUARE)


def corrected(chances: Sequence[float]) -> list[float]:
    """Each chance after the correction for having looked at all of them.

    Source: Y. Benjamini and Y. Hochberg, Controlling the false discovery rate, Journal of the
    Royal Statistical Society B 57 (1995), 289-300.
    """
    if not chances:
        return []
    return [float(one) for one in false_discovery_control(np.array(chances), method="bh")]


def _exact(agree: list[int], sides: list[int]) -> Chance:
    """The sum of the chances of every table that is no likelier than this one."""
    total = sum(agree)
    order = sorted(range(len(sides)), key=lambda place: sides[place])
    agree, sides = [agree[place] for place in order], [sides[place] for place in order]
    *small, large = sides
    tables = 1
    for size in small:
        tables *= size + 1
    if tables > MOST_TABLES:
        return _drawn(agree, sides)
    ways, taken = np.zeros(1), np.zeros(1, dtype=np.int64)
    for size in small:
        ways = (ways[:, None] + _choose(size)[None, :]).ravel()
        taken = (taken[:, None] + np.arange(size + 1)[None, :]).ravel()
    left = total - taken
    possible = (left >= 0) & (left <= large)
    logs = ways[possible] + _choose(large)[left[possible]]
    here = sum(_choose(size)[number] for size, number in zip(sides, agree, strict=True))
    least = logs.max()
    chances = np.exp(logs - least)
    rarer = logs <= here + SLACK
    return Chance(min(1.0, float(chances[rarer].sum() / chances.sum())), Method.FISHER)


def _drawn(agree: list[int], sides: list[int]) -> Chance:
    """The same from tables drawn at random, always the same ones, where there are too many."""
    rng = np.random.default_rng(SEED)
    draws = rng.multivariate_hypergeometric(sides, sum(agree), size=DRAWS, method="marginals")
    logs = sum(_choose(size)[draws[:, place]] for place, size in enumerate(sides))
    here = sum(_choose(size)[number] for size, number in zip(sides, agree, strict=True))
    rarer = int(np.count_nonzero(logs <= here + SLACK))
    return Chance((rarer + 1) / (DRAWS + 1), Method.FISHER_DRAWN)


@cache
def _choose(n: int) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """The logarithms of n over 0, 1, ... n."""
    k = np.arange(n + 1)
    found: np.ndarray[tuple[int], np.dtype[np.float64]] = (
        gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1)
    )
    return found
