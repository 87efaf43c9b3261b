"""Forms of those who manage people."""

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, EmailField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from app.domain.people import Grant, Role
from app.queries.management import Scope
from app.queries.people import Body
from app.services.people.members import Newcomer
from app.web import labels
from app.web.forms.accounts import (
    AccountForm,
    is_email,
    language_field,
    name_field,
    options,
    plain,
)

PLATFORM = ("platform", _l("The whole platform"))
NO_BODY = ("", _l("None"))
NO_ROLE = ("", _l("No role"))


def body_choices(bodies: Sequence[Body]) -> list[SelectChoice]:
    """None, or one of the organisations."""
    return options([NO_BODY, *((str(body.id), body.name) for body in bodies)])


def scope_choices(found: Sequence[Scope]) -> list[SelectChoice]:
    """The whole platform, a charter, or a round, under headings."""
    charters = [(scope.code, scope.title) for scope in found if not scope.is_round]
    rounds = [(scope.code, scope.title) for scope in found if scope.is_round]
    return [
        *options([PLATFORM], _("Everywhere")),
        *options(charters, _("One charter")),
        *options(rounds, _("One round")),
    ]


class PersonForm(AccountForm):
    """Adds a person; nothing but a name and a language is needed."""

    display_name = name_field(_l("Name shown to others"))
    language = language_field()
    organisation = SelectField(_l("Organisation"))
    delegate = BooleanField(_l("May act for the organisation, as its delegate"))
    function = StringField(
        _l("Function"),
        filters=[plain],
        validators=[Length(max=80, message=_l("Use at most %(max)d characters."))],
    )
    email = EmailField(
        _l("E-mail address"),
        filters=[plain],
        validators=[
            Optional(),
            Length(max=254, message=_l("Use at most %(max)d characters.")),
            is_email,
        ],
    )

    role = SelectField(_l("Role"), choices=options([NO_ROLE, *labels.choices(Role)]), default="")
    scope = SelectField(_l("Where"), default=PLATFORM[0])

    @property
    def wants_role(self) -> bool:
        """Whether a role goes with it; only those who may grant one are asked."""
        return "role" in self and bool(self.role.data)

    def grant(self, charter_id: int | None, round_id: int | None) -> Grant:
        """The role in the scope that was looked up."""
        return Grant(Role(self.role.data), charter_id, round_id)

    def newcomer(self) -> Newcomer:
        """What was filled in, as a value; the address is not part of it."""
        return Newcomer(
            display_name=str(self.display_name.data),
            language=str(self.language.data),
            organisation_id=int(self.organisation.data) if self.organisation.data else None,
            delegate=bool(self.delegate.data),
            function=self.function.data or None,
        )


class RoleForm(AccountForm):
    """Grants a role in a scope; the scopes are set by the view."""

    role = SelectField(_l("Role"), choices=options(labels.choices(Role)))
    scope = SelectField(_l("Where"))

    def grant(self, charter_id: int | None, round_id: int | None) -> Grant:
        """The role in the scope that was looked up."""
        return Grant(Role(self.role.data), charter_id, round_id)


class DelegateForm(AccountForm):
    """Makes somebody a delegate; the organisations are set by the view."""

    organisation = SelectField(
        _l("Organisation"), validators=[InputRequired(_l("Choose an organisation."))]
    )
    function = StringField(
        _l("Function"),
        filters=[plain],
        validators=[Length(max=80, message=_l("Use at most %(max)d characters."))],
    )
