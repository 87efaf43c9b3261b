"""Measures: shares agree with the libraries, hidden cells cannot be worked out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest
from statsmodels.stats.proportion import proportion_confint

from app.domain.synthesis.cells import SMALL_BREAKDOWN, hidden_cells
from app.domain.synthesis.parts import missing_parts
from app.domain.synthesis.shares import support_share, wilson

ROWS = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 40), min_size=1)


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_interval_is_that_of_the_libraries(case: tuple[int, int]) -> None:
    hits, trials = case

    ours = wilson(hits, trials)

    theirs = binomtest(hits, trials).proportion_ci(method="wilson")
    assert ours == pytest.approx(proportion_confint(hits, trials, method="wilson"), abs=1e-3)
    assert ours == pytest.approx((theirs.low, theirs.high), abs=1e-3)


@pytest.mark.parametrize(("hits", "trials"), [(4, 4), (13, 16), (21, 30), (60, 100)])
def test_lower_bound_passes_one_half(hits: int, trials: int) -> None:
    assert wilson(hits, trials)[0] > 0.5


def test_nothing_observed_is_the_whole_range() -> None:
    assert wilson(0, 0) == (0.0, 1.0)


def test_abstentions_do_not_weigh_in() -> None:
    share = support_share({"support": 3, "support_with_changes": 1, "oppose": 1, "abstain": 9})

    assert share is not None
    assert (share.value, share.of) == (0.8, 5)


@pytest.mark.parametrize("counts", [None, {"support": 0, "oppose": 0, "abstain": 4}])
def test_no_share_where_hidden_or_nobody_took_a_side(counts: dict[str, int] | None) -> None:
    assert support_share(counts) is None


@given(ROWS)
def test_small_cells_are_hidden_zeros_too(row: dict[str, int]) -> None:
    hidden = hidden_cells(row)

    assert all(name in hidden for name, number in row.items() if number < SMALL_BREAKDOWN)


@given(ROWS)
def test_hidden_cell_cannot_be_worked_out_from_the_sum(row: dict[str, int]) -> None:
    hidden = hidden_cells(row)

    together = sum(row[name] for name in hidden)
    safe = len(hidden) >= 2 and together >= SMALL_BREAKDOWN
    assert not hidden or safe or hidden == set(row)


@given(ROWS)
def test_no_more_is_hidden_than_needed(row: dict[str, int]) -> None:
    small = {name for name, number in row.items() if number < SMALL_BREAKDOWN}

    extra = hidden_cells(row) - small

    shown = set(row) - small - extra
    assert all(row[one] <= row[other] for one in extra for other in shown)
    assert not extra or small


def test_missing_parts_are_named_in_order() -> None:
    written = {"introduction": {"en": "Yes.", "fr": " "}}

    found = missing_parts(written, ["introduction", "s1"], ["en", "fr"])

    assert found == [("introduction", "fr"), ("s1", "en"), ("s1", "fr")]
