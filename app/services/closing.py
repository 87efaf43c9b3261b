"""Closing an organisation: one entered twice goes on in the other, with its people."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.domain.errors import Conflict, Invalid, NotFound
from app.domain.people import Actor
from app.domain.permissions import Action, require
from app.domain.rules import Subject
from app.models.people import Delegation, Member, Organisation
from app.models.rounds import Invitation


def close_organisation(
    session: Session, actor: Actor, slug: str, into: str | None, *, now: datetime
) -> Organisation:
    """Close an organisation; its slug is never given again and what it did stays its own.

    Its members, delegates and invitations go over to the organisation ``into``. Without one, it
    must have neither members nor delegates: raises ``Conflict`` otherwise.
    """
    require(actor, Action.MANAGE_ORGANISATIONS, Subject(), now)
    found = _open(session, slug)
    if found is None:
        raise NotFound("organisation")
    heir = _open(session, into) if into else None
    if into and (heir is None or heir.id == found.id):
        raise Invalid("organisation", field="into")
    if heir is None and _has_people(session, found):
        raise Conflict("organisation_has_people")
    if heir is not None:
        _move_people(session, found, heir, now=now)
        _move_invitations(session, found, heir, now=now)
        session.execute(
            update(Organisation)
            .where(Organisation.merged_into_id == found.id)
            .values(merged_into_id=heir.id)
        )
        found.merged_into_id = heir.id
    found.closed_at = now
    found.edit += 1
    session.commit()
    return found


def _open(session: Session, slug: str) -> Organisation | None:
    return session.scalar(
        select(Organisation)
        .where(Organisation.slug == slug, Organisation.closed_at.is_(None))
        .with_for_update()
    )


def _has_people(session: Session, found: Organisation) -> bool:
    member = select(Member.id).where(Member.organisation_id == found.id).limit(1)
    delegate = select(Delegation.id).where(
        Delegation.organisation_id == found.id, Delegation.ended_at.is_(None)
    )
    return session.scalar(member) is not None or session.scalar(delegate.limit(1)) is not None


def _move_people(
    session: Session, found: Organisation, heir: Organisation, *, now: datetime
) -> None:
    session.execute(
        update(Member).where(Member.organisation_id == found.id).values(organisation_id=heir.id)
    )
    held = {
        row.member_id: row
        for row in session.scalars(select(Delegation).where(Delegation.organisation_id == heir.id))
    }
    rows = session.scalars(
        select(Delegation).where(
            Delegation.organisation_id == found.id, Delegation.ended_at.is_(None)
        )
    ).all()
    for row in rows:
        there = held.get(row.member_id)
        if there is None:
            there = Delegation(member_id=row.member_id, organisation_id=heir.id, granted_at=now)
            there.function = row.function
            session.add(there)
        elif there.ended_at is not None:
            there.granted_at, there.ended_at, there.function = now, None, row.function
        row.ended_at = now


def _move_invitations(
    session: Session, found: Organisation, heir: Organisation, *, now: datetime
) -> None:
    """Whoever may take part in a round still may; the invitation of the closed one stays known."""
    of_heir = select(Invitation.round_id).where(Invitation.organisation_id == heir.id)
    rounds = session.scalars(
        select(Invitation.round_id).where(
            Invitation.organisation_id == found.id, Invitation.round_id.not_in(of_heir)
        )
    ).all()
    for round_id in rounds:
        session.add(Invitation(round_id=round_id, organisation_id=heir.id, invited_at=now))
