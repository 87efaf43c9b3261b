"""The form that sets up a round, and those that give it more time."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import lazy_gettext as _l
from wtforms import (
    DateTimeLocalField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from app.domain.languages import LANGUAGES, NATIVE_NAMES
from app.domain.plans import EVIDENCE_FLOOR, KINDS, RoundPlan, RoundWords, is_zone
from app.domain.rounds import (
    DEFAULT_CRITERIA,
    Act,
    Audience,
    ModerationRule,
    TallyRule,
    Window,
)
from app.web import labels
from app.web.forms.base import PageForm
from app.web.forms.fields import TOO_LONG, has_title, needed, options

LOCAL = "%Y-%m-%dT%H:%M"
LONGEST_TITLE = 200
LONGEST_QUESTION = 1500
NEEDED = _l("Fill in this field.")


def tick(label: object, choices: Sequence[tuple[Any, object]], **more: Any) -> SelectMultipleField:
    """Boxes to tick."""
    return SelectMultipleField(
        label,
        choices=options(choices),
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
        **more,
    )


def moment_field(label: object, *, needed: bool = False) -> DateTimeLocalField:
    """A local date and time in the round's own zone."""
    rule = InputRequired(message=NEEDED) if needed else Optional()
    return DateTimeLocalField(label, format=[LOCAL, "%Y-%m-%dT%H:%M:%S"], validators=[rule])


class WordsForm(PageForm):
    """What readers are told of a round: one field per language for each text, and a contact."""

    contact = StringField(_l("Contact address"), validators=[Length(max=200, message=TOO_LONG)])

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether everything is there; all that is missing is told at once."""
        whole = super().validate(extra_validators)
        return has_title(self) and bool(whole)

    def words(self) -> RoundWords:
        """The words as the domain knows them."""
        return RoundWords(
            titles=self.by_language("title"),
            questions=self.by_language("question"),
            run_by=self.by_language("run_by"),
            contact=self.contact.data or "",
        )

    def by_language(self, name: str) -> dict[str, str]:
        """One text in each language it was given in."""
        texts = {code: (self[f"{name}_{code}"].data or "").strip() for code in LANGUAGES}
        return {code: text for code, text in texts.items() if text}


for _code in LANGUAGES:
    _own = NATIVE_NAMES[_code]
    setattr(
        WordsForm,
        f"title_{_code}",
        StringField(
            _l("Title (%(language)s)", language=_own),
            validators=[Length(max=LONGEST_TITLE, message=TOO_LONG)],
        ),
    )
    setattr(
        WordsForm,
        f"question_{_code}",
        TextAreaField(
            _l("Question (%(language)s)", language=_own),
            validators=[Length(max=LONGEST_QUESTION, message=TOO_LONG)],
        ),
    )
    setattr(
        WordsForm,
        f"run_by_{_code}",
        StringField(
            _l("Run by (%(language)s)", language=_own),
            validators=[Length(max=LONGEST_TITLE, message=TOO_LONG)],
        ),
    )


class RoundForm(WordsForm):
    """Everything a round is set up with."""

    version = SelectField(_l("Charter and version"), coerce=int)
    slug = StringField(_l("Short name in the address"), validators=[InputRequired(message=NEEDED)])
    timezone = SelectField(_l("Time zone of all dates"), default="UTC")
    opens_at = moment_field(_l("Opens"), needed=True)
    closes_at = moment_field(_l("Closes"), needed=True)
    audience = RadioField(_l("Who may take part"), choices=options(labels.choices(Audience)))
    invited = tick(_l("Invited organisations"), (), coerce=int, validate_choice=False)
    moderation = RadioField(
        _l("When a facilitator reads a contribution"),
        choices=options(labels.choices(ModerationRule)),
    )
    tallies = RadioField(_l("When tallies are shown"), choices=options(labels.choices(TallyRule)))
    kinds = tick(
        _l("Kinds of contribution"),
        labels.kinds(),
        validators=[needed(_l("Choose at least one kind."))],
    )
    criteria = StringField(_l("Rating criteria"), validators=[Length(max=200, message=TOO_LONG)])
    evidence_floor = IntegerField(
        _l("People of a group needed before its view counts as heard"),
        validators=[InputRequired(message=NEEDED), NumberRange(min=1, max=1000)],
    )

    def plan(self) -> RoundPlan:
        """The plan as the domain knows it; times are local to the zone chosen."""
        zone = self.timezone.data if is_zone(self.timezone.data or "") else "UTC"
        told = self.words()
        return RoundPlan(
            version_id=self.version.data,
            slug=(self.slug.data or "").strip(),
            titles=told.titles,
            questions=told.questions,
            run_by=told.run_by,
            contact=told.contact,
            timezone=zone,
            opens_at=to_utc(self.opens_at.data, zone),
            closes_at=to_utc(self.closes_at.data, zone),
            windows=tuple(self.windows(zone)),
            audience=Audience(self.audience.data),
            invited=frozenset(self.invited.data or ()),
            moderation=ModerationRule(self.moderation.data),
            tallies=TallyRule(self.tallies.data),
            kinds=tuple(self.kinds.data or ()),
            criteria=tuple(split(self.criteria.data or "")),
            evidence_floor=self.evidence_floor.data,
        )

    def windows(self, zone: str) -> list[Window]:
        """The acts with dates of their own; an empty end is that of the round."""
        found = []
        for act in Act:
            begin, end = self[f"{act.value}_opens"].data, self[f"{act.value}_closes"].data
            if begin or end:
                found.append(
                    Window(
                        act,
                        to_utc(begin or self.opens_at.data, zone),
                        to_utc(end or self.closes_at.data, zone),
                    )
                )
        return found

    def windows_given(self) -> bool:
        """Whether any act has dates of its own, or an error in them."""
        ends = [self[f"{act.value}_{end}"] for act in Act for end in ("opens", "closes")]
        return any(field.data or field.errors for field in ends)


for _act in Act:
    setattr(RoundForm, f"{_act.value}_opens", moment_field(_l("From")))
    setattr(RoundForm, f"{_act.value}_closes", moment_field(_l("Until")))


class MoreTimeForm(PageForm):
    """A later closing, and why."""

    closes_at = moment_field(_l("New closing"), needed=True)
    reason = TextAreaField(
        _l("Reason"),
        validators=[InputRequired(message=_l("Write the reason, one sentence is enough."))],
    )


class StepForm(PageForm):
    """Nothing but the button: schedule, open or close."""


def to_utc(local: datetime, zone: str) -> datetime:
    """A local date and time of a zone as a moment."""
    return local.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def to_local(moment: datetime, zone: str) -> datetime:
    """A moment as local date and time of a zone."""
    return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def split(text: str) -> list[str]:
    """The words between commas, each once."""
    return list(dict.fromkeys(word.strip() for word in text.split(",") if word.strip()))


def starting_values() -> dict[str, Any]:
    """What an empty form proposes."""
    return {
        "audience": Audience.OPEN.value,
        "moderation": ModerationRule.TRUSTED.value,
        "tallies": TallyRule.AFTER_VOTE.value,
        "kinds": list(KINDS),
        "criteria": ", ".join(DEFAULT_CRITERIA),
        "evidence_floor": EVIDENCE_FLOOR,
    }


def words_values(words: RoundWords, edit: int) -> dict[str, Any]:
    """What readers are told as the form shows it, with the state it was seen in."""
    values: dict[str, Any] = {"contact": words.contact, "edit": edit}
    for code in LANGUAGES:
        values[f"title_{code}"] = words.titles.get(code, "")
        values[f"question_{code}"] = words.questions.get(code, "")
        values[f"run_by_{code}"] = words.run_by.get(code, "")
    return values


def values_of(plan: RoundPlan, edit: int) -> dict[str, Any]:
    """A round's plan as the form shows it, with the state it was seen in."""
    zone = plan.timezone
    values: dict[str, Any] = {
        **words_values(plan.words, edit),
        "version": plan.version_id,
        "slug": plan.slug,
        "timezone": zone,
        "opens_at": to_local(plan.opens_at, zone),
        "closes_at": to_local(plan.closes_at, zone),
        "audience": plan.audience.value,
        "invited": sorted(plan.invited),
        "moderation": plan.moderation.value,
        "tallies": plan.tallies.value,
        "kinds": list(plan.kinds),
        "criteria": ", ".join(plan.criteria),
        "evidence_floor": plan.evidence_floor,
    }
    for window in plan.windows:
        values[f"{window.act.value}_opens"] = to_local(window.opens_at, zone)
        values[f"{window.act.value}_closes"] = to_local(window.closes_at, zone)
    return values
