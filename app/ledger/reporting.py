"""That somebody changed what a report will say: whoever saw it before has to look again."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.people import Actor
from app.models.synthesis import Synthesis


def edited(synthesis: Synthesis, actor: Actor) -> None:
    """Move the state on; under review whoever edits is one who cannot publish."""
    synthesis.edit += 1
    if synthesis.sent_at is not None:
        synthesis.editors = sorted({*synthesis.editors, actor.member_id or 0})


def note_edit(session: Session, round_id: int, actor: Actor) -> None:
    """The same for the report of a round, if one is written; call with the round locked."""
    found = session.scalar(
        select(Synthesis)
        .where(Synthesis.round_id == round_id)
        .execution_options(populate_existing=True)
    )
    if found is not None:
        edited(found, actor)
