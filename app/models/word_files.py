"""Marked-up files that organisations brought to a round: read, shown, then taken or dropped."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base


class WordFile(Base):
    """One file of an organisation in one language; the file itself is not kept.

    ``content`` is what it asks for, emptied once it is taken; ``result`` then tells what became
    of it. ``member_id`` is whoever brought it, None for the command line.
    """

    __tablename__ = "word_files"
    __table_args__ = (Index("ix_word_files_round", "round_id", "organisation_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    member_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    language: Mapped[str]
    filename: Mapped[str]
    content: Mapped[dict[str, Any]]
    result: Mapped[dict[str, Any]] = mapped_column(default=dict)
    created_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    edit: Mapped[int] = mapped_column(default=1)
