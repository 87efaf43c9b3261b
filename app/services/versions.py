"""Versions: marking a language as reviewed, confirming doubtful lineage."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.domain.charters import WordingStatus
from app.domain.people import Actor
from app.domain.permissions import Action, refusal, require
from app.domain.rules import Subject
from app.ledger.parts import Parts
from app.ledger.rounds import lock_round, touch
from app.models.charters import Charter, Paragraph, Version, Wording
from app.models.composition import Lineage
from app.models.rounds import Round
from app.queries.imports import languages_of, source_language
from app.queries.parts import PartInVersion, parts_of


def review_language(
    session: Session, actor: Actor, version: Version, language: str, *, now: datetime
) -> int:
    """A person read all drafts of a language beside the original; how many there were.

    Words of one's own stay drafts; raises ``NotAllowed`` where there are no others.
    """
    rounds = session.scalars(
        select(Round.id).where(Round.version_id == version.id).order_by(Round.id)
    ).all()
    locked = [lock_round(session, row) for row in rounds]
    require(actor, Action.SEE_WORKING_VERSION, Subject(charter_id=version.charter_id), now)
    paragraphs = select(Paragraph.id).where(Paragraph.version_id == version.id)
    rows = session.execute(
        select(Wording.id, Wording.written_by_id).where(
            Wording.paragraph_id.in_(paragraphs),
            Wording.language == language,
            Wording.status == WordingStatus.DRAFT,
        )
    ).all()
    charter = session.get_one(Charter, version.charter_id)
    source = source_language(charter, languages_of(session, version))
    parts = _drafts(parts_of(session, version, source), language)
    writers = {writer for _, writer in rows} | {writer for _, writer in parts}
    mine = {
        writer
        for writer in writers
        if refusal(actor, Action.REVIEW_TRANSLATION, _by(version, writer), now) is not None
    }
    if writers and writers == mine:
        require(actor, Action.REVIEW_TRANSLATION, _by(version, min(mine, key=str)), now)
    drafts = [row for row, writer in rows if writer not in mine]
    session.execute(
        update(Wording)
        .where(Wording.id.in_(drafts))
        .values(status=WordingStatus.REVIEWED, reviewed_by_id=actor.member_id, reviewed_at=now)
        .execution_options(synchronize_session=False)
    )
    places = [place for place, writer in parts if writer not in mine]
    pen = Parts(session, version, source, now)
    for place in places:
        state = pen.state(place, language)
        state.status = WordingStatus.REVIEWED
        state.reviewed_by_id, state.reviewed_at = actor.member_id, now
    for round_ in locked:
        touch(round_)
    session.commit()
    return len(drafts) + len(places)


def _drafts(parts: Iterable[PartInVersion], language: str) -> list[tuple[str, int | None]]:
    """The places of drafts among headings, notes and citations, with their writers."""
    found = ((part.place.code, part.words.get(language)) for part in parts)
    return [
        (place, words.written_by_id)
        for place, words in found
        if words is not None and words.status is WordingStatus.DRAFT
    ]


def _by(version: Version, writer: int | None) -> Subject:
    return Subject(charter_id=version.charter_id, author_id=writer)


def confirm_lineage(
    session: Session, actor: Actor, version: Version, lineages: Sequence[int], *, now: datetime
) -> None:
    """A person agrees that these paragraphs come from those."""
    require(actor, Action.EDIT_CHARTER, Subject(charter_id=version.charter_id), now)
    for row in session.scalars(
        select(Lineage).where(Lineage.version_id == version.id, Lineage.id.in_(lineages))
    ):
        row.confirmed = True
    session.commit()
