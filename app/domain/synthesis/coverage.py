"""Who was reached and who was not: rates, evenness, concentration, coverage of the text."""

import math
from collections.abc import Collection, Mapping, Sequence

UNDER, OVER = 0.8, 1.25
MOST_ACTIVE = 5


def representation(active: Mapping[str, int], reference: Mapping[str, int]) -> dict[str, float]:
    """Each one's share of those active by its share of the reference; 1 is as many as expected.

    Source: the disparity (or representation) ratio with the four-fifths bounds of the Uniform
    guidelines on employee selection procedures, 29 CFR 1607.4 D (1978).
    """
    all_active = sum(active.get(name, 0) for name in reference)
    everybody = sum(reference.values())
    if not (all_active and everybody):
        return {}
    return {
        name: (active.get(name, 0) / all_active) / (number / everybody)
        for name, number in reference.items()
        if number
    }


def out_of_proportion(ratio: float) -> bool:
    """Whether a ratio is far enough from 1 to be flagged."""
    return not UNDER <= ratio <= OVER


def evenness(numbers: Collection[int]) -> float | None:
    """Entropy by the most there could be: 1 where all have the same; None below two.

    Source: E. C. Pielou, The measurement of diversity in different types of biological
    collections, Journal of Theoretical Biology 13 (1966), 131-144.
    """
    total = sum(numbers)
    if len(numbers) <= 1 or not total:
        return None
    parts = [number / total for number in numbers if number]
    return -math.fsum(part * math.log(part) for part in parts) / math.log(len(numbers)) + 0.0


def gini(numbers: Collection[int]) -> float | None:
    """Concentration: 0 where all gave the same, towards 1 where one gave everything.

    Source: C. Gini, Variabilità e mutabilità (1912), by the ranked sum: with x sorted upwards,
    2 sum(i x_i) / (n sum(x)) - (n + 1) / n.
    """
    ranked, total = sorted(numbers), sum(numbers)
    if not total:
        return None
    n = len(ranked)
    weighted = sum(place * number for place, number in enumerate(ranked, start=1))
    return 2 * weighted / (n * total) - (n + 1) / n


def share_of_most_active(numbers: Collection[int], most: int = MOST_ACTIVE) -> float | None:
    """What part of everything the few most active gave."""
    total = sum(numbers)
    return sum(sorted(numbers, reverse=True)[:most]) / total if total else None


def covered(below: Sequence[Collection[str]]) -> float | None:
    """The share of paragraphs for which no group is below its evidence floor."""
    return sum(not one for one in below) / len(below) if below else None
