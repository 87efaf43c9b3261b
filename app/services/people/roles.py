"""Roles are granted and revoked; there is always an administrator left."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import Invalid, NotAllowed, NotFound
from app.domain.people import Actor, Grant, Role
from app.domain.permissions import Action, require
from app.domain.rules import Subject
from app.models.people import Member, RoleGrant


def grant_role(
    session: Session, actor: Actor, member_id: int, grant: Grant, *, now: datetime
) -> str:
    """Give a member a role in a scope, once; the member's key."""
    require(actor, Action.GRANT_ROLES, Subject(), now)
    if grant.role is Role.ADMIN and (grant.charter_id or grant.round_id):
        raise Invalid("admin_is_platform_wide", field="scope")
    member = session.get(Member, member_id, with_for_update=True)
    if member is None:
        raise NotFound("person")
    held = session.scalar(
        select(RoleGrant.id).where(
            RoleGrant.member_id == member_id,
            RoleGrant.role == grant.role,
            RoleGrant.charter_id == grant.charter_id,
            RoleGrant.round_id == grant.round_id,
            RoleGrant.revoked_at.is_(None),
        )
    )
    if held is None:
        session.add(
            RoleGrant(
                member_id=member_id,
                role=grant.role,
                charter_id=grant.charter_id,
                round_id=grant.round_id,
                granted_by_id=actor.member_id or None,
                granted_at=now,
            )
        )
    session.commit()
    return member.key


def revoke_role(session: Session, actor: Actor, grant_id: int, *, now: datetime) -> str:
    """Take a role back; the last administrator's stays. The member's key."""
    require(actor, Action.GRANT_ROLES, Subject(), now)
    grant = session.get(RoleGrant, grant_id)
    if grant is None:
        raise NotFound("role")
    if grant.role is Role.ADMIN:
        keep_an_administrator(session, grant.member_id)
    grant.revoked_at = grant.revoked_at or now
    session.commit()
    return session.get_one(Member, grant.member_id).key


def keep_an_administrator(session: Session, member_id: int) -> None:
    """Refuse when nobody but this member administers the platform."""
    administrators = session.scalars(
        select(RoleGrant.member_id)
        .join(Member, RoleGrant.member_id == Member.id)
        .where(
            RoleGrant.role == Role.ADMIN,
            RoleGrant.revoked_at.is_(None),
            Member.suspended_at.is_(None),
        )
        .with_for_update(of=RoleGrant)
    )
    if not set(administrators) - {member_id}:
        raise NotAllowed("last_administrator")


def make_first_administrator(session: Session, member_key: str, *, now: datetime) -> None:
    """Grant the role of administrator to whoever sets up the installation."""
    member = session.scalars(select(Member).where(Member.key == member_key)).one()
    session.add(RoleGrant(member_id=member.id, role=Role.ADMIN, granted_at=now))
    session.commit()
