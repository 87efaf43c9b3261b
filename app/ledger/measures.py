"""Asking for the measures of a round: a row that the jobs look for."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.models.synthesis import Measurement

# Set on a session that asked for measures, for whoever wants them begun after the commit.
ASKED = "measures_asked"


def ask_for_measures(session: Session, round_id: int, *, now: datetime) -> None:
    """Have the measures of a round made anew; what was found before stays until then."""
    row = session.get(Measurement, round_id)
    if row is None:
        row = Measurement(round_id=round_id)
        session.add(row)
    row.asked_at, row.failed_at = now, None
    session.info[ASKED] = True
