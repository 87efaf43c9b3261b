"""What became of contributions, as the newest edition of a synthesis tells everybody."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.dispositions import TAKEN_UP, Disposition
from app.domain.said import Said, said
from app.models.dispositions import DispositionRecord


@dataclass(frozen=True, slots=True)
class ToldDisposition:
    """A decision as an edition of the synthesis tells it; corrections wait for the next one."""

    disposition: Disposition
    reasons: dict[str, str]
    follow_up: str
    decided_on: date
    wordings: dict[str, str] = field(default_factory=dict)

    @property
    def taken_up(self) -> bool:
        """Whether the text was to change for it."""
        return self.disposition in TAKEN_UP

    def reason_in(self, *order: str) -> Said:
        """The reason in the first of these languages that has it, else in any."""
        return said(self.reasons, *order) or Said("", order[0])

    def wording_in(self, *order: str) -> Said | None:
        """The wording that was accepted instead, where there is one."""
        return said(self.wordings, *order)

    @classmethod
    def of(cls, told: dict[str, Any]) -> "ToldDisposition":
        """From the value the edition holds."""
        return cls(
            Disposition(told["disposition"]),
            dict(told["reasons"]),
            str(told["follow_up"]),
            date.fromisoformat(told["decided_on"]),
            dict(told["wordings"]),
        )


def public_dispositions(
    session: Session, contribution_ids: Collection[int]
) -> dict[int, ToldDisposition]:
    """The decisions readers may see: those the newest edition tells; one statement."""
    rows = session.execute(
        select(DispositionRecord.contribution_id, DispositionRecord.told).where(
            DispositionRecord.contribution_id.in_(contribution_ids),
            DispositionRecord.told.is_not(None),
        )
    )
    return {item: ToldDisposition.of(told) for item, told in rows if told is not None}
