"""Organisations, members and the sessions in which they are signed in, written in bulk."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from app.domain.languages import LANGUAGES
from app.domain.people import ORGANISATION_GROUPS, Group, Role
from app.models.identity.accounts import Account, LoginSession
from app.models.people import Member, Organisation, RoleGrant
from app.queries.accounts import digest

ORGANISATIONS = 40


@dataclass(frozen=True, slots=True)
class Person:
    """A member: id, the key of the browser session, language, and what one votes as."""

    id: int
    key: str
    name: str
    language: str
    group: Group
    organisation_id: int | None


def add_people(session: Session, identity: Session, number: int, *, now: datetime) -> list[Person]:
    """This many members, each signed in in one browser; every other one of an organisation."""
    bodies = _organisations(session, now=now)
    session.execute(
        insert(Member),
        [
            {
                "key": f"bench-{at}",
                "display_name": f"Member {at}",
                "language": LANGUAGES[at % len(LANGUAGES)],
                "organisation_id": bodies[at % len(bodies)][0] if at % 2 else None,
                "created_at": now - timedelta(days=40),
            }
            for at in range(number)
        ],
    )
    groups = dict(bodies)
    rows = session.execute(select(Member).order_by(Member.id)).scalars()
    people = [
        Person(
            row.id,
            row.key,
            row.display_name,
            row.language,
            groups.get(row.organisation_id or 0, Group.INDIVIDUAL),
            row.organisation_id,
        )
        for row in rows
    ]
    session.commit()
    _accounts(identity, people, now=now)
    return people


def add_facilitator(session: Session, person: Person, charter_id: int, *, now: datetime) -> None:
    """Let one of them run the rounds of the charter."""
    session.add(
        RoleGrant(member_id=person.id, role=Role.FACILITATOR, charter_id=charter_id, granted_at=now)
    )
    session.commit()


def _organisations(session: Session, *, now: datetime) -> list[tuple[int, Group]]:
    session.execute(
        insert(Organisation),
        [
            {
                "slug": f"body-{at}",
                "name": f"Organisation {at}",
                "group": ORGANISATION_GROUPS[at % len(ORGANISATION_GROUPS)],
                "language": LANGUAGES[at % len(LANGUAGES)],
                "created_at": now,
            }
            for at in range(ORGANISATIONS)
        ],
    )
    rows = session.execute(select(Organisation.id, Organisation.group).order_by(Organisation.id))
    return [(row.id, row.group) for row in rows]


def _accounts(identity: Session, people: Sequence[Person], *, now: datetime) -> None:
    identity.execute(
        insert(Account), [{"member_key": one.key, "created_at": now} for one in people]
    )
    rows = identity.execute(select(Account.id, Account.member_key)).all()
    identity.execute(
        insert(LoginSession),
        [
            {
                "key_hash": digest(row.member_key),
                "account_id": row.id,
                "created_at": now,
                "expires_at": now + timedelta(days=14),
            }
            for row in rows
        ],
    )
    identity.commit()
