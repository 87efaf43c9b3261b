"""Which contributions of a round a list of the staff shows."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement

from app.domain.contributions import Kind
from app.domain.people import Group
from app.models.charters import Paragraph
from app.models.contributions import Contribution


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Which part of a list to show; None leaves a part open."""

    language: str | None = None
    group: Group | None = None
    paragraph: int | None = None
    kind: Kind | None = None

    def conditions(self) -> list[ColumnElement[bool]]:
        """What rows of contributions, joined to their paragraphs, must meet."""
        pairs = (
            (Contribution.language, self.language),
            (Contribution.group, self.group),
            (Paragraph.number, self.paragraph),
            (Contribution.kind, self.kind),
        )
        return [column == value for column, value in pairs if value is not None]
