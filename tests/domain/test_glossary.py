"""Agreed terms found in texts: whole words, marks of Arabic aside, the longest first."""

import pytest

from app.domain.glossary import Term, marked, occurring, unrendered

CITY = Term(1, {"en": "city", "fr": "ville", "ar": "مدينة"})
RIGHT = Term(2, {"en": "right to the city", "fr": "droit à la ville", "ar": "الحق في المدينة"})
WATER = Term(3, {"en": "water", "fr": "eau", "ar": "الماء"})
RIGHTS = Term(4, {"en": "right"})
TERMS = (CITY, RIGHTS, RIGHT, WATER)


def found(text: str, language: str = "en") -> list[tuple[str, int]]:
    return [(one.text, one.term.id) for one in marked(text, language, TERMS) if one.term]


@pytest.mark.parametrize(
    ("text", "language", "terms"),
    [
        ("The City owes water.", "en", [("City", 1), ("water", 3)]),
        ("Everybody has the right to the city.", "en", [("right to the city", 2)]),
        ("Velocity and waterways are other words.", "en", []),
        ("A right, to the city", "en", [("right", 4), ("city", 1)]),
        ("L’eau de la ville", "fr", [("eau", 3), ("ville", 1)]),
        ("الحَقُّ في المَدِينَة", "ar", [("الحَقُّ في المَدِينَة", 2)]),
        ("والمـاء في المدن", "ar", [("والمـاء", 3)]),
        ("المدينة", "ar", [("المدينة", 1)]),
    ],
)
def test_terms_are_found_as_whole_words(
    text: str, language: str, terms: list[tuple[str, int]]
) -> None:
    assert found(text, language) == terms


@pytest.mark.parametrize("text", ["", "no term", "water  and\nthe right to the city!", "مدينة."])
def test_pieces_are_the_text_again(text: str) -> None:
    pieces = marked(text, "en", TERMS)

    assert "".join(piece.text for piece in pieces) == text
    assert len(occurring(pieces)) <= len(TERMS)


def test_term_without_its_rendering_is_told() -> None:
    assert unrendered("Le droit à la cité et l’eau", "fr", [RIGHT, WATER]) == [RIGHT]
    assert unrendered("Anything", "es", [RIGHT]) == []


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("A residents’ council meets", ["residents’ council"]),
        ("Every residents' council", ["residents' council"]),
        ("The residents council", []),
        ("The residents, council", []),
        ("Send your C.V.!", ["C.V."]),
    ],
)
def test_signs_inside_a_term_are_part_of_it(text: str, seen: list[str]) -> None:
    terms = [Term(1, {"en": "residents’ council"}), Term(2, {"en": "C.V."})]

    assert [piece.text for piece in marked(text, "en", terms) if piece.term] == seen
