"""Dispositions: drafted by those who run the round, confirmed by the secretariat."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime

from sqlalchemy.orm import Session

from app.domain.contributions import Kind
from app.domain.dispositions import DISPOSITION_ENTRY, Disposition, Outcome
from app.domain.errors import Conflict, Invalid, NotAllowed
from app.domain.people import Actor, Role
from app.domain.permissions import Action, require
from app.domain.texts import canonical_json
from app.ledger import submissions
from app.ledger.decisions import chosen, keep_version
from app.ledger.record import Entry, record
from app.ledger.rounds import lock_round, touch
from app.models.contributions import Contribution
from app.models.dispositions import DispositionRecord
from app.models.rounds import Round
from app.queries.rounds import subject_of

SECRETARIAT = Role.SECRETARIAT.value


def draft_dispositions(
    session: Session,
    actor: Actor,
    round_id: int,
    edits: Mapping[str, int],
    outcome: Outcome,
    *,
    key: str,
    now: datetime,
) -> dict[str, int]:
    """Write down one decision for one or several contributions; a draft is public nowhere.

    ``edits`` maps each reference to the state that was seen, 0 where there was no draft; returned
    is the state after. A decision left as it was stays its drafter's. Changing a confirmed one is
    for the secretariat, takes the confirmation back and is recorded.
    """
    outcome = outcome.tidied()
    payload = {"act": "draft", "who": actor.member_key, "for": dict(edits)}
    payload["outcome"] = asdict(outcome)
    round_ = lock_round(session, round_id)
    done = submissions.replay(session, key, payload)
    if done is not None:
        session.commit()
        return dict(json.loads(done))
    require(actor, Action.DRAFT_DISPOSITION, subject_of(session, round_, now=now), now)
    if len(edits) > 1 and outcome.disposition is Disposition.ACCEPTED_WITH_CHANGES:
        raise Invalid("changed_wording_is_per_contribution", field="disposition")
    after = {}
    for contribution, row in chosen(session, round_, edits):
        amendment = contribution.kind is Kind.AMENDMENT
        outcome.check(language=contribution.language, amendment=amendment)
        kept = row if row is not None and _outcome(row) == outcome else None
        new = kept or _written(session, actor, round_, contribution, row, outcome, now=now)
        after[contribution.reference] = new.edit
    submissions.remember(session, key, payload, json.dumps(after), now=now)
    session.commit()
    return after


def confirm_dispositions(
    session: Session,
    actor: Actor,
    round_id: int,
    edits: Mapping[str, int],
    *,
    key: str,
    now: datetime,
) -> None:
    """Make drafts decisions, each entered in the record; one's own is marked as such."""
    payload = {"act": "confirm", "who": actor.member_key, "for": dict(edits)}
    round_ = lock_round(session, round_id)
    if submissions.replay(session, key, payload) is not None:
        session.commit()
        return
    require(actor, Action.CONFIRM_DISPOSITION, subject_of(session, round_, now=now), now)
    for contribution, row in chosen(session, round_, edits):
        if row is None:
            raise Conflict("nothing_drafted", reference=contribution.reference)
        if row.confirmed_at is None:
            _confirm(session, actor, row, contribution, now=now)
    touch(round_)
    submissions.remember(session, key, payload, "confirmed", now=now)
    session.commit()


def _outcome(row: DispositionRecord) -> Outcome:
    return Outcome(row.disposition, row.reasons, row.wordings, row.follow_up)


def _written(
    session: Session,
    actor: Actor,
    round_: Round,
    contribution: Contribution,
    row: DispositionRecord | None,
    outcome: Outcome,
    *,
    now: datetime,
) -> DispositionRecord:
    if row is None:
        row = DispositionRecord(contribution_id=contribution.id, round_id=round_.id, edit=0)
        session.add(row)
    elif row.confirmed_at is not None:
        if not _decides(actor, round_):
            raise NotAllowed("is_secretariat")
        entry = Entry("disposition_reopened", contribution.reference, row.disposition, SECRETARIAT)
        record(session, round_.id, entry, now=now)
        touch(round_)
    row.disposition = outcome.disposition
    row.reasons = dict(outcome.reasons)
    row.wordings = dict(outcome.wordings)
    row.follow_up = outcome.follow_up
    row.drafted_by_id, row.drafted_at = actor.member_id or 0, now
    row.confirmed_by_id, row.confirmed_at, row.self_confirmed = None, None, False
    row.edit += 1
    row.version = (row.version or 0) + 1
    session.flush()
    keep_version(session, row)
    return row


def _decides(actor: Actor, round_: Round) -> bool:
    return actor.has(Role.SECRETARIAT, charter_id=round_.charter_id, round_id=round_.id)


def _confirm(
    session: Session,
    actor: Actor,
    row: DispositionRecord,
    contribution: Contribution,
    *,
    now: datetime,
) -> None:
    row.confirmed_by_id, row.confirmed_at = actor.member_id, now
    row.self_confirmed = row.drafted_by_id == actor.member_id
    row.edit += 1
    words = {"reasons": row.reasons, "wordings": row.wordings, "follow_up": row.follow_up}
    entry = Entry(
        DISPOSITION_ENTRY,
        contribution.reference,
        f"{row.disposition}{':self_confirmed' if row.self_confirmed else ''}",
        SECRETARIAT,
        canonical_json(words).decode(),
    )
    record(session, row.round_id, entry, now=now)
