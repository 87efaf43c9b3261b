"""Adoption: one act of the secretariat, with a date."""

from datetime import UTC, date, datetime, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.charters import VersionStatus
from app.domain.errors import Conflict, Invalid, NotFound
from app.domain.people import Actor
from app.domain.permissions import Action, require
from app.domain.rules import Subject
from app.ledger.record import Entry, record
from app.ledger.rounds import lock_round, touch
from app.models.charters import Version
from app.models.rounds import Round
from app.queries.rounds import refuse_while_consulted


def adopt_version(
    session: Session, actor: Actor, version: Version, on: date, *, edit: int, now: datetime
) -> Version:
    """A frozen version is adopted on a day; the one adopted before is superseded."""
    versions = (version.id, version.base_version_id)
    rounds = [
        lock_round(session, row)
        for row in session.scalars(
            select(Round.id).where(Round.version_id.in_(versions)).order_by(Round.id)
        ).all()
    ]
    found = session.scalar(
        select(Version)
        .where(Version.id == version.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if found is None:
        raise NotFound("version")
    require(actor, Action.EDIT_CHARTER, Subject(charter_id=found.charter_id), now)
    if found.edit != edit:
        raise Conflict("changed_meanwhile")
    if found.status is not VersionStatus.FROZEN or found.frozen_at is None:
        raise Conflict("version_not_frozen")
    refuse_while_consulted([row for row in rounds if row.version_id == found.id], now=now)
    if on > now.date() or on < found.frozen_at.date():
        raise Invalid("adoption_date", field="adopted_on")
    for before in session.scalars(
        select(Version).where(
            Version.charter_id == found.charter_id, Version.status == VersionStatus.ADOPTED
        )
    ):
        before.status = VersionStatus.SUPERSEDED
    found.status = VersionStatus.ADOPTED
    found.adopted_at = datetime.combine(on, time(12), tzinfo=UTC)
    found.edit += 1
    entry = Entry("version_adopted", f"v{found.number}", code=on.isoformat(), role="secretariat")
    for round_ in rounds:
        record(session, round_.id, entry, now=now)
        touch(round_)
    session.commit()
    return found
