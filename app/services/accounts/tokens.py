"""Single-use tokens: random, hashed at rest, bound to one purpose and to a time."""

import secrets
from datetime import datetime, timedelta

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from app.domain.errors import NotFound
from app.models.identity.accounts import SignInToken
from app.queries.accounts import Purpose, digest

LASTING = {
    Purpose.SIGN_IN: timedelta(minutes=60),
    Purpose.JOIN: timedelta(minutes=60),
    Purpose.EMAIL: timedelta(minutes=60),
    Purpose.SETUP: timedelta(hours=24),
    Purpose.INVITATION: timedelta(days=7),
}


def issue(
    identity: Session,
    purpose: Purpose,
    *,
    now: datetime,
    account_id: int | None = None,
    email: str | None = None,
    language: str = "en",
    draft_key: str | None = None,
    next_path: str | None = None,
) -> str:
    """A fresh token of 256 random bits; only its hash is kept. Does not commit."""
    token = secrets.token_urlsafe(32)
    identity.add(
        SignInToken(
            token_hash=digest(token),
            purpose=purpose,
            account_id=account_id,
            email=email,
            language=language,
            draft_key=draft_key,
            next_path=next_path,
            created_at=now,
            expires_at=now + LASTING[purpose],
        )
    )
    identity.flush()
    return token


def spend(identity: Session, token: str, purpose: Purpose, *, now: datetime) -> SignInToken:
    """Take the token once; whoever comes second finds none. Does not commit."""
    found: SignInToken | None = identity.scalar(
        update(SignInToken)
        .where(
            SignInToken.token_hash == digest(token),
            SignInToken.purpose == purpose,
            SignInToken.used_at.is_(None),
            SignInToken.expires_at > now,
        )
        .values(used_at=now)
        .returning(SignInToken)
    )
    if found is None:
        raise NotFound("link")
    return found


def withdraw(identity: Session, purpose: Purpose, *, account_id: int | None = None) -> None:
    """Make every other unspent token of this purpose worthless. Does not commit."""
    same = (
        SignInToken.account_id.is_(None)
        if account_id is None
        else SignInToken.account_id == account_id
    )
    identity.execute(
        delete(SignInToken).where(
            SignInToken.purpose == purpose, SignInToken.used_at.is_(None), same
        )
    )
