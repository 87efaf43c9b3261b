"""What every contribution shares when it is sent: its number, its timeline, its receipt."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Delete, String, bindparam, delete, or_, select
from sqlalchemy.orm import Session

from app.domain.contributions import Status, Step, parse_reference, reference
from app.domain.errors import Invalid, NotFound
from app.domain.people import Actor
from app.ledger.outbox import post
from app.ledger.rounds import take_number
from app.ledger.submissions import draft_key_of, sent_mark
from app.ledger.together import Act, place, put, run, together
from app.ledger.upserts import upsert
from app.models.contributions import Contribution, Draft, Revision
from app.models.moderation import ModerationStep
from app.models.record import Submission
from app.models.rounds import Round
from app.queries.own import appears_now

AUTHOR = "author"


@dataclass(frozen=True, slots=True)
class Change:
    """A step by the author: the status and the shown revision before it."""

    step: Step
    before: Status | None
    shown_before: int | None


_BEHIND = (
    select(Contribution)
    .where(
        Contribution.round_id == bindparam("round"),
        Contribution.kind == bindparam("kind"),
        Contribution.number == bindparam("number"),
    )
    .execution_options(populate_existing=True)
)


def contribution_behind(session: Session, round_id: int, name: str) -> Contribution:
    """The contribution with this reference, read afresh; call with the round locked."""
    try:
        kind, number = parse_reference(name)
    except Invalid:
        raise NotFound("contribution") from None
    found = session.scalar(_BEHIND, {"round": round_id, "kind": kind, "number": number})
    if found is None:
        raise NotFound("contribution")
    return found


def public_name(actor: Actor, wanted: str) -> str:
    """The name shown to the public: the organisation's when acting for one."""
    return actor.acting_name if actor.acting_for else wanted or actor.display_name


def receive(
    session: Session,
    actor: Actor,
    round_: Round,
    contribution: Contribution,
    words: Revision,
    *,
    shown: bool | None = None,
    now: datetime,
) -> Contribution:
    """File a contribution with its first words; call with the round locked alone.

    Whether it is ``shown`` at once follows from the round's rule where it is not known yet.
    """
    if shown is None:
        shown = bool(appears_now(session, actor, round_))
    number = take_number(session, round_, contribution.kind)
    contribution.round_id = round_.id
    contribution.number = number
    contribution.reference = reference(contribution.kind, number)
    contribution.member_id = actor.member_id or 0
    contribution.organisation_id = actor.acting_for
    contribution.group = actor.act_group
    contribution.status = Status.PUBLISHED if shown else Status.PENDING
    contribution.submitted_at = now
    contribution.published_at = now if shown else None
    contribution.shown_revision = 1 if shown else None
    session.flush()
    place(session, contribution)
    words.contribution_id, words.number, words.created_at = contribution.id, 1, now
    with together(session):
        put(session, words)
        note(session, actor, contribution, Change(Step.SUBMIT, None, None), now=now)
    return contribution


def note(
    session: Session, actor: Actor, contribution: Contribution, change: Change, *, now: datetime
) -> None:
    """Enter a step by the author in the contribution's timeline."""
    put(
        session,
        ModerationStep(
            contribution_id=contribution.id,
            member_id=actor.member_id,
            role=AUTHOR,
            step=change.step,
            before=change.before,
            after=contribution.status,
            shown_before=change.shown_before,
            revision=contribution.last_revision,
            language=contribution.language,
            at=now,
        ),
    )


def send_receipt(
    session: Session, actor: Actor, round_: Round, contribution: Contribution, *, now: datetime
) -> None:
    """Queue the receipt for the author; who came with a code has no address to send it to."""
    if actor.member_key is None or actor.code_holder:
        return
    context = {
        "reference": contribution.reference,
        "kind": str(contribution.kind),
        "status": str(contribution.status),
        "round": round_.slug,
        "titles": dict(round_.titles),
        "name": contribution.display_name,
    }
    post(session, actor.member_key, "receipt", actor.language, context, now=now)


def _forgotten(prefix: str) -> Delete:
    keys = [bindparam(f"{prefix}{name}", type_=String()) for name in ("draft", "form")]
    own = Draft.member_id == bindparam(f"{prefix}member")
    return delete(Draft).where(Draft.key.in_(keys), or_(own, Draft.member_id.is_(None)))


def forget_draft(session: Session, actor: Actor, draft: str, key: str, *, now: datetime) -> None:
    """Erase what was kept of a form that has now been sent, and remember that it was.

    ``key`` is the form's: its draft goes even where the browser had not heard of it yet. Call with
    the round locked, so that no draft of this form is being begun.
    """
    known = {"draft": draft, "form": draft_key_of(key), "member": actor.member_id}
    run(session, Act(_forgotten, ()), known)
    if draft:
        mark = {"key": sent_mark(draft), "payload_hash": "", "result": "", "created_at": now}
        upsert(session, Submission, mark, unique=("key",))
