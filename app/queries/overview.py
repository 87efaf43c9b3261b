"""What a round's own page says: who reads, what happened so far, and how far one is."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.domain.people import Actor
from app.queries.home import Activity, activity_in, readers_of
from app.queries.reading import responded_by
from app.queries.rounds import RoundInView


@dataclass(frozen=True, slots=True)
class Overview:
    """Figures of a round and of the reader's own progress."""

    readers: int
    activity: Activity
    done: int
    total: int


def overview_of(session: Session, actor: Actor, view: RoundInView) -> Overview:
    """The figures on a round's page; a constant number of statements."""
    return Overview(
        readers=readers_of(session, [view.round])[view.round.id],
        activity=activity_in(session, {view.round.id}).get(view.round.id, Activity()),
        done=len(responded_by(session, actor, view)),
        total=view.paragraph_count,
    )
