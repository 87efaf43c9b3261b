"""Editing a paragraph of a working version by hand: alignment, corrections, reasons."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.domain.charters import WordingStatus
from app.domain.composition import ChoiceAct, EditKind, composed
from app.domain.errors import Conflict, Invalid, NotFound
from app.domain.parts import Part
from app.domain.people import Actor
from app.domain.texts import ParagraphType, normalise_text
from app.domain.writing import tidy
from app.ledger.lineage import relate
from app.ledger.parts import Parts
from app.ledger.translations import settle, turn_stale
from app.models.charters import Charter, Paragraph, Version, Wording
from app.models.composition import Change, Citation
from app.queries.composition import Composition, composition_of
from app.queries.imports import source_language
from app.queries.works import Work
from app.services.composition.preparing import checked, opened
from app.services.composition.reasons import change_of, cite_references, joined, new_change
from app.services.composition.settling import settle_composed
from app.services.composition.stepping import keep_step


@dataclass(frozen=True, slots=True)
class ParagraphEdit:
    """A paragraph as typed, by language; an empty text takes the wording away.

    ``kind`` and ``reasons`` say what a change of the words does and why; a translation brought
    into line needs neither.
    """

    texts: Mapping[str, str]
    labels: Mapping[str, str]
    notes: Mapping[str, str]
    type: ParagraphType
    principles: Collection[str] = field(default=())
    kind: EditKind | None = None
    reasons: Mapping[str, str] = field(default_factory=dict)
    topics: Collection[str] = field(default=())
    citations: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class _Hand:
    """Who writes, when, and which language the others are made from."""

    source: str | None
    member_id: int | None
    now: datetime


def edit_paragraph(
    session: Session,
    actor: Actor,
    version: Version,
    key: str,
    edit: ParagraphEdit,
    *,
    token: str,
    now: datetime,
) -> None:
    """Write a paragraph by hand; over amendments in the text it is marked as written.

    Raises ``Invalid`` unless a change of what is said tells its kind and its reason.
    """
    composition = opened(session, actor, version, now=now)
    checked(composition, key, token)
    work = composition.work(key)
    if work is None or work.now is None:
        raise NotFound("paragraph")
    if not any(text.strip() for text in edit.texts.values()):
        raise Invalid("text_needed", field="text")
    charter = session.get_one(Charter, composition.version.charter_id)
    source = source_language(charter, dict.fromkeys(work.after, 1))
    if composition.base is not None and _says_something_else(work, edit.texts, source):
        _explain_edit(session, composition.version, work, edit)
    work.now.type = edit.type
    work.now.principles = list(edit.principles)
    work.now.topics = list(edit.topics)
    before = {language: wording.text for language, wording in work.after.items()}
    _keep_what_is_written_over(session, actor, composition.version, work, edit, now=now)
    hand = _Hand(source, actor.member_id, now)
    _write_beside(session, composition, work.now, edit, hand)
    changed = {
        language
        for language, text in edit.texts.items()
        if _write(session, work, language, text, edit.labels.get(language, ""), hand)
    }
    if source in changed:
        _others_are_stale(work, changed, before)
    _finish(session, composition, work)


def _keep_what_is_written_over(
    session: Session,
    actor: Actor,
    version: Version,
    work: Work,
    edit: ParagraphEdit,
    *,
    now: datetime,
) -> None:
    """Words written over amendments change what was taken of these, so they are a step as well."""
    over = {
        language
        for language, text in edit.texts.items()
        if work.led(language) and normalise_text(text) != _words_now(work, language)
    }
    wishes = [wish for wish in work.wishes if wish.choice and over & set(wish.taken)]
    keep_step(session, actor, version, ChoiceAct.WRITE, wishes, now=now)


def _words_now(work: Work, language: str) -> str:
    wording = work.after.get(language)
    return wording.text if wording else ""


def restore_wording(
    session: Session,
    actor: Actor,
    version: Version,
    key: str,
    language: str,
    *,
    token: str,
    now: datetime,
) -> None:
    """Give a language the words again that base and decisions make."""
    composition = opened(session, actor, version, now=now)
    checked(composition, key, token)
    work = composition.work(key)
    if work is None or work.now is None or (work.origin is None and work.source is None):
        raise NotFound("paragraph")
    base, after = work.before.get(language), work.after.get(language)
    text = composed(base.text if base else None, work.taken(language), work.order)
    if text is None and after is not None:
        session.delete(after)
    elif text is not None:
        wording = after or _new(session, work, language)
        wording.text, wording.updated_at = text, now
        wording.label = base.label if base else wording.label
        settle_composed(work, {**work.after, language: wording}, language, {language})
    _finish(session, composition, work)


def explain_change(
    session: Session,
    actor: Actor,
    version: Version,
    key: str,
    reasons: Mapping[str, str],
    references: Collection[str],
    *,
    editorial: bool,
    token: str,
    now: datetime,
) -> None:
    """Say why a paragraph changed and cite what led to it; without either it is editorial."""
    composition = opened(session, actor, version, now=now)
    checked(composition, key, token)
    change = change_of(session, version, key) or new_change(session, version, key)
    change.reasons = {code: text.strip() for code, text in reasons.items() if text.strip()}
    change.editorial = editorial
    if editorial and any(reference.strip() for reference in references):
        raise Invalid("editorial_cites_nothing", field="references")
    cite_references(session, version, change, references)
    session.commit()


def _says_something_else(work: Work, texts: Mapping[str, str], source: str | None) -> bool:
    """Whether words change that are no translation: the original's, or those of an amendment."""
    for language, text in texts.items():
        found = work.after.get(language)
        words = normalise_text(text)
        leads = language == source or work.led(language)
        if leads and words != (found.text if found else ""):
            return True
    return False


def _explain_edit(session: Session, version: Version, work: Work, edit: ParagraphEdit) -> None:
    """Keep what an edit by hand does and why, beside what is said of the change already."""
    reasons = {code: text.strip() for code, text in edit.reasons.items() if text.strip()}
    if edit.kind is None:
        raise Invalid("edit_kind_missing", field="kind")
    if not reasons:
        raise Invalid("edit_reason_missing", field="why")
    change = change_of(session, version, work.key)
    if change is None:
        editorial = edit.kind is EditKind.EDITORIAL
        change = new_change(session, version, work.key, editorial=editorial)
    if edit.kind is EditKind.SUBSTANTIVE:
        change.editorial = False
    change.edited = (
        EditKind.SUBSTANTIVE
        if EditKind.SUBSTANTIVE in {edit.kind, change.edited}
        else EditKind.EDITORIAL
    )
    change.reasons = joined(change.reasons, reasons)
    session.flush()


def _write_beside(
    session: Session, composition: Composition, row: Paragraph, edit: ParagraphEdit, hand: _Hand
) -> None:
    """The note, and the citations where they were shown; a language left out loses its words."""
    parts = Parts(session, composition.version, hand.source, hand.now, hand.member_id)
    parts.write(row, Part.NOTE, {**dict.fromkeys(row.notes, ""), **_tidied(edit.notes)})
    if edit.citations is not None:
        parts.write(row, Part.CITATIONS, _tidied(edit.citations))


def _tidied(texts: Mapping[str, str]) -> dict[str, str]:
    return {language: tidy(text) for language, text in texts.items()}


def _write(
    session: Session,
    work: Work,
    language: str,
    text: str,
    label: str,
    hand: _Hand,
) -> bool:
    """Put a language's words; whether they differ from those before."""
    words, mark = normalise_text(text), label.strip() or None
    found = work.after.get(language)
    if not words:
        if found is not None and work.taken(language):
            raise Conflict("amendments_clash")
        if found is not None:
            session.delete(found)
        return found is not None
    wording = found or _new(session, work, language)
    if found is not None and found.text == words and found.label == mark:
        return False
    changed = found is None or found.text != words
    wording.text, wording.label, wording.updated_at = words, mark, hand.now
    if changed:
        original = language == hand.source or work.led(language)
        status = WordingStatus.REVIEWED if original else WordingStatus.DRAFT
        settle(wording, status, by=hand.member_id)
        if work.led(language):
            _mark_as_written(work, language, words)
    return changed


def _new(session: Session, work: Work, language: str) -> Wording:
    wording = Wording(paragraph_id=work.now.id if work.now else 0, language=language, text="")
    session.add(wording)
    return wording


def _mark_as_written(work: Work, language: str, words: str) -> None:
    """Amendments already in these words are settled by the words written here."""
    for wish in work.givers:
        if wish.choice is not None and language in wish.taken:
            wish.choice.wordings = {**wish.choice.wordings, language: words}


def _others_are_stale(work: Work, changed: Collection[str], before: Mapping[str, str]) -> None:
    for language, wording in work.after.items():
        waits = work.amended and wording.status is WordingStatus.STALE
        if language not in changed and not waits:
            turn_stale(wording, {code: before[code] for code in changed if code in before})


def _finish(session: Session, composition: Composition, work: Work) -> None:
    """Lineage and reasons follow: a change that nothing led to is editorial."""
    version = composition.version
    relate(session, version)
    fresh = composition_of(session, version).work(work.key)
    change = change_of(session, version, work.key)
    if version.base_version_id is not None and fresh is not None:
        if fresh.changed and change is None:
            new_change(session, version, work.key, editorial=True)
        elif not fresh.changed and change is not None and not fresh.amended:
            _forget(session, change)
        elif change is not None and change.edited and not fresh.by_hand:
            change.edited = None
    session.commit()


def _forget(session: Session, change: Change) -> None:
    session.execute(delete(Citation).where(Citation.change_id == change.id))
    session.delete(change)
