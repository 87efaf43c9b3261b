"""Ratings are counted by group, and small groups stay hidden."""

from app.domain.people import Group
from app.domain.ratings import Marks, rating_tally


def test_scores_four_and_five_agree_one_and_two_disagree_three_is_neither() -> None:
    marks = Marks({1: 1, 2: 2, 3: 3, 4: 4, 5: 5, 0: 6})

    assert (marks.agree, marks.neither, marks.disagree, marks.cannot_judge) == (9, 3, 3, 6)


def test_mean_leaves_out_those_who_cannot_judge() -> None:
    assert Marks({2: 1, 4: 1, 0: 8}).mean == 3


def test_mean_of_nobody_is_none() -> None:
    assert Marks({0: 8}).mean is None


def test_group_below_five_is_hidden_and_so_is_the_total() -> None:
    found = rating_tally([("civil_society", 5, 4), ("local_government", 4, 5)])

    small, large = found.cell(Group.CIVIL_SOCIETY), found.cell(Group.LOCAL_GOVERNMENT)
    assert small is not None
    assert small.suppressed
    assert large is not None
    assert large.marks is not None
    assert found.suppressed


def test_total_stands_where_every_group_is_large_enough() -> None:
    found = rating_tally([("civil_society", 5, 5), ("civil_society", 0, 1)])

    assert found.total is not None
    assert found.total.voters == 6
