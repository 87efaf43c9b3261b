"""Decisions that were drafted and shown to whoever proposed the contribution."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.domain.dispositions import Disposition
from app.ledger.decisions import keep_version
from app.models.contributions import Contribution
from app.models.dispositions import DeskNote, DispositionRecord, DispositionReply
from app.models.people import Member
from tests.factories.reports import decide


def propose(
    session: Session,
    contribution: Contribution,
    drafter: Member,
    *,
    now: datetime,
    objects: str = "",
    **texts: object,
) -> DispositionRecord:
    """A decision drafted and shown to its proposer, who objects where ``objects`` says why."""
    row = decide(session, contribution, drafter, Disposition.NOT_ACCEPTED, now=now, **texts)
    row.version = row.shown_version = 1
    row.shown_at = now
    keep_version(session, row)
    if objects:
        reply = DispositionReply(disposition_id=row.id, version=1, agrees=False, comment=objects)
        reply.member_id, reply.replied_at = contribution.member_id, now
        session.add(reply)
    note = DeskNote(contribution_id=contribution.id, round_id=contribution.round_id)
    note.responsible_id, note.member_id, note.noted_at = drafter.id, drafter.id, now
    note.note = "Ask the water office first."
    session.add(note)
    session.flush()
    return row
