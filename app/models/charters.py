"""Charters with their versions, sections, paragraphs and wordings."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.charters import VersionStatus, WordingStatus
from app.domain.corrections import Correction
from app.domain.texts import ParagraphType
from app.models.base import Base, enumerated


class Charter(Base):
    """A text project across all its versions.

    Without an authentic language all are ``equally_authentic``, or the first import decides it.
    """

    __tablename__ = "charters"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    code: Mapped[str]
    languages: Mapped[list[str]]
    authentic_language: Mapped[str | None]
    equally_authentic: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
    edit: Mapped[int] = mapped_column(default=1)


class CharterText(Base):
    """Title and purpose of a charter in one language."""

    __tablename__ = "charter_texts"

    charter_id: Mapped[int] = mapped_column(ForeignKey("charters.id"), primary_key=True)
    language: Mapped[str] = mapped_column(primary_key=True)
    title: Mapped[str]
    purpose: Mapped[str] = mapped_column(default="")


class Principle(Base):
    """One of the charter's guiding ideas; names and explanations by language."""

    __tablename__ = "principles"
    __table_args__ = (UniqueConstraint("charter_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    charter_id: Mapped[int] = mapped_column(ForeignKey("charters.id"))
    key: Mapped[str]
    position: Mapped[int]
    names: Mapped[dict[str, Any]]
    explanations: Mapped[dict[str, Any]]


class Topic(Base):
    """A subject that paragraphs of the charter are about, from its own list; names by language."""

    __tablename__ = "topics"
    __table_args__ = (UniqueConstraint("charter_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    charter_id: Mapped[int] = mapped_column(ForeignKey("charters.id"))
    key: Mapped[str]
    position: Mapped[int]
    names: Mapped[dict[str, Any]]


class Version(Base):
    """A numbered state of the charter's text."""

    __tablename__ = "versions"
    __table_args__ = (UniqueConstraint("charter_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    charter_id: Mapped[int] = mapped_column(ForeignKey("charters.id"))
    number: Mapped[int]
    base_version_id: Mapped[int | None] = mapped_column(ForeignKey("versions.id"))
    status: Mapped[VersionStatus] = mapped_column(enumerated(VersionStatus))
    content_hash: Mapped[str | None]
    created_at: Mapped[datetime]
    frozen_at: Mapped[datetime | None]
    changes_published_at: Mapped[datetime | None]
    changes_introduction: Mapped[dict[str, Any]] = mapped_column(default=dict)
    adopted_at: Mapped[datetime | None]
    edit: Mapped[int] = mapped_column(default=1)


class Section(Base):
    """A heading that groups paragraphs; headings and labels by language."""

    __tablename__ = "sections"
    __table_args__ = (UniqueConstraint("version_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id"))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("sections.id"))
    key: Mapped[str]
    position: Mapped[int]
    level: Mapped[int] = mapped_column(default=1)
    headings: Mapped[dict[str, Any]]
    labels: Mapped[dict[str, Any]] = mapped_column(default=dict)


class Paragraph(Base):
    """The smallest numbered unit; the key stays, the number is this version's.

    ``notes`` and ``citations`` are by language; a citation is a line.
    """

    __tablename__ = "paragraphs"
    __table_args__ = (
        UniqueConstraint("version_id", "key"),
        UniqueConstraint("version_id", "number"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id"))
    section_id: Mapped[int | None] = mapped_column(ForeignKey("sections.id"), index=True)
    key: Mapped[str]
    number: Mapped[int]
    type: Mapped[ParagraphType] = mapped_column(enumerated(ParagraphType))
    principles: Mapped[list[str]] = mapped_column(default=list)
    topics: Mapped[list[str]] = mapped_column(default=list)
    notes: Mapped[dict[str, Any]] = mapped_column(default=dict)
    citations: Mapped[dict[str, Any]] = mapped_column(default=dict)


class Wording(Base):
    """A paragraph's text in one language; a missing language has no row.

    ``written_by_id`` is whoever wrote it here, None for words that came with a file or an
    amendment. ``made_from`` holds what a stale one was made from, by language of the original.
    """

    __tablename__ = "wordings"
    __table_args__ = (UniqueConstraint("paragraph_id", "language"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    paragraph_id: Mapped[int] = mapped_column(ForeignKey("paragraphs.id"))
    language: Mapped[str]
    text: Mapped[str]
    label: Mapped[str | None]
    status: Mapped[WordingStatus] = mapped_column(enumerated(WordingStatus))
    updated_at: Mapped[datetime]
    added_after_freezing_at: Mapped[datetime | None]
    late_hash: Mapped[str | None]
    written_by_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    reviewed_by_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    reviewed_at: Mapped[datetime | None]
    made_from: Mapped[dict[str, Any]] = mapped_column(default=dict)


class TextImport(Base):
    """A file being imported: read, shown, corrected, then confirmed or dropped.

    ``notes`` are the comments in the file. ``readings`` tells which reading of its tracked
    changes is shown, and holds the other one; it is empty for a file without any.
    """

    __tablename__ = "text_imports"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    charter_id: Mapped[int] = mapped_column(ForeignKey("charters.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    language: Mapped[str]
    filename: Mapped[str]
    tree: Mapped[dict[str, Any]]
    problems: Mapped[dict[str, Any]]
    pairs: Mapped[dict[str, Any]]
    notes: Mapped[dict[str, Any]] = mapped_column(default=dict)
    readings: Mapped[dict[str, Any]] = mapped_column(default=dict)
    created_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    edit: Mapped[int] = mapped_column(default=1)


class ImportStep(Base):
    """One correction of an import that can be taken back, with all as it was before it.

    ``state`` holds text, pairs and comments; ``reading`` is the one of the tracked changes that
    was shown. ``about`` is the beginning of the line with this id, or how many lines it was on.
    """

    __tablename__ = "import_steps"

    id: Mapped[int] = mapped_column(primary_key=True)
    import_id: Mapped[int] = mapped_column(ForeignKey("text_imports.id"), index=True)
    act: Mapped[Correction] = mapped_column(enumerated(Correction))
    line: Mapped[str]
    about: Mapped[str]
    reading: Mapped[str]
    state: Mapped[dict[str, Any]]


class ImportedNote(Base):
    """A comment that came in a file, kept for those who work on the text, never published.

    ``place`` is the beginning of the line it hung on; without a paragraph, that line was left out.
    ``author`` is a number that tells the writers of one file apart; their names are never stored.
    """

    __tablename__ = "imported_notes"

    id: Mapped[int] = mapped_column(primary_key=True)
    charter_id: Mapped[int] = mapped_column(ForeignKey("charters.id"), index=True)
    paragraph_key: Mapped[str | None]
    language: Mapped[str]
    filename: Mapped[str]
    author: Mapped[str]
    text: Mapped[str]
    place: Mapped[str]
    created_at: Mapped[datetime]
