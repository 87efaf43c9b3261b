"""All measures of a round: what they hold, and that they tell no more than what is published."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import confint_proportions_2indep

from app.analysis.measuring import measured
from app.domain.opinions import Choice, Stance, tally
from app.domain.people import Group
from app.domain.ratings import Marks, RatingCell, RatingTally
from app.domain.synthesis.inputs import Inputs
from app.queries.edition.values import ratings_value, tally_value

CITIES, CIVIL, MIGRANT = Group.LOCAL_GOVERNMENT, Group.CIVIL_SOCIETY, Group.MIGRANT_ASSOCIATION
Votes = dict[Group, tuple[int, int, int]]
AGREED: Votes = {CITIES: (18, 2, 0), CIVIL: (40, 10, 3), MIGRANT: (12, 1, 1)}
SPLIT: Votes = {CITIES: (18, 2, 0), CIVIL: (10, 40, 3), MIGRANT: (12, 1, 1)}
FEW: Votes = {CITIES: (18, 2, 0), CIVIL: (40, 10, 3), MIGRANT: (2, 1, 1)}


def votes(cells: Votes) -> dict[str, Any]:
    rows = [
        (group, choice, number)
        for group, numbers in cells.items()
        for choice, number in zip(Choice, numbers, strict=True)
    ]
    return tally_value(tally(rows, Choice))


def amendment(number: int, cells: Votes, text: str = "") -> dict[str, Any]:
    return {
        "reference": f"A{number}",
        "paragraph": number,
        "language": "en",
        "organisation": None,
        "shown_revision": 1,
        "revisions": [{"number": 1, "text": text, "wording": None}],
        "votes": votes(cells),
        "positions": {"cells": [], "total": {"counts": None}},
    }


def paragraph(number: int, stances: dict[str, tuple[Group, Stance]]) -> dict[str, Any]:
    rows = [(group, stance, 1) for group, stance in stances.values()]
    told = tally_value(tally(rows, Stance, floor=0))
    bodies = [
        {"slug": slug, "group": group.value, "stance": stance.value}
        for slug, (group, stance) in stances.items()
    ]
    key = f"k{number}"
    return {
        "number": number,
        "key": key,
        "ratings": [],
        "positions": told | {"organisations": bodies},
    }


def content(amendments: list[dict[str, Any]], paragraphs: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "round": {"criteria": [], "evidence_floor": 10},
        "participation": {
            "groups": [
                {"group": CITIES.value, "organisations": 6, "people": 20},
                {"group": CIVIL.value, "organisations": 2, "people": 60},
            ],
            "official": [{"region": "europe"}, {"region": None}],
            "regions": {"africa": 6, "europe": 2},
            "registered": [
                {"group": CITIES.value, "organisations": 12, "invited": None, "members": 40},
                {"group": CIVIL.value, "organisations": 12, "invited": None, "members": 90},
                {"group": MIGRANT.value, "organisations": 2, "invited": None, "members": 24},
                {"group": Group.OTHER.value, "organisations": 1, "invited": None, "members": None},
            ],
        },
        "paragraphs": paragraphs,
        "contributions": amendments,
    }


def of(*cells: Votes) -> dict[str, Any]:
    amendments = [amendment(number, one) for number, one in enumerate(cells, start=1)]
    return measured(Inputs(content(amendments, []), {}, None))


def item(found: dict[str, Any], key: str) -> dict[str, Any]:
    return next(one for one in found["items"] if one["item"] == key)


def test_classes_list_the_items_they_count() -> None:
    found = of(AGREED, SPLIT, FEW)["classes"]

    assert found[0]["of"] == "amendments"
    told = {name: items for name, items in found[0]["classes"].items() if items}
    assert told == {"broad_agreement": ["A1"], "split": ["A2"], "insufficient": ["A3"]}


def test_floors_are_printed_with_what_is_registered() -> None:
    floors = {(one["unit"], one["group"]): one["floor"] for one in of(AGREED)["floors"]}

    assert floors["members", MIGRANT.value] == 10
    assert floors["organisations", CITIES.value] == 6
    assert floors["members", Group.OTHER.value] is None


def test_hidden_group_has_no_figure_and_takes_the_pooled_ones_along() -> None:
    found = item(of(FEW), "A1")

    assert found["hidden"] == found["missing"] == [MIGRANT.value]
    assert [one["group"] for one in found["groups"]] == [CITIES.value, CIVIL.value]
    for name in ("pooled", "consensus", "consensus_against", "least_low", "mean_share"):
        assert found[name] is None


def test_gap_is_tested_and_corrected_over_the_items() -> None:
    found = of(AGREED, SPLIT, SPLIT)
    gaps = [item(found, key)["gap"] for key in ("A1", "A2", "A3")]

    assert [one["highest"] for one in gaps[1:]] == [MIGRANT.value] * 2
    assert gaps[1]["q"] <= gaps[0]["q"]
    assert all(one["q"] >= one["p"] for one in gaps)


def test_distinctive_positions_name_the_group_that_stands_apart() -> None:
    rows = of(SPLIT)["distinctive"]

    assert {(one["group"], one["value"] > 0) for one in rows} >= {
        (CITIES.value, True),
        (CIVIL.value, False),
    }
    assert all(one["low"] * one["high"] > 0 for one in rows)


@given(
    st.tuples(*[st.integers(0, 4)] * 3).filter(lambda n: 0 < sum(n) < 5),
    st.tuples(*[st.integers(0, 4)] * 3).filter(lambda n: 0 < sum(n) < 5),
)
def test_votes_of_a_hidden_group_change_no_figure(
    one: tuple[int, int, int], other: tuple[int, int, int]
) -> None:
    """Whoever sees every measure of every item learns nothing of a group that is hidden."""
    first, second = (of(AGREED, {**AGREED, MIGRANT: votes}) for votes in (one, other))

    assert first == second


def test_coverage_compares_with_those_registered() -> None:
    found = of(AGREED)["coverage"]
    cities = found["groups"][0]

    # 6 of 8 active are cities, 12 of 27 registered: 0.75 / 0.4444
    assert (cities["rate"], cities["ratio"], cities["flagged"]) == (0.5, 1.6875, True)
    assert [one["active"] for one in found["regions"]] == [0, 1]


def test_coordinated_texts_are_counted_with_their_senders() -> None:
    text = "We ask that every city opens its shelters to all, without papers."
    amendments = [amendment(number, AGREED, text) for number in range(1, 5)]
    senders = {"A1": 0, "A2": 1, "A3": 2, "A4": 2}

    found = measured(Inputs(content(amendments, []), senders, None))["duplicates"]

    assert (found["received"], found["distinct"]) == (4, 1)
    assert found["clusters"] == [
        {"references": ["A1", "A2", "A3", "A4"], "senders": 3, "coordinated": True}
    ]


@pytest.mark.parametrize("changed", [True, False])
def test_change_between_rounds(changed: bool) -> None:
    names = [f"b{number}" for number in range(12)]
    now = paragraph(3, dict.fromkeys(names, (CITIES, Stance.SUPPORT)))
    was = paragraph(1, dict.fromkeys(names[:9], (CITIES, Stance.OPPOSE)))
    previous = {
        "round": "r1",
        "edition": 2,
        "paragraphs": [was],
        "links": {"k3": {"key": "k1", "changed": changed}},
    }

    found = measured(Inputs(content([], [now]), {}, previous))["change"]

    (row,) = found["rows"]
    assert (found["round"], row["paragraph_before"], row["text_changed"]) == ("r1", 1, changed)
    assert (row["value"], row["clear"]) == (1.0, True)
    # Nine moved one way: twice 1/512
    assert row["paired"] == {"both": 9, "won": 9, "lost": 0, "p": 0.0039}


@given(
    st.tuples(*[st.integers(0, 9)] * 6).filter(lambda n: sum(n[1:]) >= 5),
    st.tuples(*[st.integers(0, 9)] * 6).filter(lambda n: sum(n[1:]) >= 5),
)
def test_change_of_ratings_is_that_of_statsmodels(
    before: tuple[int, ...], after: tuple[int, ...]
) -> None:
    now, was = (
        paragraph(number, {}) | {"ratings": [rated(marks)]}
        for number, marks in ((3, after), (1, before))
    )
    links = {"k3": {"key": "k1", "changed": False}}
    previous = {"round": "r1", "edition": 1, "paragraphs": [was], "links": links}
    rows = measured(Inputs(content([], [now]), {}, previous))["change"]["rows"]
    (hits, sides), (hits_before, sides_before) = (
        (marks[4] + marks[5], marks[1] + marks[2] + marks[4] + marks[5])
        for marks in (after, before)
    )
    if not (sides and sides_before):
        assert rows == []
        return

    (row,) = rows
    low, high = confint_proportions_2indep(
        hits, sides, hits_before, sides_before, method="newcomb", compare="diff"
    )
    assert (row["basis"], row["paired"]) == ("rating.relevance", None)
    assert row["value"] == pytest.approx(hits / sides - hits_before / sides_before, abs=1e-4)
    assert (row["low"], row["high"]) == pytest.approx((low, high), abs=2e-4)


def rated(marks: tuple[int, ...]) -> dict[str, Any]:
    """One criterion, rated by one group: how many gave each mark, “cannot judge” first."""
    counts = {mark: number for mark, number in enumerate(marks) if number}
    cells = (RatingCell(CITIES, Marks(counts)),)
    (value,) = ratings_value({"relevance": RatingTally(cells, Marks(counts))})
    return value


def test_same_content_gives_the_same_figures() -> None:
    assert of(AGREED, SPLIT, FEW) == of(AGREED, SPLIT, FEW)
