"""The measures of a round: asked for by those who run it, kept by the job that made them."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app.domain.people import Actor
from app.domain.permissions import Action, require
from app.domain.synthesis.live import live_classes
from app.ledger.measures import ask_for_measures
from app.ledger.rounds import lock_round
from app.models.synthesis import Measurement
from app.queries.rounds import subject_of


def ask_again(session: Session, actor: Actor, round_id: int, *, now: datetime) -> None:
    """Have the measures of a round made from its present state."""
    round_ = lock_round(session, round_id)
    require(actor, Action.WRITE_SYNTHESIS, subject_of(session, round_, now=now), now)
    ask_for_measures(session, round_.id, now=now)
    session.commit()


def keep_measures(
    session: Session, round_id: int, value: dict[str, Any] | None, *, began: datetime, now: datetime
) -> None:
    """Keep what the job found, or that it failed; asked again meanwhile, it is made again."""
    lock_round(session, round_id)
    row = session.get(Measurement, round_id)
    if row is None:
        row = Measurement(round_id=round_id)
        session.add(row)
    if value is None:
        row.failed_at = now
    else:
        row.value, row.inputs_hash, row.measured_at = value, value["inputs"], now
        row.live = live_classes(value, row.live or {})
        row.failed_at = None
    if row.asked_at is not None and row.asked_at <= began:
        row.asked_at = None
    session.commit()
