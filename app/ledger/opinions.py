"""What votes and ratings share: the lock they take, and scores written as one row per voter."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import Invalid
from app.domain.opinions import CANNOT_JUDGE, SCORES
from app.domain.people import Actor
from app.domain.rounds import TallyRule
from app.ledger.rounds import lock_round, touch
from app.ledger.upserts import upsert
from app.models.opinions import Rating
from app.models.rounds import Round

VOTER = ("round_id", "paragraph_id", "voter", "criterion")


def voter_of(actor: Actor) -> str:
    """Who rates: the organisation acted for, else the member."""
    return f"o{actor.acting_for}" if actor.acting_for else f"m{actor.member_id}"


def put_scores(
    session: Session,
    actor: Actor,
    round_: Round,
    paragraph_id: int,
    scores: Iterable[tuple[str, int]],
    *,
    now: datetime,
) -> None:
    """Write scores by criterion; the latest counts. Call with the round locked."""
    for criterion, score in scores:
        if criterion not in round_.criteria or score not in (CANNOT_JUDGE, *SCORES):
            raise Invalid("score", field=criterion)
        values = {
            "round_id": round_.id,
            "paragraph_id": paragraph_id,
            "voter": voter_of(actor),
            "criterion": criterion,
            "member_id": actor.member_id,
            "organisation_id": actor.acting_for,
            "group": actor.act_group,
            "score": score,
            "rated_at": now,
        }
        upsert(session, Rating, values, unique=VOTER)


def lock_for_opinion(session: Session, round_id: int) -> Round:
    """Lock the round as votes do: shared, unless every reader sees the tally change at once."""
    rule = session.scalar(select(Round.tallies).where(Round.id == round_id))
    return lock_round(session, round_id, shared=rule is not TallyRule.ALWAYS)


def touch_if_shown(round_: Round) -> None:
    """Kept pages are stale only where tallies stand on them."""
    if round_.tallies is TallyRule.ALWAYS:
        touch(round_)
