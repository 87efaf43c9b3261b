"""Agreeing on a term: one rendering in each language."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import Conflict, Invalid
from app.domain.glossary import folded_words
from app.domain.people import Actor
from app.domain.permissions import Action, require
from app.domain.rules import Subject
from app.models.charters import Charter
from app.models.translation import GlossaryTerm
from app.queries.glossary import term_behind, terms_of

FEWEST = 2
"""A rendering needs the term it renders."""


def keep_term(
    session: Session,
    actor: Actor,
    charter: Charter,
    renderings: Mapping[str, str],
    note: str,
    *,
    term_id: int | None = None,
    edit: int = 0,
    now: datetime,
) -> GlossaryTerm:
    """Add a term, or change one; no two terms of a charter share a rendering in a language."""
    require(actor, Action.TRANSLATE, Subject(charter_id=charter.id), now)
    session.execute(select(Charter.id).where(Charter.id == charter.id).with_for_update())
    words = {code: " ".join(text.split()) for code, text in renderings.items() if text.strip()}
    if len(words) < FEWEST:
        raise Invalid("term_needs_two_languages", field="rendering_en")
    others = [row for row in terms_of(session, charter) if row.id != term_id]
    for code, text in words.items():
        taken = {folded_words(str(row.renderings.get(code, ""))) for row in others}
        if not folded_words(text) or folded_words(text) in taken:
            raise Invalid("term_exists", field=f"rendering_{code}")
    row = GlossaryTerm(charter_id=charter.id, edit=0)
    if term_id is not None:
        row = term_behind(session, charter, term_id)
        session.refresh(row)
        if row.edit != edit:
            raise Conflict("changed_meanwhile")
    row.renderings, row.note, row.updated_at = words, note.strip(), now
    row.edit += 1
    session.add(row)
    session.commit()
    return row
