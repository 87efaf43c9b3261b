"""Comments on a paragraph, on the whole text, or on another contribution."""

from dataclasses import asdict
from datetime import datetime

from sqlalchemy.orm import Session

from app.domain.contributions import Kind, Status
from app.domain.errors import Invalid, NotAllowed, NotFound
from app.domain.people import Actor
from app.domain.permissions import Action, require
from app.domain.publication import appears_at_once
from app.domain.writing import CommentWords
from app.ledger import contributions, opinions, submissions
from app.ledger.rounds import lock_round
from app.models.contributions import Contribution, Revision
from app.models.rounds import Round
from app.queries.known import known_before
from app.queries.rounds import subject_of


def submit_comment(
    session: Session,
    actor: Actor,
    round_id: int,
    words: CommentWords,
    *,
    number: int | None = None,
    parent: str | None = None,
    key: str,
    draft: str = "",
    now: datetime,
) -> str | None:
    """File a comment, with the ratings that came along; returns its reference.

    It stands on paragraph ``number``, under contribution ``parent``, or on the whole text. A form
    that holds ratings only files no comment and returns None.
    """
    payload: dict[str, object] = {
        "act": "comment",
        "who": actor.member_key,
        "for": actor.acting_for,
    }
    payload |= {"number": number, "parent": parent, "words": asdict(words)}
    round_ = lock_round(session, round_id)
    known = known_before(session, actor, round_, key=key, number=number)
    if known.payload_hash is not None:
        session.commit()
        return submissions.replayed(known.payload_hash, known.result, payload) or None
    subject = subject_of(session, round_, now=now, windows=known.windows)
    require(actor, Action.COMMENT, subject, now)
    row = _row(session, round_, words, number=number, place=known.paragraph_id, parent=parent)
    if words.scores and row.paragraph_id is not None:
        opinions.put_scores(session, actor, round_, row.paragraph_id, words.scores, now=now)
        opinions.touch_if_shown(round_)
    with submissions.sent_once(session):
        result = ""
        if words.text:
            before = known.published
            result = _filed(session, actor, round_, row, words, before=before, now=now)
        contributions.forget_draft(session, actor, draft, key, now=now)
        submissions.remember(session, key, payload, result, now=now)
    session.commit()
    return result or None


def _filed(
    session: Session,
    actor: Actor,
    round_: Round,
    row: Contribution,
    words: CommentWords,
    *,
    before: bool,
    now: datetime,
) -> str:
    if Kind.COMMENT not in round_.kinds:
        raise NotAllowed("kind_is_asked_for")
    row.display_name = contributions.public_name(actor, words.name)
    revision = Revision(text=words.text, quote=words.quote or None)
    shown = appears_at_once(round_.moderation, actor, published_before=before)
    contributions.receive(session, actor, round_, row, revision, shown=shown, now=now)
    contributions.send_receipt(session, actor, round_, row, now=now)
    return row.reference


def _row(
    session: Session,
    round_: Round,
    words: CommentWords,
    *,
    number: int | None,
    place: int | None,
    parent: str | None,
) -> Contribution:
    """The comment in its place; nothing is checked that the place does not decide."""
    if not words.text and not (words.scores and number):
        raise Invalid("nothing_written", field="text")
    row = Contribution(
        kind=Kind.COMMENT, language=words.language, comment_kind=words.kind, last_revision=1
    )
    if number is not None:
        if place is None:
            raise NotFound("paragraph")
        row.paragraph_id = place
    if parent is not None:
        above = contributions.contribution_behind(session, round_.id, parent)
        if above.status is not Status.PUBLISHED:
            raise NotAllowed("contribution_is_published")
        if above.parent_id is not None:
            raise Invalid("reply_to_a_reply", field="text")
        row.parent_id, row.paragraph_id = above.id, above.paragraph_id
    return row
