"""The register of an edition: how many were received, and what became of those not published."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from app.domain.contributions import Kind, Status
from app.models.contributions import Contribution
from app.models.moderation import ModerationStep
from app.models.record import RecordEntry
from app.models.rounds import Round
from app.queries.edition.values import day


def register_value(session: Session, round_: Round) -> dict[str, Any]:
    """Sums by status and kind, counted from the rows, and every reference not published."""
    rows = session.execute(
        select(Contribution.kind, Contribution.status, func.count())
        .where(Contribution.round_id == round_.id)
        .group_by(Contribution.kind, Contribution.status)
    ).all()
    by_kind = {
        kind.value: sums({status: count for one, status, count in rows if one is kind})
        for kind in Kind
    }
    total: dict[Status, int] = dict.fromkeys(Status, 0)
    for _, status, count in rows:
        total[status] += count
    return {**sums(total), "by_kind": by_kind, "unpublished": _unpublished(session, round_)}


def sums(counts: dict[Status, int]) -> dict[str, int]:
    """Received, and the six parts it is the sum of."""
    parts = {status.value: counts.get(status, 0) for status in Status}
    return {"received": sum(parts.values()), **parts}


def _unpublished(session: Session, round_: Round) -> list[dict[str, Any]]:
    """Reference, status, reason code and day; never a word of the text."""
    target = aliased(Contribution)
    rows = session.execute(
        select(Contribution, target.reference)
        .outerjoin(target, target.id == Contribution.merged_into_id)
        .where(Contribution.round_id == round_.id, Contribution.status != Status.PUBLISHED)
        .order_by(Contribution.kind, Contribution.number)
    ).all()
    steps = session.scalars(
        select(ModerationStep)
        .join(Contribution, Contribution.id == ModerationStep.contribution_id)
        .where(Contribution.round_id == round_.id, Contribution.status != Status.PUBLISHED)
        .order_by(ModerationStep.id)
    )
    last = {(step.contribution_id, step.after): step for step in steps}
    found = []
    for contribution, into in rows:
        step = last.get((contribution.id, contribution.status))
        withheld = contribution.status is Status.WITHHELD
        code = step.reason_code if step and withheld else None
        found.append(
            {
                "reference": contribution.reference,
                "kind": contribution.kind.value,
                "status": contribution.status.value,
                "reason_code": code.value if code else None,
                "merged_into": into,
                "on": day(step.at if step else contribution.submitted_at, round_.timezone),
            }
        )
    return found


def record_value(session: Session, round_id: int) -> dict[str, Any]:
    """The head of the round's record, and how many entries it closes."""
    last = session.execute(
        select(RecordEntry.entry_hash, RecordEntry.sequence)
        .where(RecordEntry.round_id == round_id)
        .order_by(RecordEntry.sequence.desc())
        .limit(1)
    ).first()
    return {"head": last[0] if last else "0" * 64, "entries": last[1] if last else 0}
