"""Builders of joint drafts and of the organisations invited to them."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.domain.joint import Answer, JointState
from app.models.charters import Paragraph
from app.models.contributions import AmendmentWording, Contribution
from app.models.joint import JointDraft, SponsorInvitation
from app.models.people import Member, Organisation
from app.models.rounds import Round

FIELDS = {
    "doing": "replace",
    "language": "en",
    "wording": "Towns keep water, schools and clinics open to all.",
    "title": "Clinics, too",
    "reason": "Health matters.",
}


def make_joint_draft(
    session: Session,
    round_: Round,
    paragraph: Paragraph,
    leader: Organisation,
    member: Member,
    *,
    now: datetime,
    key: str = "joint",
    state: JointState = JointState.DRAFTING,
    fields: dict[str, str] | None = None,
) -> JointDraft:
    row = JointDraft(
        key=key,
        round_id=round_.id,
        paragraph_id=paragraph.id,
        organisation_id=leader.id,
        member_id=member.id,
        state=state,
        fields=dict(fields or FIELDS),
        created_at=now,
        updated_at=now,
    )
    session.add(row)
    session.flush()
    return row


def translated(amendment: Contribution, translator: Member, now: datetime) -> AmendmentWording:
    return AmendmentWording(
        contribution_id=amendment.id,
        revision=1,
        language="ar",
        text="تُبقي المدن الماء مفتوحًا.",
        member_id=translator.id,
        written_at=now,
    )


def make_invited(
    session: Session,
    draft: JointDraft,
    organisation: Organisation,
    *,
    now: datetime,
    by: Member | None = None,
    answer: Answer = Answer.INVITED,
) -> SponsorInvitation:
    row = SponsorInvitation(
        joint_draft_id=draft.id,
        organisation_id=organisation.id,
        answer=answer,
        member_id=by.id if by else None,
        read=draft.edit if by else None,
        invited_at=now,
        answered_at=now if by else None,
    )
    session.add(row)
    session.flush()
    return row
