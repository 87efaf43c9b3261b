"""Suspension, and who may suspend whom."""

from datetime import datetime

import pytest
from sqlalchemy.orm import Session

from app.domain.errors import NotAllowed
from app.domain.people import Role
from app.services.people.suspension import restore, suspend
from tests.factories.cast import Cast
from tests.factories.people import actor_of, grant


def test_secretariat_suspends_a_member_and_restores(
    session: Session, cast: Cast, now: datetime
) -> None:
    sam = actor_of(session, cast.sam)

    assert suspend(session, sam, cast.bo.id, now=now) == cast.bo.key
    assert actor_of(session, cast.bo).suspended
    restore(session, sam, cast.bo.id, now=now)
    assert not actor_of(session, cast.bo).suspended


@pytest.mark.parametrize("name", ["ada", "bo", "olu", "tariq"])
def test_others_suspend_nobody(session: Session, cast: Cast, now: datetime, name: str) -> None:
    with pytest.raises(NotAllowed):
        suspend(session, actor_of(session, getattr(cast, name)), cast.mina.id, now=now)


def test_whoever_holds_a_role_is_suspended_by_an_administrator_only(
    session: Session, cast: Cast, now: datetime
) -> None:
    with pytest.raises(NotAllowed, match="is_admin"):
        suspend(session, actor_of(session, cast.sam), cast.ada.id, now=now)

    suspend(session, actor_of(session, cast.ann), cast.ada.id, now=now)
    assert actor_of(session, cast.ada).suspended


def test_nobody_suspends_oneself(session: Session, cast: Cast, now: datetime) -> None:
    with pytest.raises(NotAllowed, match="not_oneself"):
        suspend(session, actor_of(session, cast.sam), cast.sam.id, now=now)


def test_one_of_two_administrators_can_be_suspended(
    session: Session, cast: Cast, now: datetime
) -> None:
    grant(session, cast.sol, Role.ADMIN, now=now)
    session.commit()

    suspend(session, actor_of(session, cast.ann), cast.sol.id, now=now)

    assert actor_of(session, cast.sol).suspended
