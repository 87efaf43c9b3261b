"""Stretches of text in one language, as every paper takes them."""

import unicodedata
from dataclasses import dataclass

from app.domain.languages import direction
from app.domain.wording.diff import SpanKind


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one language; ``mark`` is a kind of change, ``shade`` of its cell."""

    text: str
    language: str
    bold: bool = False
    muted: bool = False
    mark: SpanKind | None = None
    shade: str = ""


def auto(text: str, language: str) -> Run:
    """A name or words of unknown language, in the direction of their first letter."""
    first = next((unicodedata.bidirectional(one) for one in text if one.isalpha()), "")
    if first in {"R", "AL"}:
        return Run(text, "ar")
    return Run(text, "en" if first == "L" and direction(language) == "rtl" else language)
