"""Notes in plain words and citations of founding texts, beside the paragraphs of a version."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from app.domain.errors import Conflict
from app.domain.parts import Part, Place
from app.domain.people import Actor
from app.domain.permissions import Action, require
from app.domain.rules import Subject
from app.domain.writing import tidy
from app.ledger.parts import Parts
from app.ledger.rounds import lock_version, touch
from app.models.charters import Version
from app.queries.beside import beside
from app.queries.parts import part_row


def write_notes(
    session: Session,
    actor: Actor,
    version: Version,
    key: str,
    notes: Mapping[str, str],
    citations: Mapping[str, str],
    *,
    token: str,
    now: datetime,
) -> None:
    """Write what stands beside a paragraph, by language; an empty text takes words away.

    It is no part of the text, so it may change once the version is frozen. Other languages turn
    stale where the words they are made from changed.
    """
    found, rounds = lock_version(session, version.id)
    require(actor, Action.EDIT_CHARTER, Subject(charter_id=found.charter_id), now)
    shown = beside(session, found, key)
    if shown.token != token:
        raise Conflict("changed_meanwhile")
    parts = Parts(session, found, shown.source, now, actor.member_id)
    row = part_row(session, found, Place(Part.NOTE, key))
    changed = [
        parts.write(row, part, {code: tidy(text) for code, text in texts.items()})
        for part, texts in ((Part.NOTE, notes), (Part.CITATIONS, citations))
    ]
    seen = [
        parts.looked_at(row, part, shown.source)
        for part, texts in ((Part.NOTE, notes), (Part.CITATIONS, citations))
        if shown.source and shown.source in texts
    ]
    if any(changed) or any(seen):
        for round_ in rounds:
            touch(round_)
    session.commit()
