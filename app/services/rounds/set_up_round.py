"""Setting up a round on one version, changing its plan before the scheduling, its words after."""

from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.domain.charters import VersionStatus
from app.domain.errors import Conflict, Invalid, NotFound
from app.domain.people import Actor
from app.domain.permissions import Action, require
from app.domain.plans import RoundPlan, RoundWords
from app.domain.rounds import Audience
from app.domain.rules import Subject
from app.ledger.rounds import lock_round
from app.models.charters import Charter, Version
from app.models.people import Organisation
from app.models.rounds import Invitation, Round, RoundWindow
from app.queries.rounds import subject_of
from app.services.rounds.traces import leave_trace


def create_round(session: Session, actor: Actor, plan: RoundPlan, *, now: datetime) -> Round:
    """Set up a round in preparation; its slug is never given twice."""
    row = set_up(session, actor, plan, now=now)
    session.commit()
    return row


def set_up(session: Session, actor: Actor, plan: RoundPlan, *, now: datetime) -> Round:
    """The round in preparation, not committed yet."""
    version = _version(session, plan.version_id)
    session.execute(select(Charter.id).where(Charter.id == version.charter_id).with_for_update())
    require(actor, Action.SET_UP_ROUND, Subject(charter_id=version.charter_id), now)
    plan.check()
    _usable(version)
    if session.scalar(select(Round.id).where(Round.slug == plan.slug)) is not None:
        raise Invalid("slug_taken", field="slug")
    last = session.scalar(
        select(func.max(Round.number)).where(Round.charter_id == version.charter_id)
    )
    row = Round(
        charter_id=version.charter_id,
        number=(last or 0) + 1,
        slug=plan.slug,
        created_at=now,
        next_comment=1,
        **_settings(plan),
    )
    session.add(row)
    try:
        session.flush()
    except IntegrityError as error:
        session.rollback()
        raise Invalid("slug_taken", field="slug") from error
    _keep_windows(session, row, plan, now=now)
    leave_trace(session, actor, row, "round_created", code=f"v{version.number}", now=now)
    return row


def edit_round(
    session: Session, actor: Actor, round_id: int, plan: RoundPlan, *, edit: int, now: datetime
) -> Round:
    """Change the plan of a round in preparation; ``edit`` is the state that was seen."""
    row = lock_round(session, round_id)
    require(actor, Action.RUN_ROUND, subject_of(session, row, now=now), now)
    if row.scheduled_at is not None:
        raise Conflict("round_is_scheduled")
    if row.edit != edit:
        raise Conflict("changed_meanwhile")
    plan.check()
    version = _version(session, plan.version_id)
    _usable(version)
    if version.charter_id != row.charter_id or plan.slug != row.slug:
        raise Invalid("charter_or_slug_changed", field="slug")
    for name, value in _settings(plan).items():
        setattr(row, name, value)
    _keep_windows(session, row, plan, now=now)
    leave_trace(session, actor, row, "round_changed", now=now)
    session.commit()
    return row


def reword_round(
    session: Session, actor: Actor, round_id: int, words: RoundWords, *, edit: int, now: datetime
) -> Round:
    """Mend what readers are told of a round until it is reported; text, dates and rules stay.

    ``edit`` is the state that was seen. Where nothing differs, nothing is entered in the record.
    """
    row = lock_round(session, round_id)
    require(actor, Action.RUN_ROUND, subject_of(session, row, now=now), now)
    if row.edit != edit:
        raise Conflict("changed_meanwhile")
    words.check()
    told = _told(words)
    if any(getattr(row, name) != value for name, value in told.items()):
        for name, value in told.items():
            setattr(row, name, value)
        leave_trace(session, actor, row, "round_reworded", now=now)
    session.commit()
    return row


def _told(words: RoundWords) -> dict[str, object]:
    return {
        "titles": _texts(words.titles),
        "questions": _texts(words.questions),
        "run_by": _texts(words.run_by),
        "contact": words.contact.strip(),
    }


def _settings(plan: RoundPlan) -> dict[str, object]:
    return {
        "version_id": plan.version_id,
        **_told(plan.words),
        "opens_at": plan.opens_at,
        "closes_at": plan.closes_at,
        "timezone": plan.timezone,
        "audience": plan.audience,
        "moderation": plan.moderation,
        "tallies": plan.tallies,
        "kinds": list(plan.kinds),
        "criteria": list(plan.criteria),
        "evidence_floor": plan.evidence_floor,
    }


def _texts(texts: object) -> dict[str, str]:
    items = dict(texts)  # type: ignore[call-overload]
    return {code: text.strip() for code, text in items.items() if text and text.strip()}


def _version(session: Session, version_id: int) -> Version:
    found = session.get(Version, version_id)
    if found is None:
        raise NotFound("version")
    return found


def _usable(version: Version) -> None:
    if version.status not in {VersionStatus.WORKING, VersionStatus.FROZEN}:
        raise Invalid("version_is_over", field="version")


def _keep_windows(session: Session, row: Round, plan: RoundPlan, *, now: datetime) -> None:
    session.execute(delete(RoundWindow).where(RoundWindow.round_id == row.id))
    session.add_all(
        RoundWindow(
            round_id=row.id, act=window.act, opens_at=window.opens_at, closes_at=window.closes_at
        )
        for window in plan.windows
    )
    wanted = plan.invited if plan.audience is Audience.INVITATION else frozenset()
    known = set(session.scalars(select(Organisation.id).where(Organisation.id.in_(wanted))))
    before = {
        found.organisation_id: found.invited_at
        for found in session.scalars(select(Invitation).where(Invitation.round_id == row.id))
    }
    session.execute(delete(Invitation).where(Invitation.round_id == row.id))
    session.add_all(
        Invitation(round_id=row.id, organisation_id=item, invited_at=before.get(item, now))
        for item in sorted(known)
    )
