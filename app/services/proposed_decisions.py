"""Proposed decisions before they are confirmed: shown to the proposer, answered, seen to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.contributions import Status
from app.domain.errors import Conflict, Invalid, NotFound
from app.domain.people import Actor, Role
from app.domain.permissions import Action, require
from app.domain.writing import tidy
from app.ledger import submissions
from app.ledger.contributions import contribution_behind
from app.ledger.decisions import chosen, version_kept
from app.ledger.outbox import post
from app.ledger.record import Entry, record
from app.ledger.rounds import lock_round
from app.models.contributions import Contribution
from app.models.dispositions import DeskNote, DispositionRecord, DispositionReply
from app.models.people import Member
from app.models.rounds import Round
from app.queries.rounds import about, subject_of
from app.queries.staff import runs_the_round

SHOWN_ENTRY = "proposal_shown"


@dataclass(frozen=True, slots=True)
class Reply:
    """What the proposer says; an objection needs words."""

    agrees: bool
    comment: str


@dataclass(frozen=True, slots=True)
class Care:
    """Who sees to a contribution (the key of a member, empty for nobody), and a note."""

    responsible: str
    note: str


def show_to_proposers(
    session: Session,
    actor: Actor,
    round_id: int,
    edits: Mapping[str, int],
    *,
    key: str,
    now: datetime,
) -> int:
    """Show drafts to those who proposed, who are told by mail; how many had not seen theirs.

    ``edits`` maps each reference to the state that was seen. What is shown is the draft as it
    stands; a later one is shown by showing again.
    """
    payload = {"act": "show", "who": actor.member_key, "for": dict(edits)}
    round_ = lock_round(session, round_id)
    done = submissions.replay(session, key, payload)
    if done is not None:
        session.commit()
        return int(done)
    require(actor, Action.DRAFT_DISPOSITION, subject_of(session, round_, now=now), now)
    count = 0
    for contribution, row in chosen(session, round_, edits):
        if row is None:
            raise Conflict("nothing_drafted", reference=contribution.reference)
        if row.confirmed_at is not None:
            raise Conflict("decision_is_confirmed", reference=contribution.reference)
        version = version_kept(session, row)
        if row.shown_version != version:
            row.shown_version, row.shown_at = version, now
            _tell(session, actor, round_, contribution, now=now)
            count += 1
    submissions.remember(session, key, payload, str(count), now=now)
    session.commit()
    return count


def answer_proposal(
    session: Session,
    actor: Actor,
    round_id: int,
    reference: str,
    version: int,
    reply: Reply,
    *,
    key: str,
    now: datetime,
) -> None:
    """Agree with the draft that is shown, or object to it; possible until it is confirmed.

    Raises ``Conflict`` when another draft is shown by now.
    """
    comment = tidy(reply.comment)
    payload = {"act": "reply", "who": actor.member_key, "to": f"{reference}:{version}"}
    payload |= {"agrees": str(reply.agrees), "comment": comment}
    round_ = lock_round(session, round_id)
    if submissions.replay(session, key, payload) is not None:
        session.commit()
        return
    contribution = contribution_behind(session, round_.id, reference)
    subject = about(subject_of(session, round_, now=now), contribution)
    require(actor, Action.ANSWER_PROPOSAL, subject, now)
    row = session.scalar(
        select(DispositionRecord)
        .where(DispositionRecord.contribution_id == contribution.id)
        .execution_options(populate_existing=True)
    )
    if row is None or row.shown_version is None:
        raise NotFound("proposal")
    if row.confirmed_at is not None:
        raise Conflict("decision_is_confirmed", reference=contribution.reference)
    if row.shown_version != version:
        raise Conflict("changed_meanwhile", reference=contribution.reference)
    if not reply.agrees and not comment:
        raise Invalid("objection_needs_words", field="comment")
    session.add(
        DispositionReply(
            disposition_id=row.id,
            version=version,
            member_id=actor.member_id or 0,
            agrees=reply.agrees,
            comment=comment,
            replied_at=now,
        )
    )
    submissions.remember(session, key, payload, contribution.reference, now=now)
    session.commit()


def keep_note(
    session: Session,
    actor: Actor,
    round_id: int,
    reference: str,
    edit: int,
    care: Care,
    *,
    now: datetime,
) -> None:
    """Write down who sees to a contribution, and a note for those who run the round.

    ``edit`` is the state that was seen, 0 where nothing was kept.
    """
    round_ = lock_round(session, round_id)
    require(actor, Action.DRAFT_DISPOSITION, subject_of(session, round_, now=now), now)
    contribution = contribution_behind(session, round_.id, reference)
    if contribution.status is not Status.PUBLISHED:
        raise NotFound("contribution")
    row = session.scalar(
        select(DeskNote)
        .where(DeskNote.contribution_id == contribution.id)
        .execution_options(populate_existing=True)
    )
    if edit != (row.edit if row else 0):
        raise Conflict("changed_meanwhile", reference=contribution.reference)
    responsible = _responsible(session, round_, care.responsible)
    if row is None:
        row = DeskNote(contribution_id=contribution.id, round_id=round_.id, edit=0)
        session.add(row)
    row.responsible_id, row.note = responsible, tidy(care.note)
    row.member_id, row.noted_at = actor.member_id or 0, now
    row.edit += 1
    session.commit()


def _responsible(session: Session, round_: Round, key: str) -> int | None:
    """The member with this key, of those who run the round."""
    if not key:
        return None
    found = session.scalar(select(Member.id).where(Member.key == key, runs_the_round(round_)))
    if found is None:
        raise Invalid("does_not_run_the_round", field="responsible")
    return found


def _tell(
    session: Session, actor: Actor, round_: Round, contribution: Contribution, *, now: datetime
) -> None:
    """In the record without its content, which is no decision yet; by mail to the author."""
    decides = actor.has(Role.SECRETARIAT, charter_id=round_.charter_id, round_id=round_.id)
    role = Role.SECRETARIAT if decides else Role.FACILITATOR
    record(session, round_.id, Entry(SHOWN_ENTRY, contribution.reference, "", role.value), now=now)
    author = session.get_one(Member, contribution.member_id)
    context = {
        "reference": contribution.reference,
        "round": round_.slug,
        "titles": dict(round_.titles),
    }
    post(session, author.key, SHOWN_ENTRY, author.language, context, now=now)
