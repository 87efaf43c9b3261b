"""Appealing against a restriction: free, for six months, to somebody else."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import Conflict, NotAllowed
from app.domain.moderation import APPEAL_FOR, Plea
from app.domain.people import Actor
from app.domain.permissions import Action, require
from app.ledger.record import Entry, record
from app.ledger.submissions import remember, replay
from app.models.moderation import Appeal
from app.queries.appeals import restriction_in_force, sends_words_back
from app.services.moderation.steps import open_case


def appeal(
    session: Session, actor: Actor, round_id: int, reference: str, plea: Plea, *, now: datetime
) -> str:
    """Ask that somebody else looks at the restriction again; the reference it concerns."""
    payload = {"act": "appeal", "round": round_id, "reference": reference, "text": plea.text}
    earlier = replay(session, plea.submission_key, payload) if plea.submission_key else None
    if earlier is not None:
        return earlier
    case = open_case(session, round_id, reference, now=now)
    step = restriction_in_force(session, case.contribution)
    subject = replace(case.subject, words_returned=sends_words_back(step, case.contribution))
    require(actor, Action.APPEAL, subject, now)
    if step is None:
        raise NotAllowed("contribution_is_restricted")
    if now - step.at > APPEAL_FOR:
        raise NotAllowed("appeal_time_is_over")
    if session.scalar(select(Appeal.id).where(Appeal.step_id == step.id)) is not None:
        raise Conflict("already_appealed")
    row = Appeal(
        contribution_id=case.contribution.id,
        step_id=step.id,
        member_id=actor.member_id or 0,
        text=plea.text,
        language=plea.language,
        created_at=now,
    )
    session.add(row)
    entry = Entry("appeal", case.contribution.reference, "lodged", "author", plea.text)
    record(session, case.round.id, entry, now=now)
    if plea.submission_key:
        remember(session, plea.submission_key, payload, case.contribution.reference, now=now)
    session.commit()
    return case.contribution.reference
