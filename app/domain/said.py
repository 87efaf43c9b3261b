"""Texts that exist in several languages: which one a reader is given."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.languages import LANGUAGES


@dataclass(frozen=True, slots=True)
class Said:
    """A text with the language it is in, which may not be the one asked for."""

    text: str
    language: str


def said(texts: Mapping[str, str | None], *order: str) -> Said | None:
    """The text in the first of these languages that has one, else in any."""
    for code in (*order, "en", *LANGUAGES):
        if text := texts.get(code):
            return Said(text, code)
    return None
