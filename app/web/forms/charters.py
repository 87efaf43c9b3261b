"""The forms of a charter: words, languages, principles, topics; the date of an adoption."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (
    DateField,
    FieldList,
    Form,
    FormField,
    HiddenField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from app.domain.languages import LANGUAGES, NATIVE_NAMES
from app.queries.charters import CharterInView
from app.services.charters import CharterPlan, PrinciplePlan, TopicPlan
from app.web.forms.base import PageForm
from app.web.forms.fields import TOO_LONG, has_title, needed, options

LONGEST_TITLE = 200
LONGEST_PURPOSE = 1500
NEEDED = _l("Fill in this field.")
EQUAL = "equal"
FIRST = "first"
MOST_PRINCIPLES = 12
MOST_TOPICS = 30


class PrincipleForm(Form):
    """One guiding idea in four languages."""

    key = HiddenField()

    def plan(self) -> PrinciplePlan:
        """The principle as the service takes it."""
        return PrinciplePlan(
            {code: self[f"name_{code}"].data or "" for code in LANGUAGES},
            {code: self[f"explanation_{code}"].data or "" for code in LANGUAGES},
            self.key.data or "",
        )

    @property
    def filled(self) -> bool:
        """Whether a name was given in any language."""
        return any((self[f"name_{code}"].data or "").strip() for code in LANGUAGES)


class TopicForm(Form):
    """One topic in four languages."""

    key = HiddenField()

    def plan(self) -> TopicPlan:
        """The topic as the service takes it."""
        return TopicPlan(
            {code: self[f"name_{code}"].data or "" for code in LANGUAGES}, self.key.data or ""
        )

    @property
    def filled(self) -> bool:
        """Whether a name was given in any language."""
        return any((self[f"name_{code}"].data or "").strip() for code in LANGUAGES)


class CharterForm(PageForm):
    """All that is said of a charter beside its text."""

    slug = StringField(_l("Short name in the address"), validators=[InputRequired(message=NEEDED)])
    code = StringField(_l("Code in references"), validators=[InputRequired(message=NEEDED)])
    languages = SelectMultipleField(
        _l("Languages of the text"),
        choices=options((code, NATIVE_NAMES[code]) for code in LANGUAGES),
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
        validators=[needed(_l("Choose at least one language."))],
    )
    authentic_language = SelectField(
        _l("Authentic text"),
        choices=options(
            [
                (FIRST, _l("The first language imported")),
                *((code, NATIVE_NAMES[code]) for code in LANGUAGES),
                (EQUAL, _l("All languages are equally authentic")),
            ]
        ),
    )
    principles = FieldList(FormField(PrincipleForm))
    topics = FieldList(FormField(TopicForm))

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether everything is there; all that is missing is told at once."""
        whole = super().validate(extra_validators)
        return has_title(self) and bool(whole)

    def plan(self) -> CharterPlan:
        """The charter as the service takes it; principles and topics without a name go."""
        authentic = self.authentic_language.data
        return CharterPlan(
            slug=(self.slug.data or "").strip().lower(),
            code=(self.code.data or "").strip().upper(),
            titles={code: self[f"title_{code}"].data or "" for code in LANGUAGES},
            purposes={code: self[f"purpose_{code}"].data or "" for code in LANGUAGES},
            languages=[code for code in LANGUAGES if code in (self.languages.data or ())],
            authentic_language=None if authentic in {EQUAL, FIRST} else authentic,
            equally_authentic=authentic == EQUAL,
            principles=[entry.form.plan() for entry in self.principles if entry.form.filled],
            topics=[entry.form.plan() for entry in self.topics if entry.form.filled],
        )

    def settled(self) -> None:
        """There is a text: the first import has been, and decides nothing any more."""
        kept = [choice for choice in self.authentic_language.choices if choice.value != FIRST]
        self.authentic_language.choices = kept

    def rearranged(self) -> bool:
        """Whether a button only added or took away a principle or topic; all typed stays."""
        do, _colon, at = self.button().partition(":")
        entries, most = (
            (self.topics, MOST_TOPICS)
            if do.endswith("_topic")
            else (self.principles, MOST_PRINCIPLES)
        )
        if do in {"add", "add_topic"} and len(entries) < most:
            entries.append_entry()
        elif do in {"remove", "remove_topic"} and at.isdigit():
            _take_away(entries, int(at))
        return do in {"add", "add_topic", "remove", "remove_topic"}


def _take_away(entries: FieldList, number: int) -> None:
    """Leave one entry out; the others close up, with what is typed in them."""
    kept = [entry.data for at, entry in enumerate(entries) if at != number]
    while entries.entries:
        entries.pop_entry()
    for data in kept:
        entries.append_entry(data)


for _code in LANGUAGES:
    _own = NATIVE_NAMES[_code]
    for _form in (PrincipleForm, TopicForm):
        setattr(
            _form,
            f"name_{_code}",
            StringField(
                _l("Name (%(language)s)", language=_own),
                validators=[Length(max=LONGEST_TITLE, message=TOO_LONG)],
            ),
        )
    setattr(
        PrincipleForm,
        f"explanation_{_code}",
        StringField(
            _l("In one sentence (%(language)s)", language=_own),
            validators=[Length(max=LONGEST_PURPOSE, message=TOO_LONG)],
        ),
    )
    setattr(
        CharterForm,
        f"title_{_code}",
        StringField(
            _l("Title (%(language)s)", language=_own),
            validators=[Length(max=LONGEST_TITLE, message=TOO_LONG)],
        ),
    )
    setattr(
        CharterForm,
        f"purpose_{_code}",
        TextAreaField(
            _l("Purpose (%(language)s)", language=_own),
            validators=[Length(max=LONGEST_PURPOSE, message=TOO_LONG)],
        ),
    )


class AdoptionForm(PageForm):
    """The day a version was adopted."""

    adopted_on = DateField(
        _l("Adopted on"), validators=[InputRequired(message=_l("Give the date of the adoption."))]
    )


def starting_values() -> dict[str, Any]:
    """What an empty form proposes."""
    return {
        "languages": list(LANGUAGES),
        "authentic_language": FIRST,
        "principles": [{}],
        "topics": [{}],
    }


def values_of(view: CharterInView) -> dict[str, Any]:
    """A charter as the form shows it, with the state it was seen in."""
    charter = view.charter
    return {
        "slug": charter.slug,
        "code": charter.code,
        "languages": charter.languages,
        "authentic_language": charter.authentic_language
        or (EQUAL if charter.equally_authentic else FIRST),
        "principles": [
            {
                "key": principle.key,
                **_by_language("name", principle.names),
                **_by_language("explanation", principle.explanations),
            }
            for principle in view.principles
        ],
        "topics": [
            {"key": topic.key, **_by_language("name", topic.names)} for topic in view.topics
        ],
        **_by_language("title", view.titles),
        **_by_language("purpose", view.purposes),
        "edit": charter.edit,
    }


def _by_language(name: str, texts: Mapping[str, str]) -> dict[str, str]:
    return {f"{name}_{code}": text for code, text in texts.items()}
