"""The form of what stands beside a paragraph: a note and citations in each language."""

from typing import Any

from flask_babel import lazy_gettext as _l

from app.domain.languages import LANGUAGES, NATIVE_NAMES
from app.queries.beside import Beside
from app.web.forms.base import PageForm
from app.web.forms.fields import words

LONGEST_NOTE = 2_000
LONGEST_CITATIONS = 4_000


class BesideForm(PageForm):
    """A note and citations in each language."""

    def notes(self, languages: list[str]) -> dict[str, str]:
        """The note in each of these languages."""
        return {code: self[f"note_{code}"].data or "" for code in languages}

    def citations(self, languages: list[str]) -> dict[str, str]:
        """The citations in each of these languages."""
        return {code: self[f"citations_{code}"].data or "" for code in languages}


for _code in LANGUAGES:
    _name = NATIVE_NAMES[_code]
    setattr(
        BesideForm,
        f"note_{_code}",
        words(_l("In plain words (%(language)s)", language=_name), LONGEST_NOTE),
    )
    setattr(
        BesideForm,
        f"citations_{_code}",
        words(_l("Citations (%(language)s)", language=_name), LONGEST_CITATIONS),
    )


def values_of(row: Beside) -> dict[str, Any]:
    """What stands beside a paragraph as the form shows it."""
    found: dict[str, Any] = {"edit": row.token}
    for code in LANGUAGES:
        found[f"note_{code}"] = row.notes.get(code, "")
        found[f"citations_{code}"] = row.citations.get(code, "")
    return found
