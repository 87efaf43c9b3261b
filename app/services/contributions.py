"""What authors do with their own contributions: revise them, take them back."""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.contributions import Kind, Operation, Scope, Status, Step, next_status
from app.domain.errors import Conflict, Invalid
from app.domain.people import Actor
from app.domain.permissions import Action, require
from app.domain.writing import check_reasons, check_wording, reads_alike
from app.ledger import contributions, submissions
from app.ledger.contributions import Change
from app.ledger.rounds import lock_round, touch
from app.models.charters import Wording
from app.models.contributions import Contribution, Revision
from app.models.rounds import Round
from app.queries.own import appears_now
from app.queries.rounds import about, subject_of


@dataclass(frozen=True, slots=True)
class NewWords:
    """The words of a revision: ``text`` is the comment, or the reason of an amendment."""

    text: str
    wording: str = ""
    quote: str = ""
    effect: str = ""
    mandate: str = ""
    title: str = ""
    wordings: tuple[tuple[str, str], ...] = ()


def revise_contribution(
    session: Session,
    actor: Actor,
    round_id: int,
    reference: str,
    words: NewWords,
    *,
    edit: int,
    key: str,
    draft: str = "",
    now: datetime,
) -> None:
    """Add a revision; what readers see stays until the round's moderation rule lets it appear."""
    payload: dict[str, object] = {"act": "revise", "who": actor.member_key, "reference": reference}
    payload |= {"words": asdict(words)}
    round_ = lock_round(session, round_id)
    if submissions.replay(session, key, payload) is not None:
        session.commit()
        return
    row = _own(session, actor, round_, reference, Action.REVISE, now=now)
    before = Change(Step.REVISE, row.status, row.shown_revision)
    row.status = next_status(row.status, Step.REVISE)
    if row.edit != edit:
        raise Conflict("changed_meanwhile", edit=row.edit)
    _check(session, row, words)
    row.last_revision += 1
    row.edit += 1
    session.add(_revision(row, words, now=now))
    _show(session, actor, round_, row, now=now)
    contributions.note(session, actor, row, before, now=now)
    contributions.send_receipt(session, actor, round_, row, now=now)
    contributions.forget_draft(session, actor, draft, key, now=now)
    touch(round_)
    submissions.remember(session, key, payload, reference, now=now)
    session.commit()


def withdraw_contribution(
    session: Session, actor: Actor, round_id: int, reference: str, *, key: str, now: datetime
) -> None:
    """Take one's own words back: the number and its place stay, the text is sealed."""
    payload: dict[str, object] = {
        "act": "withdraw",
        "who": actor.member_key,
        "reference": reference,
    }
    round_ = lock_round(session, round_id)
    if submissions.replay(session, key, payload) is not None:
        session.commit()
        return
    row = _own(session, actor, round_, reference, Action.WITHDRAW, now=now)
    before = Change(Step.WITHDRAW, row.status, row.shown_revision)
    row.status = next_status(row.status, Step.WITHDRAW)
    row.shown_revision = None
    row.edit += 1
    contributions.note(session, actor, row, before, now=now)
    touch(round_)
    submissions.remember(session, key, payload, reference, now=now)
    session.commit()


def _own(
    session: Session,
    actor: Actor,
    round_: Round,
    reference: str,
    action: Action,
    *,
    now: datetime,
) -> Contribution:
    row = contributions.contribution_behind(session, round_.id, reference)
    require(actor, action, about(subject_of(session, round_, now=now), row), now)
    return row


def _check(session: Session, row: Contribution, words: NewWords) -> None:
    """Refuse a revision that says nothing, or nothing new."""
    if not words.text:
        raise Invalid("nothing_written", field="text")
    if row.operation is not None:
        check_reasons(words.title, words.text)
        base = session.scalar(
            select(Wording.text).where(
                Wording.paragraph_id == row.paragraph_id, Wording.language == row.language
            )
        )
        check_wording(row.operation, base, words.wording)
        if row.scope is Scope.LANGUAGE and words.wordings:
            raise Invalid("correction_is_in_one_language", field="wording")
        if row.amends_id is not None:
            check_wording(Operation.REPLACE, _amended(session, row), words.wording)
    last = session.scalars(
        select(Revision).where(
            Revision.contribution_id == row.id, Revision.number == row.last_revision
        )
    ).one()
    new = (words.title, words.text, words.wording, words.quote, words.effect, words.mandate)
    old = (last.title, last.text, last.wording, last.quote, last.effect, last.mandate)
    alike = all(reads_alike(one, other) for one, other in zip(new, old, strict=True))
    if alike and dict(words.wordings) == last.wordings:
        raise Invalid("nothing_changed", field="text")


def _amended(session: Session, row: Contribution) -> str | None:
    """The new paragraph for which it proposes other words, as it read then."""
    return session.scalar(
        select(Revision.wording).where(
            Revision.contribution_id == row.amends_id, Revision.number == row.amends_revision
        )
    )


def _revision(row: Contribution, words: NewWords, *, now: datetime) -> Revision:
    proposes = row.kind is Kind.AMENDMENT and row.operation is not Operation.DELETE
    return Revision(
        contribution_id=row.id,
        number=row.last_revision,
        title=words.title,
        text=words.text,
        wording=words.wording if proposes else None,
        wordings=dict(words.wordings) if proposes else {},
        quote=words.quote or None,
        effect=words.effect or None,
        mandate=words.mandate or None,
        created_at=now,
    )


def _show(
    session: Session, actor: Actor, round_: Round, row: Contribution, *, now: datetime
) -> None:
    """Let the new words of a published contribution appear, unless they have to be read first."""
    veiled = row.veiled_until is not None and row.veiled_until > now
    seen = row.status is Status.PUBLISHED and not veiled
    if seen and appears_now(session, actor, round_):
        row.shown_revision = row.last_revision
