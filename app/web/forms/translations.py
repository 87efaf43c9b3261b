"""Forms of the translation desk: a translation, a query, an answer, a term of the glossary."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import StringField, TextAreaField, ValidationError
from wtforms.validators import Length

from app.domain.languages import LANGUAGES, NATIVE_NAMES
from app.domain.writing import tidy
from app.queries.parts import TranslatedPart
from app.queries.translation import Translated
from app.services.translation.pen import Words
from app.web.forms.base import PageForm
from app.web.forms.fields import TOO_LONG, at_most, line, needed

LONGEST_WORDING = 20_000
LONGEST_QUERY = 2_000
LONGEST_RENDERING = 120
LONGEST_NOTE = 500
MISSING = _l("Please write something first.")


def written(_form: Any, field: Any) -> None:
    """There are words, not only blanks."""
    if not (field.data or "").strip():
        raise ValidationError(str(_l("Write the translation first.")))


class TranslationForm(PageForm):
    """A paragraph's words in one language, and the numbering before them."""

    text = TextAreaField(
        _l("Translation"),
        validators=[
            written,
            Length(max=LONGEST_WORDING, message=TOO_LONG),
        ],
    )
    label = StringField(_l("Label"), validators=[Length(max=40, message=TOO_LONG)])

    def words(self) -> Words:
        """The translation as the service takes it."""
        return Words(self.text.data or "", self.label.data or "")


class QueryForm(PageForm):
    """A question to the secretariat."""

    question = TextAreaField(
        _l("Your question"), filters=[tidy], validators=[needed(MISSING), at_most(LONGEST_QUERY)]
    )


class AnswerForm(PageForm):
    """The secretariat's answer to a query."""

    answer = TextAreaField(
        _l("Answer"), filters=[tidy], validators=[needed(MISSING), at_most(LONGEST_QUERY)]
    )


class TermForm(PageForm):
    """A term with one rendering in each language."""

    note = line(_l("Note"), LONGEST_NOTE)

    def renderings(self) -> dict[str, str]:
        """The rendering in each language."""
        return {code: self[f"rendering_{code}"].data or "" for code in LANGUAGES}


for _code in LANGUAGES:
    setattr(
        TermForm,
        f"rendering_{_code}",
        line(_l("Term (%(language)s)", language=NATIVE_NAMES[_code]), LONGEST_RENDERING),
    )


def words_of(at: Translated | TranslatedPart) -> dict[str, Any]:
    """A translation as the form shows it; the original's numbering where there is none yet."""
    mine, original = at.wording, at.original
    standing = mine or original
    return {
        "text": mine.text if mine else "",
        "label": (standing.label or "") if standing else "",
        "edit": at.token,
    }


def values_of(term: Any) -> dict[str, Any]:
    """A term as the form shows it."""
    found = {f"rendering_{code}": term.renderings.get(code, "") for code in LANGUAGES}
    return {**found, "note": term.note, "edit": term.edit}
