"""The place a translator writes at: a part in one language, locked and read afresh."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.domain.charters import VersionStatus
from app.domain.errors import Conflict
from app.domain.parts import Place
from app.domain.people import Actor
from app.domain.permissions import Action, require
from app.domain.rules import Subject
from app.ledger.rounds import lock_version
from app.models.charters import Version
from app.models.rounds import Round
from app.queries.desk import at_desk
from app.queries.parts import TranslatedPart
from app.queries.translation import Translated


@dataclass(frozen=True, slots=True)
class Seat:
    """A version with the part as it stands, and the rounds whose readers see it change."""

    version: Version
    at: Translated | TranslatedPart
    rounds: list[Round]

    @property
    def working(self) -> bool:
        """Whether the version is not frozen yet."""
        return self.version.status is VersionStatus.WORKING


def taken_seat(
    session: Session,
    actor: Actor,
    version: Version,
    place: Place,
    language: str,
    token: str,
    *,
    now: datetime,
) -> Seat:
    """Lock the rounds on a version, then the version; refuse where it is not what was shown."""
    found, rounds = locked(session, actor, version, now=now)
    at = at_desk(session, found, place, language)
    if at.token != token:
        raise Conflict("changed_meanwhile")
    return Seat(found, at, rounds)


def locked(
    session: Session, actor: Actor, version: Version, *, now: datetime
) -> tuple[Version, list[Round]]:
    """The rounds on a version, then the version, locked for somebody who may translate."""
    found, rounds = lock_version(session, version.id)
    require(actor, Action.TRANSLATE, Subject(charter_id=found.charter_id), now)
    return found, rounds
