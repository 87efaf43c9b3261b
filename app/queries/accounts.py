"""Reads of the identity database: who is behind a session, an address, a token or a code."""

import hashlib
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.models.identity.accounts import Account, Code, CodeBatch, LoginSession, SignInToken


class Purpose(StrEnum):
    """What a token is good for; it opens nothing else."""

    SIGN_IN = "sign_in"
    JOIN = "join"
    INVITATION = "invitation"
    SETUP = "setup"
    EMAIL = "email"


@dataclass(frozen=True, slots=True)
class SignedInAccount:
    """What the site learns of a session: the member's key and whom one acts for."""

    member_key: str
    acting_for: int | None


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a password is checked against."""

    member_key: str
    password_hash: str | None


@dataclass(frozen=True, slots=True)
class OwnAccount:
    """What a person sees of the own account."""

    email: str | None
    sign_in_name: str | None
    has_password: bool


@dataclass(frozen=True, slots=True)
class SessionInView:
    """A browser that is signed in; where it stands is not known."""

    created_at: datetime
    expires_at: datetime
    is_this: bool


@dataclass(frozen=True, slots=True)
class TokenInView:
    """A token that can still be spent."""

    purpose: Purpose
    member_key: str | None
    email: str | None
    language: str
    draft_key: str | None
    next_path: str | None


@dataclass(frozen=True, slots=True)
class CodeInView:
    """A code that opens the door: for the first time, or for the member it belongs to."""

    organisation_id: int
    language: str
    member_key: str | None


@dataclass(frozen=True, slots=True)
class BatchInView:
    """A batch of codes with how many were used; the codes themselves are not kept."""

    key: str
    label: str
    language: str
    number: int
    used: int
    revoked: int
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None


def digest(secret: str) -> str:
    """What is kept of a session key, token or code (SHA-256, hex)."""
    return hashlib.sha256(secret.encode()).hexdigest()


def login_of(typed: str) -> str:
    """An e-mail address or sign-in name as it is kept, whatever the case it was typed in."""
    return unicodedata.normalize("NFKC", typed).strip().casefold()


_SIGNED_IN = (
    select(Account.member_key, LoginSession.acting_for)
    .join(LoginSession, LoginSession.account_id == Account.id)
    .where(
        LoginSession.key_hash == bindparam("key"),
        LoginSession.expires_at > bindparam("now"),
        Account.suspended_at.is_(None),
    )
)


def signed_in_account(connection: Connection, key: str, *, now: datetime) -> SignedInAccount | None:
    """The account behind a session key, while the session lasts."""
    row = connection.execute(_SIGNED_IN, {"key": digest(key), "now": now}).first()
    return SignedInAccount(row.member_key, row.acting_for) if row else None


def address_of(session: Session, member_key: str) -> str | None:
    """Where mail for a member goes, if anywhere; asked for at the moment of sending."""
    return session.scalar(
        select(Account.email).where(
            Account.member_key == member_key, Account.suspended_at.is_(None)
        )
    )


def credentials(session: Session, login: str) -> Credentials | None:
    """What the password of this address or sign-in name is checked against."""
    name = login_of(login)
    row = session.execute(
        select(Account.member_key, Account.password_hash)
        .where(or_(Account.email == name, Account.sign_in_name == name))
        .order_by(Account.email != name, Account.id)
    ).first()
    return Credentials(row.member_key, row.password_hash) if row else None


def own_account(session: Session, member_key: str) -> OwnAccount | None:
    """The ways in of one member, for that member's settings page."""
    row = session.execute(
        select(Account.email, Account.sign_in_name, Account.password_hash).where(
            Account.member_key == member_key
        )
    ).first()
    return OwnAccount(row.email, row.sign_in_name, row.password_hash is not None) if row else None


def sessions_of(
    session: Session, member_key: str, key: str, *, now: datetime
) -> list[SessionInView]:
    """The browsers in which a member is signed in, newest first."""
    rows = session.execute(
        select(LoginSession.created_at, LoginSession.expires_at, LoginSession.key_hash)
        .join(Account, LoginSession.account_id == Account.id)
        .where(Account.member_key == member_key, LoginSession.expires_at > now)
        .order_by(LoginSession.created_at.desc(), LoginSession.id.desc())
    )
    this = digest(key)
    return [SessionInView(row.created_at, row.expires_at, row.key_hash == this) for row in rows]


def token_behind(
    session: Session, token: str, purposes: Collection[Purpose], *, now: datetime
) -> TokenInView | None:
    """What a token is for, while it can be spent; looking at it spends nothing."""
    row = session.execute(
        select(SignInToken, Account.member_key)
        .outerjoin(Account, SignInToken.account_id == Account.id)
        .where(
            SignInToken.token_hash == digest(token),
            SignInToken.purpose.in_(purposes),
            SignInToken.used_at.is_(None),
            SignInToken.expires_at > now,
        )
    ).first()
    if row is None:
        return None
    found, member_key = row
    return TokenInView(
        purpose=Purpose(found.purpose),
        member_key=member_key,
        email=found.email,
        language=found.language,
        draft_key=found.draft_key,
        next_path=found.next_path,
    )


def any_account(session: Session, member_keys: Sequence[str]) -> bool:
    """Whether any of these members has an account."""
    return bool(
        session.scalar(
            select(func.count()).select_from(Account).where(Account.member_key.in_(member_keys))
        )
    )


def not_arrived(session: Session, member_keys: Collection[str]) -> frozenset[str]:
    """Those of the members who have an account but never used any way in."""
    return frozenset(
        session.scalars(
            select(Account.member_key).where(
                Account.member_key.in_(member_keys),
                Account.email.is_(None),
                Account.password_hash.is_(None),
                ~_has(SignInToken.account_id, SignInToken.used_at),
                ~_has(Code.account_id, Code.used_at),
                ~_has(LoginSession.account_id, LoginSession.created_at),
            )
        )
    )


def _has(
    account_id: InstrumentedAttribute[Any], at: InstrumentedAttribute[Any]
) -> ColumnElement[bool]:
    return select(1).where(account_id == Account.id, at.is_not(None)).exists()


def usable_code(session: Session, code: str, *, now: datetime) -> CodeInView | None:
    """The code, unless it is unknown, revoked, or unused in a batch that has expired."""
    row = session.execute(
        select(CodeBatch.organisation_id, CodeBatch.language, Account.member_key)
        .select_from(Code)
        .join(CodeBatch, Code.batch_id == CodeBatch.id)
        .outerjoin(Account, Code.account_id == Account.id)
        .where(
            Code.code_hash == digest(code),
            Code.revoked_at.is_(None),
            CodeBatch.revoked_at.is_(None),
            or_(Code.account_id.is_not(None), CodeBatch.expires_at > now),
        )
    ).first()
    return CodeInView(row.organisation_id, row.language, row.member_key) if row else None


def batches_of(session: Session, organisation_id: int) -> list[BatchInView]:
    """The code batches of an organisation, newest first, counted in one statement."""
    rows = session.execute(
        select(
            CodeBatch,
            func.count(Code.used_at).label("used"),
            func.count(Code.revoked_at).label("revoked"),
        )
        .outerjoin(Code, Code.batch_id == CodeBatch.id)
        .where(CodeBatch.organisation_id == organisation_id)
        .group_by(CodeBatch.id)
        .order_by(CodeBatch.id.desc())
    )
    return [
        BatchInView(
            key=batch.key,
            label=batch.label,
            language=batch.language,
            number=batch.number,
            used=used,
            revoked=revoked,
            created_at=batch.created_at,
            expires_at=batch.expires_at,
            revoked_at=batch.revoked_at,
        )
        for batch, used, revoked in rows
    ]
