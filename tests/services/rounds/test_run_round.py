"""Scheduling, opening, closing, extending and reopening a round."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.charters import VersionStatus
from app.domain.errors import Conflict, Invalid, NotAllowed
from app.domain.permissions import Action, refusal
from app.domain.rounds import Act, RoundState
from app.ledger.record import verify
from app.models.record import RecordEntry
from app.models.rounds import Round, RoundWindow
from app.queries.rounds import state_of, subject_of, windows_of
from app.services.rounds.run_round import (
    announce_round,
    close_round,
    extend_round,
    open_round,
    reopen_round,
    schedule_round,
)
from tests.factories.cast import Cast
from tests.factories.charters import make_round, make_version
from tests.factories.people import actor_of
from tests.services.rounds.plans import plan_for

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@pytest.fixture
def prepared(session: Session, cast: Cast, now: datetime) -> Round:
    """A round in preparation on a working version."""
    version = make_version(session, cast.charter, number=2, now=now, status=VersionStatus.WORKING)
    row = make_round(session, version, "r2", now=now, opens_in=DAY, scheduled=False, number=2)
    session.commit()
    return row


def kinds(session: Session, round_id: int) -> list[str]:
    assert verify(session, round_id).sound
    rows = session.scalars(
        select(RecordEntry).where(RecordEntry.round_id == round_id).order_by(RecordEntry.sequence)
    )
    return [row.kind for row in rows]


def test_scheduling_freezes_the_version(
    session: Session, cast: Cast, prepared: Round, now: datetime
) -> None:
    schedule_round(session, actor_of(session, cast.ada), prepared.id, now=now)

    assert state_of(prepared, now=now) is RoundState.SCHEDULED
    assert kinds(session, prepared.id) == ["version_frozen", "round_scheduled"]


@pytest.mark.parametrize(
    ("after", "state"),
    [
        (timedelta(), RoundState.SCHEDULED),
        (DAY - timedelta(microseconds=1), RoundState.SCHEDULED),
        (DAY, RoundState.OPEN),
        (12 * DAY - timedelta(microseconds=1), RoundState.OPEN),
        (12 * DAY, RoundState.CLOSED),
        (400 * DAY, RoundState.CLOSED),
    ],
)
def test_state_follows_from_the_clock_alone(
    session: Session, cast: Cast, prepared: Round, now: datetime, after: timedelta, state: str
) -> None:
    schedule_round(session, actor_of(session, cast.ada), prepared.id, now=now)

    assert state_of(prepared, now=now + after) is state


def test_opening_from_preparation_schedules_and_freezes_too(
    session: Session, cast: Cast, prepared: Round, now: datetime
) -> None:
    open_round(session, actor_of(session, cast.ada), prepared.id, now=now)

    assert (prepared.opens_at, state_of(prepared, now=now)) == (now, RoundState.OPEN)
    assert kinds(session, prepared.id) == ["version_frozen", "round_scheduled", "round_opened"]


def test_closing_sets_the_time(session: Session, cast: Cast, now: datetime) -> None:
    before = cast.round.revision

    row = close_round(session, actor_of(session, cast.ada), cast.round.id, now=now)

    assert (row.closes_at, state_of(row, now=now)) == (now, RoundState.CLOSED)
    assert row.revision > before


@pytest.mark.parametrize(
    "action", [Action.COMMENT, Action.RATE, Action.AMEND, Action.TAKE_POSITION]
)
def test_closed_round_refuses_whatever_is_sent(
    session: Session, cast: Cast, now: datetime, action: Action
) -> None:
    lea = actor_of(session, cast.lea, cast.town)
    assert refusal(lea, action, subject_of(session, cast.round, now=now), now) is None

    row = close_round(session, actor_of(session, cast.ada), cast.round.id, now=now)

    assert refusal(lea, action, subject_of(session, row, now=now), now) is not None


def test_extending_needs_a_reason_and_moves_windows_that_end_with_the_round(
    session: Session, cast: Cast, now: datetime
) -> None:
    row, ada = cast.round, actor_of(session, cast.ada)
    dated = now + DAY
    session.add_all(
        [
            RoundWindow(
                round_id=row.id, act=Act.VOTE, opens_at=row.opens_at, closes_at=row.closes_at
            ),
            RoundWindow(round_id=row.id, act=Act.AMEND, opens_at=row.opens_at, closes_at=dated),
        ]
    )
    session.commit()
    later = row.closes_at + DAY

    with pytest.raises(Invalid, match="reason_missing"):
        extend_round(session, ada, row.id, later, reason=" ", now=now)
    session.rollback()
    extend_round(session, ada, row.id, later, reason="A holiday.", now=now)

    windows = windows_of(session, row)
    assert (row.closes_at, windows[Act.VOTE].closes_at) == (later, later)
    assert windows[Act.AMEND].closes_at == dated


def test_extension_is_never_a_cut(session: Session, cast: Cast, now: datetime) -> None:
    with pytest.raises(Invalid, match="closes_no_later"):
        extend_round(
            session,
            actor_of(session, cast.ada),
            cast.round.id,
            cast.round.closes_at - HOUR,
            reason="No.",
            now=now,
        )


def test_closed_round_reopens_with_a_reason(session: Session, cast: Cast, now: datetime) -> None:
    ada = actor_of(session, cast.ada)
    close_round(session, ada, cast.round.id, now=now)

    row = reopen_round(session, ada, cast.round.id, now + DAY, reason="A storm.", now=now + HOUR)

    assert state_of(row, now=now + HOUR) is RoundState.OPEN
    assert kinds(session, row.id) == ["round_closed", "round_reopened"]
    assert (
        session.scalars(select(RecordEntry.text_hash).order_by(RecordEntry.sequence)).all()[-1]
        is not None
    )


def test_reported_round_stays_as_it_is(session: Session, cast: Cast, now: datetime) -> None:
    cast.round.closes_at, cast.round.reported_at = now - DAY, now
    session.commit()

    with pytest.raises(NotAllowed, match="round_is_not_reported"):
        reopen_round(
            session, actor_of(session, cast.ada), cast.round.id, now + DAY, reason="?", now=now
        )


STEPS: list[tuple[Callable[..., Any], RoundState]] = [
    (schedule_round, RoundState.OPEN),
    (open_round, RoundState.OPEN),
    (close_round, RoundState.CLOSED),
    (close_round, RoundState.PREPARING),
]


@pytest.mark.parametrize(("step", "state"), STEPS)
def test_step_out_of_its_time_is_refused(
    session: Session, cast: Cast, prepared: Round, now: datetime, step: Any, state: RoundState
) -> None:
    row = prepared if state is RoundState.PREPARING else cast.round
    if state is RoundState.CLOSED:
        row.closes_at = now
        session.commit()

    with pytest.raises(Conflict, match="round_state"):
        step(session, actor_of(session, cast.ada), row.id, now=now)


@pytest.mark.parametrize("name", ["dee", "bo", "olu", "tariq", "ann"])
def test_others_run_nothing(session: Session, cast: Cast, now: datetime, name: str) -> None:
    with pytest.raises(NotAllowed):
        close_round(session, actor_of(session, getattr(cast, name)), cast.round.id, now=now)

    session.rollback()
    assert state_of(cast.round, now=now) is RoundState.OPEN


def test_round_whose_closing_is_over_is_not_scheduled(
    session: Session, cast: Cast, prepared: Round, now: datetime
) -> None:
    prepared.closes_at = now - HOUR
    prepared.opens_at = now - DAY
    session.commit()

    with pytest.raises(Invalid, match="closes_in_the_past"):
        schedule_round(session, actor_of(session, cast.ada), prepared.id, now=now)


def test_announcing_sets_up_and_schedules_at_once(
    session: Session, cast: Cast, now: datetime
) -> None:
    row = announce_round(session, actor_of(session, cast.sam), plan_for(cast, now), now=now)

    assert state_of(row, now=now) is RoundState.SCHEDULED
    assert kinds(session, row.id) == ["round_created", "round_scheduled"]
