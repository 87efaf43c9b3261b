"""Classes while a round is open: the one shown goes only where a limit is clearly passed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.synthesis.classes import Floor, ItemClass, class_of, steady_class
from app.domain.synthesis.counts import Counts
from app.domain.synthesis.live import live_classes

NEEDED = {"cities": Floor(10, 1000), "civil": Floor(10, 1000)}
AGREEMENT, REJECTION = ItemClass.BROAD_AGREEMENT, ItemClass.BROAD_REJECTION
SPLIT, CONTESTED, LEANING = ItemClass.SPLIT, ItemClass.CONTESTED, ItemClass.LEANING


def both(agree: int) -> tuple[Counts, Counts]:
    """The same share in both groups, out of a thousand."""
    return Counts(agree, 1000 - agree), Counts(agree, 1000 - agree)


def shown(groups: tuple[Counts, ...], held: ItemClass | None, q: float | None = None) -> ItemClass:
    return steady_class(dict(zip(NEEDED, groups, strict=True)), NEEDED, q, held)


@pytest.mark.parametrize(
    ("agree", "held", "expected"),
    [
        (605, LEANING, LEANING),
        (605, CONTESTED, CONTESTED),
        (605, None, AGREEMENT),
        (611, CONTESTED, AGREEMENT),
        (595, AGREEMENT, AGREEMENT),
        (589, AGREEMENT, CONTESTED),
        (405, REJECTION, REJECTION),
        (411, REJECTION, CONTESTED),
        (395, CONTESTED, CONTESTED),
        (389, CONTESTED, REJECTION),
    ],
)
def test_one_point_on_either_side_of_a_limit_changes_nothing(
    agree: int, held: ItemClass | None, expected: ItemClass
) -> None:
    assert shown(both(agree), held) is expected


@pytest.mark.parametrize(
    ("second", "q", "held", "expected"),
    [
        (455, 0.001, SPLIT, SPLIT),
        (455, 0.001, LEANING, LEANING),
        (465, 0.001, SPLIT, LEANING),
        (445, 0.001, LEANING, LEANING),
        (435, 0.001, LEANING, SPLIT),
        (435, 0.055, SPLIT, SPLIT),
        (435, 0.065, SPLIT, LEANING),
        (435, 0.045, LEANING, LEANING),
        (435, 0.035, LEANING, SPLIT),
    ],
)
def test_gap_and_its_chance_are_steadied_alike(
    second: int, q: float, held: ItemClass, expected: ItemClass
) -> None:
    assert shown((Counts(750, 250), Counts(second, 1000 - second)), held, q) is expected


@pytest.mark.parametrize(("abstain", "expected"), [(420, ItemClass.UNDECIDED), (400, LEANING)])
def test_abstention_is_steadied_alike(abstain: int, expected: ItemClass) -> None:
    groups = Counts(650, 350, abstain=abstain), Counts(500, 500, abstain=abstain)

    assert shown(groups, None) is LEANING
    assert shown(groups, ItemClass.UNDECIDED) is expected


def test_too_few_voices_are_told_at_once() -> None:
    assert shown((Counts(9, 0), Counts(900, 0)), AGREEMENT) is ItemClass.INSUFFICIENT
    assert shown(both(900), ItemClass.INSUFFICIENT) is AGREEMENT


@given(st.tuples(*[st.integers(10, 400)] * 4), st.sampled_from(ItemClass))
def test_class_shown_is_the_held_one_or_the_true_one(
    numbers: tuple[int, int, int, int], held: ItemClass
) -> None:
    groups = dict(zip(NEEDED, (Counts(*numbers[:2]), Counts(*numbers[2:])), strict=True))

    assert steady_class(groups, NEEDED, None, held) in {held, class_of(groups, NEEDED, None)}


def test_measures_are_held_against_those_shown_before() -> None:
    floors = [
        {"unit": "members", "group": name, "registered": 1000, "floor": 10} for name in NEEDED
    ]
    none = [{"unit": "organisations", "group": "cities", "registered": 2, "floor": None}]
    counts = {"agree": 605, "disagree": 395, "neither": 0, "abstain": 0}
    item = {
        "item": "p1",
        "basis": "rating.relevance",
        "class": AGREEMENT.value,
        "groups": [{"group": name, **counts} for name in NEEDED],
        "gap": {"q": 1.0},
    }
    value = {"items": [item], "floors": [*floors, *none]}

    assert live_classes(value, {}) == {"rating.relevance": {"p1": "broad_agreement"}}
    before = {"rating.relevance": {"p1": "leaning"}, "votes": {"A1": "split"}}
    assert live_classes(value, before) == {"rating.relevance": {"p1": "leaning"}}
