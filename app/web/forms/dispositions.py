"""Forms of the disposition desk: one decision, several at once, and which ones to list."""

from typing import Any

from flask import request
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext
from wtforms import HiddenField, IntegerField, RadioField, SelectField
from wtforms.validators import NumberRange, Optional

from app.domain.contributions import Kind
from app.domain.dispositions import DeskState, Disposition, Outcome
from app.domain.errors import Invalid
from app.domain.languages import LANGUAGES, NATIVE_NAMES
from app.queries.decision_history import Care
from app.queries.dispositions import DeskFilter, DeskRow
from app.web import labels
from app.web.asked import number_in, one_among, one_in
from app.web.forms.base import PageForm
from app.web.forms.fields import chosen, line, needed, options, words
from app.web.forms.lists import ALL_KINDS, ALL_LANGUAGES, ALL_LEFT_TO_DO

LONGEST_FOLLOW_UP = 300
LONGEST_KEY = 64
EVERYBODY = lazy_pgettext("people", "All")
STATES = {
    DeskState.UNDRAFTED: _l("To draft"),
    DeskState.DRAFTED: _l("To confirm"),
    DeskState.CONFIRMED: _l("Confirmed"),
}
PROBLEMS = {
    "disposition_reason_missing": _l("Write the reason in at least one language."),
    "changed_wording_missing": _l(
        "Write the changed wording in the language of the contribution: it is what is accepted."
    ),
    "follow_up_missing": _l("Say where it is referred to, and what happens next."),
    "changed_wording_is_per_contribution": _l(
        "“Accepted with changes” needs a wording of its own for each contribution."
    ),
    "nothing_chosen": _l("Tick at least one contribution in the list."),
    "too_many_chosen": _l("Tick at most 100 contributions."),
}
KNOWN = {"reason", "wording"}


def decisions(*without: Disposition) -> list[tuple[str, Any]]:
    """The choices of a decision, after an empty one."""
    pairs = [(value, word) for value, word in labels.choices(Disposition) if value not in without]
    return [("", _l("Choose what happens")), *pairs]


class OutcomeForm(PageForm):
    """What every form of a decision has: the choice, the reasons and how a refusal is shown."""

    disposition = SelectField(
        _l("What happens to it"),
        choices=options(decisions()),
        validators=[needed(_l("Choose what happens."))],
    )
    follow_up = line(_l("Referred to"), LONGEST_FOLLOW_UP)

    def outcome(self) -> Outcome:
        """The decision as typed."""
        found = chosen(self.disposition, Disposition)
        if found is None:
            raise Invalid("disposition", field="disposition")
        return Outcome(
            found,
            {code: self[f"reason_{code}"].data or "" for code in LANGUAGES},
            {code: self[f"wording_{code}"].data or "" for code in LANGUAGES},
            self.follow_up.data or "",
        )

    def refuse(self, error: Invalid, language: str) -> None:
        """Put the problem beside the field it is about."""
        name = str(error.details.get("field", ""))
        name = f"{name}_{language}" if name in KNOWN else name
        text = str(PROBLEMS.get(error.code, _l("This cannot be taken. Please check it.")))
        if name in self:
            self[name].errors = [*self[name].errors, text]
        else:
            self.form_errors.append(text)


def _add_languages(form: type[OutcomeForm]) -> type[OutcomeForm]:
    for code in LANGUAGES:
        name = NATIVE_NAMES[code]
        setattr(form, f"reason_{code}", words(_l("Reason (%(language)s)", language=name)))
        setattr(form, f"wording_{code}", words(_l("Changed wording (%(language)s)", language=name)))
    return form


@_add_languages
class DispositionForm(OutcomeForm):
    """One decision on one contribution."""

    @classmethod
    def on(cls, row: DeskRow, *, sent: bool = False) -> "DispositionForm":
        """The form for a contribution: as sent, or as the decision stands; ids are its own."""
        name = row.contribution.reference
        form = cls(about=name) if sent else cls(formdata=None, about=name, data=values(row))
        for field in form:
            field.id = f"{name}-{field.name}"
            field.label.field_id = field.id
        return form


class SeveralForm(OutcomeForm):
    """One decision with one reason for every contribution that is ticked."""

    disposition = SelectField(
        _l("What happens to them"),
        choices=options(decisions(Disposition.ACCEPTED_WITH_CHANGES)),
        validators=[needed(_l("Choose what happens."))],
    )


_add_languages(SeveralForm)


def values(row: DeskRow) -> dict[str, Any]:
    """The decision as it stands; of an amendment the wording begins as it was proposed."""
    record = row.decision.record if row.decision else None
    found: dict[str, Any] = {"edit": str(row.edit)}
    if record is not None:
        found |= {"disposition": record.disposition.value, "follow_up": record.follow_up}
        found |= {f"reason_{code}": text for code, text in record.reasons.items()}
        found |= {f"wording_{code}": text for code, text in record.wordings.items()}
    return found


class CareForm(PageForm):
    """Who sees to a contribution, and a note for those who run the round."""

    responsible = SelectField(_l("Who sees to it"))
    note = words(_l("Note, for those who run the round only"))

    @classmethod
    def on(cls, care: Care, people: list[tuple[str, str]], *, sent: bool = False) -> "CareForm":
        """The form as sent, or as it is kept; whoever saw to it and left can still be kept out."""
        kept = {"responsible": care.responsible, "note": care.note, "edit": str(care.edit)}
        form = cls(about="care") if sent else cls(formdata=None, about="care", data=kept)
        form.responsible.choices = options([("", _l("Nobody yet")), *people])
        return form


class ReplyForm(PageForm):
    """What the proposer says to a proposed decision."""

    answer = RadioField(
        _l("What do you say to it?"),
        choices=options([("agree", _l("I agree")), ("object", _l("I object"))]),
        validate_choice=False,
        validators=[needed(_l("Choose whether you agree or object."))],
    )
    comment = words(_l("Comment"))
    version = HiddenField()


class FilterForm(PageForm):
    """Which contributions to list."""

    class Meta:
        """Reading needs no token."""

        csrf = False

    paragraph = IntegerField(
        _l("Paragraph"), validators=[Optional(), NumberRange(min=0, max=100_000)]
    )
    kind = SelectField(_l("Kind"))
    state = SelectField(_l("Left to do"))
    language = SelectField(_l("Language"))
    responsible = SelectField(_l("Who sees to it"))

    def offer(self, languages: tuple[str, ...], people: list[tuple[str, str]]) -> None:
        """Fill the choices in."""
        self.responsible.choices = options([("", EVERYBODY), *people])
        names = [(code, NATIVE_NAMES.get(code, code)) for code in languages]
        states = [(one.value, word) for one, word in STATES.items()]
        self.kind.choices = options([("", ALL_KINDS), *labels.kinds()])
        self.state.choices = options([("", ALL_LEFT_TO_DO), *states])
        self.language.choices = options([("", ALL_LANGUAGES), *names])


def filter_of() -> DeskFilter:
    """The filter in the address; raises ``UnknownFilter`` for nonsense."""
    return DeskFilter(
        paragraph=number_in("paragraph", lowest=0),
        kind=one_in("kind", Kind),
        state=one_in("state", DeskState),
        language=one_among("language", LANGUAGES),
        responsible=(request.args.get("responsible") or "")[:LONGEST_KEY] or None,
    )
