"""Who took part: people and organisations by group, and breakdowns that give nobody away."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Integer, Select, cast, func, null, select, union
from sqlalchemy.orm import Session

from app.domain.contributions import Status
from app.domain.people import Group, Region, SizeClass
from app.domain.synthesis.cells import hidden_together
from app.models.contributions import Contribution, CoSponsor
from app.models.opinions import Position, Rating, Vote
from app.models.people import Member, Organisation
from app.models.rounds import Round

NONE = "none"
ATTRIBUTES: dict[str, tuple[str, ...]] = {
    "region": tuple(Region),
    "size_class": tuple(SizeClass),
}


@dataclass(frozen=True, slots=True)
class Person:
    """One who took part: the group of the first act, and the own organisation."""

    group: Group
    organisation_id: int | None


def participation_value(session: Session, round_: Round) -> dict[str, Any]:
    """Who took part, by group; finer breakdowns hide small cells."""
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
        "breakdowns": breakdowns(people, bodies),
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
        select(acts.c[0], acts.c[1], acts.c[2], Member.organisation_id)
        .join(Member, Member.id == acts.c[0])
        .order_by(acts.c[0], acts.c[2].is_not(None), acts.c[1])
    ).all()
    people: dict[int, Person] = {}
    for member_id, group, _, own in rows:
        people.setdefault(member_id, Person(Group(group), own))
    return list(people.values()), {row[2] for row in rows if row[2] is not None}


def breakdowns(people: list[Person], bodies: dict[int, Organisation]) -> list[dict[str, Any]]:
    """People by group and one attribute of their organisation; rows have sums, columns none.

    The columns are those of the public directory, so that a column itself tells nothing. People
    without an organisation stand in each breakdown, so each hides them when one does.
    """
    columns = {
        attribute: [*(str(value) for value in values if value in listed), NONE]
        for attribute, values in ATTRIBUTES.items()
        if (listed := {getattr(body, attribute) for body in bodies.values()} - {None})
    }
    found: dict[str, list[dict[str, Any]]] = {attribute: [] for attribute in columns}
    for group in Group:
        own = [one for one in people if one.group is group]
        if not own:
            continue
        rows = [_row(own, bodies, attribute, names) for attribute, names in columns.items()]
        for attribute, row, hidden in zip(columns, rows, hidden_together(rows, NONE), strict=True):
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


def _value(person: Person, bodies: dict[int, Organisation], attribute: str) -> str:
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
