"""What every part of a written report shares: the sheet, the words, and how values are written."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from babel.dates import format_date
from babel.numbers import format_decimal, format_percent

from app.documents.writers.paper import Paper
from app.documents.writers.runs import Run
from app.domain.report import Report
from app.domain.said import Said

LOCALES = {"en": "en_GB"}
DASH = "–"


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language, and how it writes numbers and days."""

    language: str
    words: Mapping[str, str]

    @property
    def locale(self) -> str:
        """How dates and numbers are written."""
        return LOCALES.get(self.language, self.language)

    def word(self, key: str, **values: object) -> str:
        """One of the words, with its values put in."""
        text = self.words[key]
        return text % values if values else text

    def number(self, value: float | None, digits: int = 0) -> str:
        """A number with Western digits; a dash for none."""
        if value is None:
            return DASH
        pattern = "#,##0." + "0" * digits if digits else "#,##0"
        return str(
            format_decimal(value, format=pattern, locale=self.locale, numbering_system="latn")
        )

    def percent(self, value: float | None) -> str:
        """A share as a percentage."""
        if value is None:
            return DASH
        return str(format_percent(value, locale=self.locale, numbering_system="latn"))

    def day(self, text: str | None) -> str:
        """A date in words, of an ISO day or moment."""
        if not text:
            return DASH
        return str(format_date(date.fromisoformat(text[:10]), format="long", locale=self.locale))

    def code(self, text: str, *, bold: bool = False) -> Run:
        """A reference or a hash, always read from left to right."""
        return Run(text, "en", bold=bold)


@dataclass(frozen=True, slots=True)
class Writing(Words):
    """A report being written down in the words of one language."""

    report: Report
    sheet: Paper

    @property
    def document(self) -> Mapping[str, Any]:
        """The exported document behind the report."""
        return self.report.document

    def tell(self, text: Said | None, style: str = "Normal") -> None:
        """A text in its own language, paragraph by paragraph."""
        for part in (text.text if text else "").split("\n\n"):
            if text and part.strip():
                run = Run(part.strip(), text.language)
                self.sheet.paragraph(run, style=style, language=text.language)
