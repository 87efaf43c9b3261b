"""Dispositions: what became of each contribution, drafted and confirmed."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.dispositions import Disposition
from app.models.base import Base, enumerated


class DispositionRecord(Base):
    """The decision on one contribution; reasons and changed wording are by language.

    ``told`` is the decision as the newest edition of the synthesis tells it: what readers see,
    whatever the desk does until the next edition.
    """

    __tablename__ = "dispositions"

    id: Mapped[int] = mapped_column(primary_key=True)
    contribution_id: Mapped[int] = mapped_column(ForeignKey("contributions.id"), unique=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"), index=True)
    disposition: Mapped[Disposition] = mapped_column(enumerated(Disposition))
    reasons: Mapped[dict[str, Any]]
    wordings: Mapped[dict[str, Any]] = mapped_column(default=dict)
    follow_up: Mapped[str] = mapped_column(default="")
    drafted_by_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    drafted_at: Mapped[datetime]
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    confirmed_at: Mapped[datetime | None]
    self_confirmed: Mapped[bool] = mapped_column(default=False)
    told: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    edit: Mapped[int] = mapped_column(default=1)
