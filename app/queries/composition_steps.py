"""The history of a composition: what was done with which amendments, by whom, newest first."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.composition import ChoiceAct
from app.models.charters import Version
from app.models.composition import CompositionStep
from app.models.contributions import Contribution
from app.models.people import Member

PAGE = 50


@dataclass(frozen=True, slots=True)
class StepView:
    """One act with the references it was about."""

    id: int
    act: ChoiceAct
    references: tuple[str, ...]
    name: str
    at: datetime
    undone_at: datetime | None


def steps_in(session: Session, version: Version, page: int) -> list[StepView]:
    """One page of the history; two statements."""
    rows = session.execute(
        select(CompositionStep, Member.display_name)
        .join(Member, Member.id == CompositionStep.member_id)
        .where(CompositionStep.version_id == version.id)
        .order_by(CompositionStep.id.desc())
        .limit(PAGE)
        .offset(PAGE * (page - 1))
    ).all()
    ids = {int(key) for step, _ in rows for key in step.before}
    found = session.execute(
        select(Contribution.id, Contribution.reference)
        .where(Contribution.id.in_(ids))
        .order_by(Contribution.number)
    )
    names = [(str(row), reference) for row, reference in found]
    return [
        StepView(
            step.id,
            step.act,
            tuple(reference for row, reference in names if row in step.before),
            name,
            step.taken_at,
            step.undone_at,
        )
        for step, name in rows
    ]


def how_many_steps(session: Session, version: Version) -> int:
    """How long the history is; one statement."""
    found = select(func.count()).select_from(CompositionStep)
    return session.scalar(found.where(CompositionStep.version_id == version.id)) or 0


def newest_step(session: Session, version: Version) -> int | None:
    """The newest step that was not taken back; one statement."""
    return session.scalar(
        select(func.max(CompositionStep.id)).where(
            CompositionStep.version_id == version.id, CompositionStep.undone_at.is_(None)
        )
    )
