"""Appealing against the rejection of a report: by the reader who made it, to somebody else."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.domain.errors import Conflict, NotAllowed, NotFound
from app.domain.moderation import APPEAL_FOR, Plea
from app.domain.people import Actor
from app.domain.permissions import Action, require
from app.ledger.record import Entry, record
from app.ledger.submissions import remember, replay
from app.models.moderation import Appeal
from app.queries.appeals import own_appeal
from app.queries.reports import own_report
from app.services.moderation.steps import open_case

READER = "reader"


def appeal_report(
    session: Session,
    actor: Actor,
    round_id: int,
    reference: str,
    reporter: str,
    plea: Plea,
    *,
    now: datetime,
) -> None:
    """Ask that somebody else looks at a rejected report again, within six months.

    ``reporter`` is the key the report was made under; an account is needed, for the answer. Raises
    ``NotFound`` without such a report, ``Conflict`` unless it was rejected and not yet appealed.
    """
    payload = {"act": "appeal_report", "round": round_id, "reference": reference, "text": plea.text}
    if plea.submission_key and replay(session, plea.submission_key, payload) is not None:
        return
    case = open_case(session, round_id, reference, now=now)
    require(actor, Action.APPEAL_REPORT, case.subject, now)
    found = own_report(session, case.contribution.id, reporter)
    if found is None:
        raise NotFound("report")
    if found.settled_at is None or found.upheld:
        raise Conflict("report_not_rejected")
    if now - found.settled_at > APPEAL_FOR:
        raise NotAllowed("appeal_time_is_over")
    if own_appeal(session, found.id) is not None:
        raise Conflict("already_appealed")
    row = Appeal(
        contribution_id=case.contribution.id,
        report_id=found.id,
        member_id=actor.member_id or 0,
        text=plea.text,
        language=plea.language,
        created_at=now,
    )
    session.add(row)
    entry = Entry("appeal", case.contribution.reference, "lodged", READER, plea.text)
    record(session, case.round.id, entry, now=now)
    if plea.submission_key:
        remember(session, plea.submission_key, payload, case.contribution.reference, now=now)
    session.commit()
