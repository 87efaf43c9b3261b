"""Reviewing a translation: a second person read it beside the original."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.domain.charters import WordingStatus
from app.domain.errors import Conflict
from app.domain.parts import Place
from app.domain.people import Actor
from app.domain.permissions import Action, require
from app.domain.rules import Subject
from app.domain.translation import Standing
from app.ledger.parts import Parts
from app.ledger.rounds import touch
from app.models.charters import Version, Wording
from app.models.translation import PartState
from app.queries.translation import Translated
from app.services.translation.seat import Seat, taken_seat


def review_translation(
    session: Session,
    actor: Actor,
    version: Version,
    place: Place,
    language: str,
    *,
    token: str,
    now: datetime,
) -> None:
    """Mark a draft as reviewed; raises ``NotAllowed`` for words of one's own."""
    seat = taken_seat(session, actor, version, place, language, token, now=now)
    wording = seat.at.wording
    if wording is None or seat.at.standing is not Standing.DRAFT:
        raise Conflict("translation_not_a_draft")
    subject = Subject(charter_id=seat.version.charter_id, author_id=wording.written_by_id)
    require(actor, Action.REVIEW_TRANSLATION, subject, now)
    row = _row(session, seat, now=now)
    row.status = WordingStatus.REVIEWED
    row.reviewed_by_id, row.reviewed_at = actor.member_id, now
    for round_ in seat.rounds:
        touch(round_)
    session.commit()


def _row(session: Session, seat: Seat, *, now: datetime) -> Wording | PartState:
    """What says how far the words are; words that came with a file get it now."""
    if isinstance(seat.at, Translated):
        return session.get_one(Wording, seat.at.wording.id if seat.at.wording else 0)
    parts = Parts(session, seat.version, seat.at.default, now)
    return parts.state(seat.at.place.code, seat.at.language)
