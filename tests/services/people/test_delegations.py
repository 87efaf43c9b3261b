"""Delegations begin, end and begin again."""

from datetime import datetime

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.errors import NotAllowed, NotFound
from app.models.people import Delegation
from app.services.people.delegations import end_delegation, make_delegate
from tests.factories.cast import Cast
from tests.factories.people import actor_of


def test_delegate_may_act_until_the_end(session: Session, cast: Cast, now: datetime) -> None:
    sam = actor_of(session, cast.sam)
    make_delegate(session, sam, cast.bo.id, cast.league.id, "Speaker", now=now)
    assert cast.league.id in actor_of(session, cast.bo).delegations

    end_delegation(session, sam, cast.bo.id, cast.league.id, now=now)

    assert not actor_of(session, cast.bo, acting_for=cast.league).delegations
    assert actor_of(session, cast.bo, acting_for=cast.league).acting_for is None


def test_delegation_that_ended_begins_again(session: Session, cast: Cast, now: datetime) -> None:
    sam = actor_of(session, cast.sam)
    make_delegate(session, sam, cast.bo.id, cast.league.id, now=now)
    end_delegation(session, sam, cast.bo.id, cast.league.id, now=now)
    make_delegate(session, sam, cast.bo.id, cast.league.id, now=now)

    number = session.scalar(
        select(func.count()).select_from(Delegation).where(Delegation.member_id == cast.bo.id)
    )

    assert number == 1
    assert cast.league.id in actor_of(session, cast.bo).delegations


def test_somebody_without_organisation_gets_this_one(
    session: Session, cast: Cast, now: datetime
) -> None:
    make_delegate(session, actor_of(session, cast.sam), cast.ines.id, cast.town.id, now=now)

    assert actor_of(session, cast.ines).organisation_id == cast.town.id


def test_delegates_make_no_delegates(session: Session, cast: Cast, now: datetime) -> None:
    lea = actor_of(session, cast.lea)

    with pytest.raises(NotAllowed):
        make_delegate(session, lea, cast.bo.id, cast.town.id, now=now)
    with pytest.raises(NotAllowed):
        end_delegation(session, lea, cast.lea.id, cast.town.id, now=now)


def test_unknown_organisation_is_not_found(session: Session, cast: Cast, now: datetime) -> None:
    with pytest.raises(NotFound):
        make_delegate(session, actor_of(session, cast.sam), cast.bo.id, 99_999, now=now)
