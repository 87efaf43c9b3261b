"""Fields that forms share: choices that may stay empty, texts that are tidied, public names."""

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Any, TypeVar

from flask_babel import lazy_gettext as _l
from wtforms import Field, RadioField, SelectField, StringField, TextAreaField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length

from app.domain.languages import LANGUAGES, NATIVE_NAMES
from app.domain.writing import LONGEST, LONGEST_NAME, tidy, tidy_line
from app.web import labels

TOO_LONG = _l("This is longer than %(max)s characters. Please shorten it.")
NO_TITLE = _l("Write a title in at least one language.")
Value = TypeVar("Value", bound=StrEnum)


def words(label: object, longest: int = LONGEST) -> TextAreaField:
    """A text of several lines."""
    return TextAreaField(label, filters=[tidy], validators=[at_most(longest)])


def line(label: object, longest: int) -> StringField:
    """A text on one line."""
    return StringField(label, filters=[tidy_line], validators=[at_most(longest)])


def public_name() -> StringField:
    """The name readers see."""
    return line(_l("Name shown to the public"), LONGEST_NAME)


def at_most(longest: int) -> Length:
    """The text may not be longer."""
    return Length(max=longest, message=TOO_LONG)


def options(pairs: Iterable[tuple[str, Any]]) -> list[SelectChoice]:
    """Choices of a field: what is sent, and the word for it."""
    return [SelectChoice(value, word) for value, word in pairs]


def choice(label: object, values: type[StrEnum]) -> RadioField:
    """One of the values, or none yet."""
    return one_of(label, labels.choices(values))


def one_of(label: object, pairs: Iterable[tuple[str, Any]]) -> RadioField:
    """One of these choices, or none yet; anything else counts as none."""
    return RadioField(label, choices=options(pairs), validate_choice=False, validators=[_offered])


def language(label: object) -> SelectField:
    """One of the four languages, each in its own name."""
    return SelectField(label, choices=options((code, NATIVE_NAMES[code]) for code in LANGUAGES))


def chosen(field: Field, values: type[Value]) -> Value | None:
    """The value behind a choice, or None."""
    return values(field.data) if field.data in {value.value for value in values} else None


def needed(message: object) -> Callable[[Any, Any], None]:
    """A validator: something has to be here."""

    def check(_form: Any, field: Any) -> None:
        if not field.data:
            raise ValidationError(str(message))

    return check


def _offered(_form: Any, field: Any) -> None:
    if field.data is not None and field.data not in {str(value) for value, *_ in field.choices}:
        raise ValidationError(str(_l("Please choose one of these.")))


def has_title(form: Any) -> bool:
    """Whether a title is there in at least one language; else the first field says so."""
    if any((form[f"title_{code}"].data or "").strip() for code in LANGUAGES):
        return True
    form.title_en.errors = [*form.title_en.errors, str(NO_TITLE)]
    return False
