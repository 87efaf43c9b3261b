"""Moderation: reason codes, what a decision does, when it is due, how long it may be undone."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum

from app.domain.contributions import Status, Step, next_status
from app.domain.errors import Conflict

UNDO_FOR = timedelta(minutes=10)
APPEAL_FOR = timedelta(days=184)
VEIL_FOR = timedelta(hours=24)
BULK_LIMIT = 20
DECIDE_WITHIN_WORKING_DAYS = 2
DECIDE_URGENT_WITHIN = timedelta(hours=4)
FRIDAY = 4


class ReasonCode(StrEnum):
    """The rule a restriction rests on; the codes are those of the rules page."""

    HATE = "hate"
    THREAT = "threat"
    PERSONAL_DATA = "personal_data"
    HARASSMENT = "harassment"
    ILLEGAL = "illegal"
    SPAM = "spam"
    OFF_TOPIC = "off_topic"
    WRONG_PLACE = "wrong_place"
    IMPERSONATION = "impersonation"


class Urgency(IntEnum):
    """How soon a report asks for a decision; the highest goes first."""

    ORDINARY = 0
    HARM = 1
    DANGER = 2


URGENCY = {
    ReasonCode.THREAT: Urgency.DANGER,
    ReasonCode.PERSONAL_DATA: Urgency.DANGER,
    ReasonCode.HATE: Urgency.HARM,
}
URGENT = frozenset(URGENCY)
# Words that may put a person in danger are covered until somebody has looked at them.
VEILED = frozenset(code for code, level in URGENCY.items() if level is Urgency.DANGER)


class Decision(StrEnum):
    """What a facilitator decides on a contribution in the queue."""

    PUBLISH = "publish"
    RETURN = "return"
    WITHHOLD = "withhold"


class AppealOutcome(StrEnum):
    """How an appeal ended."""

    UPHELD = "upheld"
    REVERSED = "reversed"


STEP_OF = {
    Decision.PUBLISH: Step.PUBLISH,
    Decision.RETURN: Step.RETURN,
    Decision.WITHHOLD: Step.WITHHOLD,
}
RESTRICTIONS = frozenset({Step.RETURN, Step.WITHHOLD})
UNDOABLE = frozenset(STEP_OF.values())


@dataclass(frozen=True, slots=True)
class Ruling:
    """A decision as its facilitator made it; ``edit`` is the state of the thing they saw."""

    decision: Decision
    edit: int
    code: ReasonCode | None = None
    statement: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Alert:
    """A report as a reader made it; ``reporter`` is a key that is never shown."""

    code: ReasonCode
    reporter: str
    language: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Plea:
    """An appeal in its author's words."""

    text: str
    language: str
    submission_key: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody else says to an appeal: the one they saw, else the one that waits longest."""

    outcome: AppealOutcome
    text: str
    appeal: int | None = None


def urgency(code: ReasonCode | None) -> Urgency:
    """How urgent a report with this reason is; without a report nothing is."""
    return URGENCY.get(code, Urgency.ORDINARY) if code else Urgency.ORDINARY


def status_after(decision: Decision, status: Status, *, revision_waits: bool) -> Status:
    """The status a decision leads to; raises ``Conflict`` where it is impossible.

    While a revision of a published contribution waits, publishing or returning concerns those
    words only; withholding always concerns the whole contribution.
    """
    if revision_waits and status is Status.PUBLISHED and decision is not Decision.WITHHOLD:
        return Status.PUBLISHED
    return next_status(status, STEP_OF[decision])


def possible_decisions(status: Status, *, revision_waits: bool) -> tuple[Decision, ...]:
    """What can be decided on a contribution as it stands."""

    def can(decision: Decision) -> bool:
        try:
            status_after(decision, status, revision_waits=revision_waits)
        except Conflict:
            return False
        return True

    return tuple(decision for decision in Decision if can(decision))


def due_at(since: datetime, *, urgent: bool) -> datetime:
    """When a decision should have been made: urgent within hours, else within working days."""
    if urgent:
        return since + DECIDE_URGENT_WITHIN
    due, left = since, DECIDE_WITHIN_WORKING_DAYS
    while left:
        due += timedelta(days=1)
        left -= due.weekday() <= FRIDAY
    return due
