"""Making the text follow the decisions: wordings, paragraphs, order, lineage, reasons."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.charters import WordingStatus
from app.domain.composition import composed, inserted_key
from app.domain.contributions import Operation
from app.ledger.lineage import relate
from app.ledger.translations import settle
from app.ledger.versions import UNPLACED, copy_paragraph, drop_paragraphs, put_in_order
from app.models.charters import Paragraph, Version, Wording
from app.queries.composition import Composition, composition_of
from app.queries.works import Wish, Work
from app.services.composition.ordering import order_of
from app.services.composition.reasons import explain_decisions


def rewrite(
    session: Session, version: Version, wish_keys: Collection[str], *, now: datetime
) -> None:
    """Write anew whatever these amendments touch: base plus the texts taken, and nothing else."""
    session.flush()
    composition = composition_of(session, version)
    for work in composition.works:
        touched = [wish for wish in work.wishes if wish.key in wish_keys]
        if any(wish.operation is not Operation.INSERT_AFTER for wish in touched):
            _rewrite_paragraph(session, version, work, touched, now=now)
    for wish in composition.wishes:
        if wish.key in wish_keys and wish.operation is Operation.INSERT_AFTER:
            _rewrite_insertion(session, composition, wish, now=now)
    session.flush()
    fresh = composition_of(session, version)
    put_in_order(session, version, order_of(fresh))
    relate(session, version)
    explain_decisions(session, composition_of(session, version), wish_keys)


def _rewrite_paragraph(
    session: Session, version: Version, work: Work, touched: Collection[Wish], *, now: datetime
) -> None:
    if any(wish.applied for wish in work.deletions):
        if work.now is not None:
            drop_paragraphs(session, [work.now.id])
        return
    row, after = work.now, work.after
    if row is None and work.origin is not None:
        row, after = copy_paragraph(session, work.origin, version), {}
        session.flush()
        after = _wordings(session, row)
    if row is None:
        return
    languages = {code for wish in touched for code in (*wish.texts, *wish.taken)}
    languages |= {code for wish in work.wishes for code in wish.taken}
    for language in languages:
        taken = work.taken(language)
        base = work.before.get(language)
        text = composed(base.text if base else None, taken, work.order)
        _put(session, row, after.get(language), language, text, base, taken=bool(taken), now=now)
    amended = any(work.taken(language) for language in languages)
    for language, wording in after.items():
        base = work.before.get(language)
        if not work.taken(language) and base is not None and wording.text == base.text:
            settle(wording, WordingStatus.STALE if amended else base.status, like=base)


def _wordings(session: Session, row: Paragraph) -> Mapping[str, Wording]:
    found = session.scalars(select(Wording).where(Wording.paragraph_id == row.id))
    return {wording.language: wording for wording in found}


def _put(
    session: Session,
    row: Paragraph,
    wording: Wording | None,
    language: str,
    text: str | None,
    base: Wording | None,
    *,
    taken: bool,
    now: datetime,
) -> None:
    if text is None:
        if wording is not None:
            session.delete(wording)
        return
    if wording is None:
        wording = Wording(
            paragraph_id=row.id, language=language, label=base.label if base else None
        )
        session.add(wording)
    if wording.text != text:
        wording.text, wording.updated_at = text, now
    status = WordingStatus.REVIEWED if taken or base is None else base.status
    settle(wording, status, like=None if taken else base)


def _rewrite_insertion(
    session: Session, composition: Composition, wish: Wish, *, now: datetime
) -> None:
    """The paragraph an amendment inserts: made, rewritten or taken out again."""
    key = inserted_key(composition.charter_slug, wish.key)
    found = composition.work(key)
    row = found.now if found else None
    if not wish.applied:
        if row is not None:
            drop_paragraphs(session, [row.id])
        return
    if row is None:
        anchor = next((one for one in composition.works if wish in one.wishes), None)
        like = (anchor.now or anchor.origin) if anchor else None
        row = Paragraph(
            version_id=composition.version.id,
            section_id=composition.section_for(wish),
            key=key,
            number=UNPLACED - wish.id,
            type=like.type if like else composition.usual_type,
        )
        session.add(row)
        session.flush()
    after = found.after if found else {}
    for language, text in wish.taken.items():
        _put(session, row, after.get(language), language, text, None, taken=True, now=now)
