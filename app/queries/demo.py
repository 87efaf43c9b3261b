"""The people of the demonstration whom one may try out: the staff, and one from each group."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.people import Group, Role
from app.models.people import Delegation, Member, Organisation, RoleGrant

MOST_STAFF = 12
MOST_MEMBERS = 8


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Somebody to be for a while."""

    key: str
    display_name: str
    language: str
    role: Role | None = None
    group: Group = Group.INDIVIDUAL
    organisation: str | None = None
    is_delegate: bool = False


def demo_staff(session: Session) -> list[DemoPerson]:
    """Those who hold a role, once each, by role."""
    rows = session.execute(
        select(Member.key, Member.display_name, Member.language, func.min(RoleGrant.role))
        .join(RoleGrant, RoleGrant.member_id == Member.id)
        .where(RoleGrant.revoked_at.is_(None), Member.suspended_at.is_(None))
        .group_by(Member.id)
        .order_by(Member.id)
        .limit(MOST_STAFF)
    )
    order = list(Role)
    people = [DemoPerson(row[0], row[1], row[2], Role(row[3])) for row in rows]
    return sorted(people, key=lambda person: order.index(person.role or Role.ADMIN))


def demo_members(session: Session) -> list[DemoPerson]:
    """One person of each group, delegates in turn, in as many languages as can be."""
    acts = (
        select(Delegation.id)
        .where(Delegation.member_id == Member.id, Delegation.ended_at.is_(None))
        .exists()
    )
    holds = select(RoleGrant.member_id).where(RoleGrant.revoked_at.is_(None))
    rows = session.execute(
        select(
            Member.key,
            Member.display_name,
            Member.language,
            Organisation.group,
            Organisation.name,
            acts,
        )
        .outerjoin(Organisation, Member.organisation_id == Organisation.id)
        .where(Member.suspended_at.is_(None), Member.id.not_in(holds))
        .order_by(Member.id)
        .limit(1000)
    )
    people = [
        DemoPerson(key, name, language, None, group or Group.INDIVIDUAL, body, bool(is_delegate))
        for key, name, language, group, body, is_delegate in rows
    ]
    return _varied(people)


def _varied(people: list[DemoPerson]) -> list[DemoPerson]:
    """Greedily: a group not shown yet, then the language shown least, delegates in turn."""
    chosen: list[DemoPerson] = []
    for group in Group:
        own = [person for person in people if person.group is group]
        wanted = len(chosen) % 2 == 0
        own.sort(
            key=lambda person: (
                sum(other.language == person.language for other in chosen),
                person.is_delegate is not wanted,
            )
        )
        chosen += own[:1]
    return chosen[:MOST_MEMBERS]
