"""Carrying open contributions over to the next version, each to a place that a person confirms."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.charters import VersionStatus
from app.domain.errors import Conflict, Invalid, NotFound
from app.domain.people import Actor
from app.domain.permissions import Action, require
from app.domain.rules import Subject
from app.models.charters import Version
from app.models.composition import Carrying
from app.queries.carrying import Left, left_open


def confirm_place(
    session: Session,
    actor: Actor,
    version: Version,
    contribution_id: int,
    number: int | None,
    *,
    now: datetime,
) -> None:
    """Say where a contribution belongs: a paragraph's number, or None for none at all.

    Raises ``Invalid`` for a number that the version does not have, ``NotFound`` for what is not
    open here.
    """
    found = _opened(session, actor, version, now=now)
    left = next(
        (one for one in left_open(session, found) if one.contribution.id == contribution_id), None
    )
    if left is None:
        raise NotFound("contribution")
    key = next((place.key for place in left.places if place.number == number), None)
    if number is not None and key is None:
        raise Invalid("unknown_paragraph", field="number")
    _write(session, found, left, key, actor.member_id, now=now)
    session.commit()


def confirm_clear(session: Session, actor: Actor, version: Version, *, now: datetime) -> int:
    """Confirm every proposal with one clear place; how many there were."""
    found = _opened(session, actor, version, now=now)
    waiting = [one for one in left_open(session, found) if one.clear and not one.confirmed]
    for left in waiting:
        _write(session, found, left, left.anchor.key, actor.member_id, now=now)
    session.commit()
    return len(waiting)


def write_down(session: Session, version: Version, *, now: datetime) -> list[Left]:
    """Keep every proposal with the version about to be frozen, confirmed or not; commits nothing.

    Nothing that was left open is lost when nobody came to confirm it.
    """
    found = left_open(session, version)
    for left in found:
        if not left.confirmed:
            _write(session, version, left, left.anchor.key, None, now=now)
    known = {left.contribution.id for left in found}
    for row in session.scalars(select(Carrying).where(Carrying.version_id == version.id)):
        if row.contribution_id not in known:
            session.delete(row)
    session.flush()
    return found


def _opened(session: Session, actor: Actor, version: Version, *, now: datetime) -> Version:
    """The version, locked; it may be published already, for what nobody had confirmed by then."""
    require(actor, Action.EDIT_CHARTER, Subject(charter_id=version.charter_id), now)
    found = session.scalar(
        select(Version)
        .where(Version.id == version.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if found is None or found.base_version_id is None:
        raise NotFound("version")
    if found.status not in {VersionStatus.WORKING, VersionStatus.FROZEN}:
        raise Conflict("version_is_over")
    if found.status is VersionStatus.FROZEN:
        found.edit += 1  # kept pages of rounds on it lead to what is carried
    return found


def _write(
    session: Session,
    version: Version,
    left: Left,
    key: str | None,
    member_id: int | None,
    *,
    now: datetime,
) -> None:
    row = left.stored
    if row is None:
        row = Carrying(version_id=version.id, contribution_id=left.contribution.id)
        session.add(row)
    row.paragraph_key = key
    row.outcome, row.score = left.anchor.outcome, left.anchor.score
    row.confirmed_by_id = member_id
    row.confirmed_at = now if member_id else None
