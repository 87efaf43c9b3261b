"""The agreed terms of a charter."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import NotFound
from app.domain.glossary import Term
from app.models.charters import Charter
from app.models.translation import GlossaryTerm

__all__ = ["GlossaryTerm", "glossary_of", "term_behind", "terms_of"]


def terms_of(session: Session, charter: Charter) -> list[GlossaryTerm]:
    """All terms, in the order they were agreed."""
    return list(
        session.scalars(
            select(GlossaryTerm)
            .where(GlossaryTerm.charter_id == charter.id)
            .order_by(GlossaryTerm.id)
        )
    )


def glossary_of(session: Session, charter: Charter) -> list[Term]:
    """The terms as they are looked for in texts."""
    return [Term(row.id, row.renderings, row.note) for row in terms_of(session, charter)]


def term_behind(session: Session, charter: Charter, term_id: int) -> GlossaryTerm:
    """One term of this charter."""
    found = session.scalar(
        select(GlossaryTerm).where(
            GlossaryTerm.id == term_id, GlossaryTerm.charter_id == charter.id
        )
    )
    if found is None:
        raise NotFound("term")
    return found
