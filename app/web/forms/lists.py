"""The forms that filter lists: the queue, the register, the amendments; what is unknown is 400."""

from collections.abc import Sequence
from enum import StrEnum
from typing import ClassVar, Self

from flask import request
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext
from flask_babel.speaklater import LazyString
from wtforms import Form, IntegerField, SearchField, SelectField

from app.domain.contributions import Kind, Scope, Status
from app.domain.dispositions import Disposition
from app.domain.languages import LANGUAGES, NATIVE_NAMES
from app.domain.people import Group
from app.domain.responses import UNDECIDED
from app.domain.writing import tidy_line
from app.queries.narrowing import Narrowing
from app.queries.register import RegisterFilter
from app.queries.responses import ResponseFilter
from app.queries.selections import IN_PLACE
from app.web import labels
from app.web.asked import number_in, one_among
from app.web.forms.fields import chosen, options

LONGEST_SEARCH = 100


ALL_LANGUAGES = lazy_pgettext("languages", "All")
ALL_GROUPS = lazy_pgettext("groups", "All")
ALL_KINDS = lazy_pgettext("kinds", "All")
ALL_STATUSES = lazy_pgettext("statuses", "All")
ALL_ORGANISATIONS = lazy_pgettext("organisations", "All")
ALL_AMENDMENTS = lazy_pgettext("amendments", "All")
OF_MINE = _l("Mine and my organisation’s")
IN_CONFLICT = _l("In conflict with others")
WHAT_IS_SAID = _l("What the text says")
CORRECTIONS = _l("One language version only")
ALL_DECISIONS = lazy_pgettext("decisions", "All")
NO_DECISION = _l("No decision yet")
ALL_LEFT_TO_DO = lazy_pgettext("how many", "All")


def select(
    label: object, everything: LazyString, choices: Sequence[tuple[str, object]]
) -> SelectField:
    """One of the values, or all: the word for it agrees with what is listed."""
    return SelectField(label, choices=options([("", everything), *choices]), validate_choice=False)


def one_of(label: object, everything: LazyString, values: type[StrEnum]) -> SelectField:
    """One value of an enumeration, or all."""
    return select(label, everything, labels.choices(values))


class FilterForm(Form):
    """A form that an address fills in, and nothing unknown."""

    CHOICES_COME_LATER: ClassVar[frozenset[str]] = frozenset()

    @classmethod
    def asked(cls) -> Self:
        """The form as the address fills it in; raises ``UnknownFilter`` for what it cannot hold."""
        form = cls(request.args)
        for field in form:
            if isinstance(field, SelectField) and field.name not in cls.CHOICES_COME_LATER:
                one_among(field.name, {str(choice.value) for choice in field.choices})
            elif isinstance(field, IntegerField):
                number_in(field.name)
        return form

    @property
    def filters(self) -> bool:
        """Whether anything is filtered."""
        return any(value not in {None, ""} for value in self.data.values())


class ListForm(FilterForm):
    """What every list of contributions can be filtered by."""

    language = select(
        _l("Language"), ALL_LANGUAGES, [(code, NATIVE_NAMES[code]) for code in LANGUAGES]
    )
    group = one_of(_l("Group"), ALL_GROUPS, Group)
    paragraph = IntegerField(_l("Paragraph"))

    def chosen_language(self) -> str | None:
        """The language asked for."""
        return self.language.data if self.language.data in LANGUAGES else None

    def chosen_paragraph(self) -> int | None:
        """The number of the paragraph asked for."""
        number: int | None = self.paragraph.data
        return number


class QueueForm(ListForm):
    """Filters of the queue."""

    kind = select(_l("Kind"), ALL_KINDS, labels.kinds())

    def wanted(self) -> Narrowing:
        """What is asked for."""
        return Narrowing(
            language=self.chosen_language(),
            group=chosen(self.group, Group),
            paragraph=self.chosen_paragraph(),
            kind=chosen(self.kind, Kind),
        )


class RegisterForm(ListForm):
    """Filters of the register."""

    CHOICES_COME_LATER = frozenset({"organisation"})

    kind = select(_l("Kind"), ALL_KINDS, labels.kinds())
    status = one_of(_l("Status"), ALL_STATUSES, Status)
    scope = select(_l("Concerns"), ALL_AMENDMENTS, [(str(Scope.LANGUAGE), CORRECTIONS)])
    organisation = select(_l("Organisation"), ALL_ORGANISATIONS, [])
    q = SearchField(_l("Words in the text"), filters=[tidy_line])

    def offer(self, organisations: list[tuple[str, str]]) -> None:
        """Name the organisations one can choose from."""
        self.organisation.choices = options([("", ALL_ORGANISATIONS), *organisations])
        one_among("organisation", {slug for slug, _ in organisations})

    def wanted(self) -> RegisterFilter:
        """What is asked for."""
        return RegisterFilter(
            kind=chosen(self.kind, Kind),
            status=chosen(self.status, Status),
            group=chosen(self.group, Group),
            language=self.chosen_language(),
            paragraph=self.chosen_paragraph(),
            organisation=(self.organisation.data or None),
            scope=chosen(self.scope, Scope),
            text=(self.q.data or "")[:LONGEST_SEARCH] or None,
        )


class AmendmentsForm(ListForm):
    """Filters of the list of amendments."""

    status = select(
        _l("Status"),
        ALL_STATUSES,
        [pair for pair in labels.choices(Status) if pair[0] in set(IN_PLACE)],
    )
    only = select(_l("Only"), ALL_AMENDMENTS, [("mine", OF_MINE), ("conflicts", IN_CONFLICT)])
    scope = select(_l("Concerns"), WHAT_IS_SAID, [(str(Scope.LANGUAGE), CORRECTIONS)])

    def wanted(self) -> RegisterFilter:
        """What is asked for."""
        status = chosen(self.status, Status)
        return RegisterFilter(
            kind=Kind.AMENDMENT,
            status=status if status in IN_PLACE else None,
            group=chosen(self.group, Group),
            language=self.chosen_language(),
            paragraph=self.chosen_paragraph(),
            in_place=True,
            mine=self.only.data == "mine",
            scope=chosen(self.scope, Scope) or Scope.SUBSTANCE,
        )


class ResponsesForm(FilterForm):
    """Filters of the response matrix."""

    paragraph = IntegerField(_l("Paragraph"))
    group = one_of(_l("Group"), ALL_GROUPS, Group)
    disposition = select(
        _l("What happened to it"),
        ALL_DECISIONS,
        [*labels.choices(Disposition), (UNDECIDED, NO_DECISION)],
    )

    def wanted(self) -> ResponseFilter:
        """What is asked for."""
        return ResponseFilter(
            paragraph=self.paragraph.data,
            group=chosen(self.group, Group),
            disposition=self.disposition.data or None,
        )
