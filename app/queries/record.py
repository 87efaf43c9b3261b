"""The public log of a round: its record, without names and without texts."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.contributions import parse_reference
from app.domain.errors import Invalid
from app.models.record import RecordEntry
from app.models.rounds import Round

PAGE = 50


@dataclass(frozen=True, slots=True)
class LogLine:
    """One entry as the public sees it; ``code`` is act and reason, such as ``withhold:spam``."""

    sequence: int
    at: datetime
    kind: str
    reference: str
    code: str
    role: str
    entry_hash: str

    @property
    def concerns_a_contribution(self) -> bool:
        """Whether the reference is that of a contribution."""
        try:
            parse_reference(self.reference)
        except Invalid:
            return False
        return True


def log_lines(session: Session, round_id: int, page: int | None) -> list[LogLine]:
    """One page of the log, newest first, or all of it in order for None; one statement."""
    found = select(
        RecordEntry.sequence,
        RecordEntry.at,
        RecordEntry.kind,
        RecordEntry.reference,
        RecordEntry.code,
        RecordEntry.role,
        RecordEntry.entry_hash,
    ).where(RecordEntry.round_id == round_id)
    if page is None:
        found = found.order_by(RecordEntry.sequence)
    else:
        found = found.order_by(RecordEntry.sequence.desc()).limit(PAGE).offset(PAGE * (page - 1))
    return [LogLine(*row) for row in session.execute(found)]


def log_length(session: Session, round_id: int) -> int:
    """How many entries the log has; one statement."""
    found = select(func.count()).select_from(RecordEntry)
    return session.scalar(found.where(RecordEntry.round_id == round_id)) or 0


def round_id_of(session: Session, slug: str) -> int | None:
    """The round behind a slug, for the commands."""
    return session.scalar(select(Round.id).where(Round.slug == slug))
