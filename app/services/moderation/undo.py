"""Undoing a decision within ten minutes: a new step back, never a deletion."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from app.domain.contributions import Status
from app.domain.errors import Conflict, NotFound
from app.domain.moderation import UNDO_FOR, UNDOABLE
from app.domain.people import Actor
from app.models.contributions import Contribution
from app.models.moderation import Appeal, ModerationStep, Report
from app.services.moderation.steps import Case, Taken, case_to_moderate, take


def undo(
    session: Session, actor: Actor, round_id: int, step_ids: Collection[int], *, now: datetime
) -> list[str]:
    """Take decisions back, all or none; the references they concerned.

    Refused after ten minutes, where something else happened to the contribution since, and where
    an appeal against the decision was answered: it is no longer one person's to take back.
    """
    references = []
    for step_id in step_ids:
        step, reference = _step(session, round_id, step_id)
        case = case_to_moderate(session, actor, round_id, reference, now=now)
        _check(session, case, step, now=now)
        _reopen_reports(session, step)
        before = step.before or Status.PENDING
        taken = Taken(step.step, before, step.shown_before, undoes=step.id)
        take(session, actor, case, taken, now=now)
        references.append(reference)
    session.commit()
    return references


def _step(session: Session, round_id: int, step_id: int) -> tuple[ModerationStep, str]:
    row = session.execute(
        select(ModerationStep, Contribution.reference)
        .join(Contribution, Contribution.id == ModerationStep.contribution_id)
        .where(ModerationStep.id == step_id, Contribution.round_id == round_id)
    ).first()
    if row is None:
        raise NotFound("step")
    return row[0], row[1]


def _check(session: Session, case: Case, step: ModerationStep, *, now: datetime) -> None:
    if step.step not in UNDOABLE or step.undoes_id is not None:
        raise Conflict("step_impossible")
    if now - step.at > UNDO_FOR:
        raise Conflict("undo_is_over")
    newest = session.scalar(
        select(func.max(ModerationStep.id)).where(
            ModerationStep.contribution_id == case.contribution.id
        )
    )
    if newest != step.id or _confirmed(session, step):
        raise Conflict("step_impossible")


def _confirmed(session: Session, step: ModerationStep) -> bool:
    """Whether somebody else has let the decision stand on appeal."""
    answered = select(Appeal.id).where(Appeal.step_id == step.id, Appeal.decided_at.is_not(None))
    return session.scalar(answered) is not None


def _reopen_reports(session: Session, step: ModerationStep) -> None:
    """Reports that the decision settled wait again."""
    session.execute(
        update(Report)
        .where(
            Report.contribution_id == step.contribution_id,
            Report.settled_at == step.at,
            Report.settled_by_id == step.member_id,
        )
        .values(settled_at=None, settled_by_id=None, upheld=None)
    )
