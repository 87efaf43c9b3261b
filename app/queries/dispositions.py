"""The disposition desk: what still needs a decision, and everything needed to take it."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import Session, aliased

from app.domain.contributions import Kind, Operation, Status, parse_reference
from app.domain.dispositions import DeskState
from app.domain.errors import Invalid, NotFound
from app.domain.opinions import Tally
from app.domain.wording.diff import Difference
from app.models.charters import Paragraph, Wording
from app.models.contributions import Contribution, Revision
from app.models.dispositions import DeskNote, DispositionRecord
from app.models.people import Member, Organisation
from app.queries.desk_counts import LeftToDo, counting, left_to_do, replies_to, seen_to
from app.queries.proposals import kept_difference
from app.queries.rounds import RoundInView
from app.queries.tallies import positions_on, votes_on

PAGE = 20


@dataclass(frozen=True, slots=True)
class DeskFilter:
    """Which contributions to show; None leaves a part open."""

    paragraph: int | None = None
    kind: Kind | None = None
    state: DeskState | None = None
    language: str | None = None
    responsible: str | None = None


@dataclass(frozen=True, slots=True)
class DispositionView:
    """A decision with who drafted and who confirmed it."""

    record: DispositionRecord
    drafted_by: str
    confirmed_by: str | None


@dataclass(frozen=True, slots=True)
class DeskRow:
    """One contribution with its words, its paragraph, what was merged into it and its decision."""

    contribution: Contribution
    words: Revision | None
    number: int | None
    organisation: str | None
    base: str
    merged: tuple[str, ...] = ()
    decision: DispositionView | None = None
    votes: Tally | None = None
    positions: Tally | None = None
    responsible: str = ""
    agrees: bool | None = None

    @property
    def shown(self) -> bool:
        """Whether the draft as it stands was shown to its proposer."""
        record = self.decision.record if self.decision else None
        return record is not None and record.shown_version == record.version > 0

    @property
    def state(self) -> DeskState:
        """How far the decision is."""
        if self.decision is None:
            return DeskState.UNDRAFTED
        confirmed = self.decision.record.confirmed_at is not None
        return DeskState.CONFIRMED if confirmed else DeskState.DRAFTED

    @property
    def edit(self) -> int:
        """The state of the decision that is seen; 0 where there is none."""
        return self.decision.record.edit if self.decision else 0

    @property
    def difference(self) -> Difference | None:
        """What a replacing amendment changes."""
        if self.contribution.operation is not Operation.REPLACE or self.words is None:
            return None
        return kept_difference(self.base, self.words.wording or "")

    @property
    def proposed(self) -> str:
        """The new words of an insertion, the removed ones of a deletion."""
        if self.contribution.operation is Operation.DELETE:
            return self.base
        return (self.words.wording or "") if self.words else ""


@dataclass(frozen=True, slots=True)
class Desk:
    """One page of the desk."""

    rows: tuple[DeskRow, ...]
    total: int
    page: int
    left: LeftToDo
    languages: tuple[str, ...] = field(default=())

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.total // PAGE))


def desk(session: Session, view: RoundInView, chosen: DeskFilter, page: int = 1) -> Desk:
    """Published contributions by paragraph; the number of statements is constant."""
    where = [*_published(view), *_wanted(chosen)]
    total = session.scalar(counting(select(func.count())).where(*where)) or 0
    page = min(max(page, 1), max(1, -(-total // PAGE)))
    rows = session.execute(
        _rows()
        .where(*where)
        .order_by(
            Paragraph.number.is_(None), Paragraph.number, Contribution.kind, Contribution.number
        )
        .limit(PAGE)
        .offset((page - 1) * PAGE)
    ).all()
    languages = session.scalars(
        select(Contribution.language).where(*_published(view)).distinct()
    ).all()
    return Desk(
        _filled(session, view, rows),
        total,
        page,
        left_to_do(session, view.round.id),
        tuple(sorted(languages)),
    )


def desk_row(session: Session, view: RoundInView, reference: str) -> DeskRow:
    """The published contribution behind a reference, with its opinions and its decision."""
    try:
        kind, number = parse_reference(reference)
    except Invalid:
        raise NotFound("contribution") from None
    rows = session.execute(
        _rows().where(*_published(view), Contribution.kind == kind, Contribution.number == number)
    ).all()
    if not rows:
        raise NotFound("contribution")
    return _filled(session, view, rows)[0]


def _published(view: RoundInView) -> list[ColumnElement[bool]]:
    return [
        Contribution.round_id == view.round.id,
        Contribution.status == Status.PUBLISHED,
    ]


def _wanted(chosen: DeskFilter) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = []
    if chosen.paragraph is not None:
        number = Paragraph.number
        wanted.append(number == chosen.paragraph if chosen.paragraph else number.is_(None))
    if chosen.kind is not None:
        wanted.append(Contribution.kind == chosen.kind)
    if chosen.language is not None:
        wanted.append(Contribution.language == chosen.language)
    if chosen.responsible is not None:
        wanted.append(
            Contribution.id.in_(
                select(DeskNote.contribution_id)
                .join(Member, Member.id == DeskNote.responsible_id)
                .where(Member.key == chosen.responsible)
            )
        )
    if chosen.state is DeskState.UNDRAFTED:
        wanted.append(DispositionRecord.id.is_(None))
    elif chosen.state is not None:
        confirmed = DispositionRecord.confirmed_at.is_not(None)
        drafted = and_(DispositionRecord.id.is_not(None), ~confirmed)
        wanted.append(confirmed if chosen.state is DeskState.CONFIRMED else drafted)
    return wanted


def _rows() -> Select[*tuple[Any, ...]]:
    drafter, confirmer = aliased(Member), aliased(Member)
    return (
        counting(
            select(
                Contribution,
                Revision,
                Paragraph.number,
                Organisation.name,
                Wording.text,
                DispositionRecord,
                drafter.display_name,
                confirmer.display_name,
            )
        )
        .outerjoin(
            Revision,
            and_(
                Revision.contribution_id == Contribution.id,
                Revision.number == Contribution.shown_revision,
            ),
        )
        .outerjoin(Organisation, Organisation.id == Contribution.organisation_id)
        .outerjoin(
            Wording,
            and_(
                Wording.paragraph_id == Contribution.paragraph_id,
                Wording.language == Contribution.language,
            ),
        )
        .outerjoin(drafter, drafter.id == DispositionRecord.drafted_by_id)
        .outerjoin(confirmer, confirmer.id == DispositionRecord.confirmed_by_id)
        .execution_options(populate_existing=True)
    )


def _filled(session: Session, view: RoundInView, rows: Collection[Any]) -> tuple[DeskRow, ...]:
    ids = [row[0].id for row in rows]
    amendments = [row[0].id for row in rows if row[0].kind is Kind.AMENDMENT]
    votes, positions = votes_on(session, amendments), positions_on(session, amendments)
    merged: dict[int | None, list[str]] = {}
    for into, reference in session.execute(
        select(Contribution.merged_into_id, Contribution.reference)
        .where(
            Contribution.round_id == view.round.id,
            Contribution.status == Status.MERGED,
            Contribution.merged_into_id.in_(ids),
        )
        .order_by(Contribution.kind, Contribution.number)
    ):
        merged.setdefault(into, []).append(reference)
    people, replies = seen_to(session, ids), replies_to(session, ids)
    return tuple(
        DeskRow(
            contribution=row[0],
            words=row[1],
            number=row[2],
            organisation=row[3],
            base=row[4] or "",
            merged=tuple(merged.get(row[0].id, ())),
            decision=DispositionView(row[5], row[6] or "", row[7]) if row[5] else None,
            votes=votes.get(row[0].id),
            positions=positions.get(row[0].id),
            responsible=people.get(row[0].id, ""),
            agrees=replies.get((row[0].id, row[5].version)) if row[5] else None,
        )
        for row in rows
    )
