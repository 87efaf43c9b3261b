"""Which passwords are taken."""

import unicodedata

import pytest

from app.domain.common_passwords import COMMON
from app.domain.passwords import Weakness, normal, weakness


@pytest.mark.parametrize(
    "password",
    [
        "kettle under the fig tree",
        "ñandú42jirafa",
        "لا أحد يعرف هذا",
        "x1?Z" * 16,
        "  spaces  in  ",
    ],
)
def test_long_and_unusual_passwords_are_taken(password: str) -> None:
    assert weakness(password) is None


@pytest.mark.parametrize("length", [8, 64, 200, 1000])
def test_any_length_from_eight_is_taken(length: int) -> None:
    assert weakness(("qz7!Kd2m" * 125)[:length]) is None


def test_short_and_endless_passwords_are_refused() -> None:
    assert weakness("qz7!Kd2") is Weakness.SHORT
    assert weakness("qz7!Kd2m" * 126) is Weakness.LONG


@pytest.mark.parametrize(
    "password",
    [
        "password",
        "PASSWORD",
        "Password2026!",
        "!!sunshine!!",
        "11111111",
        "abababab",
        "qwertyuiop",
        "hgfedcba",
        "motdepasse",
        "contraseña",
        "bismillah786",
    ],
)
def test_what_everybody_tries_first_is_refused(password: str) -> None:
    assert weakness(password) is Weakness.COMMON


@pytest.mark.parametrize("password", ["palabre2026", "amal.benali1", "benali99!!!", "Amal B. 2026"])
def test_own_words_are_refused(password: str) -> None:
    about = ["amal.benali@example.org", "Amal B."]

    assert weakness(password, about) is Weakness.OWN_WORD


def test_digits_alone_are_not_somebodys_empty_name() -> None:
    assert weakness("83749201", ["1@example.org", ""]) is None


def test_list_is_long_and_folded() -> None:
    assert len(COMMON) > 300
    assert all(word == word.casefold() for word in COMMON)


def test_same_letters_from_two_keyboards_are_one_password() -> None:
    composed = "contraseña de mi tía"

    assert normal(unicodedata.normalize("NFD", composed)) == normal(composed)
