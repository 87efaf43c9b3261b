"""Saving a translation: a draft, until somebody else reads it beside the original."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.domain.parts import Place
from app.domain.people import Actor
from app.ledger.rounds import touch
from app.models.charters import Version
from app.services.translation.pen import Pen, Words
from app.services.translation.seat import taken_seat

__all__ = ["Words", "save_translation"]


def save_translation(
    session: Session,
    actor: Actor,
    version: Version,
    place: Place,
    language: str,
    words: Words,
    *,
    token: str,
    now: datetime,
) -> None:
    """Write a part in a language; the words become a draft, their writer's.

    Saving stale words as they are says that they still fit. Words that are there already and are
    saved unchanged stay as they were. Raises ``Conflict`` where they cannot be written.
    """
    seat = taken_seat(session, actor, version, place, language, token, now=now)
    pen = Pen(session, seat.version, seat.at.default, actor.member_id, now)
    if pen.write(seat.at, words):
        pen.finish()
        for round_ in seat.rounds:
            touch(round_)
    session.commit()
