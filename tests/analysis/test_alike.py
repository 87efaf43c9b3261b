"""What is left out unmeasured is never alike: the same clusters as from comparing all pairs."""

from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from app.analysis import alike
from app.analysis.alike import ALIKE, together

LETTERS = "abcdefg h ع€😀"
WORDS = tuple("every city opens its shelters to all without asking anybody for papers".split())


def plainly(words: Sequence[str]) -> list[int]:
    """The definition, pair by pair."""
    first = list(range(len(words)))
    for row, one in enumerate(words):
        for column in range(row):
            if fuzz.ratio(one, words[column]) >= ALIKE:
                own, other = sorted((first[row], first[column]))
                first = [own if at == other else at for at in first]
    return first


def by_size(words: set[str]) -> list[str]:
    return sorted(words, key=lambda one: (len(one), one))


def changed(drawn: Random, text: str, times: int) -> str:
    """The text with this many letters taken out or put in anywhere."""
    letters = list(text)
    for _ in range(times):
        if drawn.random() < 0.5 and len(letters) > 1:
            letters.pop(drawn.randrange(len(letters)))
        else:
            letters.insert(drawn.randrange(len(letters) + 1), drawn.choice(LETTERS))
    return "".join(letters)


def near(drawn: Random, texts: int, letters: Sequence[str]) -> set[str]:
    """Texts and copies of them with a share of letters changed that lies about the edge."""
    found: list[str] = []
    for _ in range(texts):
        if found and drawn.random() < 0.7:
            model = drawn.choice(found)
            most = len(model) * 2 * (100 - ALIKE) // ALIKE + 3
            found.append(changed(drawn, model, drawn.randint(0, most)))
        else:
            found.append("".join(drawn.choices(letters, k=drawn.randint(40, 120))))
    return set(found)


@given(st.integers(0, 2**32), st.sampled_from([LETTERS, "ab", WORDS]))
def test_clusters_are_those_of_all_pairs(seed: int, letters: Sequence[str]) -> None:
    drawn = Random(seed)  # noqa: S311  no secret
    words = by_size(near(drawn, 24, letters))

    assert together(words) == plainly(words)


def test_blocks_and_few_marks_lose_no_pair(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alike, "BLOCK", 7)
    monkeypatch.setattr(alike, "COMPARED", 40)
    words = by_size(near(Random(5), 300, LETTERS))  # noqa: S311  no secret

    assert together(words) == plainly(words)


def test_texts_at_the_very_edge_are_measured() -> None:
    """Ten letters of two hundred in another place: 90 exactly; one more, and it is less."""
    text = "".join(chr(0x4E00 + at) for at in range(100))
    edge = "".join(chr(0x7000 + at) if at % 10 == 5 else one for at, one in enumerate(text))
    beyond = edge.replace(edge[0], "!")

    assert fuzz.ratio(text, edge) == ALIKE
    assert together(by_size({text, edge})) == [0, 0]
    assert fuzz.ratio(text, beyond) < ALIKE
    assert together(by_size({text, beyond})) == [0, 1]


def test_texts_that_differ_are_not_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    measured: list[int] = []
    whole = alike._measured

    def counting(words, rows, columns):  # type: ignore[no-untyped-def]
        measured.append(len(rows))
        return whole(words, rows, columns)

    monkeypatch.setattr(alike, "_measured", counting)
    drawn = Random(1)  # noqa: S311  no secret
    words = by_size({"".join(drawn.choices(LETTERS, k=100)) for _ in range(200)})

    assert together(words) == list(range(200))
    assert sum(measured) < 200
