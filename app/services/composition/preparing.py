"""Beginning the next version from a frozen one."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import Conflict, NotFound
from app.domain.people import Actor
from app.domain.permissions import Action, require
from app.domain.rules import Subject
from app.ledger.versions import lock_version, next_version
from app.models.charters import Charter, Version
from app.queries.composition import Composition, composition_of, may_start_next


def prepare_version(session: Session, actor: Actor, base: Version, *, now: datetime) -> Version:
    """The working version after a frozen one, word for word the same at first."""
    require(actor, Action.EDIT_CHARTER, Subject(charter_id=base.charter_id), now)
    session.execute(select(Charter.id).where(Charter.id == base.charter_id).with_for_update())
    if not may_start_next(session, base):
        raise Conflict("next_version_exists")
    version = next_version(session, base, now=now)
    session.commit()
    return version


def opened(session: Session, actor: Actor, version: Version, *, now: datetime) -> Composition:
    """The composition of a working version, locked for a change by its secretariat."""
    version_id = version.id
    session.expire_all()  # what the page read before the lock may be old
    found = lock_version(session, version_id)
    require(actor, Action.EDIT_CHARTER, Subject(charter_id=found.charter_id), now)
    found.edit += 1
    session.flush()
    return composition_of(session, found)


def checked(composition: Composition, key: str, token: str | None) -> None:
    """Refuse when the paragraph is not what the form showed."""
    work = composition.work(key)
    if work is None:
        raise NotFound("paragraph")
    if token is not None and work.token != token:
        raise Conflict("changed_meanwhile")
