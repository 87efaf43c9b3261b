"""Reporting a contribution: by any reader, with or without an account."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import NotFound
from app.domain.moderation import VEIL_FOR, VEILED, Alert
from app.domain.people import Actor
from app.domain.permissions import Action, require
from app.domain.rules import contribution_is_published
from app.ledger.record import Entry, record
from app.ledger.rounds import touch
from app.models.contributions import Revision
from app.models.moderation import Report
from app.services.moderation.steps import KIND, Case, open_case

READER = "reader"


def report(
    session: Session, actor: Actor, round_id: int, reference: str, alert: Alert, *, now: datetime
) -> Report:
    """Tell the facilitators of a contribution; one report per person and item.

    Reports never hide anything, with one exception: personal data and threats are veiled at once,
    for a day at most and once for the same words, until somebody has looked.
    """
    case = open_case(session, round_id, reference, now=now)
    if not contribution_is_published(actor, case.subject, now):
        raise NotFound("contribution")
    require(actor, Action.REPORT, case.subject, now)
    earlier = session.scalar(
        select(Report).where(
            Report.contribution_id == case.contribution.id, Report.reporter == alert.reporter
        )
    )
    if earlier is not None:
        session.rollback()
        return earlier
    if alert.code in VEILED and not _veiled_before(session, case):
        _veil(session, case, alert, now=now)
    row = Report(
        contribution_id=case.contribution.id,
        reporter=alert.reporter,
        code=alert.code,
        text=alert.text,
        language=alert.language,
        created_at=now,
    )
    session.add(row)
    session.commit()
    return row


def _veiled_before(session: Session, case: Case) -> bool:
    """Whether these very words were veiled already, so that nobody can keep them hidden."""
    found = session.scalar(
        select(Report.id)
        .join(Revision, Revision.contribution_id == Report.contribution_id)
        .where(
            Report.contribution_id == case.contribution.id,
            Report.code.in_(VEILED),
            Revision.number == case.contribution.shown_revision,
            Report.created_at >= Revision.created_at,
        )
        .limit(1)
    )
    return found is not None


def _veil(session: Session, case: Case, alert: Alert, *, now: datetime) -> None:
    case.contribution.veiled_until = now + VEIL_FOR
    case.contribution.edit += 1
    entry = Entry(KIND, case.contribution.reference, f"veil:{alert.code}", READER)
    record(session, case.round.id, entry, now=now)
    touch(case.round)
