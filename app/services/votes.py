"""Votes: one per member and amendment, changed and taken back as long as votes are open."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Delete, bindparam, delete
from sqlalchemy.orm import Session

from app.domain.contributions import Kind
from app.domain.errors import NotFound
from app.domain.opinions import Choice
from app.domain.people import Actor
from app.domain.permissions import Action, require
from app.domain.rounds import Window
from app.ledger import opinions, submissions
from app.ledger.contributions import contribution_behind
from app.ledger.together import Act, run
from app.ledger.upserts import upsert
from app.models.contributions import Contribution
from app.models.opinions import Vote
from app.models.rounds import Round
from app.queries.known import known_before
from app.queries.rounds import about, subject_of


def cast_vote(
    session: Session,
    actor: Actor,
    round_id: int,
    reference: str,
    choice: Choice | None,
    *,
    revision: int | None = None,
    key: str | None = None,
    now: datetime,
) -> None:
    """Keep the member's one vote on an amendment; no choice takes it back.

    ``revision`` is the one that was read: where a newer one is shown, the vote asks to be
    confirmed. A repeated form never undoes a later change.
    """
    payload: dict[str, object] = {
        "act": "vote",
        "who": actor.member_key,
        "reference": reference,
        "choice": choice,
    }
    round_ = opinions.lock_for_opinion(session, round_id)
    known = known_before(session, actor, round_, key=key or "", number=None)
    if known.payload_hash is not None:
        submissions.replayed(known.payload_hash, known.result, payload)
        session.commit()
        return
    amendment = _amendment(session, actor, round_, reference, known.windows, now=now)
    opinions.touch_if_shown(round_)
    with submissions.sent_once(session):
        if choice is None:
            taken_back = {"member": actor.member_id, "amendment": amendment.id}
            run(session, Act(_without, ()), taken_back)
        else:
            _write(session, actor, amendment, choice, revision, now=now)
        if key:
            submissions.remember(session, key, payload, str(choice or ""), now=now)
    session.commit()


def _amendment(
    session: Session,
    actor: Actor,
    round_: Round,
    reference: str,
    windows: Sequence[Window],
    *,
    now: datetime,
) -> Contribution:
    amendment = contribution_behind(session, round_.id, reference)
    if amendment.kind is not Kind.AMENDMENT:
        raise NotFound("amendment")
    subject = about(subject_of(session, round_, now=now, windows=windows), amendment)
    require(actor, Action.VOTE, subject, now)
    return amendment


def _without(prefix: str) -> Delete:
    """The vote taken back."""
    return delete(Vote).where(
        Vote.member_id == bindparam(f"{prefix}member"),
        Vote.contribution_id == bindparam(f"{prefix}amendment"),
    )


def _write(
    session: Session,
    actor: Actor,
    amendment: Contribution,
    choice: Choice,
    revision: int | None,
    *,
    now: datetime,
) -> None:
    shown = amendment.shown_revision or 1
    values = {
        "member_id": actor.member_id,
        "contribution_id": amendment.id,
        "group": actor.group,
        "choice": choice,
        "revision": revision if revision and 0 < revision < shown else shown,
        "voted_at": now,
    }
    upsert(session, Vote, values, unique=("member_id", "contribution_id"))
