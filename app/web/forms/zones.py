"""Time zones to choose from, by country and city in the language of the page."""

import unicodedata
from functools import lru_cache
from zoneinfo import available_timezones

from babel import Locale
from babel.core import get_global

from app.web.cities import city_of

ROOTS = ("Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")
PLAIN = "UTC"


@lru_cache(maxsize=8)
def zone_choices(language: str) -> tuple[tuple[str, str], ...]:
    """Pairs of IANA name and words, sorted as the language sorts them, UTC first.

    The country stands first, so that typing its name in the list finds it. Old second names of a
    zone, and zones of no country, are left out.
    """
    locale = Locale.parse(language)
    territories = get_global("zone_territories")
    found = [
        (zone, f"{locale.territories.get(territory, territory)} · {city_of(zone, locale)}")
        for zone in available_timezones()
        if zone.split("/")[0] in ROOTS and (territory := territories.get(zone)) not in {None, "001"}
    ]
    return (PLAIN, PLAIN), *sorted(found, key=lambda pair: _sorted_by(pair[1]))


def with_zone(language: str, zone: str | None) -> list[tuple[str, str]]:
    """The choices with one more where a round bears a name that is not among them."""
    choices = list(zone_choices(language))
    if zone in available_timezones() and zone not in {name for name, _ in choices}:
        choices.append((zone, zone))
    return choices


def _sorted_by(words: str) -> str:
    """Without accents and case; Arabic names without their article."""
    letters = unicodedata.normalize("NFKD", words.casefold())
    return "".join(one for one in letters if not unicodedata.combining(one)).removeprefix("ال")
