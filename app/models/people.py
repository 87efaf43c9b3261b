"""Members, organisations, delegations and role grants (no identity: that lives elsewhere)."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.orm import Mapped, mapped_column, validates

from app.domain.people import Group, Region, Role, SizeClass
from app.domain.slugs import folded
from app.models.base import Base, enumerated


def _folded_name(context: DefaultExecutionContext) -> str:
    """The name to know doubles by, where rows are written without an object."""
    return folded(context.get_current_parameters()["name"])  # type: ignore[no-untyped-call]


class Organisation(Base):
    """A body that takes part through its delegates.

    One that is closed acts no more; what it did stays its own, and where it was a double its people
    go on in the organisation it was ``merged_into``.
    """

    __tablename__ = "organisations"
    # Two that are open never bear the same name, however it is written.
    __table_args__ = (
        Index(
            "uq_organisations_open_name",
            "folded_name",
            unique=True,
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    folded_name: Mapped[str] = mapped_column(default=_folded_name)
    group: Mapped[Group] = mapped_column(enumerated(Group))
    region: Mapped[Region | None] = mapped_column(enumerated(Region))
    country: Mapped[str | None]
    size_class: Mapped[SizeClass | None] = mapped_column(enumerated(SizeClass))
    language: Mapped[str] = mapped_column(default="en")
    created_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))
    edit: Mapped[int] = mapped_column(default=1)

    @validates("name")
    def _fold(self, _field: str, name: str) -> str:
        self.folded_name = folded(name)
        return name


class Member(Base):
    """A person taking part, known by a random key and a display name only."""

    __tablename__ = "members"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    display_name: Mapped[str]
    language: Mapped[str]
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    code_holder: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
    suspended_at: Mapped[datetime | None]
    edit: Mapped[int] = mapped_column(default=1)


class Delegation(Base):
    """A member's right to act for an organisation."""

    __tablename__ = "delegations"
    __table_args__ = (UniqueConstraint("member_id", "organisation_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    function: Mapped[str | None]
    granted_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class RoleGrant(Base):
    """A role given to a member, platform-wide, for a charter or for a round."""

    __tablename__ = "role_grants"
    __table_args__ = (Index("ix_role_grants_member", "member_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    role: Mapped[Role] = mapped_column(enumerated(Role))
    charter_id: Mapped[int | None] = mapped_column(ForeignKey("charters.id"))
    round_id: Mapped[int | None] = mapped_column(ForeignKey("rounds.id"))
    granted_by_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    granted_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
