"""Suspension: a member cannot take part for a time; what was said stays."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import NotAllowed, NotFound
from app.domain.people import Actor, Role
from app.domain.permissions import Action, require
from app.domain.rules import Subject
from app.models.people import Member, RoleGrant
from app.services.people.roles import keep_an_administrator


def suspend(session: Session, actor: Actor, member_id: int, *, now: datetime) -> str:
    """Suspend a member; whoever holds a role is suspended by an administrator only. The key."""
    member = _suspendable(session, actor, member_id, now=now)
    member.suspended_at = member.suspended_at or now
    member.edit += 1
    session.commit()
    return member.key


def restore(session: Session, actor: Actor, member_id: int, *, now: datetime) -> str:
    """End a suspension; the key of the member."""
    member = _suspendable(session, actor, member_id, now=now)
    member.suspended_at = None
    member.edit += 1
    session.commit()
    return member.key


def _suspendable(session: Session, actor: Actor, member_id: int, *, now: datetime) -> Member:
    require(actor, Action.MANAGE_PEOPLE, Subject(), now)
    member = session.get(Member, member_id, with_for_update=True)
    if member is None:
        raise NotFound("person")
    if member.id == actor.member_id:
        raise NotAllowed("not_oneself")
    roles = set(
        session.scalars(
            select(RoleGrant.role).where(
                RoleGrant.member_id == member_id, RoleGrant.revoked_at.is_(None)
            )
        )
    )
    if roles:
        require(actor, Action.GRANT_ROLES, Subject(), now)
    if Role.ADMIN in roles:
        keep_an_administrator(session, member_id)
    return member
