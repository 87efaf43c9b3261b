"""Letters with a link on their way out, and the call that has all mail sent at once."""

import logging
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from huey import Huey
from redis.exceptions import RedisError
from sqlalchemy.orm import Session

from app.domain.seals import unseal
from app.jobs.mail import Letter, NotDelivered, compose, deliver
from app.jobs.queue import open_queue
from app.jobs.relay import BATCH, Post
from app.models.engine import writing
from app.services.accounts.letters import (
    LetterInView,
    due_letters,
    forget_letter,
    put_letter_off,
)

logger = logging.getLogger(__name__)


def hand_over(identities: Callable[[], Session], post: Post, *, now: datetime) -> int:
    """Send the letters that are due; returns how many left. Failures wait longer each time."""
    with identities() as identity:
        due = due_letters(identity, BATCH, now=now)
    sent = 0
    for letter in due:
        try:
            left = now < letter.expires_at and _deliver(letter, post, now=now)
        except (NotDelivered, OSError) as error:
            logger.warning("a letter could not be handed over: %s", type(error).__name__)
            with writing(), identities() as identity:
                put_letter_off(identity, letter, now=now)
            continue
        sent += left
        with writing(), identities() as identity:
            forget_letter(identity, letter)
    return sent


def post_on(queue: Huey, send: Callable[[], None]) -> Callable[[], Any]:
    """The task that sends all mail at once; called beside the server it is put in the queue."""

    @queue.task()  # type: ignore[untyped-decorator]
    def send_mail() -> None:
        send()

    return send_mail  # type: ignore[no-any-return]


def call_post(instance: Path, redis_url: str | None, *, delay: float = 0) -> None:
    """Have mail sent, after ``delay`` seconds; where the queue does not answer, in a minute."""
    with suppress(OSError, RedisError, sqlite3.Error):
        task: Any = post_on(open_queue(instance, redis_url), _nothing)
        if delay:
            task.schedule(delay=delay)
        else:
            task()


def _nothing() -> None:
    """What the calling process runs of the task: it only puts it in the queue."""


def _deliver(letter: LetterInView, post: Post, *, now: datetime) -> bool:
    """Whether the letter went; one whose link cannot be read any more never will."""
    link = unseal(letter.sealed_link, post.secret, letter.key)
    if link is None:
        return False
    subject, text = post.render(letter.template, letter.language, {"link": link})
    words = Letter(letter.key, letter.email, subject, text, letter.language)
    deliver(post.folder, post.smtp_url, compose(words, post.sender, now=now))
    return True
