"""CSV cells: nothing a spreadsheet would run, and every text recovered to the letter."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents.writers.csv import csv_bytes, guarded, recovered

RISKY = "=+-@\t\r\x00＝＋－＠"
TEXTS = st.text(st.characters(blacklist_categories=("Cs",)), max_size=40)
SPACES = st.text(" \u00a0\u3000\u202f", max_size=3)


def reopened(content: bytes) -> list[list[str]]:
    text = content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


@given(SPACES, st.sampled_from(RISKY), TEXTS)
def test_no_cell_opens_as_a_formula(spaces: str, risky: str, rest: str) -> None:
    cells = reopened(csv_bytes(("text",), [(spaces + risky + rest,)]))[1]

    assert cells[0].startswith("'")


@given(st.lists(TEXTS, min_size=1, max_size=5))
def test_text_is_recovered_to_the_letter(texts: list[str]) -> None:
    row = reopened(csv_bytes(["column"] * len(texts), [texts]))[1]

    assert [recovered(cell) for cell in row] == texts


@pytest.mark.parametrize("text", ["plain", "a=b", "Ça va", "تعليم", "«-»", "", "12 - 3"])
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert guarded(text) == text


@pytest.mark.parametrize("text", ["=1+1", " =1+1", "＝1+1", "@cmd", "\t=1", "'quoted", "\u200f=1"])
def test_risky_text_is_guarded(text: str) -> None:
    assert guarded(text) == "'" + text


def test_file_begins_with_its_mark_and_is_the_same_each_time() -> None:
    rows = [("C1", 3, None), ("C2", -4, "x")]

    content = csv_bytes(("reference", "number", "text"), rows)

    assert content.startswith(b"\xef\xbb\xbf")
    assert content == csv_bytes(("reference", "number", "text"), rows)
    assert reopened(content)[2] == ["C2", "-4", "x"]
