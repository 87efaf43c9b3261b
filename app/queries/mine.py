"""One's own page: contributions with what became of them, and progress in open rounds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, select
from sqlalchemy.orm import Session, aliased

from app.domain.contributions import CommentKind, Kind, Operation, Status
from app.domain.dispositions import Disposition
from app.domain.moderation import RESTRICTIONS, ReasonCode
from app.domain.people import Actor
from app.models.charters import Paragraph
from app.models.contributions import Contribution, Draft, Revision
from app.models.joint import JointDraft
from app.models.moderation import ModerationStep
from app.models.opinions import Position, Vote
from app.models.people import Organisation
from app.models.rounds import Round
from app.queries.appeals import sends_words_back
from app.queries.joint_drafts import joint_to
from app.queries.open_rounds import open_to
from app.queries.outcomes import ToldDisposition, public_dispositions
from app.queries.own import progress_by_round
from app.queries.rounds import in_language

PER_PAGE = 20
ROUNDS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Counts:
    """How long each list of one's own page is."""

    contributions: int
    drafts: int
    votes: int
    organisation: int
    positions: int
    joint: int


@dataclass(frozen=True, slots=True)
class Mine:
    """A contribution with its fate: reasons of a restriction, and what happened to it."""

    reference: str
    kind: Kind
    comment_kind: CommentKind | None
    operation: Operation | None
    status: Status
    language: str
    text: str
    number: int | None
    waiting: bool
    restricted: bool
    organisation: str | None
    round_slug: str
    round_titles: dict[str, str]
    open: bool
    submitted_at: datetime
    reason: ReasonCode | None = None
    statement: str = ""
    statement_language: str = ""
    disposition: Disposition | None = None
    disposition_reasons: dict[str, str] | None = None

    def title(self, language: str) -> str:
        """The title of its round."""
        return in_language(self.round_titles, language)


@dataclass(frozen=True, slots=True)
class RoundProgress:
    """How far one is in an open round."""

    slug: str
    titles: dict[str, str]
    closes_at: datetime
    timezone: str
    done: int
    total: int
    next_number: int | None

    def title(self, language: str) -> str:
        """The title of its round."""
        return in_language(self.titles, language)


def counts_of(session: Session, actor: Actor) -> Counts:
    """The length of every list, in one statement."""
    member, bodies = actor.member_id, actor.delegations
    parts = (
        _number(Contribution, Contribution.member_id == member),
        _number(Draft, Draft.member_id == member),
        _number(Vote, Vote.member_id == member),
        _number(Contribution, Contribution.organisation_id.in_(bodies)),
        _number(Position, Position.organisation_id.in_(bodies)),
        _number(JointDraft, joint_to(actor)),
    )
    row = session.execute(select(*(part.scalar_subquery() for part in parts))).one()
    return Counts(*row)


def contributions_of(session: Session, actor: Actor, *, page: int, now: datetime) -> list[Mine]:
    """What one sent, the newest first; four statements whatever the number."""
    return _contributions(session, Contribution.member_id == actor.member_id, page=page, now=now)


def contributions_for(session: Session, actor: Actor, *, page: int, now: datetime) -> list[Mine]:
    """What was sent for the organisations one may act for, whoever sent it."""
    mine = Contribution.organisation_id.in_(actor.delegations)
    return _contributions(session, mine, page=page, now=now)


def progress_of(session: Session, actor: Actor, *, now: datetime) -> list[RoundProgress]:
    """How far one is in each open round one takes part in, those closing first on top."""
    rounds = open_to(session, actor, now=now)[:ROUNDS_SHOWN]
    done = progress_by_round(session, actor, tuple(found.id for found in rounds))
    numbers: dict[int, list[int]] = {}
    for version_id, number in session.execute(
        select(Paragraph.version_id, Paragraph.number)
        .where(Paragraph.version_id.in_([found.version_id for found in rounds]))
        .order_by(Paragraph.number)
    ):
        numbers.setdefault(version_id, []).append(number)
    return [
        _progress(found, numbers.get(found.version_id, []), done.get(found.id, frozenset()))
        for found in rounds
    ]


def _number(model: Any, where: ColumnElement[bool]) -> Select[int]:
    return select(func.count()).select_from(model).where(where)


def _contributions(
    session: Session, whose: ColumnElement[bool], *, page: int, now: datetime
) -> list[Mine]:
    rows = session.execute(
        select(Contribution, Revision.text, Paragraph.number, Round, Organisation.name)
        .join(
            Revision,
            and_(
                Revision.contribution_id == Contribution.id,
                Revision.number == Contribution.last_revision,
            ),
        )
        .join(Round, Round.id == Contribution.round_id)
        .outerjoin(Paragraph, Paragraph.id == Contribution.paragraph_id)
        .outerjoin(Organisation, Organisation.id == Contribution.organisation_id)
        .where(whose)
        .order_by(Contribution.submitted_at.desc(), Contribution.id.desc())
        .limit(PER_PAGE)
        .offset((page - 1) * PER_PAGE)
    ).all()
    ids = [row[0].id for row in rows]
    steps, fates = _restrictions(session, ids), public_dispositions(session, ids)
    return [_mine(row, steps, fates, now=now) for row in rows]


def _restrictions(session: Session, ids: Sequence[int]) -> dict[int, ModerationStep]:
    """The last restriction of each contribution that was not undone; later rows come last."""
    undone = aliased(ModerationStep)
    rows = session.scalars(
        select(ModerationStep)
        .where(
            ModerationStep.contribution_id.in_(ids),
            ModerationStep.step.in_(RESTRICTIONS),
            ModerationStep.undoes_id.is_(None),
            ~exists().where(undone.undoes_id == ModerationStep.id),
        )
        .order_by(ModerationStep.id)
    )
    return {step.contribution_id: step for step in rows}


def _mine(
    row: Any,
    steps: dict[int, ModerationStep],
    fates: dict[int, ToldDisposition],
    *,
    now: datetime,
) -> Mine:
    contribution, text, number, round_, organisation = row
    last = steps.get(contribution.id)
    words_returned = sends_words_back(last, contribution)
    restricted = contribution.status in {Status.RETURNED, Status.WITHHELD} or words_returned
    step = last if restricted else None
    fate = fates.get(contribution.id)
    return Mine(
        reference=contribution.reference,
        kind=contribution.kind,
        comment_kind=contribution.comment_kind,
        operation=contribution.operation,
        status=contribution.status,
        language=contribution.language,
        text="" if contribution.status is Status.WITHDRAWN else text,
        number=number,
        waiting=contribution.status is Status.PUBLISHED
        and contribution.shown_revision != contribution.last_revision
        and not words_returned,
        restricted=restricted,
        organisation=organisation,
        round_slug=round_.slug,
        round_titles=round_.titles,
        open=round_.reported_at is None and round_.opens_at <= now < round_.closes_at,
        submitted_at=contribution.submitted_at,
        reason=step.reason_code if step else None,
        statement=step.statement if step else "",
        statement_language=step.language if step else "",
        disposition=fate.disposition if fate else None,
        disposition_reasons=fate.reasons if fate else None,
    )


def _progress(found: Round, numbers: list[int], done: frozenset[int]) -> RoundProgress:
    return RoundProgress(
        slug=found.slug,
        titles=found.titles,
        closes_at=found.closes_at,
        timezone=found.timezone,
        done=len(done.intersection(numbers)),
        total=len(numbers),
        next_number=next((number for number in numbers if number not in done), None),
    )
