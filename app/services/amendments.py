"""Amendments: exact wording proposed for one paragraph in one language, with a reason."""

from dataclasses import asdict
from datetime import datetime

from sqlalchemy.orm import Session

from app.domain.people import Actor
from app.domain.permissions import Action, require
from app.domain.writing import AmendmentWords
from app.ledger import contributions, submissions
from app.ledger.amendments import file_amendment
from app.ledger.rounds import lock_round
from app.queries.rounds import subject_of


def propose_amendment(
    session: Session,
    actor: Actor,
    round_id: int,
    number: int,
    words: AmendmentWords,
    *,
    key: str,
    draft: str = "",
    now: datetime,
) -> str:
    """File an amendment on a paragraph, or at the start of its section; returns its reference.

    Where its words name an insertion, they are other ones for the paragraph that it puts in.
    """
    payload: dict[str, object] = {"act": "amend", "who": actor.member_key, "for": actor.acting_for}
    payload |= {"number": number, "words": asdict(words)}
    round_ = lock_round(session, round_id)
    done = submissions.replay(session, key, payload)
    if done is not None:
        session.commit()
        return done
    require(actor, Action.AMEND, subject_of(session, round_, now=now), now)
    row = file_amendment(session, actor, round_, number, words, now=now)
    contributions.forget_draft(session, actor, draft, key, now=now)
    submissions.remember(session, key, payload, row.reference, now=now)
    session.commit()
    return row.reference
