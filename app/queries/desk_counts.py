"""What is left to decide, in all and by paragraph; who sees to it, and what proposers said."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from app.domain.contributions import Status
from app.models.charters import Paragraph
from app.models.contributions import Contribution
from app.models.dispositions import DeskNote, DispositionRecord, DispositionReply
from app.models.people import Member


@dataclass(frozen=True, slots=True)
class LeftToDo:
    """How many published contributions wait for a draft or a confirmation.

    On one paragraph where ``number`` names it, 0 for the whole text; else in all.
    """

    to_draft: int = 0
    to_confirm: int = 0
    confirmed: int = 0
    number: int | None = None

    @property
    def left(self) -> int:
        """Everything without a confirmed decision."""
        return self.to_draft + self.to_confirm


def left_to_do(session: Session, round_id: int) -> LeftToDo:
    """What is left in all, counted from the rows; one statement."""
    found = left_by_paragraph(session, round_id)
    return LeftToDo(
        sum(one.to_draft for one in found),
        sum(one.to_confirm for one in found),
        sum(one.confirmed for one in found),
    )


def left_by_paragraph(session: Session, round_id: int) -> tuple[LeftToDo, ...]:
    """What is left on each paragraph, the whole text last; one statement."""
    rows = session.execute(
        counting(
            select(
                Paragraph.number,
                func.count(Contribution.id),
                func.count(DispositionRecord.id),
                func.count(DispositionRecord.confirmed_at),
            )
        )
        .where(Contribution.round_id == round_id, Contribution.status == Status.PUBLISHED)
        .group_by(Paragraph.number)
    )
    found = (
        LeftToDo(all_ - drafted, drafted - done, done, at or 0) for at, all_, drafted, done in rows
    )
    return tuple(sorted(found, key=lambda one: (one.number == 0, one.number)))


def counting(found: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """A statement over contributions with their paragraphs and decisions."""
    return (
        found.select_from(Contribution)
        .outerjoin(Paragraph, Paragraph.id == Contribution.paragraph_id)
        .outerjoin(DispositionRecord, DispositionRecord.contribution_id == Contribution.id)
    )


def seen_to(session: Session, ids: Collection[int]) -> dict[int, str]:
    """The name of whoever sees to each."""
    rows = session.execute(
        select(DeskNote.contribution_id, Member.display_name)
        .join(Member, Member.id == DeskNote.responsible_id)
        .where(DeskNote.contribution_id.in_(ids))
    )
    return {contribution: name for contribution, name in rows}  # noqa: C416  rows are no pairs


def replies_to(session: Session, ids: Collection[int]) -> dict[tuple[int, int], bool]:
    """Whether its proposer agrees with each version; the newest answer counts."""
    rows = session.execute(
        select(DispositionRecord.contribution_id, DispositionReply.version, DispositionReply.agrees)
        .join(DispositionRecord, DispositionRecord.id == DispositionReply.disposition_id)
        .where(DispositionRecord.contribution_id.in_(ids))
        .order_by(DispositionReply.id)
    )
    return {(contribution, version): agrees for contribution, version, agrees in rows}
