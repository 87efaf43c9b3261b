"""Comments that came in imported files, for those who work on the text."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.people import Actor
from app.domain.permissions import Action, refusal
from app.domain.rules import Subject
from app.models.charters import Charter, ImportedNote


def notes_on(
    session: Session, actor: Actor, charter: Charter, key: str, *, now: datetime
) -> Sequence[ImportedNote]:
    """The comments on one paragraph, oldest first; nobody else learns that there are any."""
    if refusal(actor, Action.EDIT_CHARTER, Subject(charter_id=charter.id), now) is not None:
        return ()
    return session.scalars(
        select(ImportedNote)
        .where(ImportedNote.charter_id == charter.id, ImportedNote.paragraph_key == key)
        .order_by(ImportedNote.id)
    ).all()
