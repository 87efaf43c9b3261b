"""Paragraphs on which a group has said nothing yet."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from app.domain.contributions import Status
from app.domain.opinions import SMALL_CELL
from app.domain.people import Group
from app.models.charters import Paragraph
from app.models.contributions import Contribution
from app.models.opinions import Position, Rating, Vote
from app.queries.rounds import RoundInView

PER_PAGE = 20


@dataclass(frozen=True, slots=True)
class Unheard:
    """A paragraph with the groups of which no view on it is known."""

    number: int
    contributions: int
    groups: tuple[Group, ...]


def unheard_paragraphs(
    session: Session, view: RoundInView, groups: Collection[Group]
) -> list[Unheard]:
    """Paragraphs without a view of one of the groups, those that miss most of them first.

    A view is a published contribution, a position on the paragraph or on an amendment to it, or
    ratings and votes of as many as a shown cell holds: fewer never show here either. The number
    of statements is constant.
    """
    heard = _heard(session, view)
    numbers = _published(session, view)
    rows = session.execute(
        select(Paragraph.id, Paragraph.number)
        .where(Paragraph.version_id == view.version.id)
        .order_by(Paragraph.number)
    )
    found = [
        Unheard(number, numbers.get(id_, 0), missing)
        for id_, number in rows
        if (missing := tuple(one for one in Group if one in groups and one not in heard[id_]))
    ]
    return sorted(found, key=lambda one: (-len(one.groups), one.number))


def _heard(session: Session, view: RoundInView) -> dict[int, set[Group]]:
    round_id = view.round.id
    on_amendments = select(Contribution.paragraph_id, Position.group).join(
        Contribution, Contribution.id == Position.contribution_id
    )
    acts: list[Select[int | None, Group]] = [
        select(Contribution.paragraph_id, Contribution.group).where(
            Contribution.round_id == round_id, Contribution.status == Status.PUBLISHED
        ),
        select(Position.paragraph_id, Position.group).where(Position.round_id == round_id),
        on_amendments.where(Position.round_id == round_id),
        select(Rating.paragraph_id, Rating.group)
        .where(Rating.round_id == round_id)
        .group_by(Rating.paragraph_id, Rating.group, Rating.criterion)
        .having(func.count() >= SMALL_CELL),
        select(Contribution.paragraph_id, Vote.group)
        .join(Contribution, Contribution.id == Vote.contribution_id)
        .where(Contribution.round_id == round_id, Contribution.status == Status.PUBLISHED)
        .group_by(Contribution.paragraph_id, Contribution.id, Vote.group)
        .having(func.count() >= SMALL_CELL),
    ]
    found: dict[int, set[Group]] = defaultdict(set)
    for act in acts:
        for paragraph, group in session.execute(act.distinct()):
            if paragraph is not None:
                found[paragraph].add(group)
    return found


def _published(session: Session, view: RoundInView) -> dict[int, int]:
    rows = session.execute(
        select(Contribution.paragraph_id, func.count())
        .where(Contribution.round_id == view.round.id, Contribution.status == Status.PUBLISHED)
        .group_by(Contribution.paragraph_id)
    )
    return {paragraph: number for paragraph, number in rows if paragraph is not None}
