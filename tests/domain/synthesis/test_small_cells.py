"""No hidden number can be worked out from what is shown: tallies, and breakdowns with sums."""

from collections.abc import Collection, Iterator, Mapping
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.opinions import SMALL_CELL, Choice, tally
from app.domain.people import Group
from app.domain.synthesis.cells import SMALL_BREAKDOWN, hidden_cells, hidden_together

CELLS = st.dictionaries(
    st.sampled_from("africa asia europe americas oceania none".split()),
    st.integers(0, 40),
    min_size=2,
)
VOTES = st.dictionaries(
    st.tuples(st.sampled_from(list(Group)), st.sampled_from(list(Choice))), st.integers(0, 12)
)


FLOOR = 4
SMALL_ROWS = st.lists(st.integers(0, 9), min_size=2, max_size=4).map(
    lambda numbers: dict(zip("abcd", numbers, strict=False))
)
PAIRS = st.tuples(
    st.integers(0, 9), st.lists(st.integers(0, 8), min_size=2, max_size=3), st.integers(0, 8)
)


def ways(total: int, parts: int) -> Iterator[tuple[int, ...]]:
    """Every way to write a sum as so many numbers."""
    if parts == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in ways(total - first, parts - 1):
            yield (first, *rest)


def solutions(row: Mapping[str, int], hidden: Collection[str]) -> list[dict[str, int]]:
    """Every row a reader cannot tell from this one by the sum and the cells that are shown."""
    names = [name for name in row if name in hidden]
    if not names:
        return [dict(row)]
    rest = sum(row[name] for name in names)
    return [{**row, **dict(zip(names, way, strict=True))} for way in ways(rest, len(names))]


def spread(rows: Collection[Mapping[str, int]], name: str) -> int:
    """How many numbers a cell may hold in what a reader holds possible."""
    return len({row[name] for row in rows})


@given(SMALL_ROWS)
def test_reader_who_knows_the_floor_cannot_work_out_a_hidden_cell(row: dict[str, int]) -> None:
    hidden = hidden_cells(row, floor=FLOOR)
    believed = [
        one
        for one in solutions(row, hidden)
        if not hidden or any(one[name] < FLOOR for name in hidden)
    ]

    assert dict(row) in believed
    for name in hidden:
        assert spread(believed, name) > 1 or not sum(row.values())


def test_cells_that_all_hold_the_most_a_small_cell_can_are_not_told_by_their_sum() -> None:
    """Eighteen people in two cells below ten would be nine and nine."""
    assert hidden_cells({"africa": 9, "asia": 9, "europe": 30, "mewa": 40}) == {
        "africa",
        "asia",
        "europe",
    }


@given(CELLS)
def test_hidden_cell_may_hold_a_crowd_for_all_the_sum_tells(row: dict[str, int]) -> None:
    hidden = hidden_cells(row)
    rest = sum(row[name] for name in hidden)

    assert len(hidden) != 1
    if hidden and hidden != set(row):
        assert rest >= SMALL_BREAKDOWN


def two_breakdowns(pair: tuple[int, list[int], int]) -> list[dict[str, int]]:
    """The same people by region and by size; those without an organisation stand in both."""
    none, regions, large = pair
    people = sum(regions)
    by_region = dict(zip(("africa", "asia", "europe"), regions, strict=False))
    by_size = {"large": min(large, people), "small": people - min(large, people)}
    return [{**by_region, "none": none}, {**by_size, "none": none}]


def held_possible(
    rows: list[dict[str, int]], hidden: list[frozenset[str]]
) -> list[list[dict[str, int]]]:
    """What a reader of both breakdowns holds possible: people without organisation are the same."""
    both = [solutions(row, names) for row, names in zip(rows, hidden, strict=True)]
    pairs = [(one, other) for one, other in product(*both) if one["none"] == other["none"]]
    return [[one for one, _ in pairs], [other for _, other in pairs]]


@given(PAIRS)
def test_two_breakdowns_together_give_no_hidden_cell_away(
    pair: tuple[int, list[int], int],
) -> None:
    rows = two_breakdowns(pair)
    hidden = hidden_together(rows, "none", floor=FLOOR)

    for believed, row, names in zip(held_possible(rows, hidden), rows, hidden, strict=True):
        assert {name for name in row if row[name] < FLOOR} <= names
        for name in names:
            assert spread(believed, name) > 1 or not sum(row.values())


def test_breakdowns_hidden_one_by_one_give_a_cell_away() -> None:
    """The difference of two tables that hide well, each for itself."""
    rows = two_breakdowns((5, [1, 8, 8], 9))
    apart = [hidden_cells(row, floor=FLOOR) for row in rows]

    assert apart == [{"africa", "none"}, set()]
    assert spread(held_possible(rows, apart)[0], "africa") == 1


@pytest.mark.parametrize("wrong", ["nothing", "small ones only"])
def test_rule_that_hides_too_little_is_seen_through(wrong: str) -> None:
    row = {"africa": 3, "asia": 20, "europe": 30}
    hidden = frozenset() if wrong == "nothing" else frozenset({"africa"})

    assert spread(solutions(row, hidden), "africa") == 1
    assert spread(solutions(row, hidden_cells(row)), "africa") > SMALL_BREAKDOWN


@given(CELLS)
def test_every_small_cell_is_hidden(row: dict[str, int]) -> None:
    hidden = hidden_cells(row)

    assert {name for name, number in row.items() if number < SMALL_BREAKDOWN} <= hidden


@given(CELLS)
def test_hidden_cells_together_hold_a_crowd_or_are_the_whole_row(row: dict[str, int]) -> None:
    hidden = hidden_cells(row)
    together = sum(row[name] for name in hidden)

    assert not hidden or together >= SMALL_BREAKDOWN or hidden == set(row)


@given(VOTES)
def test_no_group_follows_from_the_total(votes: dict[tuple[Group, Choice], int]) -> None:
    rows = [(group, choice, number) for (group, choice), number in votes.items()]
    found = tally(rows, Choice)
    small = [cell for cell in found.cells if cell.suppressed]

    assert not small or found.total is None
    for cell in found.cells:
        people = sum(number for (group, _), number in votes.items() if group is cell.group)
        assert cell.suppressed is (people < SMALL_CELL)


@given(VOTES)
def test_shown_groups_and_total_tell_nothing_of_a_hidden_group(
    votes: dict[tuple[Group, Choice], int],
) -> None:
    """With the total and all other groups shown, the difference would be the hidden group."""
    found = tally([(group, choice, number) for (group, choice), number in votes.items()], Choice)
    shown = [cell.counts for cell in found.cells if cell.counts is not None]

    if len(shown) < len(found.cells):
        assert found.total is None
    else:
        assert found.total == {
            choice: sum(counts[choice] for counts in shown) for choice in map(str, Choice)
        }
    assert all(sum(counts.values()) >= SMALL_CELL for counts in shown)
