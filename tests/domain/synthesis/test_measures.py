"""Measures across groups: hand-computed tables, closed forms, and the libraries as oracles."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest, chi2_contingency, entropy, gmean
from scipy.stats.contingency import association
from statsmodels.stats.contingency_tables import mcnemar as their_mcnemar
from statsmodels.stats.proportion import confint_proportions_2indep

from app.domain.synthesis.agreement import (
    between_share,
    consensus,
    contestedness,
    cramers_v,
    is_dominated,
    mean_share,
)
from app.domain.synthesis.counts import Counts, of_marks, of_opinions
from app.domain.synthesis.coverage import (
    covered,
    evenness,
    gini,
    out_of_proportion,
    representation,
    share_of_most_active,
)
from app.domain.synthesis.differences import gap, mcnemar, newcombe, others

SIDES = st.tuples(st.integers(0, 60), st.integers(0, 60)).filter(any)
TABLES = st.lists(SIDES, min_size=2, max_size=6).map(
    lambda rows: {f"g{place}": Counts(*row) for place, row in enumerate(rows)}
)
BOTH = TABLES.filter(
    lambda t: 0 < sum(one.agree for one in t.values()) < sum(one.sides for one in t.values())
)
# Cities 18 of 20, civil society 30 of 50, migrant associations 6 of 30.
HAND = {"cities": Counts(18, 2), "civil": Counts(30, 20), "migrant": Counts(6, 24)}


def table(groups: dict[str, Counts]) -> list[list[int]]:
    return [[one.agree for one in groups.values()], [one.disagree for one in groups.values()]]


def test_ratings_are_read_as_the_rules_say() -> None:
    marks = {"0": 3, "1": 1, "2": 2, "3": 4, "4": 5, "5": 6}

    assert of_marks(marks) == Counts(agree=11, disagree=3, neither=4, abstain=3)


def test_support_with_changes_agrees() -> None:
    counts = {"support": 2, "support_with_changes": 3, "oppose": 1, "abstain": 4}

    assert of_opinions(counts) == Counts(agree=5, disagree=1, abstain=4)


def test_abstention_is_a_part_of_everybody_heard() -> None:
    assert Counts(4, 1, neither=2, abstain=3).abstention == 0.3
    assert Counts(0, 0).abstention is None


def test_consensus_of_the_hand_table() -> None:
    # 18.5 / 21 = 0.880952, 30.5 / 51 = 0.598039, 6.5 / 31 = 0.209677; their product 0.110468
    assert consensus(HAND) == pytest.approx(0.479822, abs=1e-5)


@given(TABLES, st.booleans())
def test_consensus_is_the_geometric_mean_of_the_library(
    groups: dict[str, Counts], against: bool
) -> None:
    parts = [
        ((one.disagree if against else one.agree) + 0.5) / (one.sides + 1)
        for one in groups.values()
    ]

    assert consensus(groups, against=against) == pytest.approx(gmean(parts))


def test_consensus_weighs_small_and_large_groups_alike() -> None:
    one = {"large": Counts(90, 10), "small": Counts(1, 9)}
    other = {"large": Counts(900, 100), "small": Counts(1, 9)}

    assert consensus(one) == pytest.approx(consensus(other), abs=0.01)


@pytest.mark.parametrize(
    ("agree", "disagree", "expected"), [(10, 0, 0), (5, 5, 1), (3, 1, 0.5), (1, 3, 0.5)]
)
def test_contestedness_by_hand(agree: int, disagree: int, expected: float) -> None:
    assert contestedness(Counts(agree, disagree)) == expected


@given(SIDES)
def test_contestedness_is_the_distance_from_an_even_split(sides: tuple[int, int]) -> None:
    agree, disagree = sides
    share = agree / (agree + disagree)

    assert contestedness(Counts(*sides)) == pytest.approx(1 - abs(2 * share - 1))


def test_between_share_of_the_hand_table() -> None:
    # s = 0.54; 20 * 0.36^2 + 50 * 0.06^2 + 30 * 0.34^2 = 6.24; 100 * 0.54 * 0.46 = 24.84
    assert between_share(HAND) == pytest.approx(6.24 / 24.84)


@given(BOTH)
def test_between_share_and_cramers_v_are_those_of_the_library(groups: dict[str, Counts]) -> None:
    told = table(groups)
    statistic = chi2_contingency(told, correction=False).statistic
    n = sum(map(sum, told))

    assert between_share(groups) == pytest.approx(statistic / n)
    assert cramers_v(groups) == pytest.approx(association(np.array(told), method="cramer"))


def test_nothing_lies_between_groups_where_all_agree() -> None:
    assert between_share({"a": Counts(5, 0), "b": Counts(7, 0)}) is None


def test_opposed_groups_and_groups_divided_inside() -> None:
    assert between_share({"a": Counts(9, 0), "b": Counts(0, 9)}) == 1
    assert between_share({"a": Counts(4, 4), "b": Counts(6, 6)}) == 0


def test_one_large_group_makes_the_total() -> None:
    groups = {"large": Counts(90, 10), "small": Counts(2, 8)}

    assert mean_share(groups) == pytest.approx(0.55)
    assert is_dominated(groups)
    assert not is_dominated(HAND)


@given(SIDES, SIDES)
def test_interval_of_a_difference_is_that_of_the_library(
    one: tuple[int, int], other: tuple[int, int]
) -> None:
    ours = newcombe(Counts(*one), Counts(*other))
    theirs = confint_proportions_2indep(
        one[0], sum(one), other[0], sum(other), method="newcomb", compare="diff"
    )

    assert ours is not None
    assert (ours.low, ours.high) == pytest.approx(theirs, abs=1e-3)


def test_newcombe_1998_table_two() -> None:
    """Row (a) of the paper: 56/70 - 48/80, interval 0.0524 to 0.3339."""
    ours = newcombe(Counts(56, 14), Counts(48, 32))

    assert ours is not None
    assert (ours.value, ours.low, ours.high) == pytest.approx((0.2, 0.0524, 0.3339), abs=1e-4)
    assert ours.is_clear


def test_gap_names_the_two_groups() -> None:
    found = gap(HAND)

    assert found is not None
    assert (found.highest, found.lowest) == ("cities", "migrant")
    assert found.value == pytest.approx(0.7)
    assert gap({"a": Counts(3, 1)}) is None


def test_others_are_everybody_else() -> None:
    assert others(HAND, "civil") == Counts(24, 26)


@given(st.integers(0, 40), st.integers(0, 40))
def test_change_of_the_same_voters_is_the_exact_test_of_the_libraries(won: int, lost: int) -> None:
    theirs = their_mcnemar([[5, won], [lost, 5]], exact=True).pvalue

    assert mcnemar(won, lost) == pytest.approx(min(1.0, theirs))
    if won + lost:
        assert mcnemar(won, lost) == pytest.approx(binomtest(won, won + lost).pvalue)


def test_representation_by_hand() -> None:
    ratios = representation({"a": 6, "b": 2}, {"a": 10, "b": 10, "c": 20})

    assert ratios == pytest.approx({"a": 3.0, "b": 1.0, "c": 0.0})
    assert [name for name, ratio in ratios.items() if out_of_proportion(ratio)] == ["a", "c"]
    assert not out_of_proportion(0.8)
    assert not out_of_proportion(1.25)


@given(st.lists(st.integers(0, 50), min_size=2, max_size=7).filter(any))
def test_evenness_is_entropy_by_its_most(numbers: list[int]) -> None:
    assert evenness(numbers) == pytest.approx(entropy(numbers) / math.log(len(numbers)))


@given(st.lists(st.integers(0, 50), min_size=1, max_size=30).filter(any))
def test_gini_is_half_the_mean_difference(numbers: list[int]) -> None:
    n, total = len(numbers), sum(numbers)
    pairs = sum(abs(one - other) for one in numbers for other in numbers)

    assert gini(numbers) == pytest.approx(pairs / (2 * n * total))


def test_concentration_and_coverage_by_hand() -> None:
    assert share_of_most_active([1, 1, 1, 1, 1, 5]) == 0.9
    assert covered([[], ["cities"], [], []]) == 0.75
    assert (evenness([3]), gini([]), share_of_most_active([]), covered([])) == (None,) * 4


def test_of_nobody_nothing_is_said() -> None:
    assert consensus({}) is None
    assert contestedness(Counts(0, 0)) is None
    assert Counts(0, 0, abstain=3).share is None
    assert newcombe(Counts(0, 0), Counts(3, 1)) is None
    assert mean_share({"a": Counts(0, 0)}) is None
    assert representation({}, {"a": 3}) == {}
