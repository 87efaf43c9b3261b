"""Drafts: words not sent yet, kept on the server and nowhere on the device."""

import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from app.domain.errors import Invalid
from app.domain.people import Actor
from app.ledger import submissions
from app.ledger.rounds import lock_round
from app.models.contributions import Draft

KEEP_UNCLAIMED = timedelta(hours=24)
LONGEST_DRAFT = 120_000
MOST_FIELDS = 60
MOST_DRAFTS = 200


def save_draft(
    session: Session,
    actor: Actor,
    round_id: int | None,
    place: str,
    fields: Mapping[str, str],
    *,
    key: str | None,
    form: str = "",
    unless_sent: bool = False,
    now: datetime,
) -> str:
    """Keep the fields under the key, or under that of the form; returns the key.

    A member's draft is the member's own; a visitor's is reached by its key alone. With
    ``unless_sent`` nothing is begun for a form that was sent: what a browser saved while its form
    was on the way comes too late, wherever the two met, and the answer is an empty key.
    """
    if len(fields) > MOST_FIELDS or sum(map(len, fields.values())) > LONGEST_DRAFT:
        raise Invalid("draft_too_long")
    own = submissions.draft_key_of(form) if form else ""
    draft = _writable(session, actor, key or own, place, now=now)
    if draft is None:
        if round_id is not None:
            lock_round(session, round_id)
        if unless_sent and submissions.is_sent(session, {form, submissions.sent_mark(key or own)}):
            session.commit()
            return ""
        draft = _begun(session, actor, round_id, place, now=now)
        draft.key = _free(session, own)
        session.add(draft)
    draft.fields = dict(fields)
    draft.round_id = round_id
    draft.updated_at = now
    draft.edit = (draft.edit or 0) + 1
    session.commit()
    return draft.key


def claim_draft(session: Session, member_id: int, key: str, *, now: datetime) -> str | None:
    """Give a visitor's draft to the member who just signed in; returns its place."""
    draft = session.scalar(select(Draft).where(Draft.key == key).with_for_update())
    if draft is None or draft.member_id not in {None, member_id}:
        return None
    if draft.member_id is None:
        if draft.updated_at <= now - KEEP_UNCLAIMED:
            return None
        draft.member_id = member_id
        draft.updated_at = now
    session.commit()
    return draft.place


def discard_draft(session: Session, actor: Actor, key: str, *, now: datetime) -> None:
    """Erase a draft of one's own, or a visitor's draft by its key."""
    session.execute(delete(Draft).where(Draft.key == key, Draft.member_id == actor.member_id))
    session.commit()


def _writable(
    session: Session, actor: Actor, key: str | None, place: str, *, now: datetime
) -> Draft | None:
    """The draft behind a key, if this actor may go on writing it at this place."""
    if not key:
        return None
    draft = session.scalar(select(Draft).where(Draft.key == key).with_for_update())
    if draft is None or draft.place != place:
        return None
    if draft.member_id is None and draft.updated_at > now - KEEP_UNCLAIMED:
        draft.member_id = actor.member_id
        return draft
    return draft if actor.is_member and draft.member_id == actor.member_id else None


def _begun(
    session: Session, actor: Actor, round_id: int | None, place: str, *, now: datetime
) -> Draft:
    if actor.is_member:
        number = select(func.count()).select_from(Draft).where(Draft.member_id == actor.member_id)
        if (session.scalar(number) or 0) >= MOST_DRAFTS:
            raise Invalid("too_many_drafts")
    return Draft(
        key="",
        member_id=actor.member_id,
        round_id=round_id,
        place=place,
        fields={},
        created_at=now,
        updated_at=now,
        edit=0,
    )


def _free(session: Session, key: str) -> str:
    """The key, unless it is none or stands for somebody's draft already; then a random one."""
    taken = not key or session.scalar(select(Draft.id).where(Draft.key == key)) is not None
    return secrets.token_urlsafe(24) if taken else key
