"""Co-sponsors: those who join a public amendment, of themselves or because they were asked."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, delete, select
from sqlalchemy.orm import Session

from app.domain.contributions import Kind
from app.domain.errors import Conflict, Invalid, NotFound
from app.domain.joint import MOST_INVITED, Answer
from app.domain.people import Actor
from app.domain.permissions import Action, require
from app.ledger import contributions, submissions
from app.ledger.joint import ask_to_join, invitable
from app.ledger.rounds import lock_round, touch
from app.models.contributions import Contribution, CoSponsor
from app.models.joint import SponsorInvitation
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
    _answer(session, actor, amendment, Answer.ACCEPTED, now=now)
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
    _answer(session, actor, amendment, Answer.DECLINED, now=now)
    touch(round_)
    session.commit()


def invite_co_sponsor(
    session: Session, actor: Actor, round_id: int, reference: str, name: str, *, now: datetime
) -> None:
    """Ask an organisation, by its name or its address here, to join one's own amendment.

    Its delegates are written to; one that is asked already, or has joined, is not told twice.
    """
    round_, amendment = _led(session, actor, round_id, reference, now=now)
    found = invitable(session, round_, name, leads=amendment.organisation_id)
    asked = select(SponsorInvitation.id).where(SponsorInvitation.contribution_id == amendment.id)
    joined = select(CoSponsor.id).where(
        CoSponsor.contribution_id == amendment.id, CoSponsor.organisation_id == found.id
    )
    if session.scalar(joined) is not None:
        raise Invalid("organisation_joined", field="organisation")
    if session.scalar(asked.where(SponsorInvitation.organisation_id == found.id)) is None:
        if len(session.scalars(asked).all()) >= MOST_INVITED:
            raise Invalid("too_many_invited", field="organisation")
        session.add(
            SponsorInvitation(
                contribution_id=amendment.id, organisation_id=found.id, invited_at=now
            )
        )
        what = {"reference": amendment.reference}
        ask_to_join(session, round_, amendment.display_name, found, what, now=now)
    session.commit()


def recall_co_sponsor(
    session: Session,
    actor: Actor,
    round_id: int,
    reference: str,
    organisation_id: int,
    *,
    now: datetime,
) -> None:
    """Take back an invitation to one's own amendment; who has joined stays."""
    _, amendment = _led(session, actor, round_id, reference, now=now)
    session.execute(
        delete(SponsorInvitation).where(
            SponsorInvitation.contribution_id == amendment.id,
            SponsorInvitation.organisation_id == organisation_id,
            SponsorInvitation.answer != Answer.ACCEPTED,
        )
    )
    session.commit()


def decline_amendment(
    session: Session, actor: Actor, round_id: int, reference: str, *, now: datetime
) -> None:
    """Decline, for the organisation acted for, to join what it was asked to; it may join later."""
    round_ = lock_round(session, round_id)
    amendment = _amendment(session, actor, round_, reference, now=now)
    if not _answer(session, actor, amendment, Answer.DECLINED, now=now):
        raise NotFound("invitation")
    session.execute(delete(CoSponsor).where(_own(actor, amendment)))
    touch(round_)
    session.commit()


def _led(
    session: Session, actor: Actor, round_id: int, reference: str, *, now: datetime
) -> tuple[Round, Contribution]:
    """One's own amendment, or that of the organisation acted for, while others can join it."""
    round_ = lock_round(session, round_id)
    amendment = _amendment(session, actor, round_, reference, now=now)
    if not _wrote(actor, amendment):
        raise NotFound("amendment")
    return round_, amendment


def _answer(
    session: Session, actor: Actor, amendment: Contribution, answer: Answer, *, now: datetime
) -> bool:
    """Keep what the organisation acted for says to its invitation; whether it has one."""
    row = session.scalar(
        select(SponsorInvitation).where(
            SponsorInvitation.contribution_id == amendment.id,
            SponsorInvitation.organisation_id == actor.acting_for,
        )
    )
    if row is None:
        return False
    row.answer, row.member_id, row.answered_at = answer, actor.member_id, now
    row.read = amendment.shown_revision
    return True


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
