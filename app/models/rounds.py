"""Rounds with their texts, windows and invitations."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.rounds import Act, Audience, ModerationRule, TallyRule
from app.models.base import Base, enumerated


class Round(Base):
    """A time-limited consultation on one frozen version; its state follows from the clock.

    ``revision`` grows in the transaction of every visible change: cached pages are keyed by it.
    ``next_*`` hold the next reference of each kind. Texts are by language.
    """

    __tablename__ = "rounds"
    __table_args__ = (UniqueConstraint("charter_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    charter_id: Mapped[int] = mapped_column(ForeignKey("charters.id"))
    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id"))
    slug: Mapped[str] = mapped_column(unique=True)
    number: Mapped[int]
    titles: Mapped[dict[str, Any]]
    questions: Mapped[dict[str, Any]] = mapped_column(default=dict)
    run_by: Mapped[dict[str, Any]] = mapped_column(default=dict)
    contact: Mapped[str] = mapped_column(default="")
    opens_at: Mapped[datetime]
    closes_at: Mapped[datetime]
    timezone: Mapped[str] = mapped_column(default="UTC")
    audience: Mapped[Audience] = mapped_column(enumerated(Audience), default=Audience.OPEN)
    moderation: Mapped[ModerationRule] = mapped_column(
        enumerated(ModerationRule), default=ModerationRule.TRUSTED
    )
    tallies: Mapped[TallyRule] = mapped_column(enumerated(TallyRule), default=TallyRule.AFTER_VOTE)
    kinds: Mapped[list[str]]
    criteria: Mapped[list[str]]
    evidence_floor: Mapped[int] = mapped_column(default=10)
    created_at: Mapped[datetime]
    scheduled_at: Mapped[datetime | None]
    reported_at: Mapped[datetime | None]
    revision: Mapped[int] = mapped_column(default=1)
    next_comment: Mapped[int] = mapped_column(default=1)
    next_amendment: Mapped[int] = mapped_column(default=1)
    next_answer: Mapped[int] = mapped_column(default=1)
    edit: Mapped[int] = mapped_column(default=1)


class RoundWindow(Base):
    """The dates within which one act is possible; without a row it is the whole round."""

    __tablename__ = "round_windows"

    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"), primary_key=True)
    act: Mapped[Act] = mapped_column(enumerated(Act), primary_key=True)
    opens_at: Mapped[datetime]
    closes_at: Mapped[datetime]


class Invitation(Base):
    """An organisation that may take part in a round by invitation."""

    __tablename__ = "invitations"

    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"), primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), primary_key=True)
    invited_at: Mapped[datetime]
