"""People as those who manage them see them: names, organisations and roles, never an address."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from app.domain.errors import NotFound
from app.domain.people import Role
from app.models.charters import Charter, CharterText
from app.models.people import Delegation, Member, Organisation, RoleGrant
from app.models.rounds import Round
from app.queries.rounds import in_language

PER_PAGE = 40


@dataclass(frozen=True, slots=True)
class GrantInView:
    """A role that is held, and where."""

    id: int
    role: Role
    charter_slug: str | None
    round_slug: str | None
    granted_at: datetime


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person in the list."""

    id: int
    key: str
    display_name: str
    language: str
    organisation: str | None
    is_delegate: bool
    code_holder: bool
    suspended: bool
    roles: list[GrantInView] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class People:
    """One page of people."""

    rows: list[PersonRow]
    total: int
    page: int
    last: int


@dataclass(frozen=True, slots=True)
class DelegationInView:
    """An organisation a person acts for."""

    organisation_id: int
    slug: str
    name: str
    function: str | None


@dataclass(frozen=True, slots=True)
class PersonInView:
    """One person with roles and delegations."""

    person: PersonRow
    delegations: list[DelegationInView]


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a role may hold: a charter or a round, with the code that names it in a form."""

    code: str
    title: str
    is_round: bool
    charter_id: int | None = None
    round_id: int | None = None


@dataclass(frozen=True, slots=True)
class Sought:
    """What the list of people is narrowed to; ``staff`` leaves out those without a role."""

    words: str = ""
    staff: bool = False


def people_listed(session: Session, sought: Sought, page: int = 1) -> People:
    """One page of people by name, with their roles, in three statements."""
    total = session.scalar(select(func.count(Member.id)).where(*_narrowed(sought))) or 0
    last = max(1, -(-total // PER_PAGE))
    page = min(max(1, page), last)
    found = session.execute(
        _people()
        .where(*_narrowed(sought))
        .order_by(func.lower(Member.display_name), Member.id)
        .limit(PER_PAGE)
        .offset((page - 1) * PER_PAGE)
    ).all()
    roles = _roles(session, [row[0].id for row in found])
    return People(
        [_row(*row, roles[row[0].id]) for row in found], total=total, page=page, last=last
    )


def person_numbered(session: Session, member_id: int) -> PersonInView:
    """One person with roles and delegations."""
    row = session.execute(_people().where(Member.id == member_id)).first()
    if row is None:
        raise NotFound("person")
    delegations = session.execute(
        select(Organisation.id, Organisation.slug, Organisation.name, Delegation.function)
        .join(Delegation, Delegation.organisation_id == Organisation.id)
        .where(Delegation.member_id == member_id, Delegation.ended_at.is_(None))
        .order_by(Organisation.name)
    )
    return PersonInView(
        _row(*row, _roles(session, [member_id])[member_id]),
        [DelegationInView(*found) for found in delegations],
    )


def scopes(session: Session, language: str) -> list[Scope]:
    """Every charter and round, newest rounds first, to choose where a role holds."""
    titles: dict[int, dict[str, str]] = defaultdict(dict)
    for text in session.execute(
        select(CharterText.charter_id, CharterText.language, CharterText.title)
    ):
        titles[text.charter_id][text.language] = text.title
    charters = session.execute(select(Charter.id, Charter.slug).order_by(Charter.slug))
    rounds = session.execute(
        select(Round.id, Round.charter_id, Round.slug, Round.titles).order_by(Round.id.desc())
    )
    return [
        Scope(f"charter:{row.slug}", in_language(titles[row.id], language), False, row.id)
        for row in charters
    ] + [
        Scope(f"round:{row.slug}", in_language(row.titles, language), True, None, row.id)
        for row in rounds
    ]


def scope_called(session: Session, code: str) -> tuple[int | None, int | None]:
    """Charter and round behind ``charter:slug`` or ``round:slug``; both None for the platform."""
    if code in {"", "platform"}:
        return None, None
    kind, _, slug = code.partition(":")
    tables: dict[str, type[Charter] | type[Round]] = {"charter": Charter, "round": Round}
    table = tables.get(kind)
    found = session.scalar(select(table.id).where(table.slug == slug)) if table else None
    if found is None:
        raise NotFound("scope", scope=code)
    return (found, None) if kind == "charter" else (None, found)


def _people() -> Select[Member, str | None, bool]:
    acts = (
        select(Delegation.id)
        .where(Delegation.member_id == Member.id, Delegation.ended_at.is_(None))
        .exists()
    )
    return select(Member, Organisation.name, acts).outerjoin(
        Organisation, Member.organisation_id == Organisation.id
    )


def _row(
    member: Member, organisation: str | None, is_delegate: bool, roles: list[GrantInView]
) -> PersonRow:
    return PersonRow(
        id=member.id,
        key=member.key,
        display_name=member.display_name,
        language=member.language,
        organisation=organisation,
        is_delegate=bool(is_delegate),
        code_holder=member.code_holder,
        suspended=member.suspended_at is not None,
        roles=roles,
    )


def _roles(session: Session, member_ids: list[int]) -> dict[int, list[GrantInView]]:
    held: dict[int, list[GrantInView]] = defaultdict(list)
    rows = session.execute(
        select(RoleGrant, Charter.slug, Round.slug)
        .outerjoin(Charter, RoleGrant.charter_id == Charter.id)
        .outerjoin(Round, RoleGrant.round_id == Round.id)
        .where(RoleGrant.member_id.in_(member_ids), RoleGrant.revoked_at.is_(None))
        .order_by(RoleGrant.id)
    )
    for grant, charter_slug, round_slug in rows:
        held[grant.member_id].append(
            GrantInView(grant.id, grant.role, charter_slug, round_slug, grant.granted_at)
        )
    return held


def _narrowed(sought: Sought) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if sought.words:
        words = sought.words.lower()
        bodies = select(Organisation.id).where(
            func.lower(Organisation.name).contains(words, autoescape=True)
        )
        conditions.append(
            or_(
                func.lower(Member.display_name).contains(words, autoescape=True),
                Member.organisation_id.in_(bodies),
            )
        )
    if sought.staff:
        holders = select(RoleGrant.member_id).where(RoleGrant.revoked_at.is_(None))
        conditions.append(Member.id.in_(holders))
    return conditions
