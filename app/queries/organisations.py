"""Organisations: the public directory, and a profile with what an organisation did in public."""

from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from app.domain.contributions import Kind, Operation, Scope, Status
from app.domain.errors import NotFound
from app.domain.opinions import Stance
from app.domain.people import Group, Region
from app.models.charters import Paragraph
from app.models.contributions import Contribution, Revision
from app.models.opinions import Position
from app.models.people import Delegation, Member, Organisation
from app.models.rounds import Round
from app.queries.rounds import in_language

PER_PAGE = 30
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Filters:
    """What the directory is narrowed to."""

    group: Group | None = None
    region: Region | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Listed(Generic[Row]):
    """One page of a list, and how long the whole list is."""

    rows: list[Row]
    total: int
    page: int
    last: int


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """An organisation in the directory."""

    organisation: Organisation
    delegates: int
    members: int


@dataclass(frozen=True, slots=True)
class PublicAmendment:
    """An amendment of an organisation that readers see."""

    reference: str
    round_slug: str
    round_titles: dict[str, str]
    operation: Operation
    number: int | None
    language: str
    excerpt: str
    published_at: datetime | None
    scope: Scope

    def title(self, language: str) -> str:
        """The round's title in a language, else in one it has."""
        return in_language(self.round_titles, language)


@dataclass(frozen=True, slots=True)
class PublicPosition:
    """A position of an organisation, on an amendment or on a paragraph."""

    round_slug: str
    round_titles: dict[str, str]
    reference: str | None
    number: int | None
    stance: Stance
    reason: str
    taken_at: datetime

    def title(self, language: str) -> str:
        """The round's title in a language, else in one it has."""
        return in_language(self.round_titles, language)


def organisations_listed(
    session: Session, filters: Filters, page: int = 1, per_page: int = PER_PAGE
) -> Listed[OrganisationRow]:
    """One page of the directory with counts of delegates and members, in two statements."""
    total = session.scalar(select(func.count(Organisation.id)).where(*_narrowed(filters))) or 0
    last = max(1, -(-total // per_page))
    page = min(max(1, page), last)
    delegates = (
        select(func.count())
        .where(Delegation.organisation_id == Organisation.id, Delegation.ended_at.is_(None))
        .scalar_subquery()
    )
    members = (
        select(func.count()).where(Member.organisation_id == Organisation.id).scalar_subquery()
    )
    rows = session.execute(
        select(Organisation, delegates, members)
        .where(*_narrowed(filters))
        .order_by(func.lower(Organisation.name), Organisation.id)
        .limit(per_page)
        .offset((page - 1) * per_page)
    )
    return Listed([OrganisationRow(*row) for row in rows], total, page, last)


def organisation_called(session: Session, slug: str) -> Organisation:
    """The organisation with this slug."""
    found = session.scalar(select(Organisation).where(Organisation.slug == slug))
    if found is None:
        raise NotFound("organisation")
    return found


def goes_on_in(session: Session, organisation: Organisation) -> Organisation | None:
    """The organisation a closed one was merged into."""
    return session.get(Organisation, organisation.merged_into_id or 0)


def functions_of_delegates(session: Session, organisation_id: int) -> list[str | None]:
    """The functions in which delegates act for an organisation; never their names."""
    return list(
        session.scalars(
            select(Delegation.function)
            .join(Member, Delegation.member_id == Member.id)
            .where(
                Delegation.organisation_id == organisation_id,
                Delegation.ended_at.is_(None),
                Member.suspended_at.is_(None),
            )
            .order_by(Delegation.id)
        )
    )


def amendments_of(
    session: Session,
    organisation_id: int,
    page: int = 1,
    per_page: int = PER_PAGE,
    *,
    now: datetime,
) -> Listed[PublicAmendment]:
    """The amendments of an organisation that readers see, newest first."""
    public = (
        Contribution.organisation_id == organisation_id,
        Contribution.kind == Kind.AMENDMENT,
        Contribution.status == Status.PUBLISHED,
        Contribution.veiled_until.is_(None) | (Contribution.veiled_until <= now),
    )
    total = session.scalar(select(func.count()).select_from(Contribution).where(*public)) or 0
    last = max(1, -(-total // per_page))
    page = min(max(1, page), last)
    rows = session.execute(
        select(
            Contribution.reference,
            Round.slug,
            Round.titles,
            Contribution.operation,
            Paragraph.number,
            Contribution.language,
            Revision.text,
            Contribution.published_at,
            Contribution.scope,
        )
        .join(Round, Contribution.round_id == Round.id)
        .join(
            Revision,
            (Revision.contribution_id == Contribution.id)
            & (Revision.number == Contribution.shown_revision),
        )
        .outerjoin(Paragraph, Contribution.paragraph_id == Paragraph.id)
        .where(*public)
        .order_by(Contribution.published_at.desc(), Contribution.id.desc())
        .limit(per_page)
        .offset((page - 1) * per_page)
    )
    return Listed([PublicAmendment(*row) for row in rows], total, page, last)


def positions_of(
    session: Session, organisation_id: int, page: int = 1, per_page: int = PER_PAGE
) -> Listed[PublicPosition]:
    """The positions an organisation took, newest first; those on hidden amendments are left out."""
    joined = (
        select(Position.id)
        .join(Round, Position.round_id == Round.id)
        .outerjoin(Contribution, Position.contribution_id == Contribution.id)
        .outerjoin(Paragraph, Position.paragraph_id == Paragraph.id)
        .where(
            Position.organisation_id == organisation_id,
            Position.paragraph_id.is_not(None) | (Contribution.status == Status.PUBLISHED),
        )
    )
    total = session.scalar(select(func.count()).select_from(joined.subquery())) or 0
    last = max(1, -(-total // per_page))
    page = min(max(1, page), last)
    rows = session.execute(
        joined.with_only_columns(
            Round.slug,
            Round.titles,
            Contribution.reference,
            Paragraph.number,
            Position.stance,
            Position.reason,
            Position.taken_at,
        )
        .order_by(Position.taken_at.desc(), Position.id.desc())
        .limit(per_page)
        .offset((page - 1) * per_page)
    )
    return Listed([PublicPosition(*row) for row in rows], total, page, last)


def _narrowed(filters: Filters) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [Organisation.closed_at.is_(None)]
    if filters.group is not None:
        conditions.append(Organisation.group == filters.group)
    if filters.region is not None:
        conditions.append(Organisation.region == filters.region)
    if filters.words:
        conditions.append(
            func.lower(Organisation.name).contains(filters.words.lower(), autoescape=True)
        )
    return conditions
