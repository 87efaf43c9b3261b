"""What every write shares: the record chain, submission keys and the outbox."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base


class RecordEntry(Base):
    """One link of a round's hash chain; ``text`` and ``salt`` may be erased, the hash stays."""

    __tablename__ = "record_entries"
    __table_args__ = (UniqueConstraint("round_id", "sequence"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"))
    sequence: Mapped[int]
    kind: Mapped[str]
    reference: Mapped[str]
    code: Mapped[str]
    role: Mapped[str]
    at: Mapped[datetime]
    text_hash: Mapped[str | None]
    salt: Mapped[str | None]
    previous_hash: Mapped[str]
    entry_hash: Mapped[str]


class Submission(Base):
    """One submit of one form: the same key never writes twice."""

    __tablename__ = "submissions"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    payload_hash: Mapped[str]
    result: Mapped[str]
    created_at: Mapped[datetime]


class OutboxMessage(Base):
    """A mail to be sent, written with the change it tells of; holds a member's key, no address."""

    __tablename__ = "outbox"
    __table_args__ = (Index("ix_outbox_due", "sent_at", "parked_at", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    member_key: Mapped[str] = mapped_column(index=True)
    template: Mapped[str]
    language: Mapped[str]
    context: Mapped[dict[str, Any]]
    created_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    next_try_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    parked_at: Mapped[datetime | None]
