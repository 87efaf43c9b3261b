"""Amendments in the text they are about: paragraph by paragraph, with what stands in whose way."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from app.domain.contributions import Kind, Operation, Scope, Status
from app.domain.wording.hunks import ConflictKind
from app.domain.wording.merge import Proposal
from app.domain.wording.overview import Overview, Piece, overview
from app.models.charters import Paragraph, Wording
from app.models.contributions import Contribution, Revision
from app.queries.amendment_languages import added_by_translators
from app.queries.rounds import RoundInView

PARAGRAPHS = 20
Pairs = dict[str, dict[str, ConflictKind]]


@dataclass(frozen=True, slots=True)
class InPlace:
    """An amendment readers see, in one line; ``further`` are its wordings in other languages."""

    id: int
    reference: str
    operation: Operation
    language: str
    wording: str
    title: str
    amends_id: int | None
    scope: Scope
    further: Mapping[str, str]

    def text(self, language: str) -> str | None:
        """What it proposes in a language, if it is worded in it."""
        return self.wording if language == self.language else self.further.get(language)

    def shown_in(self, language: str) -> "InPlace":
        """The same as readers of a language see it: worded in it where it can be."""
        text = self.further.get(language)
        return self if text is None else replace(self, language=language, wording=text)


@dataclass(frozen=True, slots=True)
class Marked:
    """A paragraph with all that is proposed for it; ``elsewhere`` is in other languages."""

    number: int
    text: str | None
    language: str
    pieces: tuple[Piece, ...]
    inserted: tuple[InPlace, ...]
    deleted: tuple[InPlace, ...]
    elsewhere: tuple[InPlace, ...]
    conflicts: Pairs

    @property
    def is_touched(self) -> bool:
        """Whether anything is proposed here."""
        marks = any(piece.choices for piece in self.pieces)
        return marks or bool(self.inserted or self.deleted or self.elsewhere)


def marked_text(
    session: Session, view: RoundInView, language: str, page: int, *, now: datetime
) -> list[Marked]:
    """One page of the text with every amendment in its place; four statements."""
    first = PARAGRAPHS * (page - 1)
    numbers = range(first + 1, first + PARAGRAPHS + 1)
    return _marked(session, view, language, numbers, now=now)


def marked_paragraph(
    session: Session, view: RoundInView, language: str, number: int, *, now: datetime
) -> Marked | None:
    """One paragraph with every amendment in its place; four statements."""
    found = _marked(session, view, language, [number], now=now)
    return found[0] if found else None


def number_of_paragraphs(session: Session, view: RoundInView) -> int:
    """How many paragraphs the text of the round has."""
    found = select(func.count()).where(Paragraph.version_id == view.version.id)
    return session.scalar(found) or 0


def in_conflict(session: Session, view: RoundInView, *, now: datetime) -> frozenset[int]:
    """Ids of the amendments that cannot stand in the text beside some other; three statements."""
    there = _there(session, view, None, now=now)
    bases = _bases(session, there.keys())
    found: set[int] = set()
    for paragraph_id, ones in there.items():
        ids = {one.reference: one.id for one in ones}
        for language in {code for one in ones for code in (one.language, *one.further)}:
            base = bases.get((paragraph_id, language))
            if base is not None:
                found.update(ids[name] for name in _conflicts(ones, base, language))
    return frozenset(found)


def _marked(
    session: Session,
    view: RoundInView,
    language: str,
    numbers: Collection[int],
    *,
    now: datetime,
) -> list[Marked]:
    paragraphs = session.scalars(
        select(Paragraph)
        .where(Paragraph.version_id == view.version.id, Paragraph.number.in_(numbers))
        .order_by(Paragraph.number)
    ).all()
    ids = [paragraph.id for paragraph in paragraphs]
    there, bases = _there(session, view, ids, now=now), _bases(session, ids)
    return [
        _paragraph(one, language, bases.get((one.id, language)), there.get(one.id, []))
        for one in paragraphs
    ]


def _paragraph(one: Paragraph, language: str, base: str | None, ones: list[InPlace]) -> Marked:
    found = _overview(base or "", _proposals(ones, language))
    inserts = [each for each in ones if each.operation is Operation.INSERT_AFTER]
    return Marked(
        number=one.number,
        text=base,
        language=language,
        pieces=found.pieces,
        inserted=tuple(each.shown_in(language) for each in inserts),
        deleted=tuple(each for each in ones if each.operation is Operation.DELETE),
        elsewhere=tuple(
            each
            for each in ones
            if each.operation is Operation.REPLACE and each.text(language) is None
        ),
        conflicts=_conflicts(ones, base or "", language),
    )


def _proposals(ones: Sequence[InPlace], language: str) -> tuple[Proposal, ...]:
    return tuple(
        Proposal(one.reference, text)
        for one in ones
        if one.operation is Operation.REPLACE and (text := one.text(language)) is not None
    )


def _conflicts(ones: Sequence[InPlace], base: str, language: str) -> Pairs:
    """Where replacements meet each other in a language, and deletions every replacement."""
    found = _overview(base, _proposals(ones, language)).conflicts
    pairs: Pairs = defaultdict(dict, {one: dict(others) for one, others in found.items()})
    for deletion in (one for one in ones if one.operation is Operation.DELETE):
        for change in (one for one in ones if one.operation is Operation.REPLACE):
            pairs[deletion.reference][change.reference] = ConflictKind.DELETE_EDIT
            pairs[change.reference][deletion.reference] = ConflictKind.DELETE_EDIT
    return dict(pairs)


@lru_cache(maxsize=512)
def _overview(base: str, proposals: tuple[Proposal, ...]) -> Overview:
    """The same words always meet in the same way."""
    return overview(base, proposals)


def _there(
    session: Session, view: RoundInView, paragraph_ids: Collection[int] | None, *, now: datetime
) -> dict[int, list[InPlace]]:
    wanted: Any = select(Contribution, Revision).join(
        Revision,
        (Revision.contribution_id == Contribution.id)
        & (Revision.number == Contribution.shown_revision),
    )
    wanted = wanted.where(
        Contribution.round_id == view.round.id,
        Contribution.kind == Kind.AMENDMENT,
        Contribution.status == Status.PUBLISHED,
        Contribution.paragraph_id.is_not(None),
        or_(Contribution.veiled_until.is_(None), Contribution.veiled_until <= now),
    ).order_by(Contribution.number)
    if paragraph_ids is not None:
        wanted = wanted.where(Contribution.paragraph_id.in_(paragraph_ids))
    rows = session.execute(wanted).all()
    added = added_by_translators(session, [one.id for one, _ in rows])
    found: dict[int, list[InPlace]] = {}
    for one, words in rows:
        translated = {code: row.text for code, row in added.get(one.id, {}).items()}
        found.setdefault(one.paragraph_id, []).append(
            InPlace(
                one.id,
                one.reference,
                one.operation,
                one.language,
                words.wording or "",
                words.title,
                one.amends_id,
                one.scope,
                {**translated, **words.wordings},
            )
        )
    return found


def _bases(session: Session, paragraph_ids: Collection[int]) -> dict[tuple[int, str], str]:
    rows = session.execute(
        select(Wording.paragraph_id, Wording.language, Wording.text).where(
            Wording.paragraph_id.in_(paragraph_ids)
        )
    )
    return {(paragraph_id, language): text for paragraph_id, language, text in rows}
