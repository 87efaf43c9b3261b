"""The synthesis of a round: written parts, review, and frozen editions."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base


class Synthesis(Base):
    """The report being written; one per round. ``sent_at`` is set while it is under review.

    ``editors`` are the members who sent it, or edited it since: none of them publishes it.
    ``reason`` says why an edition that was published is to be corrected.
    """

    __tablename__ = "syntheses"

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"), unique=True)
    created_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    sent_by_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    editors: Mapped[list[int]] = mapped_column(JSON, default=list)
    reason: Mapped[str] = mapped_column(default="")
    edit: Mapped[int] = mapped_column(default=1)


class SynthesisPart(Base):
    """A part written by people, in one language; without a section it is the introduction."""

    __tablename__ = "synthesis_parts"
    __table_args__ = (UniqueConstraint("synthesis_id", "part", "language"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    synthesis_id: Mapped[int] = mapped_column(ForeignKey("syntheses.id"))
    part: Mapped[str]
    language: Mapped[str]
    text: Mapped[str]
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    updated_at: Mapped[datetime]
    edit: Mapped[int] = mapped_column(default=1)


class SynthesisComment(Base):
    """What somebody who reviews the report says on one part; whoever writes it settles it.

    For the office only: it goes some time after the report.
    """

    __tablename__ = "synthesis_comments"

    id: Mapped[int] = mapped_column(primary_key=True)
    synthesis_id: Mapped[int] = mapped_column(ForeignKey("syntheses.id"), index=True)
    part: Mapped[str]
    text: Mapped[str]
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    written_at: Mapped[datetime]
    answer: Mapped[str] = mapped_column(default="")
    settled_at: Mapped[datetime | None]
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))


class Measurement(Base):
    """The measures of a round as the job last found them, for content with this fingerprint.

    One row per round, made anew whenever they are asked for; an edition keeps its own copy. It
    goes with its round. ``live`` holds the classes as the dashboard shows them, by basis and item.
    """

    __tablename__ = "measurements"

    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"), primary_key=True)
    asked_at: Mapped[datetime | None]
    measured_at: Mapped[datetime | None]
    failed_at: Mapped[datetime | None]
    inputs_hash: Mapped[str | None]
    value: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    live: Mapped[dict[str, Any] | None] = mapped_column(JSON)


class Edition(Base):
    """A published synthesis, frozen with its hash; a correction is a new edition.

    ``reason`` says to readers why it was corrected; the first edition has none.
    """

    __tablename__ = "editions"
    __table_args__ = (UniqueConstraint("round_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"))
    number: Mapped[int]
    content: Mapped[dict[str, Any]]
    content_hash: Mapped[str]
    cut_off_at: Mapped[datetime]
    published_at: Mapped[datetime]
    published_by_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    record_head: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")
