"""Dispositions: what became of each contribution, drafted and confirmed."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.dispositions import Disposition
from app.models.base import Base, enumerated


class DispositionRecord(Base):
    """The decision on one contribution; reasons and changed wording are by language.

    ``told`` is the decision as the newest edition of the synthesis tells it: what readers see,
    whatever the desk does until the next edition. ``version`` counts what was drafted;
    ``shown_version`` is the draft its proposer was shown, None while nobody outside has seen one.
    """

    __tablename__ = "dispositions"

    id: Mapped[int] = mapped_column(primary_key=True)
    contribution_id: Mapped[int] = mapped_column(ForeignKey("contributions.id"), unique=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"), index=True)
    disposition: Mapped[Disposition] = mapped_column(enumerated(Disposition))
    reasons: Mapped[dict[str, Any]]
    wordings: Mapped[dict[str, Any]] = mapped_column(default=dict)
    follow_up: Mapped[str] = mapped_column(default="")
    drafted_by_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    drafted_at: Mapped[datetime]
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    confirmed_at: Mapped[datetime | None]
    self_confirmed: Mapped[bool] = mapped_column(default=False)
    told: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    version: Mapped[int] = mapped_column(default=0)
    shown_version: Mapped[int | None]
    shown_at: Mapped[datetime | None]
    edit: Mapped[int] = mapped_column(default=1)


class DispositionVersion(Base):
    """A decision as it was drafted once; every one is kept until the round is reported.

    Then the one that stands and the one that was shown are left.
    """

    __tablename__ = "disposition_versions"
    __table_args__ = (UniqueConstraint("disposition_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    disposition_id: Mapped[int] = mapped_column(ForeignKey("dispositions.id"))
    number: Mapped[int]
    disposition: Mapped[Disposition] = mapped_column(enumerated(Disposition))
    reasons: Mapped[dict[str, Any]]
    wordings: Mapped[dict[str, Any]] = mapped_column(default=dict)
    follow_up: Mapped[str] = mapped_column(default="")
    drafted_by_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    drafted_at: Mapped[datetime]


class DispositionReply(Base):
    """What the proposer says to a draft that was shown; the newest one counts.

    All go after the report.
    """

    __tablename__ = "disposition_replies"

    id: Mapped[int] = mapped_column(primary_key=True)
    disposition_id: Mapped[int] = mapped_column(ForeignKey("dispositions.id"), index=True)
    version: Mapped[int]
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    agrees: Mapped[bool]
    comment: Mapped[str] = mapped_column(default="")
    replied_at: Mapped[datetime]


class DeskNote(Base):
    """What those who run the round keep beside a contribution: who sees to it, and a note.

    It leaves the desk in no export, is shown to nobody else, and goes after the report.
    """

    __tablename__ = "desk_notes"

    id: Mapped[int] = mapped_column(primary_key=True)
    contribution_id: Mapped[int] = mapped_column(ForeignKey("contributions.id"), unique=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"), index=True)
    responsible_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    note: Mapped[str] = mapped_column(default="")
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    noted_at: Mapped[datetime]
    edit: Mapped[int] = mapped_column(default=1)
