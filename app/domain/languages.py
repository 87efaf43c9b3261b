"""The four languages of the platform."""

from collections.abc import Collection, Iterable
from enum import StrEnum


class Language(StrEnum):
    """A language of the interface and of charter texts (ISO 639-1)."""

    ENGLISH = "en"
    FRENCH = "fr"
    SPANISH = "es"
    ARABIC = "ar"


LANGUAGES = tuple(language.value for language in Language)

NATIVE_NAMES = {"en": "English", "fr": "Français", "es": "Español", "ar": "العربية"}


def first_of(there: Collection[str], order: Iterable[str | None]) -> str | None:
    """The first language of this order that is there, else any; None where there is none."""
    wanted = (code for code in order if code is not None and code in there)
    return next(wanted, next(iter(there), None))


def direction(language: str) -> str:
    """``rtl`` for Arabic, ``ltr`` otherwise."""
    return "rtl" if language == Language.ARABIC else "ltr"
