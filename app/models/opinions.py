"""Votes, positions and ratings: one row per voter and item, by constraint."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.opinions import Choice, Stance
from app.domain.people import Group
from app.models.base import Base, enumerated


class Vote(Base):
    """One member's vote on an amendment; ``revision`` is the one that was read."""

    __tablename__ = "votes"
    __table_args__ = (
        UniqueConstraint("member_id", "contribution_id"),
        Index("ix_votes_contribution", "contribution_id", "group", "choice"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    contribution_id: Mapped[int] = mapped_column(ForeignKey("contributions.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    group: Mapped[Group] = mapped_column(enumerated(Group))
    choice: Mapped[Choice] = mapped_column(enumerated(Choice))
    revision: Mapped[int]
    voted_at: Mapped[datetime]


class Position(Base):
    """One organisation's official stance on an amendment or on a paragraph."""

    __tablename__ = "positions"
    __table_args__ = (
        UniqueConstraint("organisation_id", "contribution_id"),
        UniqueConstraint("organisation_id", "round_id", "paragraph_id"),
        CheckConstraint("(contribution_id IS NULL) <> (paragraph_id IS NULL)", name="one_item"),
        Index("ix_positions_contribution", "contribution_id"),
        Index("ix_positions_round_paragraph", "round_id", "paragraph_id"),
        Index("ix_positions_member", "member_id", "round_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    contribution_id: Mapped[int | None] = mapped_column(ForeignKey("contributions.id"))
    paragraph_id: Mapped[int | None] = mapped_column(ForeignKey("paragraphs.id"))
    group: Mapped[Group] = mapped_column(enumerated(Group))
    stance: Mapped[Stance] = mapped_column(enumerated(Stance))
    reason: Mapped[str] = mapped_column(default="")
    revision: Mapped[int | None]
    taken_at: Mapped[datetime]


class Rating(Base):
    """One voter's score of a paragraph on one criterion.

    ``voter`` is ``m<member id>`` or ``o<organisation id>``; ``score`` 1 to 5, 0 is "cannot judge".
    """

    __tablename__ = "ratings"
    __table_args__ = (
        UniqueConstraint("round_id", "paragraph_id", "voter", "criterion"),
        CheckConstraint("score BETWEEN 0 AND 5", name="score"),
        Index("ix_ratings_member", "member_id", "round_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"))
    paragraph_id: Mapped[int] = mapped_column(ForeignKey("paragraphs.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))
    voter: Mapped[str]
    group: Mapped[Group] = mapped_column(enumerated(Group))
    criterion: Mapped[str]
    score: Mapped[int]
    rated_at: Mapped[datetime]
