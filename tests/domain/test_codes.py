"""Printed codes."""

import math

import pytest

from app.domain.codes import ALPHABET, LENGTH, grouped, new_code, read_code


def test_code_has_at_least_sixty_random_bits() -> None:
    assert LENGTH * math.log2(len(set(ALPHABET))) >= 60


def test_codes_differ() -> None:
    assert len({new_code() for _ in range(1000)}) == 1000


def test_alphabet_has_no_look_alikes() -> None:
    assert not set("OIL") & set(ALPHABET)


def test_printed_code_is_read_back() -> None:
    code = new_code()

    assert grouped(code).count("-") == 3
    assert read_code(grouped(code)) == code


@pytest.mark.parametrize(
    "typed", ["0A1B2C3D4E5F6", "oa1b-2c3d-4e5f-6", " OAIB 2C3D 4E5F 6 ", "0alb–2c3d–4e5f–6"]
)
def test_typing_is_forgiven(typed: str) -> None:
    assert read_code(typed) == "0A1B2C3D4E5F6"


@pytest.mark.parametrize(
    "typed", ["", "0A1B2C3D4E5F", "0A1B2C3D4E5F67", "0A1B2C3D4E5FU", "٠A1B2C3D4E5F6"]
)
def test_other_texts_are_no_code(typed: str) -> None:
    assert read_code(typed) is None
