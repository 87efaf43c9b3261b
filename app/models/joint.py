"""Joint drafts: amendments that organisations prepare together, before they are filed."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
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
    """An organisation asked to co-sponsor; ``read`` is the edit of the words it answered to."""

    __tablename__ = "sponsor_invitations"
    __table_args__ = (
        UniqueConstraint("joint_draft_id", "organisation_id"),
        Index("ix_sponsor_invitations_organisation", "organisation_id", "answer"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    joint_draft_id: Mapped[int] = mapped_column(ForeignKey("joint_drafts.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    answer: Mapped[Answer] = mapped_column(enumerated(Answer), default=Answer.INVITED)
    member_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    read: Mapped[int | None]
    invited_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
