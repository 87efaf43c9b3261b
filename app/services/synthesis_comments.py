"""Comments of the review on the parts of a synthesis: made by a reader, settled by a writer."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import Conflict, Invalid, NotFound
from app.domain.people import Actor
from app.domain.permissions import Action, require
from app.domain.writing import tidy
from app.ledger import submissions
from app.ledger.rounds import lock_round
from app.models.rounds import Round
from app.models.synthesis import Synthesis, SynthesisComment
from app.queries.rounds import subject_of
from app.queries.synthesis.workshop import is_part


def comment_on_part(
    session: Session, actor: Actor, round_id: int, text: str, *, part: str, key: str, now: datetime
) -> None:
    """Say something on a part of the report under review; it is no edit, so one may publish still.

    Raises ``Conflict("not_sent_for_review")`` before, ``Invalid`` without words or for no part.
    """
    payload = {"act": "comment_on_part", "who": actor.member_key, "part": part, "text": text}
    round_ = _round(session, actor, round_id, now)
    if submissions.replay(session, key, payload) is not None:
        session.commit()
        return
    if not is_part(session, round_, part):
        raise Invalid("part", field="part")
    text = tidy(text)
    if not text:
        raise Invalid("nothing_written", field="text")
    synthesis = session.scalar(
        select(Synthesis).where(Synthesis.round_id == round_id, Synthesis.sent_at.is_not(None))
    )
    if synthesis is None:
        raise Conflict("not_sent_for_review")
    session.add(
        SynthesisComment(
            synthesis_id=synthesis.id,
            part=part,
            text=text,
            member_id=actor.member_id or 0,
            written_at=now,
        )
    )
    submissions.remember(session, key, payload, part, now=now)
    session.commit()


def settle_comment(
    session: Session, actor: Actor, round_id: int, comment: int, answer: str, *, now: datetime
) -> str:
    """Say what was done about a comment, which settles it; returns the part it is on.

    Whoever comes second finds it settled: ``Conflict("changed_meanwhile")``.
    """
    _round(session, actor, round_id, now)
    row = session.scalar(
        select(SynthesisComment)
        .join(Synthesis, Synthesis.id == SynthesisComment.synthesis_id)
        .where(SynthesisComment.id == comment, Synthesis.round_id == round_id)
        .execution_options(populate_existing=True)
    )
    if row is None:
        raise NotFound("comment")
    answer = tidy(answer)
    if not answer:
        raise Invalid("nothing_written", field="answer")
    if row.settled_at is not None:
        raise Conflict("changed_meanwhile", part=row.part)
    row.answer, row.settled_at, row.settled_by_id = answer, now, actor.member_id
    session.commit()
    return row.part


def _round(session: Session, actor: Actor, round_id: int, now: datetime) -> Round:
    round_ = lock_round(session, round_id)
    require(actor, Action.WRITE_SYNTHESIS, subject_of(session, round_, now=now), now)
    return round_
