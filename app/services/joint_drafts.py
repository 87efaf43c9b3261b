"""Joint drafts: the delegates of an organisation write an amendment together and file it once."""

import secrets
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from app.domain.errors import Conflict, Invalid, NotFound
from app.domain.joint import Answer, JointState, JointStep, next_state, stands
from app.domain.languages import LANGUAGES
from app.domain.people import Actor
from app.domain.permissions import Action, require
from app.ledger import contributions, submissions
from app.ledger.amendments import amendment_row, file_amendment
from app.ledger.joint import ask_to_join, leader_of, led_draft, place_of, words_in
from app.ledger.rounds import lock_round
from app.models.charters import Paragraph
from app.models.contributions import Contribution, CoSponsor
from app.models.joint import JointDraft, SponsorInvitation
from app.models.people import Organisation
from app.queries.rounds import subject_of

MOST_JOINT_DRAFTS = 200
LONGEST = 60_000
ALSO = tuple(f"also_{code}" for code in LANGUAGES)
FIELDS = ("doing", "language", "wording", "title", "reason", "effect", "mandate", "scope", *ALSO)


def begin_joint_draft(
    session: Session,
    actor: Actor,
    round_id: int,
    number: int,
    fields: Mapping[str, str],
    *,
    key: str,
    draft: str = "",
    now: datetime,
) -> str:
    """Put words where all delegates of the organisation acted for can write on; returns the key."""
    payload: dict[str, object] = {"act": "joint", "who": actor.member_key, "for": actor.acting_for}
    payload |= {"number": number}
    round_ = lock_round(session, round_id)
    done = submissions.replay(session, key, payload)
    if done is not None:
        session.commit()
        return done
    require(actor, Action.PREPARE_TOGETHER, subject_of(session, round_, now=now), now)
    paragraph_id = session.scalar(
        select(Paragraph.id).where(
            Paragraph.version_id == round_.version_id, Paragraph.number == number
        )
    )
    if paragraph_id is None:
        raise NotFound("paragraph")
    number_held = select(func.count()).where(
        JointDraft.organisation_id == actor.acting_for, JointDraft.state != JointState.FILED
    )
    if (session.scalar(number_held) or 0) >= MOST_JOINT_DRAFTS:
        raise Invalid("too_many_drafts")
    row = JointDraft(
        key=secrets.token_urlsafe(18),
        round_id=round_.id,
        paragraph_id=paragraph_id,
        organisation_id=actor.acting_for or 0,
        member_id=actor.member_id or 0,
        state=JointState.DRAFTING,
        fields=_checked(fields),
        created_at=now,
        updated_at=now,
    )
    session.add(row)
    contributions.forget_draft(session, actor, draft, key, now=now)
    submissions.remember(session, key, payload, row.key, now=now)
    session.commit()
    return row.key


def save_joint_draft(
    session: Session,
    actor: Actor,
    round_id: int,
    key: str,
    fields: Mapping[str, str],
    *,
    edit: int,
    form: str = "",
    draft: str = "",
    now: datetime,
) -> int:
    """Keep the words for all delegates, returns their edit; who agreed to others is asked again.

    Somebody else's words are never written over: ``edit`` is the state that was read.
    """
    _, row = led_draft(session, actor, round_id, key, now=now)
    if row.state is JointState.FILED:
        raise Conflict("already_filed")
    new = _checked(fields)
    if row.edit != edit and row.fields != new:
        raise Conflict("changed_meanwhile", edit=row.edit)
    if row.fields != new:
        row.fields = new
        row.edit += 1
        row.updated_at = now
    contributions.forget_draft(session, actor, draft, form, now=now)
    session.commit()
    return row.edit


def collect_support(
    session: Session, actor: Actor, round_id: int, key: str, *, now: datetime
) -> None:
    """Show the words to the organisations that are invited, and write to them."""
    round_, row = led_draft(session, actor, round_id, key, now=now)
    row.state = next_state(row.state, JointStep.COLLECT)
    amendment_row(session, round_, place_of(session, row), words_in(row.fields), now=now)
    row.updated_at = now
    for invited in _invited(session, row, Answer.INVITED):
        ask_to_join(session, round_, leader_of(session, row), invited, {"key": row.key}, now=now)
    session.commit()


def stop_collecting(
    session: Session, actor: Actor, round_id: int, key: str, *, now: datetime
) -> None:
    """Take the words back to one's own delegates; answers that were given stay."""
    _, row = led_draft(session, actor, round_id, key, now=now)
    row.state = next_state(row.state, JointStep.STOP)
    row.updated_at = now
    session.commit()


def discard_joint_draft(
    session: Session, actor: Actor, round_id: int, key: str, *, now: datetime
) -> None:
    """Erase a joint draft with its invitations; what is filed stays."""
    _, row = led_draft(session, actor, round_id, key, now=now)
    if row.state is JointState.FILED:
        raise Conflict("already_filed")
    session.execute(delete(SponsorInvitation).where(SponsorInvitation.joint_draft_id == row.id))
    session.delete(row)
    session.commit()


def file_joint_draft(
    session: Session,
    actor: Actor,
    round_id: int,
    key: str,
    *,
    edit: int,
    now: datetime,
) -> str:
    """File it once, with all who accepted these very words as co-sponsors; returns its reference.

    Filing what is filed already leads to the same reference.
    """
    round_, row = led_draft(session, actor, round_id, key, now=now)
    if row.state is JointState.FILED:
        reference = session.scalar(_REFERENCE.where(JointDraft.id == row.id))
        session.commit()
        return str(reference)
    if row.edit != edit:
        raise Conflict("changed_meanwhile", edit=row.edit)
    require(actor, Action.AMEND, subject_of(session, round_, now=now), now)
    row.state = next_state(row.state, JointStep.FILE)
    words, number = words_in(row.fields), place_of(session, row)
    filed = file_amendment(session, actor, round_, number, words, now=now)
    _sponsor(session, row, filed.id, now=now)
    row.contribution_id, row.filed_at, row.updated_at = filed.id, now, now
    row.fields = {}
    session.commit()
    return filed.reference


_REFERENCE = select(Contribution.reference).join(
    JointDraft, JointDraft.contribution_id == Contribution.id
)


def _checked(fields: Mapping[str, str]) -> dict[str, str]:
    """The fields of the editor, nothing else, as long as they are not too long."""
    kept = {name: fields[name] for name in FIELDS if fields.get(name)}
    if sum(map(len, kept.values())) > LONGEST:
        raise Invalid("draft_too_long")
    return kept


def _invited(session: Session, row: JointDraft, answer: Answer) -> list[Organisation]:
    return list(
        session.scalars(
            select(Organisation)
            .join(SponsorInvitation, SponsorInvitation.organisation_id == Organisation.id)
            .where(SponsorInvitation.joint_draft_id == row.id, SponsorInvitation.answer == answer)
            .order_by(Organisation.id)
        )
    )


def _sponsor(session: Session, row: JointDraft, contribution_id: int, *, now: datetime) -> None:
    """Name as co-sponsors those who accepted the words that were filed."""
    found = session.execute(
        select(SponsorInvitation, Organisation)
        .join(Organisation, Organisation.id == SponsorInvitation.organisation_id)
        .where(SponsorInvitation.joint_draft_id == row.id, Organisation.closed_at.is_(None))
        .order_by(SponsorInvitation.answered_at, SponsorInvitation.id)
    )
    for invitation, organisation in found:
        if stands(invitation.answer, invitation.read, row.edit):
            session.add(
                CoSponsor(
                    contribution_id=contribution_id,
                    organisation_id=organisation.id,
                    member_id=invitation.member_id,
                    display_name=organisation.name,
                    group=organisation.group,
                    revision=1,
                    joined_at=now,
                )
            )
