"""What translators share: states of parts, agreed terms, questions to the secretariat, tables."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.charters import WordingStatus
from app.models.base import Base, enumerated


class GlossaryTerm(Base):
    """A term of a charter with one agreed rendering in each language."""

    __tablename__ = "glossary_terms"

    id: Mapped[int] = mapped_column(primary_key=True)
    charter_id: Mapped[int] = mapped_column(ForeignKey("charters.id"), index=True)
    renderings: Mapped[dict[str, Any]]
    note: Mapped[str] = mapped_column(default="")
    updated_at: Mapped[datetime]
    edit: Mapped[int] = mapped_column(default=1)


class TranslationQuery(Base):
    """A translator's question on a part of a version in one language, and the answer to it.

    It stands by the part's place, made of a permanent key, so that it outlives the row.
    """

    __tablename__ = "translation_queries"
    __table_args__ = (Index("ix_translation_queries_place", "version_id", "language"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id"))
    place: Mapped[str]
    language: Mapped[str]
    question: Mapped[str]
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    asked_at: Mapped[datetime]
    answer: Mapped[str] = mapped_column(default="")
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    answered_at: Mapped[datetime | None]


class PartState(Base):
    """How far a heading, note or citations of a version are in one language.

    The words stand in the section or paragraph that the place names. Without a row they came with
    a file: nobody has reviewed them. The columns are those of a wording, and mean the same.
    """

    __tablename__ = "part_states"
    __table_args__ = (UniqueConstraint("version_id", "place", "language"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id"))
    place: Mapped[str]
    language: Mapped[str]
    status: Mapped[WordingStatus] = mapped_column(enumerated(WordingStatus))
    updated_at: Mapped[datetime]
    added_after_freezing_at: Mapped[datetime | None]
    late_hash: Mapped[str | None]
    written_by_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    reviewed_by_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    reviewed_at: Mapped[datetime | None]
    made_from: Mapped[dict[str, Any]] = mapped_column(default=dict)


class TableImport(Base):
    """A bilingual table that came back, shown before anything of it enters.

    ``rows`` are the rows as they were read, under ``items``.
    """

    __tablename__ = "table_imports"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id"), index=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    language: Mapped[str]
    filename: Mapped[str]
    rows: Mapped[dict[str, Any]]
    created_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
