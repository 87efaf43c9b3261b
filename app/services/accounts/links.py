"""Sign-in by e-mail: a link for a known address, the same link for one not seen before."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.errors import NotFound, TooMany
from app.models.identity.accounts import Account, SignInToken
from app.queries.accounts import Purpose, login_of
from app.services.accounts.sessions import ensure_account
from app.services.accounts.tokens import issue, spend

LINKS_AN_HOUR = 5
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class LinkAsked:
    """Who asks for a link, in which language, and where to go afterwards."""

    email: str
    language: str
    next_path: str | None = None
    draft_key: str | None = None


def ask_for_link(identity: Session, asked: LinkAsked, *, now: datetime) -> str:
    """A token for this address; the answer does not tell whether the address was known."""
    email = login_of(asked.email)
    _slow_down(identity, email, now=now)
    account_id = _account_for(identity, email, now=now)
    token = issue(
        identity,
        Purpose.JOIN if account_id is None else Purpose.SIGN_IN,
        account_id=account_id,
        email=email,
        language=asked.language,
        draft_key=asked.draft_key,
        next_path=asked.next_path,
        now=now,
    )
    identity.commit()
    return token


def follow_link(identity: Session, token: str, *, now: datetime) -> str:
    """Spend a sign-in link; the key of the member it leads to."""
    spent = spend(identity, token, Purpose.SIGN_IN, now=now)
    account = identity.get_one(Account, spent.account_id)
    if account.email is None and spent.email and not _taken(identity, spent.email):
        account.email = spent.email
    identity.commit()
    return account.member_key


def join_with_link(identity: Session, token: str, member_key: str, *, now: datetime) -> str:
    """Spend a link sent to a new address for the member just made; the key to sign in with.

    Where the address got an account meanwhile, that account's member is the one.
    """
    spent = spend(identity, token, Purpose.JOIN, now=now)
    known = identity.scalar(select(Account).where(Account.email == spent.email))
    if known is None:
        known = ensure_account(identity, member_key, now=now)
        known.email = spent.email
    identity.commit()
    return known.member_key


def ask_for_address(
    identity: Session, member_key: str, email: str, language: str, *, now: datetime
) -> str:
    """A token that makes this address the member's own once it is followed."""
    _slow_down(identity, login_of(email), now=now)
    account = ensure_account(identity, member_key, now=now)
    token = issue(
        identity,
        Purpose.EMAIL,
        account_id=account.id,
        email=login_of(email),
        language=language,
        now=now,
    )
    identity.commit()
    return token


def confirm_address(identity: Session, member_key: str, token: str, *, now: datetime) -> None:
    """Make the confirmed address the member's own; only the one who asked can."""
    spent = spend(identity, token, Purpose.EMAIL, now=now)
    account = identity.get_one(Account, spent.account_id)
    if account.member_key != member_key or not spent.email or _taken(identity, spent.email):
        identity.rollback()
        raise NotFound("link")
    account.email = spent.email
    identity.commit()


def _slow_down(identity: Session, email: str, *, now: datetime) -> None:
    """A mailbox gets a few links an hour, whether it is known here or not."""
    recent = identity.scalar(
        select(func.count())
        .select_from(SignInToken)
        .where(
            SignInToken.email == email,
            SignInToken.created_at > now - HOUR,
            SignInToken.purpose.in_((Purpose.SIGN_IN, Purpose.JOIN, Purpose.EMAIL)),
        )
    )
    if recent and recent >= LINKS_AN_HOUR:
        raise TooMany("links_in_an_hour", retry_after=int(HOUR.total_seconds()))


def _taken(identity: Session, email: str) -> bool:
    return identity.scalar(select(Account.id).where(Account.email == email)) is not None


def _account_for(identity: Session, email: str, *, now: datetime) -> int | None:
    """The account of this address, or the one invited at it that has no address yet."""
    own = identity.scalar(select(Account.id).where(Account.email == email))
    invited = identity.scalar(
        select(SignInToken.account_id)
        .join(Account, SignInToken.account_id == Account.id)
        .where(
            SignInToken.purpose == Purpose.INVITATION,
            SignInToken.email == email,
            SignInToken.used_at.is_(None),
            SignInToken.expires_at > now,
            Account.email.is_(None),
        )
        .order_by(SignInToken.id.desc())
        .limit(1)
    )
    return own if own is not None else invited
