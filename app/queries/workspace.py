"""What there is to do in the workspace, counted for every round in a fixed number of statements."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from app.domain.contributions import Status
from app.domain.people import Actor, Role
from app.domain.rounds import RoundState
from app.models.charters import Charter, CharterText, Version
from app.models.contributions import Contribution
from app.models.dispositions import DispositionRecord
from app.models.moderation import Appeal, Report
from app.models.people import Member, Organisation
from app.models.rounds import Round
from app.queries.appeals import appeal_waits
from app.queries.desks import DeskTask, desks_of
from app.queries.rounds import in_language, state_of

WORKS_ON_ROUNDS = (Role.FACILITATOR, Role.SECRETARIAT, Role.OBSERVER)
RUNS_ROUNDS = (Role.FACILITATOR, Role.SECRETARIAT)
WORKS_ON_TEXTS = (Role.SECRETARIAT, Role.TRANSLATOR)


@dataclass(frozen=True, slots=True)
class RoundTask:
    """A round with what waits in it."""

    slug: str
    title: str
    state: RoundState
    closes_at: datetime
    timezone: str
    waiting: int
    reports: int
    appeals: int
    undecided: int
    runs: bool
    """Whether the actor works on it, rather than only looks on."""


@dataclass(frozen=True, slots=True)
class CharterTask:
    """A charter with its newest version, and what waits at its translation desk."""

    slug: str
    title: str
    version: int | None
    desks: list[DeskTask]


@dataclass(frozen=True, slots=True)
class Workspace:
    """Everything the actor works on."""

    rounds: list[RoundTask]
    charters: list[CharterTask]
    organisations: int
    people: int


def workspace_of(session: Session, actor: Actor, language: str, *, now: datetime) -> Workspace:
    """The rounds and charters this actor works on, with what is left to do."""
    rounds = [
        round_
        for round_ in session.scalars(select(Round).order_by(Round.closes_at.desc(), Round.id))
        if actor.has(*WORKS_ON_ROUNDS, charter_id=round_.charter_id, round_id=round_.id)
    ]
    return Workspace(
        rounds=_round_tasks(session, actor, rounds, language, now=now),
        charters=_charter_tasks(session, actor, language),
        organisations=session.scalar(select(func.count(Organisation.id))) or 0,
        people=session.scalar(select(func.count(Member.id))) or 0,
    )


def _round_tasks(
    session: Session, actor: Actor, rounds: list[Round], language: str, *, now: datetime
) -> list[RoundTask]:
    ids = [round_.id for round_ in rounds]
    waiting = _counted(session, ids, *_WAITING)
    reports = _counted(session, ids, Report.settled_at.is_(None), by=Report)
    appeals = _counted(session, ids, appeal_waits(), by=Appeal)
    undecided = _counted(session, ids, *_UNDECIDED)
    return [
        RoundTask(
            slug=round_.slug,
            title=in_language(round_.titles, language),
            state=state_of(round_, now=now),
            closes_at=round_.closes_at,
            timezone=round_.timezone,
            waiting=waiting.get(round_.id, 0),
            reports=reports.get(round_.id, 0),
            appeals=appeals.get(round_.id, 0),
            undecided=undecided.get(round_.id, 0),
            runs=actor.has(*RUNS_ROUNDS, charter_id=round_.charter_id, round_id=round_.id),
        )
        for round_ in rounds
    ]


_WAITING = (Contribution.status == Status.PENDING,)
_UNDECIDED = (
    Contribution.status == Status.PUBLISHED,
    Contribution.id.not_in(
        select(DispositionRecord.contribution_id).where(DispositionRecord.confirmed_at.is_not(None))
    ),
)


def _counted(
    session: Session,
    round_ids: list[int],
    *where: ColumnElement[bool],
    by: type[Report] | type[Appeal] | None = None,
) -> dict[int, int]:
    counted = select(Contribution.round_id, func.count()).where(
        Contribution.round_id.in_(round_ids), *where
    )
    if by is not None:
        counted = counted.join(by, by.contribution_id == Contribution.id)
    rows = session.execute(counted.group_by(Contribution.round_id))
    return {row[0]: row[1] for row in rows}


def _charter_tasks(session: Session, actor: Actor, language: str) -> list[CharterTask]:
    titles: dict[int, dict[str, str]] = defaultdict(dict)
    for row in session.execute(
        select(CharterText.charter_id, CharterText.language, CharterText.title)
    ):
        titles[row.charter_id][row.language] = row.title
    rows = session.execute(
        select(Charter.id, Charter.slug, func.max(Version.number))
        .outerjoin(Version, Version.charter_id == Charter.id)
        .group_by(Charter.id)
        .order_by(Charter.slug)
    ).all()
    own = [row for row in rows if actor.has(*WORKS_ON_TEXTS, charter_id=row[0])]
    desks = desks_of(session, [charter_id for charter_id, _slug, _number in own])
    return [
        CharterTask(
            slug, in_language(titles[charter_id], language), number, desks.get(charter_id, [])
        )
        for charter_id, slug, number in own
    ]
