"""What those who run a round see of it: numbers by status, the plan, the record."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.contributions import Status
from app.domain.people import Actor, Role
from app.domain.plans import RoundPlan
from app.domain.rounds import Window
from app.models.charters import Charter, Version
from app.models.contributions import Contribution
from app.models.people import Organisation
from app.models.record import RecordEntry
from app.models.rounds import RoundWindow
from app.queries.home import charter_titles
from app.queries.rounds import RoundInView, in_language

RECORD_A_PAGE = 20


@dataclass(frozen=True, slots=True)
class ChosenVersion:
    """A version a round can be set up on."""

    id: int
    charter_slug: str
    charter_title: str
    number: int
    frozen: bool


def statuses_in(session: Session, round_id: int) -> dict[Status, int]:
    """How many contributions stand in each moderation status."""
    rows = session.execute(
        select(Contribution.status, func.count())
        .where(Contribution.round_id == round_id)
        .group_by(Contribution.status)
    )
    found = {status: number for status, number in rows}  # noqa: C416  rows are no pairs
    return {status: found.get(status, 0) for status in Status}


def plan_of(session: Session, view: RoundInView) -> RoundPlan:
    """The plan of a round as it was set up."""
    row = view.round
    windows = session.scalars(
        select(RoundWindow).where(RoundWindow.round_id == row.id).order_by(RoundWindow.act)
    )
    return RoundPlan(
        version_id=row.version_id,
        slug=row.slug,
        titles=row.titles,
        questions=row.questions,
        run_by=row.run_by,
        contact=row.contact,
        timezone=row.timezone,
        opens_at=row.opens_at,
        closes_at=row.closes_at,
        windows=tuple(Window(found.act, found.opens_at, found.closes_at) for found in windows),
        audience=row.audience,
        invited=view.subject.invited,
        moderation=row.moderation,
        tallies=row.tallies,
        kinds=tuple(row.kinds),
        criteria=tuple(row.criteria),
        evidence_floor=row.evidence_floor,
    )


def record_of(session: Session, round_id: int, page: int = 1) -> tuple[Sequence[RecordEntry], int]:
    """One page of the round's record, newest first, and its length."""
    total = session.scalar(
        select(func.count()).select_from(RecordEntry).where(RecordEntry.round_id == round_id)
    )
    rows = session.scalars(
        select(RecordEntry)
        .where(RecordEntry.round_id == round_id)
        .order_by(RecordEntry.sequence.desc())
        .limit(RECORD_A_PAGE)
        .offset((page - 1) * RECORD_A_PAGE)
    ).all()
    return rows, total or 0


def versions_for(session: Session, actor: Actor, language: str) -> list[ChosenVersion]:
    """The versions on which this actor may set up a round, newest first in each charter."""
    rows = [
        row
        for row in session.execute(
            select(Charter, Version)
            .join(Version, Version.charter_id == Charter.id)
            .where(Version.status.in_(("working", "frozen")))
            .order_by(Charter.slug, Version.number.desc())
        )
        if actor.has(Role.FACILITATOR, Role.SECRETARIAT, charter_id=row.Charter.id)
    ]
    titles = charter_titles(session, {row.Charter.id for row in rows})
    return [
        ChosenVersion(
            row.Version.id,
            row.Charter.slug,
            in_language(titles.get(row.Charter.id, {}), language) or row.Charter.slug,
            row.Version.number,
            row.Version.content_hash is not None,
        )
        for row in rows
    ]


def organisations_by_name(session: Session) -> list[tuple[int, str]]:
    """Every organisation that can be invited."""
    rows = session.execute(
        select(Organisation.id, Organisation.name)
        .where(Organisation.closed_at.is_(None))
        .order_by(Organisation.name)
    )
    return [(found, name) for found, name in rows]
