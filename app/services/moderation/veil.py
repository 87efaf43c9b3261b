"""Reading veiled words: possible for those who decide, and always on record."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.domain.people import Actor
from app.ledger.record import Entry, record
from app.services.moderation.steps import KIND, case_to_moderate, role_of


def read_veiled(
    session: Session, actor: Actor, round_id: int, reference: str, *, now: datetime
) -> int:
    """Enter in the record that somebody reads the veiled words; the contribution's id."""
    case = case_to_moderate(session, actor, round_id, reference, now=now)
    entry = Entry(KIND, case.contribution.reference, "read_veiled", role_of(actor, case.round))
    record(session, case.round.id, entry, now=now)
    session.commit()
    return case.contribution.id
