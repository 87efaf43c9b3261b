"""The rounds that are open now, as somebody who may take part in them sees them."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.people import Actor
from app.domain.permissions import takes_part
from app.domain.rules import Subject
from app.models.rounds import Invitation, Round
from app.queries.rounds import state_of


def open_to(session: Session, actor: Actor, *, now: datetime) -> list[Round]:
    """The open rounds this actor may take part in, those closing first on top; two statements."""
    rounds = session.scalars(
        select(Round)
        .where(
            Round.scheduled_at.is_not(None),
            Round.reported_at.is_(None),
            Round.opens_at <= now,
            Round.closes_at > now,
        )
        .order_by(Round.closes_at, Round.id)
    ).all()
    invited: dict[int, set[int]] = {}
    for round_id, organisation_id in session.execute(
        select(Invitation.round_id, Invitation.organisation_id).where(
            Invitation.round_id.in_([found.id for found in rounds])
        )
    ):
        invited.setdefault(round_id, set()).add(organisation_id)
    return [
        found
        for found in rounds
        if takes_part(actor, _subject(found, frozenset(invited.get(found.id, ())), now), now)
    ]


def _subject(found: Round, invited: frozenset[int], now: datetime) -> Subject:
    return Subject(
        charter_id=found.charter_id,
        round_id=found.id,
        state=state_of(found, now=now),
        audience=found.audience,
        invited=invited,
    )
