"""Who was heard so far, by group, region and language, against those who were to be."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.languages import LANGUAGES
from app.domain.people import Group, Region
from app.domain.rounds import RoundState
from app.domain.synthesis.coverage import UNDER, representation
from app.models.contributions import Contribution
from app.models.people import Delegation, Member, Organisation
from app.models.rounds import Invitation, Round
from app.queries.edition.earlier import earlier_editions
from app.queries.edition.participation import participation_value
from app.queries.rounds import RoundInView

PER_PAGE = 20
KINDS = ("group", "region", "language")


@dataclass(frozen=True, slots=True)
class Reached:
    """Organisations of one group, region or language: heard officially, of those who could be.

    ``ratio`` is their share of those heard by their share of those who could be, None while
    nobody was heard. Both numbers are of public acts and a public directory.
    """

    value: str
    heard: int
    of: int
    ratio: float | None

    @property
    def short(self) -> bool:
        """Whether fewer were heard than their number asks for; nobody of several is too few."""
        return not self.heard if self.ratio is None else self.ratio < UNDER


@dataclass(frozen=True, slots=True)
class GroupTurnout:
    """People of one group: those who took part, those registered, and how many are wanted.

    ``registered`` is None where fewer are than a shown cell holds; of those anybody is enough.
    """

    group: Group
    people: int
    registered: int | None
    wanted: int
    contributions: int

    @property
    def short(self) -> bool:
        """Whether fewer people took part than it takes to be heard."""
        return self.people < self.wanted


@dataclass(frozen=True, slots=True)
class Silent:
    """An organisation that was to be heard and was not; without delegates nobody can act for it."""

    slug: str
    name: str
    language: str
    group: Group
    region: Region | None
    delegates: int
    members: int


@dataclass(frozen=True, slots=True)
class Turnout:
    """Everything known of who takes part.

    ``by`` holds the organisations by group, region and language. ``breakdowns`` are those of the
    report, with the same small cells hidden; ``silent`` the organisations not heard.
    """

    invited: bool
    groups: tuple[GroupTurnout, ...]
    by: dict[str, tuple[Reached, ...]]
    breakdowns: list[dict[str, Any]]
    published_by_language: dict[str, int]
    silent: tuple[Organisation, ...]

    @property
    def gaps(self) -> tuple[tuple[str, Reached], ...]:
        """What is under-represented, by kind."""
        return tuple((kind, one) for kind in KINDS for one in self.by[kind] if one.short)


def turnout_of(session: Session, round_: Round) -> Turnout:
    """Who takes part in a round; the number of statements is constant."""
    part = participation_value(session, round_, earlier_editions(session, round_.id).breakdowns)
    listed, invited = _to_be_heard(session, round_)
    heard = {one["slug"] for one in part["official"]}
    return Turnout(
        invited=invited,
        groups=_groups(session, round_, part),
        by={kind: _reached(listed, heard, kind) for kind in KINDS},
        breakdowns=part["breakdowns"],
        published_by_language=part["published_by_language"],
        silent=tuple(body for body in listed if body.slug not in heard),
    )


def silent_page(session: Session, found: Iterable[Organisation], page: int) -> list[Silent]:
    """One page of organisations not heard, with how many could act for each; two statements."""
    bodies = list(found)[PER_PAGE * (page - 1) : PER_PAGE * page]
    ids = [body.id for body in bodies]
    delegates = _counted(
        session,
        select(Delegation.organisation_id, func.count()).where(
            Delegation.organisation_id.in_(ids), Delegation.ended_at.is_(None)
        ),
        Delegation.organisation_id,
    )
    members = _counted(
        session,
        select(Member.organisation_id, func.count()).where(
            Member.organisation_id.in_(ids), Member.suspended_at.is_(None)
        ),
        Member.organisation_id,
    )
    return [
        Silent(
            body.slug,
            body.name,
            body.language,
            body.group,
            body.region,
            delegates.get(body.id, 0),
            members.get(body.id, 0),
        )
        for body in bodies
    ]


def _to_be_heard(session: Session, round_: Round) -> tuple[list[Organisation], bool]:
    """The open organisations a round waits for: those invited, else all; and which it is."""
    invited = set(
        session.scalars(select(Invitation.organisation_id).where(Invitation.round_id == round_.id))
    )
    bodies = session.scalars(
        select(Organisation)
        .where(Organisation.closed_at.is_(None))
        .order_by(Organisation.name, Organisation.id)
    )
    return [body for body in bodies if not invited or body.id in invited], bool(invited)


def _reached(listed: list[Organisation], heard: set[str], kind: str) -> tuple[Reached, ...]:
    order: dict[str, Iterable[str]] = {"group": Group, "region": Region, "language": LANGUAGES}
    of = Counter(str(value) for body in listed if (value := getattr(body, kind)))
    active = Counter(
        str(value) for body in listed if body.slug in heard and (value := getattr(body, kind))
    )
    ratios = representation(active, of)
    return tuple(
        Reached(str(value), active[value], of[value], ratios.get(value))
        for value in order[kind]
        if of[value]
    )


def _groups(session: Session, round_: Round, part: dict[str, Any]) -> tuple[GroupTurnout, ...]:
    people = {one["group"]: one["people"] for one in part["groups"]}
    registered = {one["group"]: one["members"] for one in part["registered"]}
    sent = _counted(
        session,
        select(Contribution.group, func.count()).where(Contribution.round_id == round_.id),
        Contribution.group,
    )
    return tuple(
        GroupTurnout(
            group,
            people.get(group.value, 0),
            registered.get(group.value),
            _wanted(registered.get(group.value), round_.evidence_floor),
            sent.get(group, 0),
        )
        for group in Group
        if group.value in people or group.value in registered or group in sent
    )


def _wanted(registered: int | None, floor: int) -> int:
    """The evidence floor, or half of a smaller group; of one too small to be told, anybody."""
    return 1 if registered is None else min(floor, ceil(registered / 2))


def _counted(session: Session, found: Any, by: Any) -> dict[Any, int]:
    return {key: number for key, number in session.execute(found.group_by(by))}  # noqa: C416


def few_heard(session: Session, view: RoundInView) -> list[GroupTurnout]:
    """The groups of which too few people take part, as long as something can be done about it."""
    if view.state is not RoundState.OPEN:
        return []
    return [one for one in turnout_of(session, view.round).groups if one.short]
