"""How far the measures of a round are, and which rounds wait for theirs."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.domain.synthesis.classes import ItemClass
from app.models.rounds import Round
from app.models.synthesis import Measurement


@dataclass(frozen=True, slots=True)
class MeasuresInView:
    """When the measures were made, and whether they are being made now."""

    measured_at: datetime | None = None
    waiting: bool = False
    failed: bool = False


def measures_in_view(session: Session, round_id: int) -> MeasuresInView:
    """The state of a round's measures."""
    row = session.execute(
        select(Measurement.measured_at, Measurement.asked_at, Measurement.failed_at).where(
            Measurement.round_id == round_id
        )
    ).first()
    if row is None:
        return MeasuresInView()
    return MeasuresInView(row[0], row[1] is not None, row[2] is not None)


def live_classes_of(session: Session, round_id: int) -> dict[str, dict[ItemClass, list[str]]]:
    """The items in each class by basis, as last measured; small cells count for nothing there."""
    live = session.scalar(select(Measurement.live).where(Measurement.round_id == round_id)) or {}
    found: dict[str, dict[ItemClass, list[str]]] = {}
    for basis, items in live.items():
        own = found.setdefault(basis, {})
        for item, name in items.items():
            own.setdefault(ItemClass(name), []).append(item)
    return found


def waiting_rounds(session: Session, *, now: datetime) -> list[int]:
    """Rounds whose measures are asked for, and those just closed that have none yet."""
    rows = session.scalars(
        select(Round.id)
        .outerjoin(Measurement, Measurement.round_id == Round.id)
        .where(
            or_(
                Measurement.asked_at.is_not(None),
                Measurement.round_id.is_(None)
                & Round.scheduled_at.is_not(None)
                & (Round.closes_at <= now)
                & Round.reported_at.is_(None),
            )
        )
        .order_by(Round.id)
    )
    return list(rows)
