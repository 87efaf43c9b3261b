"""One's own marks on what a page shows: scores, votes, and positions of the organisation."""

from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.domain.opinions import Stance
from app.domain.people import Actor
from app.models.opinions import Position, Rating, Vote
from app.queries.straight import straight

_SCORES = select(Rating.criterion, Rating.score).where(
    Rating.round_id == bindparam("round"),
    Rating.paragraph_id == bindparam("paragraph"),
    Rating.voter == bindparam("voter"),
)
_VOTES = select(Vote.contribution_id, Vote.choice, Vote.revision).where(
    Vote.member_id == bindparam("member"),
    Vote.contribution_id.in_(bindparam("wanted", expanding=True)),
)
_STANCES = select(Position.contribution_id, Position.stance).where(
    Position.organisation_id == bindparam("body"),
    Position.contribution_id.in_(bindparam("wanted", expanding=True)),
)


def own_scores(session: Session, actor: Actor, round_id: int, paragraph_id: int) -> dict[str, int]:
    """The latest marks of this voter on a paragraph, by criterion."""
    if not actor.is_member:
        return {}
    voter = f"o{actor.acting_for}" if actor.acting_for else f"m{actor.member_id}"
    own = {"round": round_id, "paragraph": paragraph_id, "voter": voter}
    rows = straight(session).execute(_SCORES, own)
    return {criterion: score for criterion, score in rows}  # noqa: C416  rows are no pairs


def own_votes(session: Session, actor: Actor, wanted: list[int]) -> dict[int, Any]:
    """The member's votes on these amendments: rows with ``choice`` and ``revision``."""
    if actor.member_id is None:
        return {}
    rows = straight(session).execute(_VOTES, {"member": actor.member_id, "wanted": wanted})
    return {vote.contribution_id: vote for vote in rows}


def own_stances(session: Session, actor: Actor, wanted: list[int]) -> dict[int | None, Stance]:
    """The positions that the organisation acted for takes on these amendments."""
    if actor.acting_for is None:
        return {}
    rows = straight(session).execute(_STANCES, {"body": actor.acting_for, "wanted": wanted})
    return {item: stance for item, stance in rows}  # noqa: C416  rows are no pairs
