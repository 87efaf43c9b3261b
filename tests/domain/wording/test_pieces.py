"""The difference of a text that was cut into several."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.wording.diff import SpanKind
from app.domain.wording.pieces import in_pieces

WORDS = st.lists(st.sampled_from(["quay", "lamp", "town", "a", "b", "مصباح", "é", "é"]), min_size=1)
TEXT = WORDS.map(" ".join)


@pytest.mark.parametrize(
    ("base", "parts"),
    [
        ("Every quay keeps a lamp. It is lit.", ["Every quay keeps a lamp.", "It is lit."]),
        ("One. Two. Three.", ["One.", "Two.", "Three."]),
    ],
)
def test_text_that_was_only_cut_shows_no_difference(base: str, parts: list[str]) -> None:
    pieces = in_pieces(base, parts)

    assert [piece.target for piece in pieces] == parts
    assert all(piece.is_empty for piece in pieces)


def test_each_part_shows_what_changed_in_it() -> None:
    first, second = in_pieces(
        "A quay has a lamp, and it is lit at night.", ["A quay has a lamp.", "And it is bright."]
    )

    assert first.target == "A quay has a lamp."
    assert any(span.kind is SpanKind.DELETE and "lit" in span.text for span in second.spans)


@given(TEXT, st.lists(TEXT, min_size=1, max_size=4))
def test_no_letter_of_either_is_lost(base: str, parts: list[str]) -> None:
    pieces = in_pieces(base, parts)
    letters = "".join(piece.base for piece in pieces).replace(" ", "")

    assert [piece.target for piece in pieces] == parts
    assert len(letters) >= len(base.replace(" ", "")) - base.count("é")


@pytest.mark.parametrize("base", ["cafe\u0301 noir et the\u0301", "café\u00a0noir\u00a0et thé"])
def test_other_spelling_of_the_same_is_cut_as_the_target_has_it(base: str) -> None:
    pieces = in_pieces(base, ["café noir", "et thé"])

    assert [piece.target for piece in pieces] == ["café noir", "et thé"]
    assert all(piece.is_empty for piece in pieces)


def test_empty_part_takes_nothing() -> None:
    for base in ("a b", "x a b"):
        assert [piece.target for piece in in_pieces(base, ["", "a b"])] == ["", "a b"]
