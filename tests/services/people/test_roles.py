"""Roles: granted once, revoked, and never the last administrator's."""

from datetime import datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import Invalid, NotAllowed, NotFound
from app.domain.people import Grant, Role
from app.models.people import Member, RoleGrant
from app.services.people.roles import grant_role, revoke_role
from tests.factories.cast import Cast
from tests.factories.people import actor_of, grant


def held(session: Session, member: Member) -> list[RoleGrant]:
    return list(
        session.scalars(
            select(RoleGrant).where(
                RoleGrant.member_id == member.id, RoleGrant.revoked_at.is_(None)
            )
        )
    )


def test_administrator_grants_a_role_once(session: Session, cast: Cast, now: datetime) -> None:
    ann = actor_of(session, cast.ann)
    for _ in range(2):
        grant_role(session, ann, cast.bo.id, Grant(Role.OBSERVER, cast.charter.id), now=now)

    rows = held(session, cast.bo)

    assert [(row.role, row.charter_id) for row in rows] == [(Role.OBSERVER, cast.charter.id)]
    assert rows[0].granted_by_id == cast.ann.id


@pytest.mark.parametrize("name", ["sam", "ada", "bo", "olu"])
def test_others_grant_nothing(session: Session, cast: Cast, now: datetime, name: str) -> None:
    actor = actor_of(session, getattr(cast, name))

    with pytest.raises(NotAllowed, match="is_admin"):
        grant_role(session, actor, cast.bo.id, Grant(Role.OBSERVER), now=now)
    assert not held(session, cast.bo)


def test_administrators_have_no_scope(session: Session, cast: Cast, now: datetime) -> None:
    ann = actor_of(session, cast.ann)

    with pytest.raises(Invalid, match="admin_is_platform_wide"):
        grant_role(session, ann, cast.bo.id, Grant(Role.ADMIN, cast.charter.id), now=now)


def test_role_of_nobody_is_not_found(session: Session, cast: Cast, now: datetime) -> None:
    ann = actor_of(session, cast.ann)

    with pytest.raises(NotFound):
        grant_role(session, ann, 99_999, Grant(Role.OBSERVER), now=now)
    with pytest.raises(NotFound):
        revoke_role(session, ann, 99_999, now=now)


def test_last_administrator_stays(session: Session, cast: Cast, now: datetime) -> None:
    ann = actor_of(session, cast.ann)
    own = held(session, cast.ann)[0]

    with pytest.raises(NotAllowed, match="last_administrator"):
        revoke_role(session, ann, own.id, now=now)


def test_one_of_two_administrators_goes(session: Session, cast: Cast, now: datetime) -> None:
    grant(session, cast.sol, Role.ADMIN, now=now)
    session.commit()

    revoke_role(session, actor_of(session, cast.ann), held(session, cast.ann)[0].id, now=now)

    assert not held(session, cast.ann)


def test_suspended_administrator_does_not_count(
    session: Session, cast: Cast, now: datetime
) -> None:
    grant(session, cast.sol, Role.ADMIN, now=now)
    cast.sol.suspended_at = now
    session.commit()

    with pytest.raises(NotAllowed, match="last_administrator"):
        revoke_role(session, actor_of(session, cast.ann), held(session, cast.ann)[0].id, now=now)
