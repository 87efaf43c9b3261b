"""The lock on a round's row, the next reference, and the revision that cached pages follow."""

from typing import Any

from sqlalchemy import Update, bindparam, select, update
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from app.domain.contributions import Kind
from app.domain.errors import NotFound
from app.ledger.together import Act, run
from app.models.charters import Version
from app.models.rounds import Round

COUNTERS = {
    Kind.COMMENT: "next_comment",
    Kind.AMENDMENT: "next_amendment",
    Kind.ANSWER: "next_answer",
}


_BEHIND = (
    select(Round).where(Round.id == bindparam("round")).execution_options(populate_existing=True)
)
_ALONE, _SHARED = _BEHIND.with_for_update(), _BEHIND.with_for_update(read=True)


def lock_round(session: Session, round_id: int, *, shared: bool = False) -> Round:
    """The round's row, locked and read afresh: the first statement of every write in a round.

    Votes share the lock; contributions, decisions, openings and closings take it alone.
    """
    found = session.scalar(_SHARED if shared else _ALONE, {"round": round_id})
    if found is None:
        raise NotFound("round")
    return found


def lock_version(session: Session, version_id: int) -> tuple[Version, list[Round]]:
    """A version with the rounds on it, locked and read afresh: rounds first, as everywhere."""
    session.expire_all()  # what the page read before the lock may be old
    ids = session.scalars(
        select(Round.id).where(Round.version_id == version_id).order_by(Round.id)
    ).all()
    rounds = [lock_round(session, row) for row in ids]
    found = session.scalar(
        select(Version)
        .where(Version.id == version_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if found is None:
        raise NotFound("version")
    return found, rounds


def take_number(session: Session, round_: Round, kind: Kind) -> int:
    """Take the next number of this kind, and touch; call with the round locked alone."""
    name = COUNTERS[kind]
    number: int = getattr(round_, name)
    taken = {name: number + 1, "revision": round_.revision + 1}
    for counter, value in taken.items():
        set_committed_value(round_, counter, value)
    run(session, Act(_counted, (name, "revision")), {"id": round_.id, **taken})
    return number


def _counted(*names: str) -> Update:
    *counters, prefix = names
    values: dict[str, Any] = {name: bindparam(f"{prefix}{name}") for name in counters}
    return update(Round).where(Round.id == bindparam(f"{prefix}id")).values(values)


def touch(round_: Round) -> None:
    """Something readers see has changed: cached pages of this round are stale."""
    round_.revision += 1
