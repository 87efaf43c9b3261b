"""Organisations asked to co-sponsor what is not filed yet: invited, and what they answer."""

from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from app.domain.errors import Conflict, Invalid, NotFound
from app.domain.joint import MOST_INVITED, Answer, JointState
from app.domain.people import Actor
from app.ledger.joint import ask_to_join, invitable, leader_of, led_draft, lock_joint_draft
from app.models.joint import JointDraft, SponsorInvitation


def invite_organisation(
    session: Session, actor: Actor, round_id: int, key: str, name: str, *, now: datetime
) -> None:
    """Ask an organisation, by its name or its address here, to co-sponsor; asked twice, once told.

    Its delegates hear of it as soon as support is collected.
    """
    round_, row = led_draft(session, actor, round_id, key, now=now)
    if row.state is JointState.FILED:
        raise Conflict("already_filed")
    found = invitable(session, round_, name, leads=row.organisation_id)
    known = session.scalar(
        select(SponsorInvitation.id).where(
            SponsorInvitation.joint_draft_id == row.id,
            SponsorInvitation.organisation_id == found.id,
        )
    )
    if known is None:
        asked = select(func.count()).where(SponsorInvitation.joint_draft_id == row.id)
        if (session.scalar(asked) or 0) >= MOST_INVITED:
            raise Invalid("too_many_invited", field="organisation")
        session.add(
            SponsorInvitation(joint_draft_id=row.id, organisation_id=found.id, invited_at=now)
        )
        if row.state is JointState.COLLECTING:
            leader = leader_of(session, row)
            ask_to_join(session, round_, leader, found, {"key": row.key}, now=now)
    session.commit()


def recall_invitation(
    session: Session, actor: Actor, round_id: int, key: str, organisation_id: int, *, now: datetime
) -> None:
    """Take an invitation back, with what was answered to it."""
    _, row = led_draft(session, actor, round_id, key, now=now)
    if row.state is JointState.FILED:
        raise Conflict("already_filed")
    session.execute(
        delete(SponsorInvitation).where(
            SponsorInvitation.joint_draft_id == row.id,
            SponsorInvitation.organisation_id == organisation_id,
        )
    )
    session.commit()


def answer_invitation(
    session: Session,
    actor: Actor,
    round_id: int,
    key: str,
    answer: Answer,
    *,
    edit: int,
    now: datetime,
) -> None:
    """Accept or decline for the organisation acted for, while support is collected.

    ``edit`` is the state of the words that were read: where they changed meanwhile nothing is
    agreed to, and the new words are shown. An answer can be changed until it is filed.
    """
    _, row = lock_joint_draft(session, actor, round_id, key, now=now)
    invitation = session.scalar(
        select(SponsorInvitation).where(
            SponsorInvitation.joint_draft_id == row.id,
            SponsorInvitation.organisation_id == actor.acting_for,
        )
    )
    if invitation is None or row.state is JointState.DRAFTING:
        raise NotFound("invitation")
    if row.state is JointState.FILED:
        raise Conflict("already_filed")
    if answer is Answer.ACCEPTED:
        if row.edit != edit:
            raise Conflict("changed_meanwhile", edit=row.edit)
        _answers_for_one(session, actor, row)
    invitation.answer = answer
    invitation.member_id = actor.member_id
    invitation.read = row.edit
    invitation.answered_at = now
    session.commit()


def _answers_for_one(session: Session, actor: Actor, row: JointDraft) -> None:
    """One person does not stand for two of the organisations that sign together."""
    other = session.scalar(
        select(SponsorInvitation.id).where(
            SponsorInvitation.joint_draft_id == row.id,
            SponsorInvitation.member_id == actor.member_id,
            SponsorInvitation.answer == Answer.ACCEPTED,
            SponsorInvitation.organisation_id != actor.acting_for,
        )
    )
    if other is not None:
        raise Conflict("answers_for_two")
