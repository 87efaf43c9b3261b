"""Tallies by item and group, counted from the rows each time, and when readers may see them.

Whoever shows a tally on a public page asks ``tallies_show`` first and loads nothing otherwise.
"""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.domain.opinions import Choice, Stance, Tally, tally
from app.domain.people import Actor
from app.domain.ratings import RatingTally, rating_tally
from app.domain.rounds import RoundState, TallyRule
from app.models.opinions import Position, Rating, Vote
from app.queries.rounds import RoundInView, state_of

PUBLIC = frozenset({RoundState.OPEN, RoundState.CLOSED, RoundState.REPORTED})
OVER = frozenset({RoundState.CLOSED, RoundState.REPORTED})


def tallies_show(view: RoundInView, actor: Actor, own_vote: object | None, now: datetime) -> bool:
    """Whether this reader sees the tally of an item, by the round's rule alone.

    ``own_vote`` is one's own vote or rating on the item. Roles open nothing here: those who run
    the round read figures in their workspace.
    """
    state = state_of(view.round, now=now)
    if view.round.tallies is TallyRule.ALWAYS:
        return state in PUBLIC
    if state in OVER:
        return True
    after_vote = view.round.tallies is TallyRule.AFTER_VOTE
    return after_vote and state is RoundState.OPEN and actor.is_member and own_vote is not None


def tallies_show_to_all(view: RoundInView, now: datetime) -> bool:
    """Whether every reader sees every tally, so that lists may be sorted by it."""
    state = state_of(view.round, now=now)
    return state in OVER or (view.round.tallies is TallyRule.ALWAYS and state in PUBLIC)


def votes_on(session: Session, contribution_ids: Collection[int]) -> dict[int, Tally]:
    """The votes of members on each amendment, small groups hidden."""
    found = _grouped(
        session,
        Vote.contribution_id,
        Vote.group,
        Vote.choice,
        Vote.contribution_id.in_(contribution_ids),
        any_wanted=bool(contribution_ids),
    )
    return {item: tally(found.get(item, ()), Choice) for item in contribution_ids}


def positions_on(session: Session, contribution_ids: Collection[int]) -> dict[int, Tally]:
    """The positions of organisations on each amendment; public acts, nothing hidden."""
    found = _grouped(
        session,
        Position.contribution_id,
        Position.group,
        Position.stance,
        Position.contribution_id.in_(contribution_ids),
        any_wanted=bool(contribution_ids),
    )
    return {item: tally(found.get(item, ()), Stance, floor=0) for item in contribution_ids}


def positions_on_paragraphs(
    session: Session, round_id: int, paragraph_ids: Collection[int]
) -> dict[int, Tally]:
    """The positions of organisations on each paragraph in a round; nothing hidden."""
    found = _grouped(
        session,
        Position.paragraph_id,
        Position.group,
        Position.stance,
        Position.round_id == round_id,
        Position.paragraph_id.in_(paragraph_ids),
        any_wanted=bool(paragraph_ids),
    )
    return {item: tally(found.get(item, ()), Stance, floor=0) for item in paragraph_ids}


def ratings_on(
    session: Session, round_id: int, paragraph_ids: Collection[int], criteria: Iterable[str]
) -> dict[int, dict[str, RatingTally]]:
    """The ratings of each paragraph, criterion by criterion, small groups hidden."""
    rows = (
        session.execute(
            select(Rating.paragraph_id, Rating.criterion, Rating.group, Rating.score, func.count())
            .where(Rating.round_id == round_id, Rating.paragraph_id.in_(paragraph_ids))
            .group_by(Rating.paragraph_id, Rating.criterion, Rating.group, Rating.score)
        ).all()
        if paragraph_ids
        else ()
    )
    found: dict[tuple[int, str], list[tuple[str, int, int]]] = {}
    for paragraph_id, criterion, group, score, number in rows:
        found.setdefault((paragraph_id, criterion), []).append((group, score, number))
    names = list(criteria)
    return {
        item: {name: rating_tally(found.get((item, name), ())) for name in names}
        for item in paragraph_ids
    }


def _grouped(
    session: Session,
    item: InstrumentedAttribute[Any],
    group: InstrumentedAttribute[Any],
    option: InstrumentedAttribute[Any],
    *where: ColumnElement[bool],
    any_wanted: bool,
) -> dict[int, list[tuple[str, str, int]]]:
    found: dict[int, list[tuple[str, str, int]]] = {}
    if not any_wanted:
        return found
    rows = session.execute(
        select(item, group, option, func.count()).where(*where).group_by(item, group, option)
    )
    for key, group_value, option_value, number in rows:
        found.setdefault(key, []).append((group_value, option_value, number))
    return found
