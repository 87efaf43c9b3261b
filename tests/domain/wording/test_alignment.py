"""Alignment finds what two sequences share, also when they are too long for one table."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.wording.alignment import common_head, common_tail, runs
from app.domain.wording.readings import Reader
from app.domain.wording.tokens import key, tokenise
from tests.domain.wording.texts import edits, texts

_numbers = st.lists(st.integers(0, 12), max_size=40)


@pytest.mark.parametrize("largest", [0, 4, 60, 10_000])
@given(base=_numbers, target=_numbers)
def test_runs_rise_and_are_equal(largest: int, base: list[int], target: list[int]) -> None:
    here = there = 0
    for run in runs(base, target, largest=largest):
        assert run.base >= here
        assert run.target >= there
        here, there = run.base + run.length, run.target + run.length
        assert base[run.base : here] == target[run.target : there]


def test_words_found_once_hold_long_texts_together() -> None:
    base, target = [1, 2, 3, 4, 5], [1, 9, 3, 8, 5]

    found = runs(base, target, largest=1)

    assert [(run.base, run.target) for run in found] == [(0, 0), (2, 2), (4, 4)]


def test_anchors_in_another_order_are_not_crossed() -> None:
    found = runs([1, 2, 3, 4], [3, 4, 1, 2], largest=1)

    assert sum(run.length for run in found) == 2


def test_words_found_twice_hold_nothing_together() -> None:
    assert not [*runs([1, 2, 1], [1, 3, 3], largest=1)]


def test_no_table_grows_beyond_its_bound() -> None:
    assert not [*runs([1, 1, 1], [1, 1, 1], largest=8)]
    assert [*runs([1, 1, 1], [1, 1, 1], largest=9)]


@given(st.text("ab"), st.text("ab"))
def test_shared_ends_are_as_long_as_they_can_be(one: str, other: str) -> None:
    head = common_head(one, other)
    tail = common_tail(one, other, min(len(one), len(other)))

    assert one[:head] == other[:head]
    assert one[head : head + 1] != other[head : head + 1] or one == other
    assert one.endswith(other[len(other) - tail :])


@given(st.data())
def test_text_read_beside_a_base_has_the_tokens_it_has_alone(data: st.DataObject) -> None:
    base = data.draw(texts)
    text = data.draw(edits(base))

    reading = Reader(base).read(text)

    assert reading.tokens == tokenise(text)


@given(texts, texts)
def test_what_reads_alike_has_one_number(base: str, text: str) -> None:
    reader = Reader(base)
    other = reader.read(text)

    names = {(key(token), number) for token, number in zip(other.tokens, other.ids, strict=True)}
    names |= {
        (key(token), number)
        for token, number in zip(reader.base.tokens, reader.base.ids, strict=True)
    }

    assert len(names) == len({name for name, _ in names}) == len({number for _, number in names})


def test_number_put_before_shared_digits_is_read_whole() -> None:
    assert Reader("x 500").read("10 500").tokens == ["10 500"]


def test_number_put_after_an_abbreviation_is_read_with_it() -> None:
    assert Reader("see art. x").read("see art. 5 x").tokens == ["see", " ", "art. 5", " ", "x"]
    assert Reader("see art. 5 x").read("see art. y x").tokens[2:4] == ["art", "."]


def test_space_before_a_new_number_group_is_no_seam() -> None:
    reading = Reader("a 10 and 1 50 x").read("a 10 and 1 500 x")

    assert "1 500" in reading.tokens
