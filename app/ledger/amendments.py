"""What filing an amendment takes, whether one proposes it or several organisations together."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.contributions import Kind, Operation, Status
from app.domain.errors import NotAllowed, NotFound
from app.domain.people import Actor
from app.domain.writing import (
    AmendmentWords,
    check_amendable,
    check_reasons,
    check_scope,
    check_wording,
)
from app.ledger import contributions
from app.models.charters import Paragraph, Wording
from app.models.contributions import Contribution, Revision
from app.models.rounds import Round


def file_amendment(
    session: Session,
    actor: Actor,
    round_: Round,
    number: int,
    words: AmendmentWords,
    *,
    now: datetime,
) -> Contribution:
    """File the words with the next reference and a receipt; call with the round locked alone."""
    if Kind.AMENDMENT not in round_.kinds:
        raise NotAllowed("kind_is_asked_for")
    row = amendment_row(session, round_, number, words, now=now)
    row.display_name = contributions.public_name(actor, words.name)
    revision = Revision(
        title=words.title,
        text=words.reason,
        wording=None if words.operation is Operation.DELETE else words.wording,
        wordings={} if words.operation is Operation.DELETE else dict(words.wordings),
        effect=words.effect or None,
        mandate=words.mandate or None,
    )
    contributions.receive(session, actor, round_, row, revision, now=now)
    contributions.send_receipt(session, actor, round_, row, now=now)
    return row


def amendment_row(
    session: Session, round_: Round, number: int, words: AmendmentWords, *, now: datetime
) -> Contribution:
    """The amendment in its place, once it has a reason and changes something there."""
    check_reasons(words.title, words.reason)
    check_scope(words)
    if words.amends:
        return _beside(session, round_, words, now=now)
    return _row(session, round_, number, words)


def _row(session: Session, round_: Round, number: int, words: AmendmentWords) -> Contribution:
    """The amendment in its place, once its wording changes something there."""
    paragraph = session.scalar(
        select(Paragraph).where(
            Paragraph.version_id == round_.version_id, Paragraph.number == number
        )
    )
    if paragraph is None:
        raise NotFound("paragraph")
    base = session.scalar(
        select(Wording.text).where(
            Wording.paragraph_id == paragraph.id, Wording.language == words.language
        )
    )
    check_wording(words.operation, base, words.wording)
    at_head = words.at_section_start and words.operation is Operation.INSERT_AFTER
    if at_head and paragraph.section_id is None:
        raise NotFound("section")
    return Contribution(
        kind=Kind.AMENDMENT,
        operation=words.operation,
        scope=words.scope,
        language=words.language,
        paragraph_id=None if at_head else paragraph.id,
        section_id=paragraph.section_id if at_head else None,
        last_revision=1,
    )


def _beside(
    session: Session, round_: Round, words: AmendmentWords, *, now: datetime
) -> Contribution:
    """Other words for the paragraph that an insertion proposes, in the same place; one level."""
    inserted = contributions.contribution_behind(session, round_.id, words.amends)
    veiled = inserted.veiled_until is not None and inserted.veiled_until > now
    if inserted.status is not Status.PUBLISHED or veiled:
        raise NotFound("amendment")
    check_amendable(inserted.operation, amends=inserted.amends_id is not None)
    proposed = session.scalar(
        select(Revision.wording).where(
            Revision.contribution_id == inserted.id, Revision.number == inserted.shown_revision
        )
    )
    check_wording(Operation.REPLACE, proposed, words.wording)
    return Contribution(
        kind=Kind.AMENDMENT,
        operation=Operation.INSERT_AFTER,
        language=inserted.language,
        paragraph_id=inserted.paragraph_id,
        section_id=inserted.section_id,
        amends_id=inserted.id,
        amends_revision=inserted.shown_revision,
        last_revision=1,
    )
