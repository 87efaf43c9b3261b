"""Codes without e-mail: made in batches, printed once, one member for ever, revocable."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from app.domain.codes import new_code
from app.domain.errors import Conflict, NotFound
from app.domain.people import Actor
from app.domain.permissions import Action, require
from app.domain.rules import Subject
from app.models.identity.accounts import Account, Code, CodeBatch, LoginSession
from app.queries.accounts import digest
from app.services.accounts.sessions import ensure_account


@dataclass(frozen=True, slots=True)
class BatchAsked:
    """How many codes for which organisation, in which language, usable until when."""

    key: str
    organisation_id: int
    label: str
    language: str
    number: int
    expires_at: datetime


def issue_codes(identity: Session, actor: Actor, asked: BatchAsked, *, now: datetime) -> list[str]:
    """Make a batch of codes and hand them out this one time; only hashes are kept."""
    require(actor, Action.ISSUE_CODES, Subject(), now)
    if identity.scalar(select(CodeBatch.id).where(CodeBatch.key == asked.key)) is not None:
        raise Conflict("codes_shown_once")
    batch = CodeBatch(
        key=asked.key,
        organisation_id=asked.organisation_id,
        label=asked.label,
        language=asked.language,
        number=asked.number,
        created_at=now,
        expires_at=asked.expires_at,
    )
    identity.add(batch)
    identity.flush()
    codes = [new_code() for _ in range(asked.number)]
    identity.add_all(Code(batch_id=batch.id, code_hash=digest(code)) for code in codes)
    identity.commit()
    return codes


def use_code(identity: Session, code: str, member_key: str, *, now: datetime) -> str:
    """Give an unused code to the member just made; the key of the member it belongs to."""
    account = ensure_account(identity, member_key, now=now)
    won = identity.execute(
        update(Code)
        .where(Code.code_hash == digest(code), Code.account_id.is_(None), Code.revoked_at.is_(None))
        .values(account_id=account.id, used_at=now)
        .returning(Code.id)
    ).first()
    if won is None:
        identity.rollback()
        owner = identity.scalar(
            select(Account.member_key)
            .join(Code, Code.account_id == Account.id)
            .where(Code.code_hash == digest(code), Code.revoked_at.is_(None))
        )
        if owner is None:
            raise NotFound("code")
        return owner
    identity.commit()
    return member_key


def revoke_batch(
    identity: Session, actor: Actor, organisation_id: int, key: str, *, now: datetime
) -> None:
    """Make every code of a batch worthless and end the sessions it opened."""
    require(actor, Action.ISSUE_CODES, Subject(), now)
    batch = identity.scalar(
        select(CodeBatch).where(CodeBatch.key == key, CodeBatch.organisation_id == organisation_id)
    )
    if batch is None:
        raise NotFound("batch")
    batch.revoked_at = batch.revoked_at or now
    holders = select(Code.account_id).where(Code.batch_id == batch.id, Code.account_id.is_not(None))
    identity.execute(
        delete(LoginSession)
        .where(LoginSession.account_id.in_(holders))
        .execution_options(synchronize_session=False)
    )
    identity.commit()


def revoke_code(
    identity: Session, actor: Actor, organisation_id: int, code: str, *, now: datetime
) -> None:
    """Make one code of the organisation worthless, such as one that was lost."""
    require(actor, Action.ISSUE_CODES, Subject(), now)
    found = identity.scalar(
        select(Code)
        .join(CodeBatch, Code.batch_id == CodeBatch.id)
        .where(Code.code_hash == digest(code), CodeBatch.organisation_id == organisation_id)
    )
    if found is None:
        raise NotFound("code")
    found.revoked_at = found.revoked_at or now
    if found.account_id is not None:
        identity.execute(delete(LoginSession).where(LoginSession.account_id == found.account_id))
    identity.commit()
