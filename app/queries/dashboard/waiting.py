"""How old the queue is: what waits, by its kind, and since when the oldest does."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from app.domain.contributions import Status
from app.domain.moderation import due_at
from app.models.contributions import Contribution
from app.queries.moderation import Tab, queue_places
from app.queries.narrowing import Narrowing
from app.queries.rounds import RoundInView


class Waiting(StrEnum):
    """Why something waits in the queue; each thing waits once."""

    URGENT_REPORT = "urgent_report"
    REPORT = "report"
    NEW = "new"
    REVISED = "revised"
    APPEAL = "appeal"


@dataclass(frozen=True, slots=True)
class Age:
    """How many wait for one reason, and since when the oldest; ``due`` is when it was to be done.

    An appeal has no date by which it is to be decided.
    """

    kind: Waiting
    number: int
    oldest: datetime | None
    due: datetime | None

    def late(self, now: datetime) -> bool:
        """Whether the oldest should have been decided."""
        return self.due is not None and self.due < now


def ages_of(session: Session, view: RoundInView, *, now: datetime) -> list[Age]:
    """What waits by kind, none left out; two statements."""
    rows = queue_places(view, Tab.DECIDE, Narrowing(), now).order_by(None).subquery()
    kind = case(
        (rows.c.urgent > 0, Waiting.URGENT_REPORT.value),
        (rows.c.reports > 0, Waiting.REPORT.value),
        (Contribution.status == Status.PENDING, Waiting.NEW.value),
        else_=Waiting.REVISED.value,
    ).label("kind")
    found = {
        Waiting(name): (number, oldest)
        for name, number, oldest in session.execute(
            select(kind, func.count(), func.min(rows.c.since))
            .select_from(rows)
            .join(Contribution, Contribution.id == rows.c.id)
            .group_by(kind)
        )
    }
    appeals = queue_places(view, Tab.APPEALS, Narrowing(), now).order_by(None).subquery()
    number, oldest = session.execute(select(func.count(), func.min(appeals.c.since))).one()
    found[Waiting.APPEAL] = number, oldest
    return [_age(one, *found.get(one, (0, None))) for one in Waiting]


def _age(kind: Waiting, number: int, oldest: datetime | None) -> Age:
    if oldest is None or kind is Waiting.APPEAL:
        return Age(kind, number, oldest, None)
    return Age(kind, number, oldest, due_at(oldest, urgent=kind is Waiting.URGENT_REPORT))
