"""The response matrix: every published contribution with what became of it, as readers see it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from app.domain.contributions import CommentKind, Kind, Operation, Status
from app.domain.dispositions import Disposition
from app.domain.people import Group
from app.domain.responses import UNDECIDED
from app.models.charters import Paragraph, Version
from app.models.composition import Change, Citation
from app.models.contributions import Contribution, Revision
from app.models.dispositions import DispositionRecord
from app.models.people import Organisation
from app.queries.outcomes import ToldDisposition
from app.queries.rounds import RoundInView

PAGE = 30


@dataclass(frozen=True, slots=True)
class ResponseFilter:
    """Which lines to show; None leaves a part open."""

    paragraph: int | None = None
    group: Group | None = None
    disposition: str | None = None


@dataclass(frozen=True, slots=True)
class ResponseLine:
    """One published contribution; its words, name and group are None while it is veiled."""

    reference: str
    kind: Kind
    comment_kind: CommentKind | None
    operation: Operation | None
    number: int | None
    key: str | None
    language: str
    at: datetime
    veiled: bool
    author: str
    organisation: str | None
    group: Group | None
    title: str
    text: str
    wording: str | None
    merged: tuple[str, ...]
    decided: ToldDisposition | None


@dataclass(frozen=True, slots=True)
class NewParagraph:
    """The paragraph that an insertion became: number of the version, its own, and its key."""

    version: int
    number: int
    key: str


def responses(
    session: Session,
    view: RoundInView,
    wanted: ResponseFilter,
    page: int | None,
    *,
    now: datetime,
) -> list[ResponseLine]:
    """One page of the matrix in the order of the text, or all of it for None; two statements."""
    found = _joined(select(*_COLUMNS), now).where(*_narrowed(view, wanted))
    found = found.order_by(
        Paragraph.number.is_(None), Paragraph.number, Contribution.kind, Contribution.number
    )
    if page is not None:
        found = found.limit(PAGE).offset(PAGE * (page - 1))
    rows = session.execute(found).all()
    merged = _merged(session, view.round.id)
    return [_line(row, merged.get(row.id, ())) for row in rows]


def how_many_responses(
    session: Session, view: RoundInView, wanted: ResponseFilter, *, now: datetime
) -> int:
    """How many lines the filter leaves; one statement."""
    found = _joined(select(func.count()).select_from(Contribution), now)
    return session.scalar(found.where(*_narrowed(view, wanted))) or 0


def inserted_at(session: Session, round_id: int) -> dict[str, NewParagraph]:
    """Where each insertion that was taken up stands in published changes; one statement."""
    rows = session.execute(
        select(Contribution.reference, Version.number, Paragraph.number, Paragraph.key)
        .join(Citation, Citation.contribution_id == Contribution.id)
        .join(Change, Change.id == Citation.change_id)
        .join(Version, Version.id == Change.version_id)
        .join(
            Paragraph,
            and_(Paragraph.version_id == Version.id, Paragraph.key == Change.paragraph_key),
        )
        .where(
            Contribution.round_id == round_id,
            Contribution.operation == Operation.INSERT_AFTER,
            Version.changes_published_at.is_not(None),
        )
        .order_by(Version.number.desc(), Paragraph.number.desc())
    )
    return {
        reference: NewParagraph(version, number, key) for reference, version, number, key in rows
    }


def outcomes_counted(session: Session, round_id: int) -> dict[Disposition | None, int]:
    """How often each decision was told, and under None how many have none yet; one statement."""
    name = DispositionRecord.told["disposition"].as_string().label("told_as")
    rows = session.execute(
        select(name, func.count())
        .select_from(Contribution)
        .outerjoin(DispositionRecord, DispositionRecord.contribution_id == Contribution.id)
        .where(Contribution.round_id == round_id, Contribution.status == Status.PUBLISHED)
        .group_by(name)
    )
    found = {told: number for told, number in rows}  # noqa: C416  rows are no pairs
    return {one: found[one] for one in (*Disposition, None) if one in found}


_COLUMNS = (
    Contribution.id,
    Contribution.reference,
    Contribution.kind,
    Contribution.comment_kind,
    Contribution.operation,
    Contribution.display_name,
    Contribution.group,
    Contribution.language,
    Contribution.published_at,
    Contribution.submitted_at,
    Paragraph.number,
    Paragraph.key,
    Organisation.name.label("organisation"),
    Revision.id.label("words"),
    Revision.title,
    Revision.text,
    Revision.wording,
    DispositionRecord.told,
)


def _joined(chosen: Select[*tuple[Any, ...]], now: datetime) -> Select[*tuple[Any, ...]]:
    shown = and_(
        Revision.contribution_id == Contribution.id,
        Revision.number == Contribution.shown_revision,
        or_(Contribution.veiled_until.is_(None), Contribution.veiled_until <= now),
    )
    return (
        chosen.outerjoin(Revision, shown)
        .outerjoin(Paragraph, Paragraph.id == Contribution.paragraph_id)
        .outerjoin(Organisation, Organisation.id == Contribution.organisation_id)
        .outerjoin(DispositionRecord, DispositionRecord.contribution_id == Contribution.id)
    )


def _narrowed(view: RoundInView, wanted: ResponseFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [
        Contribution.round_id == view.round.id,
        Contribution.status == Status.PUBLISHED,
    ]
    if wanted.paragraph is not None:
        found.append(Paragraph.number == wanted.paragraph)
    if wanted.group is not None:
        # A veiled name has no group either: the filter must not tell it.
        found += [Contribution.group == wanted.group, Revision.id.is_not(None)]
    if wanted.disposition == UNDECIDED:
        found.append(DispositionRecord.told.is_(None))
    elif wanted.disposition is not None:
        found.append(DispositionRecord.told["disposition"].as_string() == wanted.disposition)
    return found


def _merged(session: Session, round_id: int) -> dict[int, tuple[str, ...]]:
    rows = session.execute(
        select(Contribution.merged_into_id, Contribution.reference)
        .where(Contribution.round_id == round_id, Contribution.status == Status.MERGED)
        .order_by(Contribution.kind, Contribution.number)
    )
    found: dict[int, tuple[str, ...]] = {}
    for into, reference in rows:
        if into is not None:
            found[into] = (*found.get(into, ()), reference)
    return found


def _line(row: Any, merged: tuple[str, ...]) -> ResponseLine:
    veiled = row.words is None
    return ResponseLine(
        reference=row.reference,
        kind=row.kind,
        comment_kind=row.comment_kind,
        operation=row.operation,
        number=row.number,
        key=row.key,
        language=row.language,
        at=row.published_at or row.submitted_at,
        veiled=veiled,
        author="" if veiled else row.display_name,
        organisation=None if veiled else row.organisation,
        group=None if veiled else row.group,
        title=row.title or "",
        text=row.text or "",
        wording=row.wording,
        merged=merged,
        decided=ToldDisposition.of(row.told) if row.told else None,
    )


def decided_days(lines: list[ResponseLine]) -> list[date]:
    """The days of all decisions that are told."""
    return [line.decided.decided_on for line in lines if line.decided]
