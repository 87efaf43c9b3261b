"""Deciding an appeal: by somebody else than who decided, and by two people to reverse."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.domain.contributions import Status, Step, next_status
from app.domain.errors import Conflict, Invalid, NotAllowed
from app.domain.moderation import Answer, AppealOutcome
from app.domain.people import Actor
from app.domain.permissions import Action, require
from app.ledger.record import Entry, record
from app.models.moderation import Appeal, ModerationStep, Report
from app.queries.appeals import others_who_decide, waiting_appeal
from app.queries.rounds import about
from app.services.moderation.steps import (
    Case,
    Taken,
    Told,
    open_case,
    role_of,
    take,
    tell_author,
    tell_reader,
)

KIND = "appeal"


def decide_appeal(
    session: Session, actor: Actor, round_id: int, reference: str, answer: Answer, *, now: datetime
) -> Appeal:
    """Let the restriction stand, or reverse it; the second of two people restores in place.

    The first who wants to reverse proposes it. The same person cannot confirm; where nobody else
    could, that is said. A report whose rejection is reversed waits again, to be decided on with a
    statement of reasons like any other.
    """
    if not answer.text.strip():
        raise Invalid("statement_required", field="answer")
    case = open_case(session, round_id, reference, now=now)
    found = waiting_appeal(session, case.contribution, answer.appeal)
    if found is None:
        raise Conflict("appeal_is_decided")
    step = session.get(ModerationStep, found.step_id or 0)
    report = session.get(Report, found.report_id or 0)
    first = step.member_id if step else report.settled_by_id if report else None
    subject = about(case.subject, case.contribution, first)
    require(actor, Action.DECIDE_APPEAL, subject, now)
    if answer.outcome is AppealOutcome.REVERSED and found.proposed_by_id is None:
        _propose(session, actor, case, found, answer, now=now)
    elif answer.outcome is AppealOutcome.REVERSED:
        _second_person(session, actor, case, found, first)
        _close(session, actor, case, found, answer, now=now)
        if step is not None:
            _restore(session, actor, case, step, answer, now=now)
        elif report is not None:
            report.settled_at, report.settled_by_id, report.upheld = None, None, None
    else:
        _close(session, actor, case, found, answer, now=now)
    if found.outcome is not None:
        _tell(session, case, found, answer, now=now)
    session.commit()
    return found


def _tell(session: Session, case: Case, found: Appeal, answer: Answer, *, now: datetime) -> None:
    """Tell whoever appealed; an author whose words are restored hears of it with that step."""
    if found.step_id is None:
        tell_reader(session, case, found.member_id, answer, now=now)
    elif answer.outcome is AppealOutcome.UPHELD:
        tell_author(session, case, Told("appeal_upheld", answer.text), now=now)


def _propose(
    session: Session, actor: Actor, case: Case, found: Appeal, answer: Answer, *, now: datetime
) -> None:
    found.proposed_by_id, found.proposed_at, found.answer = actor.member_id, now, answer.text
    case.contribution.edit += 1
    role = role_of(actor, case.round)
    entry = Entry(KIND, case.contribution.reference, "reversal_proposed", role, answer.text)
    record(session, case.round.id, entry, now=now)


def _second_person(
    session: Session, actor: Actor, case: Case, found: Appeal, first: int | None
) -> None:
    if found.proposed_by_id != actor.member_id:
        return
    besides = {actor.member_id, first}
    others = others_who_decide(session, case.round, besides)
    raise NotAllowed("second_person_needed" if others else "nobody_else_can_confirm")


def _close(
    session: Session, actor: Actor, case: Case, found: Appeal, answer: Answer, *, now: datetime
) -> None:
    found.decided_by_id, found.decided_at = actor.member_id, now
    found.outcome, found.answer = answer.outcome, answer.text
    case.contribution.edit += 1
    role = role_of(actor, case.round)
    entry = Entry(KIND, case.contribution.reference, str(answer.outcome), role, answer.text)
    record(session, case.round.id, entry, now=now)


def _restore(
    session: Session,
    actor: Actor,
    case: Case,
    step: ModerationStep,
    answer: Answer,
    *,
    now: datetime,
) -> None:
    """Back in its place: what was withheld is restored; a return is undone, then published."""
    contribution = case.contribution
    shown = contribution.shown_revision or contribution.last_revision
    if contribution.status in {Status.RETURNED, Status.PUBLISHED}:
        words_returned = contribution.status is Status.PUBLISHED
        before = Status.PUBLISHED if words_returned else Status.PENDING
        back = Taken(step.step, before, contribution.shown_revision, undoes=step.id, told=False)
        take(session, actor, case, back, now=now)
        after = before if words_returned else next_status(contribution.status, Step.PUBLISH)
        shown = contribution.last_revision if words_returned else shown
        taken = Taken(Step.PUBLISH, after, shown, statement=answer.text)
    else:
        after = next_status(contribution.status, Step.RESTORE)
        taken = Taken(Step.RESTORE, after, shown, statement=answer.text)
    take(session, actor, case, taken, now=now)
