"""Lists of rounds with what happened in them so far, and the home page's example."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import Session

from app.domain.contributions import Kind, Operation, Status
from app.domain.people import Actor, Role
from app.domain.rounds import RoundState
from app.domain.wording.diff import Difference
from app.models.charters import Charter, CharterText, Paragraph, Version, Wording
from app.models.contributions import Contribution, Revision
from app.models.dispositions import DispositionRecord
from app.models.people import RoleGrant
from app.models.rounds import Round
from app.queries.proposals import kept_difference
from app.queries.rounds import in_language, may_see, state_of

A_PAGE = 20
COUNTED = (Status.PUBLISHED, Status.MERGED)


@dataclass(frozen=True, slots=True)
class Activity:
    """What happened in a round so far: contributions that appeared, and who sent them."""

    contributions: int = 0
    people: int = 0
    organisations: int = 0
    answered: int = 0


@dataclass(frozen=True, slots=True)
class ListedRound:
    """A round in a list."""

    round: Round
    charter: Charter
    charter_titles: dict[str, str]
    state: RoundState
    paragraph_count: int
    readers: int
    activity: Activity

    def title(self, language: str) -> str:
        """The round's title in a language, else in one it has."""
        return in_language(self.round.titles, language)

    def charter_title(self, language: str) -> str:
        """The charter's title in a language, else in one it has."""
        return in_language(self.charter_titles, language)

    def question(self, language: str) -> str:
        """The round's question in a language, else in one it has."""
        return in_language(self.round.questions, language)

    def run_by(self, language: str) -> str:
        """Who runs the round, in a language, else in one it has."""
        return in_language(self.round.run_by, language)


@dataclass(frozen=True, slots=True)
class Specimen:
    """A real amendment, to show what one looks like."""

    number: int
    language: str
    difference: Difference
    reference: str
    author: str
    round_slug: str


def rounds_in(
    session: Session,
    actor: Actor,
    states: Collection[RoundState],
    *,
    page: int = 1,
    now: datetime,
) -> tuple[list[ListedRound], int]:
    """One page of the rounds in these states, and how many there are; a constant number of reads.

    Rounds in preparation are listed for those who work on them only.
    """
    wanted = or_(*(in_state(state, now) for state in states))
    if RoundState.PREPARING in states:
        known = [row.id for row in session.scalars(select(Round)) if may_see(actor, row, now=now)]
        wanted = and_(wanted, Round.id.in_(known))
    total = session.scalar(select(func.count()).select_from(Round).where(wanted)) or 0
    rows = session.execute(
        select(Round, Charter)
        .join(Charter, Charter.id == Round.charter_id)
        .where(wanted)
        .order_by(Round.closes_at.desc(), Round.id.desc())
        .limit(A_PAGE)
        .offset((page - 1) * A_PAGE)
    ).all()
    rounds = [row.Round for row in rows]
    titles = charter_titles(session, {row.charter_id for row in rounds})
    counts = _paragraphs(session, {row.version_id for row in rounds})
    readers = readers_of(session, rounds)
    activity = activity_in(session, {row.id for row in rounds})
    listed = [
        ListedRound(
            round=row.Round,
            charter=row.Charter,
            charter_titles=titles.get(row.Charter.id, {}),
            state=state_of(row.Round, now=now),
            paragraph_count=counts.get(row.Round.version_id, 0),
            readers=readers.get(row.Round.id, 0),
            activity=activity.get(row.Round.id, Activity()),
        )
        for row in rows
    ]
    return listed, total


def in_state(state: RoundState, now: datetime) -> ColumnElement[bool]:
    """The rounds in a state, by the clock, as a condition."""
    public = and_(Round.scheduled_at.is_not(None), Round.reported_at.is_(None))
    return {
        RoundState.PREPARING: Round.scheduled_at.is_(None),
        RoundState.SCHEDULED: and_(public, Round.opens_at > now),
        RoundState.OPEN: and_(public, Round.opens_at <= now, Round.closes_at > now),
        RoundState.CLOSED: and_(public, Round.opens_at <= now, Round.closes_at <= now),
        RoundState.REPORTED: Round.reported_at.is_not(None),
    }[state]


def activity_in(session: Session, round_ids: Collection[int]) -> dict[int, Activity]:
    """Contributions that appeared, who sent them, and how many an edition answers."""
    rows = session.execute(
        select(
            Contribution.round_id,
            func.count(),
            func.count(Contribution.member_id.distinct()),
            func.count(Contribution.organisation_id.distinct()),
            func.count(DispositionRecord.told),
        )
        .outerjoin(DispositionRecord, DispositionRecord.contribution_id == Contribution.id)
        .where(Contribution.round_id.in_(round_ids), Contribution.status.in_(COUNTED))
        .group_by(Contribution.round_id)
    )
    return {round_id: Activity(*numbers) for round_id, *numbers in rows}


def readers_of(session: Session, rounds: Collection[Round]) -> dict[int, int]:
    """How many facilitators read each round."""
    grants = session.execute(
        select(RoleGrant.member_id, RoleGrant.charter_id, RoleGrant.round_id).where(
            RoleGrant.role == Role.FACILITATOR, RoleGrant.revoked_at.is_(None)
        )
    ).all()
    return {
        row.id: len(
            {
                member
                for member, charter_id, round_id in grants
                if (round_id == row.id if round_id else charter_id in {None, row.charter_id})
            }
        )
        for row in rounds
    }


def charter_titles(session: Session, charter_ids: Collection[int]) -> dict[int, dict[str, str]]:
    """Titles by charter and language."""
    found: dict[int, dict[str, str]] = {}
    for charter_id, language, title in session.execute(
        select(CharterText.charter_id, CharterText.language, CharterText.title).where(
            CharterText.charter_id.in_(charter_ids)
        )
    ):
        found.setdefault(charter_id, {})[language] = title
    return found


def specimen(session: Session, language: str, *, now: datetime) -> Specimen | None:
    """The newest public amendment that changes a wording, in this language if there is one."""
    base = _replaced(now).order_by(
        case((Contribution.language == language, 0), else_=1), Contribution.id.desc()
    )
    row: Any = session.execute(base.limit(1)).first()
    if row is None:
        return None
    return Specimen(
        number=row.number,
        language=row.Contribution.language,
        difference=kept_difference(row.base, row.wording or ""),
        reference=row.Contribution.reference,
        author=row.Contribution.display_name,
        round_slug=row.slug,
    )


def _replaced(now: datetime) -> Any:
    return (
        select(
            Contribution,
            Revision.wording.label("wording"),
            Wording.text.label("base"),
            Paragraph.number.label("number"),
            Round.slug.label("slug"),
        )
        .join(Round, Round.id == Contribution.round_id)
        .join(Paragraph, Paragraph.id == Contribution.paragraph_id)
        .join(
            Revision,
            and_(
                Revision.contribution_id == Contribution.id,
                Revision.number == Contribution.shown_revision,
            ),
        )
        .join(
            Wording,
            and_(
                Wording.paragraph_id == Paragraph.id,
                Wording.language == Contribution.language,
            ),
        )
        .where(
            in_state(RoundState.OPEN, now),
            Contribution.kind == Kind.AMENDMENT,
            Contribution.operation == Operation.REPLACE,
            Contribution.status == Status.PUBLISHED,
            or_(Contribution.veiled_until.is_(None), Contribution.veiled_until <= now),
        )
    )


def _paragraphs(session: Session, version_ids: Collection[int]) -> dict[int, int]:
    rows = session.execute(
        select(Version.id, func.count(Paragraph.id))
        .join(Paragraph, Paragraph.version_id == Version.id)
        .where(Version.id.in_(version_ids))
        .group_by(Version.id)
    )
    return {version_id: number for version_id, number in rows}  # noqa: C416  rows are no pairs
