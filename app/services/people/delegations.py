"""Delegates: members entitled to act for an organisation."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import NotFound
from app.domain.people import Actor
from app.domain.permissions import Action, require
from app.domain.rules import Subject
from app.models.people import Delegation, Member, Organisation


def make_delegate(
    session: Session,
    actor: Actor,
    member_id: int,
    organisation_id: int,
    function: str | None = None,
    *,
    now: datetime,
) -> None:
    """Entitle a member to act for an organisation; again, after it had ended, too."""
    require(actor, Action.MANAGE_ORGANISATIONS, Subject(), now)
    member = session.get(Member, member_id, with_for_update=True)
    body = session.get(Organisation, organisation_id)
    if member is None or body is None or body.closed_at is not None:
        raise NotFound("person")
    held = session.scalar(
        select(Delegation).where(
            Delegation.member_id == member_id, Delegation.organisation_id == organisation_id
        )
    )
    if held is None:
        held = Delegation(member_id=member_id, organisation_id=organisation_id, granted_at=now)
        session.add(held)
    if held.ended_at is not None:
        held.granted_at = now
        held.ended_at = None
    held.function = function or None
    member.organisation_id = member.organisation_id or organisation_id
    session.commit()


def end_delegation(
    session: Session, actor: Actor, member_id: int, organisation_id: int, *, now: datetime
) -> None:
    """End a member's right to act for an organisation; past acts stay the organisation's."""
    require(actor, Action.MANAGE_ORGANISATIONS, Subject(), now)
    held = session.scalar(
        select(Delegation).where(
            Delegation.member_id == member_id, Delegation.organisation_id == organisation_id
        )
    )
    if held is None:
        raise NotFound("delegate")
    held.ended_at = held.ended_at or now
    session.commit()
