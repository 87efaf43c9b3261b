"""Members come in, and say by which name and in which language they take part."""

import secrets
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.domain.errors import Conflict, NotAllowed
from app.domain.people import Actor
from app.domain.permissions import Action, require
from app.domain.rules import Subject
from app.ledger.submissions import remember, replay
from app.models.people import Delegation, Member, Organisation


@dataclass(frozen=True, slots=True)
class Newcomer:
    """What is known of somebody who joins; nothing else is ever asked."""

    display_name: str
    language: str
    organisation_id: int | None = None
    code_holder: bool = False
    delegate: bool = False
    function: str | None = None


def join(session: Session, newcomer: Newcomer, *, now: datetime) -> str:
    """Make a member for somebody who came by a link or a code; the random key."""
    member = _member(session, newcomer, now=now)
    session.commit()
    return member.key


def add_person(
    session: Session, actor: Actor, newcomer: Newcomer, key: str, *, now: datetime
) -> Member:
    """Make a member for somebody the secretariat invites, as delegate where it says so."""
    payload = asdict(newcomer)
    if replay(session, key, payload) is not None:
        raise Conflict("person_added")
    require(actor, Action.MANAGE_PEOPLE, Subject(), now)
    member = _member(session, newcomer, now=now)
    if newcomer.delegate and newcomer.organisation_id is not None:
        session.add(
            Delegation(
                member_id=member.id,
                organisation_id=newcomer.organisation_id,
                function=newcomer.function,
                granted_at=now,
            )
        )
    remember(session, key, payload, str(member.id), now=now)
    session.commit()
    return member


def describe_oneself(
    session: Session, actor: Actor, display_name: str, language: str, edit: int
) -> None:
    """Change the own display name and language; acts already public keep the name they had."""
    if actor.member_id is None:
        raise NotAllowed("signed_in")
    member = session.get_one(Member, actor.member_id, with_for_update=True)
    if member.edit != edit:
        raise Conflict("changed_meanwhile")
    member.display_name = display_name
    member.language = language
    member.edit += 1
    session.commit()


def _member(session: Session, newcomer: Newcomer, *, now: datetime) -> Member:
    body = session.get(Organisation, newcomer.organisation_id or 0)
    member = Member(
        key=secrets.token_hex(16),
        display_name=newcomer.display_name,
        language=newcomer.language,
        # the codes of an organisation that was merged lead to the one it goes on in
        organisation_id=(body.merged_into_id or body.id) if body else None,
        code_holder=newcomer.code_holder,
        created_at=now,
    )
    session.add(member)
    session.flush()
    return member
