"""Builders of members, organisations, delegations and grants."""

import secrets
from datetime import datetime

from sqlalchemy.orm import Session

from app.domain.people import Actor, Group, Role
from app.models.people import Delegation, Member, Organisation, RoleGrant
from app.queries.people import actor_behind


def make_organisation(
    session: Session,
    slug: str = "rivebelle",
    group: Group = Group.LOCAL_GOVERNMENT,
    *,
    now: datetime,
    name: str | None = None,
) -> Organisation:
    row = Organisation(
        slug=slug, name=name or slug.title(), group=group, language="en", created_at=now
    )
    session.add(row)
    session.flush()
    return row


def make_member(
    session: Session,
    name: str = "Bo",
    organisation: Organisation | None = None,
    *,
    now: datetime,
    delegate: bool = False,
    language: str = "en",
    code_holder: bool = False,
) -> Member:
    row = Member(
        key=secrets.token_hex(11),
        display_name=name,
        language=language,
        organisation_id=organisation.id if organisation else None,
        code_holder=code_holder,
        created_at=now,
    )
    session.add(row)
    session.flush()
    if delegate and organisation:
        session.add(Delegation(member_id=row.id, organisation_id=organisation.id, granted_at=now))
        session.flush()
    return row


def grant(
    session: Session,
    member: Member,
    role: Role,
    *,
    now: datetime,
    charter_id: int | None = None,
    round_id: int | None = None,
) -> RoleGrant:
    row = RoleGrant(
        member_id=member.id, role=role, charter_id=charter_id, round_id=round_id, granted_at=now
    )
    session.add(row)
    session.flush()
    return row


def actor_of(session: Session, member: Member, acting_for: Organisation | None = None) -> Actor:
    found = actor_behind(session, member.key, acting_for.id if acting_for else None)
    assert found is not None
    return found
