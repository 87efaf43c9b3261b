"""Running a round: schedule, open, close, extend, reopen; each is entered in its record."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import Conflict, Invalid
from app.domain.people import Actor
from app.domain.permissions import Action, require
from app.domain.plans import RoundPlan
from app.domain.rounds import RoundState
from app.ledger.freezing import freeze_version
from app.ledger.rounds import lock_round
from app.models.charters import Version
from app.models.rounds import Round, RoundWindow
from app.queries.rounds import state_of, subject_of
from app.services.rounds.set_up_round import set_up
from app.services.rounds.traces import leave_trace, moment_code


def announce_round(session: Session, actor: Actor, plan: RoundPlan, *, now: datetime) -> Round:
    """Set up a round and schedule it in one step: both happen, or neither."""
    if plan.closes_at <= now:
        raise Invalid("closes_in_the_past", field="closes_at")
    row = set_up(session, actor, plan, now=now)
    _schedule(session, actor, row, now=now)
    session.commit()
    return row


def schedule_round(session: Session, actor: Actor, round_id: int, *, now: datetime) -> Round:
    """Fix the plan and freeze the version; from now on the clock opens and closes the round."""
    row = _locked(session, actor, round_id, {RoundState.PREPARING}, now=now)
    if row.closes_at <= now:
        raise Invalid("closes_in_the_past", field="closes_at")
    _schedule(session, actor, row, now=now)
    session.commit()
    return row


def open_round(session: Session, actor: Actor, round_id: int, *, now: datetime) -> Round:
    """Open a round at once, whatever its planned opening."""
    row = _locked(session, actor, round_id, {RoundState.PREPARING, RoundState.SCHEDULED}, now=now)
    if row.closes_at <= now:
        raise Invalid("closes_in_the_past", field="closes_at")
    if row.scheduled_at is None:
        _schedule(session, actor, row, now=now)
    planned = row.opens_at
    if row.opens_at > now:
        row.opens_at = now
        _move_windows(session, row, opens=(planned, now))
    leave_trace(session, actor, row, "round_opened", code=moment_code(row.opens_at), now=now)
    session.commit()
    return row


def close_round(session: Session, actor: Actor, round_id: int, *, now: datetime) -> Round:
    """Close an open round at once; nothing enters from this moment on."""
    row = _locked(session, actor, round_id, {RoundState.OPEN}, now=now)
    row.closes_at = now
    leave_trace(session, actor, row, "round_closed", code=moment_code(now), now=now)
    session.commit()
    return row


def extend_round(
    session: Session,
    actor: Actor,
    round_id: int,
    closes_at: datetime,
    *,
    reason: str,
    now: datetime,
) -> Round:
    """Give a round more time, with a reason that stays in its record."""
    row = _locked(session, actor, round_id, {RoundState.SCHEDULED, RoundState.OPEN}, now=now)
    if closes_at <= row.closes_at:
        raise Invalid("closes_no_later", field="closes_at")
    _prolong(session, actor, row, closes_at, "round_extended", reason=reason, now=now)
    return row


def reopen_round(
    session: Session,
    actor: Actor,
    round_id: int,
    closes_at: datetime,
    *,
    reason: str,
    now: datetime,
) -> Round:
    """Open a closed round again before it is reported, with a reason that stays in its record."""
    row = _locked(session, actor, round_id, {RoundState.CLOSED}, now=now)
    if closes_at <= now:
        raise Invalid("closes_in_the_past", field="closes_at")
    _prolong(session, actor, row, closes_at, "round_reopened", reason=reason, now=now)
    return row


def _locked(
    session: Session, actor: Actor, round_id: int, states: set[RoundState], *, now: datetime
) -> Round:
    row = lock_round(session, round_id)
    require(actor, Action.RUN_ROUND, subject_of(session, row, now=now), now)
    state = state_of(row, now=now)
    if state not in states:
        raise Conflict("round_state", state=state.value)
    return row


def _schedule(session: Session, actor: Actor, row: Round, *, now: datetime) -> None:
    version = session.get_one(Version, row.version_id)
    found = freeze_version(session, version, round_id=row.id, now=now)
    row.scheduled_at = now
    leave_trace(session, actor, row, "round_scheduled", code=found, now=now)


def _prolong(
    session: Session,
    actor: Actor,
    row: Round,
    closes_at: datetime,
    kind: str,
    *,
    reason: str,
    now: datetime,
) -> None:
    if not reason.strip():
        raise Invalid("reason_missing", field="reason")
    planned, row.closes_at = row.closes_at, closes_at
    _move_windows(session, row, closes=(planned, closes_at))
    code = moment_code(closes_at)
    leave_trace(session, actor, row, kind, code=code, text=reason.strip(), now=now)
    session.commit()


def _move_windows(
    session: Session,
    row: Round,
    *,
    opens: tuple[datetime, datetime] | None = None,
    closes: tuple[datetime, datetime] | None = None,
) -> None:
    """Windows that begin or end with the round move with it; dated ones stay."""
    for window in session.scalars(select(RoundWindow).where(RoundWindow.round_id == row.id)):
        if opens and window.opens_at == opens[0]:
            window.opens_at = opens[1]
        if closes and window.closes_at == closes[0]:
            window.closes_at = closes[1]
