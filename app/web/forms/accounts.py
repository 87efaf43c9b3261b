"""Forms of signing in, joining, setting up and settings."""

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import EmailField, HiddenField, PasswordField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, Optional, Regexp

from app.domain.languages import NATIVE_NAMES
from app.web.forms.base import PageForm
from app.web.refusals import sentence

LONGEST_NAME = 80
LONGEST_PASSWORD = 1000
EMAIL_SHAPE = r"^[^@\s<>\"(),:;\[\]\\]+@[^@\s<>\"(),:;\[\]\\]+$"

is_email = Regexp(
    EMAIL_SHAPE, message=_l("Write the whole e-mail address, such as name@example.org.")
)


def options(pairs: Iterable[tuple[str, Any]], under: str | None = None) -> list[SelectChoice]:
    """Choices of a field from values and words, under a heading where one is given."""
    return [SelectChoice(value, word, optgroup=under) for value, word in pairs]


LANGUAGES = options(NATIVE_NAMES.items())


def plain(value: Any) -> Any:
    """A typed line without the blanks around it."""
    return " ".join(value.split()) if isinstance(value, str) else value


def name_field(label: Any) -> StringField:
    """A field for the name that is shown to others."""
    return StringField(
        label,
        filters=[plain],
        validators=[
            DataRequired(_l("Write the name that others will see.")),
            Length(max=LONGEST_NAME, message=_l("Use at most %(max)d characters.")),
        ],
    )


def language_field() -> SelectField:
    """A field for the language somebody wants to be addressed in."""
    return SelectField(_l("Language"), choices=LANGUAGES)


def new_password_field(label: Any) -> PasswordField:
    """A field for a password that is being chosen."""
    return PasswordField(
        label,
        validators=[
            InputRequired(_l("Choose a password.")),
            Length(max=LONGEST_PASSWORD, message=_l("Use at most %(max)d characters.")),
        ],
    )


class AccountForm(PageForm):
    """A form to which the account services may say no."""

    def refuse(self, name: str, code: str) -> None:
        """Put the sentence of a refusal beside a field."""
        self[name].errors = [sentence(code)]


class LinkForm(AccountForm):
    """Asks for a sign-in link."""

    next = HiddenField()
    email = EmailField(
        _l("E-mail address"),
        filters=[plain],
        validators=[
            DataRequired(_l("Write your e-mail address.")),
            Length(max=254, message=_l("Use at most %(max)d characters.")),
            is_email,
        ],
    )


class PasswordSignInForm(AccountForm):
    """Signs in with a password."""

    next = HiddenField()
    login = StringField(
        _l("E-mail address or sign-in name"),
        filters=[plain],
        validators=[
            DataRequired(_l("Write your e-mail address or sign-in name.")),
            Length(max=254, message=_l("Use at most %(max)d characters.")),
        ],
    )
    password = PasswordField(
        _l("Password"),
        validators=[
            InputRequired(_l("Write your password.")),
            Length(max=LONGEST_PASSWORD, message=_l("Use at most %(max)d characters.")),
        ],
    )


class JoinForm(AccountForm):
    """Asks somebody new how to be called, and in which language."""

    display_name = name_field(_l("Name shown to others"))
    language = language_field()


class CodeForm(AccountForm):
    """Takes a printed code."""

    SECRETS = frozenset({"code"})

    next = HiddenField()
    code = StringField(
        _l("Your code"),
        filters=[plain],
        validators=[
            DataRequired(_l("Write the code from your sheet.")),
            Length(max=60, message=_l("Use at most %(max)d characters.")),
        ],
    )


class CodeNameForm(AccountForm):
    """Asks the first user of a code how to be called; the code comes along."""

    next = HiddenField()
    code = HiddenField(validators=[DataRequired()])
    display_name = name_field(_l("Name shown to others"))
    language = language_field()


class SetupForm(AccountForm):
    """Makes the first administrator."""

    display_name = name_field(_l("Name shown to others"))
    login = StringField(
        _l("E-mail address, or a sign-in name"),
        filters=[plain],
        validators=[
            DataRequired(_l("Write an e-mail address or a sign-in name.")),
            Length(min=3, max=254, message=_l("Use 3 to 254 characters.")),
        ],
    )
    password = new_password_field(_l("Password"))


class NamesForm(AccountForm):
    """Changes the own name and language."""

    display_name = name_field(_l("Name shown to others"))
    language = language_field()


class AddressForm(AccountForm):
    """Asks for a link to a new e-mail address."""

    email = EmailField(
        _l("New e-mail address"),
        filters=[plain],
        validators=[
            DataRequired(_l("Write your e-mail address.")),
            Length(max=254, message=_l("Use at most %(max)d characters.")),
            is_email,
        ],
    )


class PasswordForm(AccountForm):
    """Sets or changes the own password."""

    sign_in_name = StringField(
        _l("Sign-in name"),
        filters=[plain],
        validators=[
            Optional(),
            Length(min=3, max=60, message=_l("Use 3 to 60 characters.")),
            Regexp(r"^[^@]+$", message=_l("A sign-in name has no @ in it.")),
        ],
    )
    current_password = PasswordField(
        _l("Present password"),
        validators=[Length(max=LONGEST_PASSWORD, message=_l("Use at most %(max)d characters."))],
    )
    new_password = new_password_field(_l("New password"))


class ActingForm(PageForm):
    """Chooses whom to act for; the choices are set by the view."""

    next = HiddenField()
    acting_for = SelectField(_l("Act for"), validate_choice=True)
