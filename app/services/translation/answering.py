"""Answering a translator's query."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import Conflict, Invalid, NotFound
from app.domain.people import Actor
from app.domain.permissions import Action, require
from app.domain.rules import Subject
from app.models.charters import Version
from app.models.translation import TranslationQuery


def answer_query(
    session: Session, actor: Actor, version: Version, query_id: int, answer: str, *, now: datetime
) -> TranslationQuery:
    """The secretariat's answer, once; a further question is a query of its own."""
    require(actor, Action.EDIT_CHARTER, Subject(charter_id=version.charter_id), now)
    found = session.scalar(
        select(TranslationQuery)
        .where(TranslationQuery.id == query_id, TranslationQuery.version_id == version.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if found is None:
        raise NotFound("query")
    if found.answered_at is not None:
        raise Conflict("query_is_answered")
    if not answer.strip():
        raise Invalid("nothing_written", field="answer")
    found.answer, found.answered_at = answer.strip(), now
    found.answered_by_id = actor.member_id
    session.commit()
    return found
