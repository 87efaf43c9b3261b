"""Invitations and the first start: one-time addresses that lead somebody in."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import Conflict, Invalid
from app.models.identity.accounts import Account
from app.queries.accounts import Purpose, any_account, login_of, not_arrived
from app.queries.people import admin_keys
from app.services.accounts.sessions import ensure_account
from app.services.accounts.tokens import issue, spend, withdraw


@dataclass(frozen=True, slots=True)
class Arrival:
    """How somebody will come back: an address or a name, and the hash of a password."""

    login: str
    password_hash: str


def invite(
    identity: Session,
    member_key: str,
    language: str,
    email: str | None = None,
    *,
    now: datetime,
) -> str:
    """A one-time address for a member, good for a week; with an e-mail it proves that too."""
    account = ensure_account(identity, member_key, now=now)
    token = issue(
        identity,
        Purpose.INVITATION,
        account_id=account.id,
        email=login_of(email) if email else None,
        language=language,
        now=now,
    )
    identity.commit()
    return token


def invite_again(identity: Session, member_key: str, language: str, *, now: datetime) -> str:
    """A new one-time address, as long as its owner has not been here: it opens no used account."""
    account = ensure_account(identity, member_key, now=now)
    if member_key not in not_arrived(identity, [member_key]):
        raise Conflict("has_arrived")
    withdraw(identity, Purpose.INVITATION, account_id=account.id)
    return invite(identity, member_key, language, now=now)


def accept_invitation(identity: Session, token: str, *, now: datetime) -> str:
    """Spend an invitation; the key of the member it is for."""
    spent = spend(identity, token, Purpose.INVITATION, now=now)
    account = identity.get_one(Account, spent.account_id)
    if spent.email and account.email is None:
        taken = identity.scalar(select(Account.id).where(Account.email == spent.email))
        account.email = None if taken else spent.email
    withdraw(identity, Purpose.INVITATION, account_id=account.id)
    identity.commit()
    return account.member_key


def give_address(identity: Session, member_key: str, email: str, *, now: datetime) -> None:
    """Write down the e-mail address an operator of the installation vouches for."""
    account = ensure_account(identity, member_key, now=now)
    name = login_of(email)
    if identity.scalar(select(Account.id).where(Account.email == name, Account.id != account.id)):
        raise Invalid("email_taken", field="email")
    account.email = name
    identity.commit()


def email_is_free(identity: Session, email: str) -> bool:
    """Whether no account has this address; for commands of the installation's operator only."""
    return identity.scalar(select(Account.id).where(Account.email == login_of(email))) is None


def setup_token(session: Session, identity: Session, *, now: datetime) -> str | None:
    """A one-time token for the first administrator's page; None once there is one."""
    if any_account(identity, admin_keys(session)):
        return None
    withdraw(identity, Purpose.SETUP)
    token = issue(identity, Purpose.SETUP, now=now)
    identity.commit()
    return token


def finish_setup(
    identity: Session, token: str, member_key: str, arrival: Arrival, *, now: datetime
) -> None:
    """Spend the setup token and give the first administrator a way back in."""
    spend(identity, token, Purpose.SETUP, now=now)
    account = ensure_account(identity, member_key, now=now)
    login = login_of(arrival.login)
    if "@" in login:
        if not email_is_free(identity, login):
            raise Invalid("email_taken", field="login")
        account.email = login
    else:
        account.sign_in_name = login
    account.password_hash = arrival.password_hash
    withdraw(identity, Purpose.SETUP)
    identity.commit()
