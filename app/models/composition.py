"""How a version came from the one before: lineage, choices and the reasons for changes."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.anchoring import Anchoring
from app.domain.charters import LineageKind
from app.domain.composition import ChoiceAct, EditKind
from app.models.base import Base, enumerated


class Lineage(Base):
    """A link from a paragraph to its origin; removed ones have no paragraph, new ones no origin."""

    __tablename__ = "lineages"

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id"), index=True)
    paragraph_id: Mapped[int | None] = mapped_column(ForeignKey("paragraphs.id"), index=True)
    origin_id: Mapped[int | None] = mapped_column(ForeignKey("paragraphs.id"), index=True)
    kind: Mapped[LineageKind] = mapped_column(enumerated(LineageKind))
    score: Mapped[float | None]
    confirmed: Mapped[bool] = mapped_column(default=True)


class CompositionChoice(Base):
    """The secretariat's decision on one amendment while composing a version.

    ``wordings`` holds the text taken, by language; ``applied`` False means skipped. ``rank`` says
    which comes first where two are put in at one point; the lower one does.
    """

    __tablename__ = "composition_choices"
    __table_args__ = (UniqueConstraint("version_id", "contribution_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id"))
    contribution_id: Mapped[int] = mapped_column(ForeignKey("contributions.id"))
    applied: Mapped[bool]
    rank: Mapped[int] = mapped_column(default=0)
    reason: Mapped[str] = mapped_column(default="")
    wordings: Mapped[dict[str, Any]] = mapped_column(default=dict)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    decided_at: Mapped[datetime]


class CompositionStep(Base):
    """One act of composing, with the choices as they were before it; goes after the freeze.

    ``before`` holds, by the id of the contribution, the choice that stood, None where there was
    none. A step that was taken back stays, with the time of that.
    """

    __tablename__ = "composition_steps"

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id"), index=True)
    act: Mapped[ChoiceAct] = mapped_column(enumerated(ChoiceAct))
    before: Mapped[dict[str, Any]]
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    taken_at: Mapped[datetime]
    undone_at: Mapped[datetime | None]


class Change(Base):
    """Why a paragraph of this version reads as it does; ``editorial`` where nothing led to it.

    ``edited`` tells what the secretariat's own edits of the words did, None where there are none.
    """

    __tablename__ = "changes"
    __table_args__ = (UniqueConstraint("version_id", "paragraph_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id"))
    paragraph_key: Mapped[str]
    editorial: Mapped[bool] = mapped_column(default=False)
    edited: Mapped[EditKind | None] = mapped_column(enumerated(EditKind))
    reasons: Mapped[dict[str, Any]] = mapped_column(default=dict)


class Carrying(Base):
    """Where an open contribution of an earlier round belongs in this version.

    ``paragraph_key`` is None where it is about no paragraph, or its paragraph is gone. Nobody has
    confirmed it while ``confirmed_at`` is None.
    """

    __tablename__ = "carryings"
    __table_args__ = (UniqueConstraint("version_id", "contribution_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id"))
    contribution_id: Mapped[int] = mapped_column(ForeignKey("contributions.id"), index=True)
    paragraph_key: Mapped[str | None]
    outcome: Mapped[Anchoring] = mapped_column(enumerated(Anchoring))
    score: Mapped[float | None]
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    confirmed_at: Mapped[datetime | None]


class Citation(Base):
    """A contribution that led to a change."""

    __tablename__ = "citations"
    __table_args__ = (UniqueConstraint("change_id", "contribution_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    change_id: Mapped[int] = mapped_column(ForeignKey("changes.id"))
    contribution_id: Mapped[int] = mapped_column(ForeignKey("contributions.id"), index=True)
