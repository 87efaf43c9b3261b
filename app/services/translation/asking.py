"""Asking the secretariat about the original instead of changing the original."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import Invalid, NotFound
from app.domain.parts import Place
from app.domain.people import Actor
from app.domain.permissions import Action, require
from app.domain.rules import Subject
from app.models.charters import Version
from app.models.translation import TranslationQuery
from app.queries.parts import part_row
from app.queries.translation import translated_from


def ask_secretariat(
    session: Session,
    actor: Actor,
    version: Version,
    place: Place,
    language: str,
    question: str,
    *,
    now: datetime,
) -> TranslationQuery:
    """Put a question on a part in a language; the same one twice is one query."""
    require(actor, Action.TRANSLATE, Subject(charter_id=version.charter_id), now)
    translated_from(session, version, language)
    words = question.strip()
    if not words:
        raise Invalid("nothing_written", field="question")
    session.execute(select(Version.id).where(Version.id == version.id).with_for_update())
    same = (
        TranslationQuery.version_id == version.id,
        TranslationQuery.place == place.code,
        TranslationQuery.language == language,
        TranslationQuery.question == words,
        TranslationQuery.asked_by_id == actor.member_id,
        TranslationQuery.answered_at.is_(None),
    )
    again = session.scalar(select(TranslationQuery).where(*same).limit(1))
    part_row(session, version, place)
    if actor.member_id is None:
        raise NotFound("member")
    row = again or TranslationQuery(
        version_id=version.id,
        place=place.code,
        language=language,
        question=words,
        asked_by_id=actor.member_id,
        asked_at=now,
    )
    session.add(row)
    session.commit()
    return row
