"""Contributions with their revisions and co-sponsors, and drafts not sent yet."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.contributions import Channel, CommentKind, Kind, Operation, Scope, Status
from app.domain.people import Group
from app.models.base import Base, enumerated


class Contribution(Base):
    """Anything sent to a round; the words are in its revisions.

    ``shown_revision`` is the number of the revision readers see, None while there is none;
    ``last_revision`` the newest. ``edit`` guards against two people deciding at once.
    ``amends_id`` names the insertion for whose new paragraph this one proposes other words, as
    they read in its revision ``amends_revision``.
    """

    __tablename__ = "contributions"
    __table_args__ = (
        UniqueConstraint("round_id", "kind", "number"),
        Index("ix_contributions_reference", "round_id", "reference"),
        Index("ix_contributions_round_status", "round_id", "status"),
        Index("ix_contributions_paragraph", "round_id", "paragraph_id", "kind", "status"),
        Index(
            "ix_contributions_revised",
            "round_id",
            sqlite_where=text("shown_revision < last_revision"),
            postgresql_where=text("shown_revision < last_revision"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"))
    kind: Mapped[Kind] = mapped_column(enumerated(Kind))
    number: Mapped[int]
    reference: Mapped[str]
    paragraph_id: Mapped[int | None] = mapped_column(ForeignKey("paragraphs.id"))
    section_id: Mapped[int | None] = mapped_column(ForeignKey("sections.id"))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("contributions.id"), index=True)
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("contributions.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    group: Mapped[Group] = mapped_column(enumerated(Group))
    display_name: Mapped[str]
    language: Mapped[str]
    channel: Mapped[Channel] = mapped_column(enumerated(Channel), default=Channel.ONLINE)
    status: Mapped[Status] = mapped_column(enumerated(Status))
    comment_kind: Mapped[CommentKind | None] = mapped_column(enumerated(CommentKind))
    operation: Mapped[Operation | None] = mapped_column(enumerated(Operation))
    scope: Mapped[Scope] = mapped_column(enumerated(Scope), default=Scope.SUBSTANCE)
    amends_id: Mapped[int | None] = mapped_column(ForeignKey("contributions.id"), index=True)
    amends_revision: Mapped[int | None]
    submitted_at: Mapped[datetime]
    published_at: Mapped[datetime | None]
    veiled_until: Mapped[datetime | None]
    last_revision: Mapped[int] = mapped_column(default=1)
    shown_revision: Mapped[int | None]
    edit: Mapped[int] = mapped_column(default=1)


class Revision(Base):
    """One state of a contribution's words; every one is kept.

    ``text`` is the comment or the amendment's reason; ``wording`` the amended text, ``wordings``
    the same by the proposer in further languages.
    """

    __tablename__ = "revisions"
    __table_args__ = (UniqueConstraint("contribution_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    contribution_id: Mapped[int] = mapped_column(ForeignKey("contributions.id"))
    number: Mapped[int]
    title: Mapped[str] = mapped_column(default="")
    text: Mapped[str]
    wording: Mapped[str | None]
    wordings: Mapped[dict[str, Any]] = mapped_column(default=dict)
    quote: Mapped[str | None]
    effect: Mapped[str | None]
    mandate: Mapped[str | None]
    created_at: Mapped[datetime]


class AmendmentWording(Base):
    """What a translator wrote of an amendment's wording in a language its proposer did not give."""

    __tablename__ = "amendment_wordings"
    __table_args__ = (UniqueConstraint("contribution_id", "revision", "language"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    contribution_id: Mapped[int] = mapped_column(ForeignKey("contributions.id"))
    revision: Mapped[int]
    language: Mapped[str]
    text: Mapped[str]
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    written_at: Mapped[datetime]
    edit: Mapped[int] = mapped_column(default=1)


class CoSponsor(Base):
    """An organisation (or a member as oneself) that joins an amendment; public.

    ``revision`` is the one it joined; ``left_at`` is set when it leaves.
    """

    __tablename__ = "co_sponsors"
    __table_args__ = (
        UniqueConstraint("contribution_id", "organisation_id"),
        UniqueConstraint("contribution_id", "member_id"),
        CheckConstraint("member_id IS NOT NULL", name="member"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    contribution_id: Mapped[int] = mapped_column(ForeignKey("contributions.id"))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    display_name: Mapped[str]
    group: Mapped[Group] = mapped_column(enumerated(Group))
    revision: Mapped[int]
    joined_at: Mapped[datetime]


class Draft(Base):
    """Words not sent yet; reached by its random key until claimed, then by its member only.

    ``place`` names the form it belongs to, such as ``comment:p12``.
    """

    __tablename__ = "drafts"
    __table_args__ = (Index("ix_drafts_member_round", "member_id", "round_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    member_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    round_id: Mapped[int | None] = mapped_column(ForeignKey("rounds.id"))
    place: Mapped[str]
    fields: Mapped[dict[str, Any]]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    edit: Mapped[int] = mapped_column(default=1)
