"""The written parts of a report, and an edition that went through review."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.models.synthesis import Synthesis, SynthesisPart
from app.services.synthesis import publish_synthesis, send_for_review
from app.services.synthesis_comments import comment_on_part
from tests.factories.cast import Cast
from tests.factories.people import actor_of


def write_report(session: Session, cast: Cast, *, now: datetime) -> Synthesis:
    """The written parts of the report, ready for review."""
    row = Synthesis(round_id=cast.round.id, created_at=now, editors=[])
    session.add(row)
    session.flush()
    for place in ("introduction en", "introduction ar", "s1 en", "s1 ar"):
        part, language = place.split()
        session.add(
            SynthesisPart(
                synthesis_id=row.id,
                part=part,
                language=language,
                text=f"Written {place}.",
                member_id=cast.ada.id,
                updated_at=now,
            )
        )
    session.commit()
    return row


def publish_report(session: Session, cast: Cast, *, now: datetime, key: str = "one") -> int:
    """Sent by Sam, published by Sol; the number of the edition."""
    sam, sol = actor_of(session, cast.sam), actor_of(session, cast.sol)
    row = session.query(Synthesis).one()
    send_for_review(session, sam, cast.round.id, edit=row.edit, now=now, reason=key)
    comment_on_part(session, sol, cast.round.id, "Who?", part="s1", key=f"c {key}", now=now)
    return publish_synthesis(session, sol, cast.round.id, edit=row.edit, key=key, now=now)
