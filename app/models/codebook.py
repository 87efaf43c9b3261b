"""The codebook of a round: themes that people define, and the contributions they put under them."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base


class Theme(Base):
    """A theme with its name and definition by language; ``number`` orders them.

    ``key`` is what exports and addresses call it.
    """

    __tablename__ = "themes"
    __table_args__ = (UniqueConstraint("round_id", "number"), UniqueConstraint("round_id", "key"))

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"))
    number: Mapped[int]
    key: Mapped[str]
    names: Mapped[dict[str, Any]]
    definitions: Mapped[dict[str, Any]]
    updated_at: Mapped[datetime]
    edit: Mapped[int] = mapped_column(default=1)


class ThemeTag(Base):
    """That a contribution is about a theme; ``quoted`` where the report tells its words there.

    Who tagged it is not kept. It goes with its theme.
    """

    __tablename__ = "theme_tags"

    theme_id: Mapped[int] = mapped_column(ForeignKey("themes.id"), primary_key=True)
    contribution_id: Mapped[int] = mapped_column(
        ForeignKey("contributions.id"), primary_key=True, index=True
    )
    quoted: Mapped[bool] = mapped_column(default=False)
