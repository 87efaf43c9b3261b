"""Login sessions: rows that begin, act for somebody and end; deleting the row is the end."""

import secrets
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from app.domain.errors import NotAllowed
from app.domain.people import Actor
from app.models.identity.accounts import Account, LoginSession, SignInToken
from app.queries.accounts import digest

MEMBERS_STAY = timedelta(days=14)
STAFF_STAY = timedelta(hours=12)
TOKENS_KEPT = timedelta(days=30)


def begin_session(identity: Session, actor: Actor, *, now: datetime) -> str:
    """A new session under a new key; at most 14 days for members, 12 hours for staff."""
    account = ensure_account(identity, actor.member_key or "", now=now)
    if account.suspended_at is not None or actor.suspended:
        raise NotAllowed("not_suspended")
    key = secrets.token_urlsafe(32)
    identity.add(
        LoginSession(
            key_hash=digest(key),
            account_id=account.id,
            created_at=now,
            expires_at=now + (STAFF_STAY if actor.grants else MEMBERS_STAY),
        )
    )
    identity.commit()
    return key


def ensure_account(identity: Session, member_key: str, *, now: datetime) -> Account:
    """The member's account, made when there is none yet. Does not commit."""
    found = identity.scalar(select(Account).where(Account.member_key == member_key))
    if found is None:
        found = Account(member_key=member_key, created_at=now)
        identity.add(found)
        identity.flush()
    return found


def end_session(identity: Session, key: str) -> None:
    """End one session; its cookie is worth nothing from now on."""
    identity.execute(delete(LoginSession).where(LoginSession.key_hash == digest(key)))
    identity.commit()


def end_sessions(identity: Session, member_key: str, *, but: str | None = None) -> None:
    """End every session of a member, save the one whose key is given."""
    drop_sessions(identity, member_key, but=but)
    identity.commit()


def drop_sessions(identity: Session, member_key: str, *, but: str | None = None) -> None:
    """The same inside a larger change. Does not commit."""
    accounts = select(Account.id).where(Account.member_key == member_key)
    ended = delete(LoginSession).where(LoginSession.account_id.in_(accounts))
    if but is not None:
        ended = ended.where(LoginSession.key_hash != digest(but))
    identity.execute(ended.execution_options(synchronize_session=False))


def act_for(identity: Session, key: str, organisation_id: int | None) -> None:
    """Act for an organisation in this browser, or for oneself again."""
    identity.execute(
        update(LoginSession)
        .where(LoginSession.key_hash == digest(key))
        .values(acting_for=organisation_id)
    )
    identity.commit()


def suspend_account(identity: Session, member_key: str, *, now: datetime) -> None:
    """Close every way in of a member and end the sessions at once."""
    ensure_account(identity, member_key, now=now).suspended_at = now
    drop_sessions(identity, member_key)
    identity.commit()


def restore_account(identity: Session, member_key: str, *, now: datetime) -> None:
    """Open a suspended member's ways in again."""
    ensure_account(identity, member_key, now=now).suspended_at = None
    identity.commit()


def forget_ended(identity: Session, *, now: datetime) -> int:
    """Erase sessions that ended and tokens that expired a month ago; how many rows went."""
    sessions = identity.execute(delete(LoginSession).where(LoginSession.expires_at <= now))
    tokens = identity.execute(
        delete(SignInToken).where(SignInToken.expires_at <= now - TOKENS_KEPT)
    )
    identity.commit()
    return int(sessions.rowcount) + int(tokens.rowcount)  # type: ignore[attr-defined]
