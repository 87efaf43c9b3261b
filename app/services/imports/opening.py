"""Reading a file or a pasted text into an import; nothing of the charter changes yet."""

import secrets
from datetime import datetime
from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.documents.readers.changes import Changes
from app.documents.readers.reading import Reading, UnreadableDocument
from app.documents.sandbox import read_safely
from app.domain.errors import Invalid
from app.domain.finding import lines_named
from app.domain.languages import LANGUAGES
from app.domain.people import Actor
from app.domain.permissions import Action, require
from app.domain.preview import Preview
from app.domain.rules import Subject
from app.models.charters import Charter, ImportStep, TextImport
from app.queries.imports import compared, target_of
from app.services.imports.keeping import note_items

LONGEST_TEXT = 600


def open_import(
    session: Session,
    actor: Actor,
    charter: Charter,
    data: bytes,
    *,
    filename: str,
    language: str,
    now: datetime,
) -> TextImport:
    """Read a stranger's file apart from everything, and keep what was read for correction.

    Tracked changes are read as accepted; the other reading is kept beside it, to choose from.
    The transaction ends before the file is read, so that nobody waits for it.
    """
    require(actor, Action.EDIT_CHARTER, Subject(charter_id=charter.id), now)
    if language not in LANGUAGES:
        raise Invalid("language", field="language")
    session.commit()
    reading = read_safely(data, filename, language=language)
    other = _other_reading(data, filename, reading, language)
    row = _row(session, actor, charter, reading, language, now=now)
    if other is not None:
        row.readings = {"taken": Changes.ACCEPTED.value, "count": reading.changes, "other": other}
    row.filename = filename
    session.commit()
    return row


def _other_reading(
    data: bytes, filename: str, reading: Reading, language: str
) -> dict[str, Any] | None:
    """The text as it was before the tracked changes; None where there are none, or no text."""
    if not reading.changes:
        return None
    try:
        return _read_as(read_safely(data, filename, Changes.REJECTED, language))
    except UnreadableDocument:  # all of its text was put in by changes
        return None


def drop_import(
    session: Session, actor: Actor, charter: Charter, row: TextImport, *, now: datetime
) -> None:
    """Forget an import that was not confirmed."""
    require(actor, Action.EDIT_CHARTER, Subject(charter_id=charter.id), now)
    if row.confirmed_at is None:
        session.execute(delete(ImportStep).where(ImportStep.import_id == row.id))
        session.delete(row)
    session.commit()


def _row(
    session: Session,
    actor: Actor,
    charter: Charter,
    reading: Reading,
    language: str,
    *,
    now: datetime,
) -> TextImport:
    read = _read_as(reading)
    target = target_of(session, charter, language)
    preview, pairing = compared(session, target, Preview.from_json(read["tree"]))
    read["tree"] = preview.to_json()
    row = TextImport(
        key=secrets.token_urlsafe(12),
        charter_id=charter.id,
        member_id=actor.member_id,
        language=language,
        filename="",
        **read,
        pairs={"basis": target.basis, **pairing.to_json()},
        created_at=now,
    )
    session.add(row)
    session.flush()
    return row


def _read_as(reading: Reading) -> dict[str, Any]:
    """A reading as an import keeps it."""
    preview = Preview.of(reading.tree)
    if len(preview.paragraphs) > LONGEST_TEXT:
        raise Invalid("too_many_paragraphs", field="file", most=LONGEST_TEXT)
    return {
        "tree": preview.to_json(),
        "problems": {"items": _problem_items(reading, preview)},
        "notes": {"items": note_items(reading)},
    }


def _problem_items(reading: Reading, preview: Preview) -> list[list[str]]:
    """Code, beginning of the place and detail of each problem, with the id of its line."""
    lines = lines_named(preview, [problem.place for problem in reading.problems])
    return [
        [problem.code, problem.place, problem.detail, line]
        for problem, line in zip(reading.problems, lines, strict=True)
    ]
