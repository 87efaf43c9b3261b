"""Forms of organisations and their code sheets."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

from babel import Locale
from flask import request
from flask_babel import lazy_gettext as _l
from wtforms import DateField, IntegerField, SelectField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange

from app.domain.people import ORGANISATION_GROUPS, Group, Region, SizeClass
from app.queries.organisations import Filters
from app.queries.people import Body
from app.services.organisations import OrganisationDraft
from app.web import labels
from app.web.asked import one_in
from app.web.forms.accounts import LANGUAGES, AccountForm, options, plain
from app.web.forms.base import PageForm

NOT_SAID = ("", _l("Not said"))
GROUPS = [(group.value, labels.LABELS[Group][group]) for group in ORGANISATION_GROUPS]
MOST_CODES = 500
LONGEST_SEARCH = 80
# ISO 3166-1 has two letters; a few codes stand for unions or for nothing.
LETTERS = 2
NO_COUNTRIES = frozenset(
    {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
)


class OrganisationForm(AccountForm):
    """Enters or corrects an organisation."""

    name = StringField(
        _l("Name"),
        filters=[plain],
        validators=[
            DataRequired(_l("Write the organisation’s name.")),
            Length(max=160, message=_l("Use at most %(max)d characters.")),
        ],
    )
    group = SelectField(
        _l("Group"),
        choices=options(GROUPS),
    )
    language = SelectField(_l("Language of its letters and code sheets"), choices=LANGUAGES)
    region = SelectField(_l("Region"), choices=options([NOT_SAID, *labels.choices(Region)]))
    country = SelectField(_l("Country"))
    size_class = SelectField(
        _l("Size of the city"), choices=options([NOT_SAID, *labels.choices(SizeClass)])
    )

    def __init__(self, *args: Any, interface: str = "en", **kwargs: Any) -> None:
        """Name the countries in the language of the page."""
        super().__init__(*args, **kwargs)
        self.country.choices = options([NOT_SAID, *countries(interface)])

    def draft(self) -> OrganisationDraft:
        """What was filled in, as a value."""
        return OrganisationDraft(
            name=str(self.name.data),
            group=Group(self.group.data),
            language=str(self.language.data),
            region=Region(self.region.data) if self.region.data else None,
            country=self.country.data or None,
            size_class=SizeClass(self.size_class.data) if self.size_class.data else None,
        )


class CloseForm(AccountForm):
    """Closes an organisation, or merges it into another one."""

    into = SelectField(_l("Its people go on in"))

    def offer(self, bodies: list[Body], closed: str) -> None:
        """The organisations it can be merged into."""
        others = [(body.slug, body.name) for body in bodies if body.slug != closed]
        self.into.choices = options([("", _l("No other: it has no people")), *others])


class CodesForm(PageForm):
    """Asks for a batch of codes."""

    number = IntegerField(
        _l("How many codes"),
        default=20,
        validators=[
            InputRequired(_l("Write a number.")),
            NumberRange(1, MOST_CODES, message=_l("Between %(min)s and %(max)s.")),
        ],
    )
    label = StringField(
        _l("What they are for"),
        filters=[plain],
        validators=[Length(max=80, message=_l("Use at most %(max)d characters."))],
    )
    language = SelectField(_l("Language of the sheet"), choices=LANGUAGES)
    expires_on = DateField(_l("First use until"), validators=[InputRequired(_l("Choose a day."))])

    def expires_at(self) -> datetime:
        """The end of the chosen day."""
        day = datetime.combine(self.expires_on.data, time(), tzinfo=UTC)
        return day + timedelta(days=1)


class RevokeCodeForm(AccountForm):
    """Takes one code that is to be worthless."""

    SECRETS = frozenset({"code"})

    code = StringField(
        _l("The code"),
        filters=[plain],
        validators=[
            DataRequired(_l("Write the code that was lost.")),
            Length(max=60, message=_l("Use at most %(max)d characters.")),
        ],
    )


def countries(language: str) -> list[tuple[str, str]]:
    """Code and name of every country and territory, by name."""
    named = [
        (code, name)
        for code, name in Locale.parse(language).territories.items()
        if len(code) == LETTERS and code.isalpha() and code not in NO_COUNTRIES
    ]
    return sorted(named, key=lambda pair: pair[1].casefold())


def country_name(code: str | None, language: str) -> str | None:
    """The name of a country in the language of the page."""
    return str(Locale.parse(language).territories.get(code, code)) if code else None


def filters_asked() -> Filters:
    """What the directory is to be narrowed to; raises ``UnknownFilter`` for nonsense."""
    return Filters(
        group=one_in("group", Group),
        region=one_in("region", Region),
        words=request.args.get("q", "").strip()[:LONGEST_SEARCH],
    )
