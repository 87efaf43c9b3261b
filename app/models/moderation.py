"""Moderation: decisions with their statements, reports and appeals."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.contributions import Status, Step
from app.domain.moderation import AppealOutcome, ReasonCode
from app.models.base import Base, enumerated


class ModerationStep(Base):
    """One step in a contribution's life; undoing is a new step that names the one undone.

    ``statement`` is what the author reads, in ``language``; ``note`` stays internal.
    """

    __tablename__ = "moderation_steps"
    __table_args__ = (
        Index("ix_moderation_steps_at", "at"),
        Index("ix_moderation_steps_contribution", "contribution_id", "id"),
        # A plain unique index would lure SQLite into looking for the many that undo nothing.
        Index(
            "ix_moderation_steps_undoes",
            "undoes_id",
            unique=True,
            sqlite_where=text("undoes_id IS NOT NULL"),
            postgresql_where=text("undoes_id IS NOT NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    contribution_id: Mapped[int] = mapped_column(ForeignKey("contributions.id"))
    member_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"), index=True)
    role: Mapped[str]
    step: Mapped[Step] = mapped_column(enumerated(Step))
    before: Mapped[Status | None] = mapped_column(enumerated(Status))
    after: Mapped[Status] = mapped_column(enumerated(Status))
    shown_before: Mapped[int | None]
    revision: Mapped[int]
    reason_code: Mapped[ReasonCode | None] = mapped_column(enumerated(ReasonCode))
    statement: Mapped[str] = mapped_column(default="")
    language: Mapped[str] = mapped_column(default="en")
    note: Mapped[str] = mapped_column(default="")
    undoes_id: Mapped[int | None] = mapped_column(ForeignKey("moderation_steps.id"))
    at: Mapped[datetime]


class Report(Base):
    """A reader's alert; ``reporter`` is a member's key or a random one, never shown."""

    __tablename__ = "reports"
    __table_args__ = (UniqueConstraint("contribution_id", "reporter"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    contribution_id: Mapped[int] = mapped_column(ForeignKey("contributions.id"))
    reporter: Mapped[str]
    code: Mapped[ReasonCode] = mapped_column(enumerated(ReasonCode))
    text: Mapped[str] = mapped_column(default="")
    language: Mapped[str]
    created_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    upheld: Mapped[bool | None]


class Appeal(Base):
    """An appeal, decided by somebody else than who decided.

    An author appeals against the step that restricted the contribution; a reader with an account
    against the rejection of a report.
    """

    __tablename__ = "appeals"

    id: Mapped[int] = mapped_column(primary_key=True)
    contribution_id: Mapped[int] = mapped_column(ForeignKey("contributions.id"), index=True)
    step_id: Mapped[int | None] = mapped_column(ForeignKey("moderation_steps.id"), unique=True)
    report_id: Mapped[int | None] = mapped_column(ForeignKey("reports.id"), unique=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    text: Mapped[str]
    language: Mapped[str]
    created_at: Mapped[datetime]
    proposed_by_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    proposed_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    decided_at: Mapped[datetime | None]
    outcome: Mapped[AppealOutcome | None] = mapped_column(enumerated(AppealOutcome))
    answer: Mapped[str] = mapped_column(default="")
