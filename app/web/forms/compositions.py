"""Forms of composing a version: words of a paragraph, reasons of a change, the introduction."""

import re
from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from app.domain.composition import EditKind
from app.domain.languages import LANGUAGES, NATIVE_NAMES
from app.domain.texts import ParagraphType
from app.queries.charters import CharterInView
from app.queries.works import Work
from app.services.composition.editing import ParagraphEdit
from app.web import labels
from app.web.forms.base import PageForm
from app.web.forms.fields import TOO_LONG, options

LONGEST_WORDING = 20_000
LONGEST_REASON = 4_000
LONGEST_INTRODUCTION = 10_000


class WordsForm(PageForm):
    """A paragraph's words in every language, its type, principles, topics and notes."""

    type = SelectField(
        _l("Type"),
        choices=options(
            (type_.value, labels.LABELS[ParagraphType][type_]) for type_ in ParagraphType
        ),
    )
    principles = SelectMultipleField(
        _l("Principles"),
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
        validate_choice=False,
    )
    topics = SelectMultipleField(
        _l("Topics"),
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
        validate_choice=False,
    )

    kind = RadioField(
        _l("What your change of the words does"),
        choices=options((kind.value, labels.LABELS[EditKind][kind]) for kind in EditKind),
        validators=[Optional()],
    )
    why = TextAreaField(
        _l("Why you change the words"), validators=[Length(max=LONGEST_REASON, message=TOO_LONG)]
    )

    def words(self, language: str) -> ParagraphEdit:
        """The paragraph as the service takes it; the reason is in the language of the page."""
        return ParagraphEdit(
            texts={code: self[f"text_{code}"].data or "" for code in LANGUAGES},
            labels={code: self[f"label_{code}"].data or "" for code in LANGUAGES},
            notes={code: (self[f"note_{code}"].data or "").strip() for code in LANGUAGES},
            type=ParagraphType(self.type.data),
            principles=self.principles.data or (),
            kind=EditKind(self.kind.data) if self.kind.data else None,
            reasons={language: self.why.data or ""},
            topics=self.topics.data or (),
        )


class ReasonForm(PageForm):
    """Why a paragraph changed, and what led to it."""

    references = StringField(_l("References"), validators=[Length(max=500, message=TOO_LONG)])
    editorial = BooleanField(_l("This is an editorial correction: no contribution led to it"))

    def cited(self) -> list[str]:
        """The references, however they are parted."""
        return [one for one in re.split(r"[\s,;،]+", self.references.data or "") if one]

    def reasons(self) -> dict[str, str]:
        """The reason in each language."""
        return {code: self[f"reason_{code}"].data or "" for code in LANGUAGES}


class IntroductionForm(PageForm):
    """What stands at the head of “what changed and why”."""

    def texts(self) -> dict[str, str]:
        """The introduction in each language."""
        return {code: self[f"introduction_{code}"].data or "" for code in LANGUAGES}


def _area(label: object, code: str, longest: int) -> TextAreaField:
    words = _l("%(what)s (%(language)s)", what=label, language=NATIVE_NAMES[code])
    return TextAreaField(words, validators=[Length(max=longest, message=TOO_LONG)])


for _code in LANGUAGES:
    setattr(WordsForm, f"text_{_code}", _area(_l("Text"), _code, LONGEST_WORDING))
    setattr(WordsForm, f"note_{_code}", _area(_l("In plain words"), _code, LONGEST_REASON))
    setattr(
        WordsForm,
        f"label_{_code}",
        StringField(
            _l("Label (%(language)s)", language=NATIVE_NAMES[_code]),
            validators=[Length(max=40, message=TOO_LONG)],
        ),
    )
    setattr(ReasonForm, f"reason_{_code}", _area(_l("Reason"), _code, LONGEST_REASON))
    setattr(
        IntroductionForm,
        f"introduction_{_code}",
        _area(_l("Introduction"), _code, LONGEST_INTRODUCTION),
    )


def words_of(work: Work) -> dict[str, Any]:
    """A paragraph as the form shows it."""
    row = work.now
    found: dict[str, Any] = {
        "type": row.type.value if row else ParagraphType.OPERATIVE.value,
        "principles": list(row.principles) if row else [],
        "topics": list(row.topics) if row else [],
        "edit": work.token,
    }
    for code in LANGUAGES:
        wording = work.after.get(code)
        found[f"text_{code}"] = wording.text if wording else ""
        found[f"label_{code}"] = (wording.label or "") if wording else ""
        found[f"note_{code}"] = row.notes.get(code, "") if row else ""
    return found


def reasons_of(work: Work) -> dict[str, Any]:
    """Reasons and references as the form shows them."""
    change = work.change
    found: dict[str, Any] = {
        "references": ", ".join(reference for _, reference in work.cited),
        "editorial": change.editorial if change else False,
        "edit": work.token,
    }
    for code in LANGUAGES:
        found[f"reason_{code}"] = change.reasons.get(code, "") if change else ""
    return found


def introduction_of(texts: Mapping[str, str], edit: int) -> dict[str, Any]:
    """The introduction as the form shows it."""
    return {"edit": edit, **{f"introduction_{code}": text for code, text in texts.items()}}


def offer_themes(form: WordsForm, view: CharterInView, language: str) -> None:
    """Let the principles and topics of the charter be chosen."""
    offers = (
        (form.principles, view.principle_names(language)),
        (form.topics, view.topic_names(language)),
    )
    for field, names in offers:
        field.choices = options(names.items())
        field.data = [key for key in field.data or () if key in names]
