"""The mail that tells an organisation what was taken from a marked-up file in its name."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.ledger.outbox import post
from app.models.people import Delegation, Member
from app.models.rounds import Round
from app.queries.word_files import WordFileInView

MAIL = "word_file"


def tell_organisation(
    session: Session, round_: Round, found: WordFileInView, *, now: datetime
) -> None:
    """A mail to each delegate, whoever brought the file; codes have no address to send it to."""
    rows = session.scalars(
        select(Member)
        .join(Delegation, Delegation.member_id == Member.id)
        .where(
            Delegation.organisation_id == found.organisation.id,
            Delegation.ended_at.is_(None),
            Member.suspended_at.is_(None),
            Member.code_holder.is_(False),
        )
        .order_by(Member.id)
    )
    result = found.row.result or {}
    for member in rows:
        context = {
            "round": round_.slug,
            "titles": dict(round_.titles),
            "organisation": found.organisation.name,
            "filename": found.row.filename,
            "key": found.row.key,
            "filed": list(result["filed"]),
            "already": list(result["already"]),
            "left_out": result["left_out"],
        }
        post(session, member.key, MAIL, member.language, context, now=now)
