"""Shorthand for tests of moderation: decide, report, look afresh."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.contributions import Status
from app.domain.moderation import Alert, Decision, ReasonCode, Ruling
from app.domain.people import Actor
from app.models.contributions import Contribution, Revision
from app.models.moderation import ModerationStep
from app.models.people import Member
from app.services.moderation.decide import decide
from app.services.moderation.report import report
from tests.factories.cast import Cast
from tests.factories.contributions import make_contribution
from tests.factories.people import actor_of

REASONS = "It shows a telephone number, which rule 3 does not allow. You can appeal."


def pending(session: Session, cast: Cast, *, now: datetime, **more: object) -> Contribution:
    """A contribution of Mina that waits."""
    return make_contribution(
        session,
        cast.round,
        cast.mina,
        cast.paragraphs[0],
        now=now,
        **{"status": Status.PENDING, "language": "ar", **more},
    )


def published(session: Session, cast: Cast, *, now: datetime, **more: object) -> Contribution:
    """A published contribution of Bo."""
    return make_contribution(session, cast.round, cast.bo, cast.paragraphs[0], now=now, **more)


def revise(session: Session, row: Contribution, text: str, *, now: datetime) -> None:
    """Newer words that wait."""
    row.last_revision += 1
    session.add(
        Revision(contribution_id=row.id, number=row.last_revision, text=text, created_at=now)
    )
    session.flush()


def ruled(
    session: Session,
    member: Member,
    row: Contribution,
    decision: Decision,
    *,
    now: datetime,
    edit: int | None = None,
    code: ReasonCode | None = ReasonCode.PERSONAL_DATA,
    statement: str = REASONS,
) -> ModerationStep:
    """A decision by a member, on the state as it is unless said."""
    ruling = Ruling(decision, row.edit if edit is None else edit, code, statement)
    actor = actor_of(session, member)
    return decide(session, actor, row.round_id, row.reference, ruling, now=now)


def reported(
    session: Session,
    row: Contribution,
    reporter: str = "v:1",
    code: ReasonCode = ReasonCode.HATE,
    *,
    now: datetime,
    member: Member | None = None,
) -> None:
    """A report by a reader, a visitor unless a member is named."""
    actor = actor_of(session, member) if member else Actor()
    alert = Alert(code, reporter, "en", "Look at this.")
    report(session, actor, row.round_id, row.reference, alert, now=now)


def steps(session: Session, row: Contribution) -> list[ModerationStep]:
    """The life of a contribution."""
    found = select(ModerationStep).where(ModerationStep.contribution_id == row.id)
    return list(session.scalars(found.order_by(ModerationStep.id)))
