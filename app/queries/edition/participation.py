"""Who took part: people and organisations by group, and breakdowns that give nobody away."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Integer, Select, cast, func, null, select, union
from sqlalchemy.orm import Session

from app.domain.contributions import Status
from app.domain.languages import LANGUAGES
from app.domain.opinions import SMALL_CELL
from app.domain.people import Group, Region, SizeClass
from app.domain.synthesis.cells import SMALL_BREAKDOWN, hidden_together, too_close
from app.models.contributions import Contribution, CoSponsor
from app.models.opinions import Position, Rating, Vote
from app.models.people import Member, Organisation
from app.models.rounds import Invitation, Round

NONE = "none"
LANGUAGE = "language"
ATTRIBUTES: dict[str, tuple[str, ...]] = {
    "region": tuple(Region),
    "size_class": tuple(SizeClass),
}


@dataclass(frozen=True, slots=True)
class Person:
    """One who took part: the group of the first act, own organisation, language of the pages."""

    group: Group
    organisation_id: int | None
    language: str = "en"


def participation_value(
    session: Session, round_: Round, earlier: Iterable[Mapping[str, Any]] = ()
) -> dict[str, Any]:
    """Who took part, by group; finer breakdowns hide small cells.

    ``earlier`` are the breakdowns that earlier editions showed: what differs from them by a few
    people stays hidden, or the difference would tell those few.
    """
    people, official = _who(session, round_.id)
    bodies = {body.id: body for body in session.scalars(select(Organisation))}
    present = official | {one.organisation_id for one in people if one.organisation_id}
    return {
        "people": len(people),
        "organisations": len(present),
        "groups": [
            {
                "group": group.value,
                "organisations": sum(bodies[key].group is group for key in present),
                "people": sum(one.group is group for one in people),
            }
            for group in Group
            if any(one.group is group for one in people)
            or any(bodies[key].group is group for key in present)
        ],
        "registered": _registered(session, round_, bodies),
        "regions": _regions(bodies),
        "breakdowns": breakdowns(people, bodies, list(earlier)),
        "official": [
            {
                "slug": body.slug,
                "name": body.name,
                "group": body.group.value,
                "region": body.region.value if body.region else None,
                "country": body.country,
            }
            for body in sorted((bodies[key] for key in official), key=lambda body: body.slug)
        ],
        "published_by_language": _published_by_language(session, round_.id),
    }


def _acts(round_id: int) -> list[Select[Any, Any, Any]]:
    """Member, group and organisation of everything that was done in the round."""
    in_round = Contribution.round_id == round_id
    return [
        select(Contribution.member_id, Contribution.group, Contribution.organisation_id).where(
            in_round
        ),
        select(Vote.member_id, Vote.group, cast(null(), Integer))
        .join(Contribution, Contribution.id == Vote.contribution_id)
        .where(in_round),
        select(Rating.member_id, Rating.group, Rating.organisation_id).where(
            Rating.round_id == round_id
        ),
        select(Position.member_id, Position.group, Position.organisation_id).where(
            Position.round_id == round_id
        ),
        select(CoSponsor.member_id, CoSponsor.group, CoSponsor.organisation_id)
        .join(Contribution, Contribution.id == CoSponsor.contribution_id)
        .where(in_round),
    ]


def _who(session: Session, round_id: int) -> tuple[list[Person], set[int]]:
    """Everybody once, and the organisations somebody acted for.

    Whoever acted both as oneself and for an organisation counts in the own group.
    """
    acts = union(*_acts(round_id)).subquery()
    rows = session.execute(
        select(acts.c[0], acts.c[1], acts.c[2], Member.organisation_id, Member.language)
        .join(Member, Member.id == acts.c[0])
        .order_by(acts.c[0], acts.c[2].is_not(None), acts.c[1])
    ).all()
    people: dict[int, Person] = {}
    for member_id, group, _, own, language in rows:
        people.setdefault(member_id, Person(Group(group), own, language))
    return list(people.values()), {row[2] for row in rows if row[2] is not None}


def _registered(
    session: Session, round_: Round, bodies: dict[int, Organisation]
) -> list[dict[str, Any]]:
    """Who could take part, by group: open organisations, those invited, and people.

    Fewer people than a shown cell holds are not told.
    """
    open_ = {key: body for key, body in bodies.items() if body.closed_at is None}
    invited = set(
        session.scalars(select(Invitation.organisation_id).where(Invitation.round_id == round_.id))
    )
    members = Counter(
        bodies[key].group if key else Group.INDIVIDUAL
        for key in session.scalars(
            select(Member.organisation_id).where(Member.suspended_at.is_(None))
        )
    )
    rows = []
    for group in Group:
        own = {key for key, body in open_.items() if body.group is group}
        if own or members[group]:
            rows.append(
                {
                    "group": group.value,
                    "organisations": len(own),
                    "invited": len(own & invited) if invited else None,
                    "members": members[group] if members[group] >= SMALL_CELL else None,
                }
            )
    return rows


def _regions(bodies: dict[int, Organisation]) -> dict[str, int]:
    """Open organisations of the public directory by region."""
    counted = Counter(body.region for body in bodies.values() if body.closed_at is None)
    return {region.value: counted[region] for region in Region if counted[region]}


def breakdowns(
    people: list[Person],
    bodies: dict[int, Organisation],
    earlier: list[Mapping[str, Any]] | None = None,
) -> list[dict[str, Any]]:
    """People by group and one attribute of theirs; rows have sums, columns none.

    The columns are those of the public directory, so that a column itself tells nothing. People
    without an organisation stand in each breakdown, so each hides them when one does.
    """
    columns = {
        attribute: [*(str(value) for value in values if value in listed), NONE]
        for attribute, values in ATTRIBUTES.items()
        if (listed := {getattr(body, attribute) for body in bodies.values()} - {None})
    }
    columns[LANGUAGE] = list(LANGUAGES)
    shown = _shown(earlier or [])
    found: dict[str, list[dict[str, Any]]] = {attribute: [] for attribute in columns}
    for group in Group:
        own = [one for one in people if one.group is group]
        if not own:
            continue
        rows = [_row(own, bodies, attribute, names) for attribute, names in columns.items()]
        close = [
            {name for name, number in row.items() if _is_close(shown, group, kind, name, number)}
            for kind, row in zip(columns, rows, strict=True)
        ]
        together = hidden_together(rows, NONE, also=close)
        for attribute, row, hidden in zip(columns, rows, together, strict=True):
            cells = [
                {
                    "column": name,
                    "people": None if name in hidden else number,
                    "suppressed": name in hidden,
                }
                for name, number in row.items()
            ]
            found[attribute].append({"group": group.value, "people": len(own), "cells": cells})
    return [
        {"attribute": attribute, "columns": names, "rows": found[attribute]}
        for attribute, names in columns.items()
    ]


def _row(
    people: list[Person], bodies: dict[int, Organisation], attribute: str, names: list[str]
) -> dict[str, int]:
    counted = Counter(_value(one, bodies, attribute) for one in people)
    return {name: counted[name] for name in names}


def _shown(earlier: list[Mapping[str, Any]]) -> dict[tuple[str, str, str], set[int]]:
    """Every number an earlier edition showed, by attribute, group and column."""
    found: dict[tuple[str, str, str], set[int]] = {}
    for breakdown in earlier:
        for row in breakdown["rows"]:
            for cell in row["cells"]:
                if cell["people"] is not None:
                    key = breakdown["attribute"], row["group"], cell["column"]
                    found.setdefault(key, set()).add(cell["people"])
    return found


def _is_close(
    shown: dict[tuple[str, str, str], set[int]], group: Group, kind: str, name: str, number: int
) -> bool:
    before = shown.get((kind, group.value, name), set())
    return any(
        too_close({name: one}, {name: number}, floor=SMALL_BREAKDOWN) for one in sorted(before)
    )


def _value(person: Person, bodies: dict[int, Organisation], attribute: str) -> str:
    if attribute == LANGUAGE:
        return person.language
    body = bodies.get(person.organisation_id or 0)
    found = getattr(body, attribute) if body else None
    return str(found) if found else NONE


def _published_by_language(session: Session, round_id: int) -> dict[str, int]:
    rows = session.execute(
        select(Contribution.language, func.count())
        .where(Contribution.round_id == round_id, Contribution.status == Status.PUBLISHED)
        .group_by(Contribution.language)
        .order_by(Contribution.language)
    )
    return {language: number for language, number in rows}  # noqa: C416  rows are no pairs
