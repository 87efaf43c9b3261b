"""A joint draft under way: support is collected, and who sees what of it."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.people import Actor
from app.models.joint import JointDraft
from app.queries.joint_drafts import JointDraftInView, joint_draft
from app.queries.rounds import visible_round
from app.services.joint_drafts import collect_support
from app.services.sponsor_invitations import invite_organisation
from tests.factories.cast import Cast


def collected(session: Session, cast: Cast, lea: Actor, key: str, now: datetime) -> None:
    invite_organisation(session, lea, cast.round.id, key, "League", now=now)
    collect_support(session, lea, cast.round.id, key, now=now)


def row_of(session: Session, key: str) -> JointDraft:
    session.expire_all()
    return session.scalars(select(JointDraft).where(JointDraft.key == key)).one()


def seen(session: Session, cast: Cast, actor: Actor, key: str, now: datetime) -> JointDraftInView:
    return joint_draft(session, actor, visible_round(session, actor, "r1", now=now), key)
