"""What every act on a round leaves behind: an entry in its record and a new revision."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.domain.people import Actor, Role
from app.ledger.record import Entry, record
from app.ledger.rounds import touch
from app.models.rounds import Round


def role_in(actor: Actor, round_: Round) -> str:
    """The role in which somebody acts on a round, as its record names it."""
    for role in (Role.SECRETARIAT, Role.FACILITATOR):
        if actor.has(role, charter_id=round_.charter_id, round_id=round_.id):
            return role.value
    return ""


def leave_trace(
    session: Session,
    actor: Actor,
    round_: Round,
    kind: str,
    *,
    now: datetime,
    code: str = "",
    text: str | None = None,
) -> None:
    """Enter the act in the round's record and make its kept pages stale."""
    entry = Entry(kind, round_.slug, code=code, role=role_in(actor, round_), text=text)
    record(session, round_.id, entry, now=now)
    round_.edit += 1
    touch(round_)


def moment_code(moment: datetime) -> str:
    """A moment as the record writes it."""
    return moment.isoformat(timespec="minutes")
