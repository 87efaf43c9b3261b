"""Tokens are the pieces that a reader of each language would point at."""

import pytest
from hypothesis import given

from app.domain.wording.tokens import is_word, key, letters, same_reading, tokenise
from tests.domain.wording.texts import texts

CUTS = [
    ("en", "Cities’ people don’t wait.", "Cities|’| |people| |don’t| |wait|."),
    ("en", "well-being, non‑binding", "well-being|,| |non‑binding"),
    ("en", "1,500.50 in 2020–2030", "1,500.50| |in| |2020|–|2030"),
    ("en", "see 13.2 and (a), 5(b)", "see| |13.2| |and| |(a)|,| |5(b)"),
    ("en", "U.N. on 12/03/2026 at 10:30", "U.N.| |on| |12/03/2026| |at| |10:30"),
    ("en", "(see below)", "(|see| |below|)"),
    ("en", "https://example.org/a?b=1.", "https://example.org/a?b=1|."),
    ("en", "A/RES/73/195, E/CN.4/2005.", "A/RES/73/195|,| |E/CN.4/2005|."),
    ("en", "and/or NGO/city", "and|/|or| |NGO|/|city"),
    ("en", "as para. 4 of art. 12.3 says.", "as| |para. 4| |of| |art. 12.3| |says|."),
    ("fr", "l’art. 5, n° 3 et § 2", "l’|art. 5|,| |n° 3| |et| |§ 2"),
    ("es", "el art. 12, párr. 1, núm. 7", "el| |art. 12|,| |párr. 1|,| |núm. 7"),
    ("en", "A state of the art. 12 cities", "A| |state| |of| |the| |art. 12| |cities"),
    ("fr", "L’accès à l'eau", "L’|accès| |à| |l'|eau"),
    ("fr", "jusqu’à ce qu’elle vienne", "jusqu’|à| |ce| |qu’|elle| |vienne"),
    ("fr", "aujourd’hui, quelqu’un", "aujourd’hui|,| |quelqu’un"),
    ("fr", "c’est-à-dire", "c’|est-à-dire"),
    ("fr", "citoyen·ne·s et migrant(e)s", "citoyen·ne·s| |et| |migrant(e)s"),
    ("fr", "« oui » : 1\u202f500", "«| |oui| |»| |:| |1\u202f500"),
    ("es", "¿Quién decide? ¡Todas!", "¿|Quién| |decide|?| |¡|Todas|!"),
    ("ar", "المُدُنُ، تَلْتَزِمُ؛ لِمَ؟", "المُدُنُ|،| |تَلْتَزِمُ|؛| |لِمَ|؟"),
    ("ar", "(هـ) ١٬٥٠٠ م.هـ.", "(هـ)| |١٬٥٠٠| |م.هـ."),
    ("any", "a\n\n b", "a|\n\n| |b"),
    ("any", "👩‍👩‍👧 🇫🇷👍🏽", "👩‍👩‍👧| |🇫🇷|👍🏽"),
]


@pytest.mark.parametrize(("language", "text", "cut"), CUTS)
def test_text_is_cut_where_a_reader_would(language: str, text: str, cut: str) -> None:
    assert tokenise(text) == cut.split("|"), language


@given(texts)
def test_no_character_is_lost(text: str) -> None:
    assert "".join(tokenise(text)) == text


@given(texts)
def test_spaces_never_share_a_token_with_words_but_before_digits(text: str) -> None:
    mixed = [token.split(" ") for token in tokenise(text) if " " in token and is_word(token)]

    assert all(part[:1].isdecimal() for _, *parts in mixed for part in parts)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("e\u0301te\u0301", "\u00e9t\u00e9"),
        ("الحقـــوق", "الحقوق"),
        ("oui\u00a0!", "oui !"),
        ("1\u202f500", "1 500"),
        ("م.هـ.", "م.ه."),
    ],
)
def test_spellings_nobody_sees_read_the_same(one: str, other: str) -> None:
    assert same_reading(one, other)


@pytest.mark.parametrize(
    ("one", "other"), [("المُدُنُ", "المُدُنَ"), ("Rights", "rights"), ("ou", "où"), ("l’eau", "l'eau")]
)
def test_what_can_be_seen_stays_different(one: str, other: str) -> None:
    assert not same_reading(one, other)


def test_key_leaves_words_alone() -> None:
    assert key("المُدُنُ") == "المُدُنُ"


def test_marks_do_not_make_a_word_longer() -> None:
    assert letters("مِنْ") == letters("من") == 2


def test_long_runs_without_a_space_are_cut_at_once() -> None:
    hostile = (
        "A/" * 20_000
        + "A/1" * 9_000
        + "no. " * 9_000
        + "a-" * 20_000
        + "(a" * 20_000
        + "http://.." * 5_000
        + "1 500 " * 5_000
    )

    assert len(tokenise(hostile)) > 30_000
