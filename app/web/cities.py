"""The city a time zone is known by, in the language of the page."""

from babel import Locale
from babel.dates import get_timezone_location

# Names of today whose city the locale data knows by the zone's earlier name.
EARLIER = {
    "Africa/Asmara": "Africa/Asmera",
    "America/Argentina/Buenos_Aires": "America/Buenos_Aires",
    "America/Argentina/Catamarca": "America/Catamarca",
    "America/Argentina/Cordoba": "America/Cordoba",
    "America/Argentina/Jujuy": "America/Jujuy",
    "America/Argentina/Mendoza": "America/Mendoza",
    "America/Atikokan": "America/Coral_Harbour",
    "America/Indiana/Indianapolis": "America/Indianapolis",
    "America/Kentucky/Louisville": "America/Louisville",
    "America/Nuuk": "America/Godthab",
    "Asia/Ho_Chi_Minh": "Asia/Saigon",
    "Asia/Kathmandu": "Asia/Katmandu",
    "Asia/Kolkata": "Asia/Calcutta",
    "Asia/Yangon": "Asia/Rangoon",
    "Atlantic/Faroe": "Atlantic/Faeroe",
    "Europe/Kyiv": "Europe/Kiev",
    "Pacific/Chuuk": "Pacific/Truk",
    "Pacific/Pohnpei": "Pacific/Ponape",
}


def city_of(zone: str, locale: Locale | str) -> str:
    """The city in the words of the locale, such as بوينوس آيرس; never an area before it."""
    asked = Locale.parse(locale)
    earlier = EARLIER.get(zone)
    known = asked.time_zones.get(earlier, {}) if earlier else {}
    city = known.get("city") or get_timezone_location(zone, locale=asked, return_city=True)
    return str(city).rsplit("/", 1)[-1].replace("_", " ")
