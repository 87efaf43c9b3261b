"""Confirming an import: the text enters the charter's version, in one act."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.documents.readers.reading import Reading
from app.domain.errors import Conflict, Invalid, NotFound
from app.domain.pairing import Pairing
from app.domain.people import Actor
from app.domain.permissions import Action, require
from app.domain.preview import Preview
from app.domain.rules import Subject
from app.ledger.rounds import lock_round, touch
from app.models.charters import Charter, CharterText, ImportStep, TextImport, Version
from app.models.rounds import Round
from app.queries.imports import ImportMode, Target, compared, proposal, target_of
from app.services.imports.keeping import keep_notes, note_items
from app.services.imports.writing import write_text


def confirm_import(
    session: Session, actor: Actor, row: TextImport, *, edit: int, now: datetime
) -> Version:
    """Write a corrected text to the charter; every doubtful pair must have been looked at.

    Other imports that are open are compared anew with the charter as it then stands.
    """
    row_id = row.id
    charter = _locked(session, actor, row.charter_id, now=now)
    found = session.scalar(
        select(TextImport)
        .where(TextImport.id == row_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if found is None:
        raise NotFound("import")
    if found.confirmed_at is not None:
        raise Conflict("import_is_done")
    target = target_of(session, charter, found.language)
    if found.edit != edit:
        raise Conflict("changed_meanwhile")
    if found.pairs["basis"] != target.basis:
        raise Conflict("charter_changed_meanwhile")
    pairing = Pairing.from_json(found.pairs)
    if pairing.doubts:
        raise Invalid("doubts_left", number=len(pairing.doubts))
    preview = Preview.from_json(found.tree)
    version, placed = _take(session, charter, target, preview, pairing, now=now)
    kept: dict[str, Any] = {"language": found.language, "filename": found.filename, "now": now}
    keep_notes(session, version, preview, placed, found.notes.get("items", []), **kept)
    session.execute(delete(ImportStep).where(ImportStep.import_id == found.id))
    found.confirmed_at = now
    found.edit += 1
    _compare_again(session, charter)
    session.commit()
    return version


def import_text(
    session: Session,
    actor: Actor,
    charter: Charter,
    reading: Reading,
    language: str,
    *,
    filename: str = "",
    now: datetime,
) -> tuple[Version, Preview, Pairing]:
    """Write a text as it was read, taking the proposal of the pairing; doubts stay marked.

    Comments in the file are kept as internal notes.
    """
    charter = _locked(session, actor, charter.id, now=now)
    target = target_of(session, charter, language)
    preview, pairing = compared(session, target, Preview.of(reading.tree))
    version, placed = _take(session, charter, target, preview, pairing, now=now)
    kept: dict[str, Any] = {"language": language, "filename": filename, "now": now}
    keep_notes(session, version, preview, placed, note_items(reading), **kept)
    _compare_again(session, charter)
    session.commit()
    return version, preview, pairing


def _locked(session: Session, actor: Actor, charter_id: int, *, now: datetime) -> Charter:
    session.expire_all()  # what the page read before the lock may be old
    charter = session.scalar(
        select(Charter)
        .where(Charter.id == charter_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if charter is None:
        raise NotFound("charter")
    require(actor, Action.EDIT_CHARTER, Subject(charter_id=charter.id), now)
    return charter


def _take(
    session: Session,
    charter: Charter,
    target: Target,
    preview: Preview,
    pairing: Pairing,
    *,
    now: datetime,
) -> tuple[Version, dict[str, int]]:
    if not preview.paragraphs:
        raise Invalid("empty", field="file")
    rounds = [_touched(session, row) for row in _rounds(session, target)]
    version, placed = write_text(session, charter, target, preview, pairing, now=now)
    for round_ in rounds:
        touch(round_)
    undecided = charter.authentic_language is None and not charter.equally_authentic
    if target.mode is ImportMode.FIRST and undecided:
        charter.authentic_language = target.language
    if target.language not in charter.languages:
        charter.languages = [*charter.languages, target.language]
    if preview.title and session.get(CharterText, (charter.id, target.language)) is None:
        session.add(
            CharterText(charter_id=charter.id, language=target.language, title=preview.title)
        )
    return version, placed


def _compare_again(session: Session, charter: Charter) -> None:
    """What was proposed for other open imports no longer holds; their corrections of words stay."""
    session.flush()
    rows = session.scalars(
        select(TextImport)
        .where(TextImport.charter_id == charter.id, TextImport.confirmed_at.is_(None))
        .order_by(TextImport.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()
    for row in rows:
        target = target_of(session, charter, row.language)
        if row.pairs["basis"] != target.basis:
            pairing = proposal(session, target, Preview.from_json(row.tree))
            row.pairs = {"basis": target.basis, **pairing.to_json()}
            row.edit += 1


def _rounds(session: Session, target: Target) -> list[int]:
    """The rounds whose text readers see change: those on a version that gets a language late."""
    if not target.late or target.version is None:
        return []
    wanted = select(Round.id).where(Round.version_id == target.version.id).order_by(Round.id)
    return list(session.scalars(wanted))


def _touched(session: Session, round_id: int) -> Round:
    return lock_round(session, round_id)
