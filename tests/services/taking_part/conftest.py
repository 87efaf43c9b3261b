"""Who prepares an amendment together: two delegates of the town, and one of the league."""

from datetime import datetime

import pytest
from sqlalchemy.orm import Session

from app.domain.people import Actor
from app.models.people import Delegation
from app.services.joint_drafts import begin_joint_draft
from tests.factories.cast import Cast
from tests.factories.joint import FIELDS
from tests.factories.people import actor_of, make_member


@pytest.fixture
def lea(session: Session, cast: Cast) -> Actor:
    """Delegate of the town, which leads."""
    return actor_of(session, cast.lea, cast.town)


@pytest.fixture
def bo(session: Session, cast: Cast, now: datetime) -> Actor:
    """Delegate of the league, which is invited."""
    session.add(Delegation(member_id=cast.bo.id, organisation_id=cast.league.id, granted_at=now))
    session.commit()
    return actor_of(session, cast.bo, cast.league)


@pytest.fixture
def colleague(session: Session, cast: Cast, now: datetime) -> Actor:
    """Another delegate of the town."""
    noor = make_member(session, "Noor", cast.town, now=now, delegate=True)
    session.commit()
    return actor_of(session, noor, cast.town)


@pytest.fixture
def key(session: Session, cast: Cast, lea: Actor, now: datetime) -> str:
    return begin_joint_draft(session, lea, cast.round.id, 1, FIELDS, key="form", now=now)
