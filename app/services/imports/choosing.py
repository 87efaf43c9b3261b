"""Choosing what of a file is meant: the reading of its changes, the comments to keep."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.documents.readers.changes import Changes
from app.domain.corrections import Correction
from app.domain.errors import Invalid
from app.domain.people import Actor
from app.domain.preview import Preview
from app.models.charters import TextImport
from app.queries.imports import compared, target_of
from app.services.imports.holding import Step, held, remember


def choose_reading(
    session: Session, actor: Actor, row: TextImport, changes: str, *, edit: int, now: datetime
) -> None:
    """Take the other reading of the tracked changes; corrections of this one stay with it."""
    charter = held(session, actor, row, edit, now=now)
    if changes not in set(Changes) or not row.readings:
        raise Invalid("reading", field="reading")
    if changes == row.readings["taken"]:
        session.commit()
        return
    other = row.readings["other"]
    shown = {"tree": row.tree, "problems": row.problems, "notes": row.notes}
    row.problems, row.notes = other["problems"], other["notes"]
    row.readings = {**row.readings, "taken": changes, "other": shown}
    target = target_of(session, charter, row.language)
    preview, pairing = compared(session, target, Preview.from_json(other["tree"]))
    row.tree = preview.to_json()
    row.pairs = {"basis": target.basis, **pairing.to_json()}
    row.edit += 1
    session.commit()


def leave_out_notes(
    session: Session,
    actor: Actor,
    row: TextImport,
    numbers: set[int],
    *,
    edit: int,
    now: datetime,
) -> None:
    """Forget comments of the file, by their places in the list that is shown."""
    held(session, actor, row, edit, now=now)
    remember(session, row, Step(Correction.NOTES_LEFT_OUT, about=str(len(numbers))))
    items = row.notes.get("items", [])
    kept = [item for number, item in enumerate(items) if number not in numbers]
    row.notes = {"items": kept}
    row.edit += 1
    session.commit()
