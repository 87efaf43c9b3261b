"""Submission keys: one submit writes once, whatever the retries."""

import hashlib
import secrets
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import cast

from sqlalchemy import Table, bindparam, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.domain.errors import Conflict
from app.domain.texts import content_hash
from app.models.record import Submission


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
    found = session.execute(_SUBMITTED, {"key": key}).first()
    if found is None:
        return None
    if found.payload_hash != content_hash(dict(payload)):
        raise Conflict("other_content", result=found.result)
    return str(found.result)


_REMEMBER = insert(cast(Table, Submission.__table__))


def remember(
    session: Session, key: str, payload: Mapping[str, object], result: str, *, now: datetime
) -> None:
    """Keep the key with its result, in the transaction of the write itself.

    A race between two equal submits ends here: the second raises ``Conflict("sent_twice")``.
    """
    row = {
        "key": key,
        "payload_hash": content_hash(dict(payload)),
        "result": result,
        "created_at": now,
    }
    try:
        session.flush()
        session.execute(_REMEMBER, row)
    except IntegrityError as error:
        session.rollback()
        raise Conflict("sent_twice") from error
