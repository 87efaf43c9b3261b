"""Pairs that are worth the most together."""

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from app.domain.assignment import assigned
from app.domain.rising import rising

WORTH = st.dictionaries(
    st.tuples(st.integers(0, 4), st.integers(0, 4)), st.integers(1, 30), max_size=16
)


def best_sum(worth: dict[tuple[int, int], int]) -> int:
    """By trying every order of the second row."""
    return max(
        sum(worth.get((one, other), 0) for one, other in enumerate(order))
        for order in permutations(range(5))
    )


@given(WORTH)
def test_sum_is_the_largest_there_is(worth: dict[tuple[int, int], int]) -> None:
    found = assigned(worth)

    assert len(set(found.values())) == len(found)
    assert sum(worth[pair] for pair in found.items()) == best_sum(worth)


@given(WORTH)
def test_order_in_which_pairs_are_given_does_not_matter(worth: dict[tuple[int, int], int]) -> None:
    assert assigned(worth) == assigned(dict(reversed(worth.items())))


def test_best_pair_gives_way_where_the_others_lose_more() -> None:
    worth = {(0, 0): 10, (0, 1): 9, (1, 0): 8}

    assert assigned(worth) == {0: 1, 1: 0}


def test_group_that_is_too_large_takes_the_best_pair_first() -> None:
    worth = {(0, 0): 10, (0, 1): 9, (1, 0): 8, (5, 5): 1}

    assert assigned(worth, largest=2) == {0: 0, 5: 5}


def test_nothing_gives_nothing() -> None:
    assert assigned({}) == {}


@given(st.lists(st.integers(0, 9), max_size=9))
def test_rising_row_is_the_longest(numbers: list[int]) -> None:
    found = [numbers[at] for at in rising(numbers)]
    lengths = [1] * len(numbers)
    for at, number in enumerate(numbers):
        before = (lengths[i] for i in range(at) if numbers[i] < number)
        lengths[at] = 1 + max(before, default=0)

    assert found == sorted(set(found))
    assert len(found) == max(lengths, default=0)
