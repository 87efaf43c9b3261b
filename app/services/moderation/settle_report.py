"""Settling reports that are not upheld: the contribution stays, a veil is lifted."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import Conflict
from app.domain.moderation import VEILED
from app.domain.people import Actor
from app.ledger.record import Entry, record
from app.ledger.rounds import touch
from app.models.moderation import Report
from app.services.moderation.steps import KIND, case_to_moderate, role_of


def reject_reports(
    session: Session,
    actor: Actor,
    round_id: int,
    reference: str,
    seen: Collection[int],
    *,
    now: datetime,
) -> int:
    """Settle the reports that were seen as not upheld; how many there were.

    One that arrived meanwhile stays open, and so does the veil it keeps up.
    """
    case = case_to_moderate(session, actor, round_id, reference, now=now)
    open_ = session.scalars(
        select(Report).where(
            Report.contribution_id == case.contribution.id, Report.settled_at.is_(None)
        )
    ).all()
    settled = [row for row in open_ if row.id in seen]
    if not settled:
        raise Conflict("reports_settled")
    for row in settled:
        row.settled_at, row.settled_by_id, row.upheld = now, actor.member_id, False
    until = case.contribution.veiled_until
    veiled = until is not None and until > now
    if veiled and not any(row.code in VEILED for row in open_ if row.id not in seen):
        case.contribution.veiled_until = now
        touch(case.round)
    entry = Entry(KIND, case.contribution.reference, "reject_reports", role_of(actor, case.round))
    record(session, case.round.id, entry, now=now)
    case.contribution.edit += 1
    session.commit()
    return len(settled)
