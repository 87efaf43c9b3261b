"""The record: one hash chain per round over decisions, versions, openings and closings.

An entry's hash is SHA-256 over the previous hash and the canonical JSON of its fields. Texts enter
as a salted hash only: erasing text and salt leaves the chain whole.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.texts import canonical_json
from app.models.record import RecordEntry

GENESIS = "0" * 64


@dataclass(frozen=True, slots=True)
class Entry:
    """What happened: kind of act, reference it concerns, code, role of who did it, words."""

    kind: str
    reference: str
    code: str = ""
    role: str = ""
    text: str | None = None


def chain_hash(previous: str, entry: RecordEntry) -> str:
    """Hash of an entry given the one before it (SHA-256, hex)."""
    body = canonical_json(
        {
            "sequence": entry.sequence,
            "kind": entry.kind,
            "reference": entry.reference,
            "code": entry.code,
            "role": entry.role,
            "at": entry.at.astimezone(UTC).isoformat(timespec="seconds"),
            "text_hash": entry.text_hash,
        }
    )
    return hashlib.sha256(previous.encode() + body).hexdigest()


def text_hash(text: str, salt: str) -> str:
    """Salted hash of a text (SHA-256, hex)."""
    return hashlib.sha256(f"{salt}\n{text}".encode()).hexdigest()


def record(session: Session, round_id: int, entry: Entry, *, now: datetime) -> RecordEntry:
    """Append an entry to the round's chain; call with the round locked alone."""
    last = session.scalar(
        select(RecordEntry)
        .where(RecordEntry.round_id == round_id)
        .order_by(RecordEntry.sequence.desc())
        .limit(1)
    )
    salt = secrets.token_hex(16) if entry.text is not None else None
    row = RecordEntry(
        round_id=round_id,
        sequence=last.sequence + 1 if last else 1,
        kind=entry.kind,
        reference=entry.reference,
        code=entry.code,
        role=entry.role,
        at=now.replace(microsecond=0),
        text_hash=text_hash(entry.text, salt) if entry.text is not None and salt else None,
        salt=salt,
        previous_hash=last.entry_hash if last else GENESIS,
    )
    row.entry_hash = chain_hash(row.previous_hash, row)
    session.add(row)
    session.flush()
    return row


def head(session: Session, round_id: int) -> str:
    """Hash of the newest entry, printed on the synthesis and in exports."""
    found = session.scalar(
        select(RecordEntry.entry_hash)
        .where(RecordEntry.round_id == round_id)
        .order_by(RecordEntry.sequence.desc())
        .limit(1)
    )
    return found or GENESIS


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a chain verifies; ``broken_at`` is the first bad sequence number."""

    entries: int
    head: str
    broken_at: int | None

    @property
    def sound(self) -> bool:
        """Whether no entry was changed, removed or moved."""
        return self.broken_at is None


def verify(session: Session, round_id: int) -> Verdict:
    """Recompute the chain of a round from its rows."""
    previous, number = GENESIS, 0
    rows = session.scalars(
        select(RecordEntry).where(RecordEntry.round_id == round_id).order_by(RecordEntry.sequence)
    )
    for row in rows:
        number += 1
        sound = (
            row.sequence == number
            and row.previous_hash == previous
            and row.entry_hash == chain_hash(previous, row)
        )
        if not sound:
            return Verdict(number, previous, number)
        previous = row.entry_hash
    return Verdict(number, previous, None)
