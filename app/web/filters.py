"""How values are written on pages: labels, dates, numbers, names of languages."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_datetime, format_timedelta
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent
from flask import Flask
from flask_babel import get_locale
from flask_babel import gettext as _

from app.domain.languages import direction
from app.domain.opinions import Choice, Stance
from app.domain.wording.diff import excerpt as around
from app.web import labels, vote_words
from app.web.cities import city_of

DAYS_FROM, DAYS_TO = timedelta(days=7), timedelta(days=28)
EXCERPT = 160
# Dates as Europe and Africa write them in English: the day before the month.
LOCALES = {"en": "en_GB"}


def install(app: Flask) -> None:
    """Make the filters known to the templates, and the two enums that tallies walk through."""
    app.jinja_env.filters.update(
        ago=ago,
        criterion_name=labels.criterion_name,
        around=around,
        day=day,
        dir_of=direction,
        doing=labels.doing,
        excerpt=excerpt,
        explained=labels.explained,
        label=labels.label,
        instant=instant,
        lang_name=lang_name,
        listed=listed,
        moment=moment,
        number=number,
        own_name=labels.own_name,
        own_vote=vote_words.own_vote,
        percent=percent,
        verb=vote_words.verb,
        zone_city=zone_city,
    )
    app.jinja_env.globals.update(
        Choice=Choice, Stance=Stance, interface_language=interface_language
    )


def interface_language() -> str:
    """The language the page speaks, for words of ours inside a text of another language."""
    found = get_locale()
    return found.language if found else "en"


def day(value: date | datetime, zone: str = "UTC") -> str:
    """A date in words, such as 16 June 2026; of a moment, the day it is in the zone."""
    if isinstance(value, datetime) and value.tzinfo is not None:
        value = value.astimezone(ZoneInfo(zone)).date()
    return _written(value, _locale())


@lru_cache(maxsize=4096)
def _written(value: date, locale: str) -> str:
    return format_date(value, format="long", locale=locale)


def moment(value: datetime, zone: str = "UTC") -> str:
    """Day, time and zone, such as Tuesday 30 June 2026, 18:00 (Paris, UTC+2)."""
    local = value.astimezone(ZoneInfo(zone))
    offset = _offset(local.utcoffset() or timedelta())
    city = zone_city(zone)
    words = _(
        "%(day)s, %(time)s (%(zone)s)",
        day=format_date(local, format="full", locale=_locale()),
        time=format_datetime(local, "HH:mm", locale=_locale()),
        zone=_("%(city)s, %(offset)s", city=city, offset=offset) if city else offset,
    )
    return str(words)


def instant(value: datetime, zone: str = "UTC") -> str:
    """Day and time as short as tables want them; the zone is said beside the table."""
    local = value.astimezone(ZoneInfo(zone))
    written = format_date(local, "d MMM y", locale=_locale())
    return f"{written}{_(', ')}{format_datetime(local, 'HH:mm', locale=_locale())}"


def zone_city(zone: str) -> str:
    """The city a time zone is known by in the language of the page; nothing for UTC."""
    return city_of(zone, _locale()) if "/" in zone else ""


def ago(value: datetime, now: datetime) -> str:
    """How long ago or how far ahead; never on a page that is kept for several readers.

    Days are counted up to four weeks: eleven days are not two weeks to somebody who has to write.
    """
    between = value - now
    in_days = DAYS_FROM <= abs(between) < DAYS_TO
    threshold = 4 if in_days else 1.2
    return format_timedelta(between, add_direction=True, threshold=threshold, locale=_locale())


def number(value: float | None, digits: int | None = None) -> str:
    """A number with the language's separators and Western digits everywhere; a dash for none."""
    if value is None:
        return "–"
    pattern = None if digits is None else "#,##0." + "0" * digits if digits else "#,##0"
    return _figure(value, pattern, _locale())


@lru_cache(maxsize=4096, typed=True)
def _figure(value: float, pattern: str | None, locale: str) -> str:
    return format_decimal(value, format=pattern, locale=locale, numbering_system="latn")


def percent(value: float | None, digits: int = 0) -> str:
    """A share between 0 and 1 as a percentage; a dash for none."""
    if value is None:
        return "–"
    pattern = Locale.parse(_locale()).percent_formats[None].pattern
    if digits:
        pattern = pattern.replace("#,##0", "#,##0." + "0" * digits)
    return format_percent(value, format=pattern, locale=_locale(), numbering_system="latn")


def lang_name(code: str) -> str:
    """The name of a language in the language of the page."""
    return _language_name(code, interface_language())


@lru_cache(maxsize=256)
def _language_name(code: str, language: str) -> str:
    return str(Locale.parse(language).languages.get(code, code))


def listed(values: Iterable[object]) -> str:
    """Values one after another as the language joins them: 3, 4 and 5."""
    return str(format_list([str(value) for value in values], locale=_locale()))


def excerpt(text: str | None, length: int = EXCERPT) -> str:
    """The beginning of a text, cut between words, with an ellipsis where something is missing."""
    words = " ".join((text or "").split())
    if len(words) <= length:
        return words
    return words[: length + 1].rsplit(" ", 1)[0][:length].rstrip(" .,;:–—،؛") + "…"


def _locale() -> str:
    language = interface_language()
    return LOCALES.get(language, language)


def _offset(offset: timedelta) -> str:
    """UTC, UTC+2 or UTC−3:30."""
    minutes = round(offset.total_seconds() / 60)
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '−'}{hours}" + (f":{rest:02}" if rest else "")
