"""How far groups agree on an item: consensus, contestedness, and where disagreement lies.

A group stands for itself, whatever its size: measures across groups weigh each alike, and the
pooled ones are printed beside them.
"""

import math
from collections.abc import Mapping

from app.domain.synthesis.counts import Counts

DOMINATED = 0.10  # pooled share and plain mean further apart: one group makes the total


def consensus(groups: Mapping[str, Counts], *, against: bool = False) -> float | None:
    """The geometric mean over groups of (A + 1/2) / (n + 1); None without any group.

    From 0 to 1, and near 1 only where every group agrees. Source: the product over groups of the
    group-informed consensus of Polis (C. Small and others, Polis: scaling deliberation by mapping
    high dimensional opinion spaces, Recerca 26:2, 2021), with the prior of H. Jeffreys (An
    invariant form for the prior probability in estimation problems, 1946) instead of Laplace's,
    abstentions left out, and the root taken so that any number of groups compares.
    """
    if not groups:
        return None
    parts = [
        ((one.disagree if against else one.agree) + 0.5) / (one.sides + 1)
        for one in groups.values()
    ]
    return math.exp(math.fsum(math.log(part) for part in parts) / len(parts))


def contestedness(counts: Counts) -> float | None:
    """2 min(A, D) / n: 0 where all who took a side agree, 1 where they are split in halves.

    Source: twice the share of the minority, as “crux” scores of opinion maps have it; it is the
    Gini impurity's piecewise linear cousin (L. Breiman and others, Classification and regression
    trees, 1984, chapter 4: misclassification impurity, doubled).
    """
    if not counts.sides:
        return None
    return 2 * min(counts.agree, counts.disagree) / counts.sides


def between_share(groups: Mapping[str, Counts]) -> float | None:
    """The part of disagreement that lies between groups: sum n_c (s_c - s)^2 / (n s (1 - s)).

    Near 1 groups oppose each other, near 0 each is divided inside; None where all agree. Source:
    the correlation ratio of K. Pearson (1905) for a yes-or-no answer, which for a table of two
    rows is chi-square divided by n.
    """
    n = sum(one.sides for one in groups.values())
    agree = sum(one.agree for one in groups.values())
    if not n or agree in {0, n}:
        return None
    s = agree / n
    squares = math.fsum(
        one.sides * (one.agree / one.sides - s) ** 2 for one in groups.values() if one.sides
    )
    return squares / (n * s * (1 - s))


def cramers_v(groups: Mapping[str, Counts]) -> float | None:
    """The strength of a difference between groups, from 0 to 1, whatever their number.

    Source: H. Cramér, Mathematical methods of statistics (1946), 21.9: the root of chi-square by
    n (min(rows, columns) - 1). With two rows, agree and disagree, it is the root of
    ``between_share``.
    """
    found = between_share({name: one for name, one in groups.items() if one.sides})
    return None if found is None else math.sqrt(found)


def mean_share(groups: Mapping[str, Counts]) -> float | None:
    """The plain mean of the groups' shares: each group weighs alike."""
    shares = [one.agree / one.sides for one in groups.values() if one.sides]
    return math.fsum(shares) / len(shares) if shares else None


def is_dominated(groups: Mapping[str, Counts]) -> bool:
    """Whether one group makes the total: pooled share and plain mean lie far apart."""
    agree, n = (sum(getattr(one, name) for one in groups.values()) for name in ("agree", "sides"))
    mean = mean_share(groups)
    return bool(n) and mean is not None and abs(agree / n - mean) > DOMINATED + 1e-12
