"""Letters that carry a link: kept, sealed, from the moment they are asked for until they left."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from app.domain.seals import seal
from app.models.identity.accounts import WaitingLetter
from app.queries.accounts import Purpose
from app.services.accounts.tokens import LASTING

FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=1)
# A letter is worth sending for as long as its link opens something.
LINKS = {
    "sign_in": Purpose.SIGN_IN,
    "address": Purpose.EMAIL,
    "invitation": Purpose.INVITATION,
}


@dataclass(frozen=True, slots=True)
class LetterAsked:
    """To which address, from which template under ``mail/``, in which language, with which link."""

    email: str
    template: str
    language: str
    link: str


@dataclass(frozen=True, slots=True)
class LetterInView:
    """A letter with a link that has not left yet."""

    id: int
    key: str
    email: str
    template: str
    language: str
    sealed_link: str
    expires_at: datetime
    attempts: int


def write_letter(identity: Session, asked: LetterAsked, secret: str, *, now: datetime) -> None:
    """Put a letter in the way out; the same work whether the address is known here or not."""
    key = secrets.token_hex(16)
    identity.add(
        WaitingLetter(
            key=key,
            email=asked.email,
            template=asked.template,
            language=asked.language,
            sealed_link=seal(asked.link, secret, key),
            created_at=now,
            expires_at=now + LASTING[LINKS[asked.template]],
            next_try_at=now,
        )
    )
    identity.commit()


def forget_letter(identity: Session, letter: LetterInView) -> None:
    """The letter left, or its link opens nothing any more: neither address nor link is kept."""
    identity.execute(delete(WaitingLetter).where(WaitingLetter.id == letter.id))
    identity.commit()


def put_letter_off(identity: Session, letter: LetterInView, *, now: datetime) -> None:
    """Try again later, each time after a wait twice as long, of an hour at most."""
    wait = min(FIRST_WAIT * 2**letter.attempts, LONGEST_WAIT)
    identity.execute(
        update(WaitingLetter)
        .where(WaitingLetter.id == letter.id)
        .values(attempts=letter.attempts + 1, next_try_at=now + wait)
    )
    identity.commit()


def due_letters(identity: Session, most: int, *, now: datetime) -> list[LetterInView]:
    """The letters to hand over now, the oldest first, at most so many."""
    rows = identity.scalars(
        select(WaitingLetter)
        .where(WaitingLetter.next_try_at <= now)
        .order_by(WaitingLetter.id)
        .limit(most)
    )
    return [
        LetterInView(
            id=row.id,
            key=row.key,
            email=row.email,
            template=row.template,
            language=row.language,
            sealed_link=row.sealed_link,
            expires_at=row.expires_at,
            attempts=row.attempts,
        )
        for row in rows
    ]


def letters_lag_seconds(identity: Session, *, now: datetime) -> float:
    """How long the oldest letter that was never tried has been waiting, in seconds."""
    oldest = identity.scalar(
        select(func.min(WaitingLetter.created_at)).where(WaitingLetter.attempts == 0)
    )
    return (now - oldest).total_seconds() if oldest else 0.0
