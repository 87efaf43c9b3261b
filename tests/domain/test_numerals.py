"""Numerals there and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.numerals import (
    ABJAD,
    HIJAI,
    LATIN,
    hebrew,
    letter,
    letter_place,
    roman,
    roman_value,
    western_digits,
)


@given(st.integers(1, 3999))
def test_roman_numerals_come_back(number: int) -> None:
    assert roman_value(roman(number)) == roman_value(roman(number).lower()) == number


@pytest.mark.parametrize("text", ["", "abc", "iix", "vv", "mil"])
def test_other_letters_are_no_roman_numeral(text: str) -> None:
    assert roman_value(text) is None


@given(st.integers(1, 200), st.sampled_from([LATIN, ABJAD, HIJAI]))
def test_list_letters_come_back(number: int, alphabet: str) -> None:
    assert letter_place(letter(number, alphabet), alphabet) == number


@pytest.mark.parametrize(
    ("text", "place"), [("هـ", 5), ("ا", 1), ("إ", 1), ("ab", None), ("", None)]
)
def test_arabic_letters_are_read_in_any_dress(text: str, place: int | None) -> None:
    assert letter_place(text, ABJAD) == place


def test_digits_of_every_script_become_western() -> None:
    assert western_digits("المادة ١٢ و۳") == "المادة 12 و3"


@pytest.mark.parametrize(("number", "text"), [(1, "א"), (15, "טו"), (16, "טז"), (27, "כז")])
def test_hebrew_letters_add_up(number: int, text: str) -> None:
    assert hebrew(number) == text


def test_zero_has_no_letter() -> None:
    assert letter(0) == "0"
