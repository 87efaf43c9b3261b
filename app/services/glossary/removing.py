"""Taking a term out of a charter's glossary."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import Conflict
from app.domain.people import Actor
from app.domain.permissions import Action, require
from app.domain.rules import Subject
from app.models.charters import Charter
from app.queries.glossary import term_behind


def remove_term(
    session: Session, actor: Actor, charter: Charter, term_id: int, *, edit: int, now: datetime
) -> None:
    """Remove a term; raises ``Conflict`` where somebody changed it meanwhile."""
    require(actor, Action.TRANSLATE, Subject(charter_id=charter.id), now)
    session.execute(select(Charter.id).where(Charter.id == charter.id).with_for_update())
    row = term_behind(session, charter, term_id)
    session.refresh(row)
    if row.edit != edit:
        raise Conflict("changed_meanwhile")
    session.delete(row)
    session.commit()
