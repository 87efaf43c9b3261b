"""Values read right in each language."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask, render_template_string
from flask_babel import Babel, force_locale

from app.domain.languages import LANGUAGES
from app.web import filters

NOW = datetime(2026, 6, 30, 16, 0, tzinfo=UTC)
WESTERN = re.compile("[٠-٩]")


@contextmanager
def speaking(language: str) -> Iterator[Flask]:
    app = Flask(__name__)
    Babel(app)
    filters.install(app)
    with app.test_request_context(), force_locale(language):
        yield app


def test_date_is_written_day_first() -> None:
    with speaking("en"):
        assert filters.day(date(2026, 6, 16)) == "16 June 2026"


def test_day_of_a_moment_is_that_of_the_zone() -> None:
    with speaking("en"):
        late = datetime(2026, 6, 30, 23, 0, tzinfo=UTC)

        assert filters.day(late, "Europe/Paris") == "1 July 2026"


@pytest.mark.parametrize(
    ("zone", "words"),
    [
        ("Europe/Paris", "18:00 (Paris, UTC+2)"),
        ("Asia/Kolkata", "21:30 (Kolkata, UTC+5:30)"),
        ("America/New_York", "12:00 (New York, UTC−4)"),
        ("UTC", "16:00 (UTC)"),
    ],
)
def test_moment_names_its_zone_and_offset(zone: str, words: str) -> None:
    with speaking("en"):
        assert filters.moment(NOW, zone).endswith(f"30 June 2026, {words}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_digits_are_western_in_every_language(language: str) -> None:
    with speaking(language):
        shown = [
            filters.day(NOW),
            filters.moment(NOW, "Africa/Tunis"),
            filters.number(12345.5),
            filters.percent(0.457, 1),
            filters.ago(NOW - timedelta(days=3), NOW),
        ]

        assert not WESTERN.search(" ".join(shown))
        assert "12" in shown[2]
        assert "45" in shown[3]


def test_nothing_is_a_dash() -> None:
    with speaking("en"):
        assert (filters.number(None), filters.percent(None)) == ("–", "–")


def test_numbers_take_the_digits_asked_for() -> None:
    with speaking("en"):
        assert filters.number(4.25, 1) == "4.2"
        assert filters.number(1234, 0) == "1,234"
        assert filters.percent(0.5) == "50%"


DISTANCES = [
    # how far ahead, in words
    (timedelta(hours=20), "in 20 hours"),
    (timedelta(days=2), "in 2 days"),
    (timedelta(days=11), "in 11 days"),
    (timedelta(days=-13), "13 days ago"),
    (timedelta(days=27), "in 27 days"),
    (timedelta(days=60), "in 2 months"),
]


@pytest.mark.parametrize(("distance", "words"), DISTANCES)
def test_days_are_counted_up_to_four_weeks(distance: timedelta, words: str) -> None:
    assert filters.ago(NOW + distance, NOW) == words


def test_past_is_ago() -> None:
    with speaking("en"):
        assert filters.ago(NOW - timedelta(hours=5), NOW) == "5 hours ago"


def test_language_is_named_in_the_language_of_the_page() -> None:
    with speaking("fr"):
        assert filters.lang_name("ar") == "arabe"
        assert filters.lang_name("zz") == "zz"


def test_excerpt_ends_between_words() -> None:
    assert filters.excerpt("one two three four", 9) == "one two…"
    assert filters.excerpt("  short\n text ", 20) == "short text"
    assert filters.excerpt("unbreakable", 5) == "unbre…"
    assert filters.excerpt(None) == ""


def test_templates_know_the_filters() -> None:
    with speaking("ar"):
        shown = render_template_string("{{ 'ar' | dir_of }} {{ interface_language() }}")

        assert shown == "rtl ar"


@pytest.mark.parametrize(
    ("language", "written"),
    [("en", "30 Jun 2026, 18:00"), ("fr", "30 juin 2026, 18:00"), ("ar", "30 يونيو 2026, 18:00")],
)
def test_instant_is_short_and_local(language: str, written: str) -> None:
    with speaking(language):
        assert filters.instant(NOW, "Europe/Paris") == written
