"""Time zones are listed in the language of the page; what is kept stays the IANA name."""

import re
from zoneinfo import ZoneInfo

import pytest

from app.web.forms.zones import with_zone, zone_choices


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Morocco · Casablanca"),
        ("fr", "Maroc · Casablanca"),
        ("es", "Marruecos · Casablanca"),
        ("ar", "المغرب · الدار البيضاء"),
    ],
)
def test_zone_is_named_in_the_language(language: str, words: str) -> None:
    assert dict(zone_choices(language))["Africa/Casablanca"] == words


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
def test_every_zone_is_known_and_stands_once(language: str) -> None:
    choices = zone_choices(language)

    assert choices[0] == ("UTC", "UTC")
    assert len(choices) > 300
    assert len({zone for zone, _ in choices}) == len(choices)
    assert all(ZoneInfo(zone) for zone, _ in choices)


def test_sorted_without_minding_accents() -> None:
    words = [words for _, words in zone_choices("es") if words.startswith(("Afg", "Áf", "Alb"))]

    assert [word[:3] for word in words] == ["Afg", "Alb"]
    french = [words.split(" ")[0] for _, words in zone_choices("fr")]
    assert french.index("Égypte") < french.index("Estonie") < french.index("Éthiopie")


def test_older_name_of_a_round_is_kept() -> None:
    assert with_zone("en", "Asia/Calcutta")[-1] == ("Asia/Calcutta", "Asia/Calcutta")
    assert with_zone("en", "Nowhere/Town") == list(zone_choices("en"))


def test_no_city_keeps_latin_letters_in_arabic() -> None:
    latin = [words for _, words in zone_choices("ar") if re.search("[A-Za-z]", words)]

    assert latin == ["UTC"]


def test_city_of_a_renamed_zone_is_found_by_its_earlier_name() -> None:
    assert dict(zone_choices("ar"))["Europe/Kyiv"].endswith("كييف")
    assert dict(zone_choices("en"))["Asia/Ho_Chi_Minh"].endswith("Ho Chi Minh City")
