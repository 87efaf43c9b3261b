"""Ratings: one's scores of a paragraph, changed and removed as long as comments are open."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.domain.errors import Invalid, NotFound
from app.domain.people import Actor
from app.domain.permissions import Action, require
from app.ledger import contributions, opinions, submissions
from app.models.charters import Paragraph
from app.models.opinions import Rating
from app.models.rounds import Round
from app.queries.rounds import subject_of


def rate_paragraph(
    session: Session,
    actor: Actor,
    round_id: int,
    number: int,
    scores: Sequence[tuple[str, int]],
    *,
    key: str,
    draft: str = "",
    now: datetime,
) -> None:
    """Keep the scores by criterion as this voter's only ones; criteria left out are removed."""
    payload: dict[str, object] = {"act": "rate", "who": actor.member_key, "for": actor.acting_for}
    payload |= {"number": number, "scores": [list(pair) for pair in scores]}
    round_ = opinions.lock_for_opinion(session, round_id)
    if submissions.replay(session, key, payload) is not None:
        session.commit()
        return
    require(actor, Action.RATE, subject_of(session, round_, now=now), now)
    paragraph_id = _paragraph(session, round_, number)
    if not scores:
        raise Invalid("nothing_rated")
    given = [criterion for criterion, _ in scores]
    _remove(session, actor, round_, paragraph_id, keep=given)
    opinions.put_scores(session, actor, round_, paragraph_id, scores, now=now)
    opinions.touch_if_shown(round_)
    contributions.forget_draft(session, actor, draft, key, now=now)
    submissions.remember(session, key, payload, "", now=now)
    session.commit()


def remove_rating(
    session: Session, actor: Actor, round_id: int, number: int, *, now: datetime
) -> None:
    """Take one's rating of a paragraph back."""
    round_ = opinions.lock_for_opinion(session, round_id)
    require(actor, Action.RATE, subject_of(session, round_, now=now), now)
    _remove(session, actor, round_, _paragraph(session, round_, number), keep=())
    opinions.touch_if_shown(round_)
    session.commit()


def _remove(
    session: Session, actor: Actor, round_: Round, paragraph_id: int, *, keep: Sequence[str]
) -> None:
    session.execute(
        delete(Rating).where(
            Rating.round_id == round_.id,
            Rating.paragraph_id == paragraph_id,
            Rating.voter == opinions.voter_of(actor),
            Rating.criterion.not_in(keep),
        )
    )


def _paragraph(session: Session, round_: Round, number: int) -> int:
    found = session.scalar(
        select(Paragraph.id).where(
            Paragraph.version_id == round_.version_id, Paragraph.number == number
        )
    )
    if found is None:
        raise NotFound("paragraph")
    return found
