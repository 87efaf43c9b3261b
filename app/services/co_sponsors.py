"""Co-sponsors: those who join an amendment, as an organisation or as themselves."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, delete, select
from sqlalchemy.orm import Session

from app.domain.contributions import Kind
from app.domain.errors import Conflict, NotFound
from app.domain.people import Actor
from app.domain.permissions import Action, require
from app.ledger import contributions, submissions
from app.ledger.rounds import lock_round, touch
from app.models.contributions import Contribution, CoSponsor
from app.models.rounds import Round
from app.queries.rounds import about, subject_of


def join_amendment(
    session: Session, actor: Actor, round_id: int, reference: str, *, key: str, now: datetime
) -> None:
    """Join an amendment as it reads now; joining again confirms it after a revision."""
    payload: dict[str, object] = {
        "act": "join",
        "who": actor.member_key,
        "for": actor.acting_for,
        "to": reference,
    }
    round_ = lock_round(session, round_id)
    if submissions.replay(session, key, payload) is not None:
        session.commit()
        return
    amendment = _amendment(session, actor, round_, reference, now=now)
    if _wrote(actor, amendment):
        raise Conflict("own_amendment")
    row = _row(session, actor, amendment) or CoSponsor(contribution_id=amendment.id)
    row.member_id = row.member_id or actor.member_id or 0
    row.organisation_id = actor.acting_for
    row.display_name = contributions.public_name(actor, "")
    row.group = actor.act_group
    row.revision = amendment.shown_revision or 1
    row.joined_at = now
    session.add(row)
    session.flush()
    touch(round_)
    submissions.remember(session, key, payload, "", now=now)
    session.commit()


def leave_amendment(
    session: Session, actor: Actor, round_id: int, reference: str, *, now: datetime
) -> None:
    """Leave an amendment one had joined, or one's organisation had."""
    round_ = lock_round(session, round_id)
    amendment = _amendment(session, actor, round_, reference, now=now)
    session.execute(delete(CoSponsor).where(_own(actor, amendment)))
    touch(round_)
    session.commit()


def _amendment(
    session: Session, actor: Actor, round_: Round, reference: str, *, now: datetime
) -> Contribution:
    amendment = contributions.contribution_behind(session, round_.id, reference)
    if amendment.kind is not Kind.AMENDMENT:
        raise NotFound("amendment")
    subject = about(subject_of(session, round_, now=now), amendment)
    require(actor, Action.CO_SPONSOR, subject, now)
    return amendment


def _wrote(actor: Actor, amendment: Contribution) -> bool:
    if actor.acting_for:
        return amendment.organisation_id == actor.acting_for
    return amendment.member_id == actor.member_id


def _own(actor: Actor, amendment: Contribution) -> ColumnElement[bool]:
    """The row of the organisation acted for, else that of the member as oneself."""
    whose = (
        CoSponsor.organisation_id == actor.acting_for
        if actor.acting_for
        else and_(CoSponsor.member_id == actor.member_id, CoSponsor.organisation_id.is_(None))
    )
    return and_(CoSponsor.contribution_id == amendment.id, whose)


def _row(session: Session, actor: Actor, amendment: Contribution) -> CoSponsor | None:
    """The row to change: the organisation's, else the member's own, who joins only once."""
    mine = session.scalar(select(CoSponsor).where(_own(actor, amendment)))
    return mine or session.scalar(
        select(CoSponsor).where(
            CoSponsor.contribution_id == amendment.id, CoSponsor.member_id == actor.member_id
        )
    )
