"""Amendments that organisations prepare together, and who is asked to co-sponsor one."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.joint import Answer, JointState
from app.models.base import Base, enumerated


class JointDraft(Base):
    """An amendment that the delegates of one organisation write together; not public.

    ``fields`` are those of the editor. ``edit`` grows with every change of the words, so that
    nobody overwrites somebody else's and those who agreed to earlier ones are asked again.
    """

    __tablename__ = "joint_drafts"
    __table_args__ = (Index("ix_joint_drafts_organisation", "organisation_id", "updated_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"), index=True)
    paragraph_id: Mapped[int] = mapped_column(ForeignKey("paragraphs.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    state: Mapped[JointState] = mapped_column(enumerated(JointState))
    fields: Mapped[dict[str, Any]]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    filed_at: Mapped[datetime | None]
    contribution_id: Mapped[int | None] = mapped_column(ForeignKey("contributions.id"))
    edit: Mapped[int] = mapped_column(default=1)


class SponsorInvitation(Base):
    """An organisation asked to co-sponsor a joint draft, or an amendment that is public already.

    ``read`` is the edit of the draft, or the revision of the amendment, that it answered to.
    """

    __tablename__ = "sponsor_invitations"
    __table_args__ = (
        UniqueConstraint("joint_draft_id", "organisation_id"),
        UniqueConstraint("contribution_id", "organisation_id"),
        CheckConstraint("(joint_draft_id IS NULL) <> (contribution_id IS NULL)", name="one_item"),
        Index("ix_sponsor_invitations_organisation", "organisation_id", "answer"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    joint_draft_id: Mapped[int | None] = mapped_column(ForeignKey("joint_drafts.id"))
    contribution_id: Mapped[int | None] = mapped_column(ForeignKey("contributions.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    answer: Mapped[Answer] = mapped_column(enumerated(Answer), default=Answer.INVITED)
    member_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    read: Mapped[int | None]
    invited_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
