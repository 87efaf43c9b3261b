"""The mail relay: outbox rows become mail, at least once, in order for each recipient."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from app.jobs.mail import Letter, NotDelivered, compose, deliver
from app.models.engine import writing
from app.models.record import OutboxMessage
from app.queries.accounts import address_of

BATCH = 100
MOST_TRIES = 8
FIRST_WAIT = timedelta(minutes=1)

Render = Callable[[str, str, Mapping[str, Any]], tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Post:
    """Where mail goes and how it reads: ``render(template, language, context)`` gives both words.

    The words are (subject, text). ``secret`` opens the sealed links of waiting letters.
    """

    folder: Path
    smtp_url: str | None
    sender: str
    render: Render
    secret: str = ""


def relay(
    sessions: Callable[[], Session], identities: Callable[[], Session], post: Post, *, now: datetime
) -> int:
    """Send what is due; returns how many mails left. Failures wait longer each time."""
    with sessions() as session:
        due = _due(session, now=now)
    sent = 0
    held: set[str] = set()
    for message in due:
        if message.member_key in held:
            continue
        with identities() as identity:
            address = address_of(identity, message.member_key)
        try:
            if address is not None:
                _hand_over(post, message, address, now=now)
                sent += 1
            values: dict[str, Any] = {"sent_at": now}
        except NotDelivered:
            held.add(message.member_key)
            values = _put_off(message, now=now)
        with writing(), sessions() as session:
            session.execute(
                update(OutboxMessage).where(OutboxMessage.id == message.id).values(**values)
            )
            session.commit()
    return sent


def _due(session: Session, *, now: datetime) -> list[OutboxMessage]:
    waiting = (
        select(OutboxMessage.member_key)
        .where(
            OutboxMessage.sent_at.is_(None),
            OutboxMessage.parked_at.is_(None),
            OutboxMessage.next_try_at > now,
        )
        .scalar_subquery()
    )
    return list(
        session.scalars(
            select(OutboxMessage)
            .where(
                OutboxMessage.sent_at.is_(None),
                OutboxMessage.parked_at.is_(None),
                or_(OutboxMessage.next_try_at.is_(None), OutboxMessage.next_try_at <= now),
                OutboxMessage.member_key.not_in(waiting),
            )
            .order_by(OutboxMessage.id)
            .limit(BATCH)
        )
    )


def _hand_over(post: Post, message: OutboxMessage, address: str, *, now: datetime) -> None:
    subject, text = post.render(message.template, message.language, message.context)
    letter = Letter(message.key, address, subject, text, message.language)
    deliver(post.folder, post.smtp_url, compose(letter, post.sender, now=now))


def _put_off(message: OutboxMessage, *, now: datetime) -> dict[str, Any]:
    tries = message.attempts + 1
    if tries >= MOST_TRIES:
        return {"attempts": tries, "parked_at": now}
    return {"attempts": tries, "next_try_at": now + FIRST_WAIT * 2 ** (tries - 1)}
