"""Submission keys: one submit writes once, whatever the retries."""

import hashlib
import secrets
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.domain.errors import Conflict
from app.domain.texts import content_hash
from app.ledger.together import put, together
from app.models.record import Submission
from app.queries.straight import straight


def new_key() -> str:
    """A fresh key for a form (144 random bits)."""
    return secrets.token_urlsafe(18)


def draft_key_of(key: str) -> str:
    """The key of a form's draft: known before it is first kept, and no way back to the form."""
    return hashlib.sha256(f"draft of {key}".encode()).hexdigest()[:40]


def sent_mark(draft: str) -> str:
    """The key under which it is remembered that a draft was sent."""
    return f"draft {draft}"


def is_sent(session: Session, keys: Collection[str]) -> bool:
    """Whether a form with one of these keys was sent already."""
    found = select(Submission.id).where(Submission.key.in_([key for key in keys if key])).limit(1)
    return session.scalar(found) is not None


_SUBMITTED = select(Submission.payload_hash, Submission.result).where(
    Submission.key == bindparam("key")
)


def replay(session: Session, key: str, payload: Mapping[str, object]) -> str | None:
    """What this very submit led to earlier, or None when it is new.

    The same key with other content raises ``Conflict("other_content")`` naming the first result.
    """
    found = straight(session).execute(_SUBMITTED, {"key": key}).first()
    return replayed(found.payload_hash, found.result, payload) if found else None


def replayed(payload_hash: str, result: str, payload: Mapping[str, object]) -> str:
    """The same, when the earlier submit is known."""
    if payload_hash != content_hash(dict(payload)):
        raise Conflict("other_content", result=result)
    return result


@contextmanager
def sent_once(session: Session) -> Iterator[None]:
    """Write the block together, whose submission key is among what it writes."""
    try:
        with together(session):
            yield
    except IntegrityError as error:
        session.rollback()
        raise Conflict("sent_twice") from error


def remember(
    session: Session, key: str, payload: Mapping[str, object], result: str, *, now: datetime
) -> None:
    """Keep the key with its result, in the transaction of the write itself.

    A race between two equal submits ends here: the second raises ``Conflict("sent_twice")``.
    """
    hashed = content_hash(dict(payload))
    row = Submission(key=key, payload_hash=hashed, result=result, created_at=now)
    with sent_once(session):
        put(session, row)
