"""Passwords: hashed with Argon2id, checked in the same time for known and unknown accounts."""

from datetime import datetime
from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import Invalid
from app.domain.passwords import normal
from app.models.identity.accounts import Account
from app.queries.accounts import credentials, login_of
from app.services.accounts.sessions import drop_sessions, ensure_account


@lru_cache(maxsize=2)
def hasher(*, cheap: bool = False) -> PasswordHasher:
    """Argon2id as RFC 9106 advises for little memory; next to nothing where tests ask for it."""
    if cheap:
        return PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    return PasswordHasher(time_cost=3, memory_cost=65536, parallelism=2)


def hashed(password: str, by: PasswordHasher) -> str:
    """What is kept of a password; slow on purpose, so never inside a transaction."""
    return by.hash(normal(password))


@lru_cache(maxsize=2)
def _decoy(by: PasswordHasher) -> str:
    """A hash to check against where there is none, so that the work is the same."""
    return by.hash("nobody has this password")


def check_password(identity: Session, login: str, password: str, by: PasswordHasher) -> str | None:
    """The key of the member who signs in with this password, or None; the same work always."""
    found = credentials(identity, login)
    kept = found.password_hash if found else None
    matches = fits(identity, kept, password, by)
    return found.member_key if found and kept and matches else None


def fits(identity: Session, kept: str | None, password: str, by: PasswordHasher) -> bool:
    """Whether a password fits a kept hash; gives the lock back while it is computed."""
    identity.rollback()
    decoy = _decoy(by)  # made the first time, whoever asks
    try:
        by.verify(kept or decoy, normal(password))
    except (VerificationError, InvalidHashError):
        return False
    return kept is not None


def kept_hash(identity: Session, member_key: str) -> str | None:
    """The hash the member's present password is checked against."""
    return identity.scalar(select(Account.password_hash).where(Account.member_key == member_key))


def set_password(
    identity: Session,
    member_key: str,
    password_hash: str,
    sign_in_name: str | None = None,
    *,
    but: str | None,
    now: datetime,
) -> None:
    """Keep a new password, and a name to sign in with where one is given; other sessions end."""
    account = ensure_account(identity, member_key, now=now)
    if sign_in_name:
        _name(identity, account, login_of(sign_in_name))
    account.password_hash = password_hash
    drop_sessions(identity, member_key, but=but)
    identity.commit()


def _name(identity: Session, account: Account, name: str) -> None:
    other = identity.scalar(
        select(Account.id).where(Account.sign_in_name == name, Account.id != account.id)
    )
    if other is not None:
        raise Invalid("sign_in_name_taken", field="sign_in_name")
    account.sign_in_name = name
