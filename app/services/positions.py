"""Positions: the official stance of an organisation, taken by one of its delegates."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.domain.contributions import Kind, Status
from app.domain.errors import Invalid, NotAllowed, NotFound
from app.domain.opinions import Stance
from app.domain.people import Actor
from app.domain.permissions import Action, require
from app.ledger import contributions, submissions
from app.ledger.rounds import lock_round, touch
from app.ledger.upserts import upsert
from app.models.charters import Paragraph
from app.models.opinions import Position
from app.models.rounds import Round
from app.queries.rounds import subject_of


def take_position(
    session: Session,
    actor: Actor,
    round_id: int,
    item: int | str,
    stance: Stance,
    reason: str = "",
    *,
    revision: int | None = None,
    key: str,
    draft: str = "",
    now: datetime,
) -> None:
    """Keep the organisation's one position on a paragraph (number) or amendment (reference)."""
    payload: dict[str, object] = {
        "act": "position",
        "who": actor.member_key,
        "for": actor.acting_for,
    }
    payload |= {"item": item, "stance": stance, "reason": reason}
    round_ = lock_round(session, round_id)
    if submissions.replay(session, key, payload) is not None:
        session.commit()
        return
    require(actor, Action.TAKE_POSITION, subject_of(session, round_, now=now), now)
    if stance is Stance.SUPPORT_WITH_CHANGES and not reason:
        raise Invalid("changes_missing", field="reason")
    where, unique, shown = _item(session, round_, item)
    values: dict[str, object] = {
        "round_id": round_id,
        "organisation_id": actor.acting_for,
        "member_id": actor.member_id,
        "group": actor.act_group,
        "stance": stance,
        "reason": reason,
        "revision": revision if revision and shown and 0 < revision < shown else shown,
        "taken_at": now,
    }
    upsert(session, Position, {**values, **where}, unique=unique)
    touch(round_)
    contributions.forget_draft(session, actor, draft, key, now=now)
    submissions.remember(session, key, payload, "", now=now)
    session.commit()


def remove_position(
    session: Session, actor: Actor, round_id: int, item: int | str, *, now: datetime
) -> None:
    """Take the organisation's position back."""
    round_ = lock_round(session, round_id)
    require(actor, Action.TAKE_POSITION, subject_of(session, round_, now=now), now)
    where, _, _ = _item(session, round_, item)
    session.execute(
        delete(Position).where(
            Position.organisation_id == actor.acting_for,
            Position.round_id == round_id,
            Position.paragraph_id == where["paragraph_id"],
            Position.contribution_id == where["contribution_id"],
        )
    )
    touch(round_)
    session.commit()


def _item(
    session: Session, round_: Round, item: int | str
) -> tuple[dict[str, int | None], tuple[str, ...], int | None]:
    """Columns of the item, the columns that make it one per organisation, the revision shown."""
    if isinstance(item, int):
        paragraph_id = session.scalar(
            select(Paragraph.id).where(
                Paragraph.version_id == round_.version_id, Paragraph.number == item
            )
        )
        if paragraph_id is None:
            raise NotFound("paragraph")
        unique = ("organisation_id", "round_id", "paragraph_id")
        return {"paragraph_id": paragraph_id, "contribution_id": None}, unique, None
    amendment = contributions.contribution_behind(session, round_.id, item)
    if amendment.kind is not Kind.AMENDMENT:
        raise NotFound("amendment")
    if amendment.status is not Status.PUBLISHED:
        raise NotAllowed("contribution_is_published")
    where = {"paragraph_id": None, "contribution_id": amendment.id}
    return where, ("organisation_id", "contribution_id"), amendment.shown_revision
