"""Tests of gaps against the libraries: the same chances, the same correction."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import MonteCarloMethod, chi2_contingency, fisher_exact
from statsmodels.stats.multitest import multipletests

from app.analysis import gaps
from app.analysis.gaps import Method, chance_of, corrected
from app.domain.synthesis.counts import Counts


def groups(*rows: tuple[int, int]) -> dict[str, Counts]:
    return {f"g{place}": Counts(*row) for place, row in enumerate(rows)}


def test_large_numbers_take_chi_square() -> None:
    found = chance_of(groups((18, 22), (30, 20), (6, 24)))
    theirs = chi2_contingency([[18, 30, 6], [22, 20, 24]], correction=False)

    assert found.test is Method.CHI_SQUARE
    assert found.p == pytest.approx(theirs.pvalue)


@given(st.tuples(*[st.integers(0, 9)] * 4).filter(lambda n: n[0] + n[1] and n[2] + n[3]))
def test_two_small_groups_take_the_exact_test_of_the_library(n: tuple[int, ...]) -> None:
    found = chance_of(groups((n[0], n[1]), (n[2], n[3])))
    theirs = fisher_exact([[n[0], n[2]], [n[1], n[3]]]).pvalue

    if found.test is Method.FISHER:
        assert found.p == pytest.approx(theirs, rel=1e-6)


@pytest.mark.parametrize(
    "rows", [((3, 1), (1, 3), (2, 2)), ((8, 2), (3, 7), (5, 5), (2, 6)), ((10, 0), (9, 2), (1, 3))]
)
def test_more_small_groups_agree_with_drawn_tables(rows: tuple[tuple[int, int], ...]) -> None:
    found = chance_of(groups(*rows))
    method = MonteCarloMethod(n_resamples=40_000, rng=np.random.default_rng(7))
    theirs = fisher_exact(np.array(rows).T, method=method).pvalue

    assert found.test is Method.FISHER
    assert found.p == pytest.approx(theirs, abs=0.01)


def test_freeman_and_halton_by_hand() -> None:
    """Three groups of two, three agreeing: 20 choices; 1-1-1 in 8 ways, 2-1-0 in 2 ways each."""
    assert chance_of(groups((1, 1), (1, 1), (1, 1))).p == pytest.approx(1)
    assert chance_of(groups((2, 0), (1, 1), (0, 2))).p == pytest.approx(12 / 20)


def test_too_many_tables_are_drawn_the_same_way_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = groups((8, 2), (3, 7), (5, 5), (2, 6))
    exact = chance_of(rows)
    monkeypatch.setattr(gaps, "MOST_TABLES", 10)

    drawn = chance_of(rows)

    assert drawn.test is Method.FISHER_DRAWN
    assert drawn == chance_of(rows)
    assert drawn.p == pytest.approx(exact.p, abs=0.02)


@pytest.mark.parametrize("rows", [(), ((5, 5),), ((5, 0), (7, 0)), ((0, 0), (3, 4))])
def test_nothing_to_test(rows: tuple[tuple[int, int], ...]) -> None:
    assert chance_of(groups(*rows)).test is Method.NONE


@settings(max_examples=30)
@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_correction_is_that_of_benjamini_and_hochberg(chances: list[float]) -> None:
    assert corrected(chances) == pytest.approx(multipletests(chances, method="fdr_bh")[1])


def test_nothing_to_correct() -> None:
    assert corrected([]) == []
