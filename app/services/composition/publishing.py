"""Publishing what changed and why: the text freezes, the version before is superseded."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.charters import VersionStatus
from app.domain.composition import Provenance
from app.domain.errors import Conflict, Invalid
from app.domain.people import Actor
from app.domain.permissions import Action, require
from app.domain.rules import Subject
from app.ledger.freezing import freeze_version
from app.ledger.record import Entry, record
from app.ledger.rounds import lock_round, touch
from app.models.charters import Version
from app.models.rounds import Round
from app.queries.composition import Composition
from app.queries.rounds import refuse_while_consulted
from app.services.composition.carrying import write_down
from app.services.composition.preparing import opened
from app.services.composition.telling import tell_authors


def write_introduction(
    session: Session,
    actor: Actor,
    version: Version,
    texts: Mapping[str, str],
    *,
    edit: int,
    now: datetime,
) -> None:
    """Keep the introduction of “what changed and why” until it is published."""
    composition = opened(session, actor, version, now=now)
    if composition.version.edit != edit + 1:
        raise Conflict("changed_meanwhile")
    composition.version.changes_introduction = _filled(texts)
    session.commit()


def publish_changes(
    session: Session,
    actor: Actor,
    version: Version,
    texts: Mapping[str, str],
    *,
    edit: int,
    now: datetime,
) -> Version:
    """Freeze the version and publish what changed and why, all in one act."""
    require(actor, Action.EDIT_CHARTER, Subject(charter_id=version.charter_id), now)
    rounds = [
        lock_round(session, row)
        for row in session.scalars(
            select(Round.id).where(Round.version_id == version.base_version_id).order_by(Round.id)
        ).all()
    ]
    composition = opened(session, actor, version, now=now)
    found, base = composition.version, composition.base
    if found.edit != edit + 1:
        raise Conflict("changed_meanwhile")
    if base is None:
        raise Conflict("nothing_to_compare")
    refuse_while_consulted(rounds, now=now)
    found.changes_introduction = _filled(texts)
    _complete(composition)
    left = write_down(session, found, now=now)
    digest = freeze_version(session, found, now=now)
    found.changes_published_at = now
    if base.status is VersionStatus.FROZEN:
        base.status = VersionStatus.SUPERSEDED
    entry = Entry("changes_published", f"v{found.number}", code=digest, role="secretariat")
    for round_ in rounds:
        record(session, round_.id, entry, now=now)
        touch(round_)
    tell_authors(session, found, {one.contribution.id for one in left}, now=now)
    session.commit()
    return found


def _complete(composition: Composition) -> None:
    """Refuse while an amendment is undecided, a change unexplained or a text not provable."""
    if composition.undecided:
        raise Invalid("amendments_undecided", number=composition.undecided)
    if composition.unexplained:
        raise Invalid("changes_unexplained", number=len(composition.unexplained))
    unproven = [
        work.key
        for work in composition.works
        for language in work.after
        if work.taken(language) and work.provenance(language) is Provenance.EDITORIAL
    ]
    if unproven:
        raise Conflict("edited_by_hand")
    if not composition.version.changes_introduction:
        raise Invalid("introduction_needed", field="introduction_en")


def _filled(texts: Mapping[str, str]) -> dict[str, str]:
    return {language: text.strip() for language, text in texts.items() if text.strip()}
