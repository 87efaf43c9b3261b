"""Slugs."""

import pytest

from app.domain.slugs import LONGEST, slug_from


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Ville de Saint-Éloi", "ville-de-saint-eloi"),
        ("  L’Étoile  du Nord!", "l-etoile-du-nord"),
        ("جمعية العبور", "jmaya-alabwr"),
        ("بلدية تونس ٢٠٢٦", "bldya-twns-2026"),
        ("مُنظَّمة المؤازرة", "mnzma-almoazra"),
        ("Город Москва", "gorod-moskva"),
        ("Δήμος Αθηναίων", "dimos-athinaion"),
        ("Straße Ø", "strasse-o"),
        ("東京", "organisation"),
        ("--", "organisation"),
    ],
)
def test_slug_is_made_from_the_name(name: str, slug: str) -> None:
    assert slug_from(name, "organisation") == slug


def test_slug_of_a_long_name_is_cut() -> None:
    slug = slug_from("word " * 40, "organisation")

    assert len(slug) <= LONGEST
    assert not slug.endswith("-")
