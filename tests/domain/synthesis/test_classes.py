"""The class of an item: the first that fits, and never one without enough from every group."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.synthesis.classes import Floor, ItemClass, class_of, floors, too_few
from app.domain.synthesis.counts import Counts

NEEDED = {"cities": Floor(10, 40), "civil": Floor(10, 60)}


def told(*groups: Counts, q: float | None = None) -> ItemClass:
    return class_of(dict(zip(NEEDED, groups, strict=False)), NEEDED, q)


@pytest.mark.parametrize(
    ("groups", "q", "expected"),
    [
        ((Counts(18, 2), Counts(40, 10)), None, ItemClass.BROAD_AGREEMENT),
        ((Counts(2, 18), Counts(10, 40)), None, ItemClass.BROAD_REJECTION),
        ((Counts(18, 2), Counts(20, 30)), 0.01, ItemClass.SPLIT),
        ((Counts(18, 2), Counts(20, 30)), 0.05, ItemClass.LEANING),
        ((Counts(18, 2), Counts(20, 30)), None, ItemClass.LEANING),
        ((Counts(10, 10), Counts(22, 28)), 0.9, ItemClass.CONTESTED),
        ((Counts(14, 6, abstain=10), Counts(29, 21, abstain=20)), 0.9, ItemClass.UNDECIDED),
        # 14 of 20 is above 60 %, but its interval reaches below one half.
        ((Counts(14, 6), Counts(40, 10)), 0.9, ItemClass.LEANING),
        ((Counts(9, 0), Counts(50, 0)), None, ItemClass.INSUFFICIENT),
        ((Counts(50, 0),), None, ItemClass.INSUFFICIENT),
    ],
)
def test_first_class_that_fits(
    groups: tuple[Counts, ...], q: float | None, expected: ItemClass
) -> None:
    assert told(*groups, q=q) is expected


def test_agreement_needs_half_of_those_heard_to_take_a_side() -> None:
    assert told(Counts(18, 2, neither=20), Counts(40, 10)) is ItemClass.BROAD_AGREEMENT
    assert told(Counts(18, 2, neither=71), Counts(40, 10)) is ItemClass.LEANING


def test_floor_is_half_of_a_small_group() -> None:
    found = floors({"cities": 12, "civil": 100, "partner": 4, "other": 7}, wanted=10)

    assert found == {"cities": Floor(6, 12), "civil": Floor(10, 100), "other": Floor(4, 7)}


def test_group_below_the_floor_is_named() -> None:
    assert too_few({"cities": Counts(9, 0)}, NEEDED) == ["cities", "civil"]


def test_without_any_group_nothing_is_said() -> None:
    assert class_of({"other": Counts(9, 9)}, {}, None) is ItemClass.INSUFFICIENT


@given(st.tuples(*[st.integers(0, 9)] * 2), st.tuples(*[st.integers(0, 90)] * 2))
def test_no_crowd_makes_up_for_a_missing_group(few: tuple[int, int], many: tuple[int, int]) -> None:
    if sum(few) < 10:
        assert told(Counts(*few), Counts(*many)) is ItemClass.INSUFFICIENT
