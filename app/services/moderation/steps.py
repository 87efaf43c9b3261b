"""What every verb of moderation shares: the case behind a reference, and a step taken in it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.domain.contributions import Status, Step
from app.domain.moderation import Answer, AppealOutcome, ReasonCode
from app.domain.people import Actor, Role
from app.domain.permissions import Action, require
from app.domain.rules import Subject
from app.ledger.contributions import contribution_behind
from app.ledger.outbox import post
from app.ledger.record import Entry, record
from app.ledger.rounds import lock_round, touch
from app.models.contributions import Contribution
from app.models.moderation import ModerationStep
from app.models.people import Member
from app.models.rounds import Round
from app.queries.rounds import about, subject_of

KIND = "moderation"


@dataclass(frozen=True, slots=True)
class Case:
    """A contribution being decided on, with its round locked."""

    round: Round
    contribution: Contribution
    subject: Subject


@dataclass(frozen=True, slots=True)
class Taken:
    """A step as it is taken: where it leads, which words show then, why, and if told by mail."""

    step: Step
    after: Status
    shown: int | None
    code: ReasonCode | None = None
    statement: str = ""
    note: str = ""
    undoes: int | None = None
    told: bool = True

    @property
    def recorded_as(self) -> str:
        """The code of the step in the record, such as ``withhold:threat``."""
        name = f"undo:{self.step}" if self.undoes else str(self.step)
        return f"{name}:{self.code}" if self.code and not self.undoes else name


@dataclass(frozen=True, slots=True)
class Told:
    """What the author reads in a mail."""

    event: str
    statement: str = ""
    code: ReasonCode | None = None
    undone: bool = False


def open_case(session: Session, round_id: int, reference: str, *, now: datetime) -> Case:
    """The case behind a reference, with its round locked alone."""
    round_ = lock_round(session, round_id)
    contribution = contribution_behind(session, round_.id, reference)
    subject = about(subject_of(session, round_, now=now), contribution)
    return Case(round_, contribution, subject)


def case_to_moderate(
    session: Session, actor: Actor, round_id: int, reference: str, *, now: datetime
) -> Case:
    """The case, for somebody who may moderate the round."""
    case = open_case(session, round_id, reference, now=now)
    require(actor, Action.MODERATE, case.subject, now)
    return case


def role_of(actor: Actor, round_: Round) -> str:
    """In which role somebody decides here."""
    facilitates = actor.has(Role.FACILITATOR, charter_id=round_.charter_id, round_id=round_.id)
    return str(Role.FACILITATOR if facilitates else Role.SECRETARIAT)


def take(
    session: Session, actor: Actor, case: Case, taken: Taken, *, now: datetime
) -> ModerationStep:
    """Take a step: the status, the timeline, the record, a mail to the author."""
    contribution, role = case.contribution, role_of(actor, case.round)
    row = ModerationStep(
        contribution_id=contribution.id,
        member_id=actor.member_id,
        role=role,
        step=taken.step,
        before=contribution.status,
        after=taken.after,
        shown_before=contribution.shown_revision,
        revision=contribution.last_revision,
        reason_code=taken.code,
        statement=taken.statement,
        language=contribution.language,
        note=taken.note,
        undoes_id=taken.undoes,
        at=now,
    )
    session.add(row)
    contribution.status = taken.after
    contribution.shown_revision = taken.shown
    if taken.after is Status.PUBLISHED:
        contribution.published_at = contribution.published_at or now
    elif taken.after is Status.PENDING:
        contribution.published_at = None
    contribution.edit += 1
    entry = Entry(KIND, contribution.reference, taken.recorded_as, role, taken.statement or None)
    record(session, case.round.id, entry, now=now)
    if taken.told:
        told = Told(str(taken.step), taken.statement, taken.code, undone=taken.undoes is not None)
        tell_author(session, case, told, now=now)
    touch(case.round)
    return row


def tell_reader(
    session: Session, case: Case, member_id: int, answer: Answer, *, now: datetime
) -> None:
    """Queue a mail on the answer to the appeal of a reader, in that reader's language."""
    reader = session.get_one(Member, member_id)
    context = {
        "reversed": answer.outcome is AppealOutcome.REVERSED,
        "reference": case.contribution.reference,
        "round": case.round.slug,
        "titles": dict(case.round.titles),
        "answer": answer.text,
    }
    post(session, reader.key, "report_appeal", reader.language, context, now=now)


def tell_author(session: Session, case: Case, told: Told, *, now: datetime) -> None:
    """Queue a mail on what happened; who has no address reads it at the next visit."""
    author = session.get_one(Member, case.contribution.member_id)
    context = {
        "event": told.event,
        "undone": told.undone,
        "reference": case.contribution.reference,
        "round": case.round.slug,
        "titles": dict(case.round.titles),
        "code": str(told.code) if told.code else "",
        "statement": told.statement,
    }
    post(session, author.key, "decision", case.contribution.language, context, now=now)
