"""Making the text follow the decisions: wordings, paragraphs, order, lineage, reasons."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.composition import composed, inserted_key
from app.domain.contributions import Operation
from app.ledger.lineage import relate
from app.ledger.translations import turn_stale
from app.ledger.versions import UNPLACED, copy_paragraph, drop_paragraphs, put_in_order
from app.models.charters import Paragraph, Version, Wording
from app.queries.composition import Composition, composition_of
from app.queries.works import Wish, Work
from app.services.composition.hands import Hands
from app.services.composition.ordering import order_of
from app.services.composition.reasons import explain_decisions
from app.services.composition.settling import settle_composed


def rewrite(
    session: Session, version: Version, wish_keys: Collection[str], hands: Hands, *, now: datetime
) -> None:
    """Write anew whatever these amendments touch: base plus the texts taken, and nothing else.

    Words that ``hands`` wrote stay; they turn stale where others changed.
    """
    session.flush()
    composition = composition_of(session, version)
    for work in composition.works:
        touched = [wish for wish in work.wishes if wish.key in wish_keys]
        if any(wish.operation is not Operation.INSERT_AFTER for wish in touched):
            _rewrite_paragraph(session, version, work, touched, hands.get(work.key, ()), now=now)
    for wish in composition.wishes:
        if wish.key in wish_keys and wish.operation is Operation.INSERT_AFTER:
            _rewrite_insertion(session, composition, wish, hands, now=now)
    session.flush()
    fresh = composition_of(session, version)
    put_in_order(session, version, order_of(fresh))
    relate(session, version)
    explain_decisions(session, composition_of(session, version), wish_keys)


def _rewrite_paragraph(
    session: Session,
    version: Version,
    work: Work,
    touched: Collection[Wish],
    hands: Collection[str],
    *,
    now: datetime,
) -> None:
    if any(wish.applied for wish in work.deletions):
        if work.now is not None:
            drop_paragraphs(session, [work.now.id])
        return
    row, after = work.now, dict(work.after)
    if row is None and work.origin is not None:
        row = copy_paragraph(session, work.origin, version)
        session.flush()
        after = _wordings(session, row)
    if row is None:
        return
    before = {code: wording.text for code, wording in after.items()}
    _write_composed(session, row, work, touched, after, hands, now=now)
    changed = {code for code, wording in after.items() if wording.text != before.get(code)}
    for language in after.keys() - {*hands}:
        settle_composed(work, after, language, changed)
    if not all(wish.one_language for wish in touched):
        _leave_behind({code: after[code] for code in after if code in hands}, before, changed)


def _write_composed(
    session: Session,
    row: Paragraph,
    work: Work,
    touched: Collection[Wish],
    after: dict[str, Wording],
    hands: Collection[str],
    *,
    now: datetime,
) -> None:
    languages = {code for wish in touched for code in (*wish.texts, *wish.taken)}
    languages |= {code for wish in work.wishes for code in wish.taken}
    for language in languages.difference(hands):
        base = work.before.get(language)
        text = composed(base.text if base else None, work.taken(language), work.order)
        _put(session, row, after, language, text, base, now=now)


def _leave_behind(
    by_hand: Mapping[str, Wording], before: Mapping[str, str], changed: Collection[str]
) -> None:
    """Words written by hand stay; they are stale where those of other languages changed."""
    for language, wording in by_hand.items():
        others = {code: before[code] for code in changed if code != language and code in before}
        if others:
            turn_stale(wording, others)


def _wordings(session: Session, row: Paragraph) -> dict[str, Wording]:
    found = session.scalars(select(Wording).where(Wording.paragraph_id == row.id))
    return {wording.language: wording for wording in found}


def _put(
    session: Session,
    row: Paragraph,
    after: dict[str, Wording],
    language: str,
    text: str | None,
    base: Wording | None,
    *,
    now: datetime,
) -> None:
    """The text in a language, where there is one; how far it is, is said once all are there."""
    wording = after.get(language)
    if text is None:
        if wording is not None:
            session.delete(after.pop(language))
        return
    if wording is None:
        label = base.label if base else None
        wording = Wording(paragraph_id=row.id, language=language, label=label, made_from={})
        session.add(wording)
        after[language] = wording
    if wording.text != text:
        wording.text, wording.updated_at = text, now


def _rewrite_insertion(
    session: Session, composition: Composition, wish: Wish, hands: Hands, *, now: datetime
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
        after: dict[str, Wording] = {}
    else:
        after = dict(found.after) if found else {}
    before = {code: wording.text for code, wording in after.items()}
    for language, text in wish.taken.items():
        if language not in hands.get(key, ()):
            _put(session, row, after, language, text, None, now=now)
    # The work is as it was before there was a paragraph, so it is told which amendment made it.
    work = Work(key, None, row, {}, after, (), None, (), wish)
    changed = {code for code, wording in after.items() if wording.text != before.get(code)}
    for language in changed:
        settle_composed(work, after, language, changed)
