"""Taking a theme out of a round's codebook."""

from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.domain.errors import Conflict
from app.domain.people import Actor
from app.domain.permissions import Action, require
from app.ledger.reporting import note_edit
from app.ledger.rounds import lock_round
from app.models.codebook import ThemeTag
from app.queries.codebook import theme_behind
from app.queries.rounds import subject_of


def remove_theme(
    session: Session, actor: Actor, round_id: int, key: str, *, edit: int, now: datetime
) -> None:
    """Remove a theme; the contributions stay. ``Conflict`` where somebody changed it meanwhile.

    Editions that were published with it keep it.
    """
    round_ = lock_round(session, round_id)
    require(actor, Action.WRITE_SYNTHESIS, subject_of(session, round_, now=now), now)
    row = theme_behind(session, round_id, key)
    session.refresh(row)
    if row.edit != edit:
        raise Conflict("changed_meanwhile")
    session.execute(delete(ThemeTag).where(ThemeTag.theme_id == row.id))
    session.delete(row)
    note_edit(session, round_id, actor)
    session.commit()
