"""Accounts, ways in and login sessions; the only link outwards is the member's random key."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import IdentityBase


class Account(IdentityBase):
    """A way back to a member; e-mail, sign-in name and password are all optional."""

    __tablename__ = "accounts"

    id: Mapped[int] = mapped_column(primary_key=True)
    member_key: Mapped[str] = mapped_column(unique=True)
    email: Mapped[str | None] = mapped_column(unique=True)
    sign_in_name: Mapped[str | None] = mapped_column(unique=True)
    password_hash: Mapped[str | None]
    created_at: Mapped[datetime]
    suspended_at: Mapped[datetime | None]


class LoginSession(IdentityBase):
    """A session of a browser; deleting the row ends it. Holds the hash of its key."""

    __tablename__ = "login_sessions"

    id: Mapped[int] = mapped_column(primary_key=True)
    key_hash: Mapped[str] = mapped_column(unique=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    acting_for: Mapped[int | None]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]


class SignInToken(IdentityBase):
    """A single-use token sent by mail or printed once; only its hash is kept."""

    __tablename__ = "sign_in_tokens"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    purpose: Mapped[str]
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"), index=True)
    email: Mapped[str | None]
    language: Mapped[str] = mapped_column(default="en")
    draft_key: Mapped[str | None]
    next_path: Mapped[str | None]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class CodeBatch(IdentityBase):
    """Codes issued together for one organisation, to be printed and handed out."""

    __tablename__ = "code_batches"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    organisation_id: Mapped[int]
    label: Mapped[str] = mapped_column(default="")
    language: Mapped[str]
    number: Mapped[int]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]


class Code(IdentityBase):
    """One printed code: hashed, one member for ever once used."""

    __tablename__ = "codes"

    id: Mapped[int] = mapped_column(primary_key=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("code_batches.id"), index=True)
    code_hash: Mapped[str] = mapped_column(unique=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]


class WaitingLetter(IdentityBase):
    """A letter that carries a link, until it has left; the link is sealed, the row then deleted."""

    __tablename__ = "waiting_letters"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    email: Mapped[str]
    template: Mapped[str]
    language: Mapped[str]
    sealed_link: Mapped[str]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    next_try_at: Mapped[datetime]
