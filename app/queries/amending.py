"""What the amendment editor starts from: the wordings, the place, and amendments already there."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from app.domain.contributions import Kind, Operation, Status
from app.domain.errors import NotFound
from app.domain.likeness import Near, nearest
from app.domain.wording.hunks import ConflictKind
from app.domain.wording.meetings import Meeting, meetings
from app.domain.wording.merge import Proposal
from app.models.charters import Paragraph, Section, Wording
from app.models.contributions import Contribution, Revision
from app.queries.amendment_languages import added_by_translators
from app.queries.cards import Card
from app.queries.rounds import RoundInView, in_language

COMPARED = 200


@dataclass(frozen=True, slots=True)
class Ground:
    """A paragraph as an amendment finds it: its wordings by language, and its section."""

    paragraph_id: int
    number: int
    wordings: dict[str, str]
    authentic: str | None
    headings: dict[str, str]
    opens_section: bool

    def language_for(self, *wanted: str | None) -> str:
        """The first language asked for that the paragraph exists in, else one that it has."""
        spare = (*wanted, self.authentic, *self.wordings)
        found = (code for code in spare if code is not None and code in self.wordings)
        return next(found, wanted[-1] or "en")

    def heading(self, language: str) -> str:
        """The heading of its section."""
        return in_language(self.headings, language)


@dataclass(frozen=True, slots=True)
class Existing:
    """An amendment readers already see at the same place; ``further`` in other languages."""

    reference: str
    operation: Operation
    language: str
    wording: str
    reason: str
    title: str = ""
    id: int = 0
    amends_id: int | None = None
    further: Mapping[str, str] = field(default_factory=dict)

    def text(self, language: str) -> str | None:
        """What it proposes in a language, if it is worded in it."""
        return self.wording if language == self.language else self.further.get(language)


@dataclass(frozen=True, slots=True)
class Inserted:
    """A new paragraph that an insertion proposes, ready to be given other words."""

    id: int
    reference: str
    language: str
    wording: str
    title: str
    number: int | None
    alternatives: list[Existing]


def ground_of(session: Session, view: RoundInView, number: int) -> Ground:
    """The paragraph with this number, ready to be amended."""
    row = session.execute(
        select(Paragraph, Section.headings)
        .outerjoin(Section, Section.id == Paragraph.section_id)
        .where(Paragraph.version_id == view.version.id, Paragraph.number == number)
    ).first()
    if row is None:
        raise NotFound("paragraph")
    paragraph, headings = row
    first = session.scalar(
        select(func.min(Paragraph.number)).where(
            Paragraph.version_id == view.version.id,
            Paragraph.section_id == paragraph.section_id,
        )
    )
    wordings = session.execute(
        select(Wording.language, Wording.text).where(Wording.paragraph_id == paragraph.id)
    )
    return Ground(
        paragraph_id=paragraph.id,
        number=paragraph.number,
        wordings={language: text for language, text in wordings},  # noqa: C416  rows are no pairs
        authentic=view.charter.authentic_language,
        headings=headings or {},
        opens_section=paragraph.section_id is not None and first == paragraph.number,
    )


def amendments_there(
    session: Session, view: RoundInView, ground: Ground, *, now: datetime
) -> list[Existing]:
    """Published amendments on the paragraph, the newest first, as many as are compared."""
    on = Contribution.paragraph_id == ground.paragraph_id
    return _published(session, view.round.id, on, now=now)


def others_on(
    session: Session, view: RoundInView, one: Contribution, *, now: datetime
) -> list[Existing]:
    """The other amendments on the paragraph of this one, or of the same new paragraph."""
    if one.paragraph_id is None and one.amends_id is None:
        return []
    same = (
        Contribution.paragraph_id == one.paragraph_id
        if one.amends_id is None
        else Contribution.amends_id == one.amends_id
    )
    found = _published(session, view.round.id, same, now=now)
    there = [other for other in found if other.id != one.id]
    return there if one.amends_id is None else [_as_words(other) for other in there]


def _as_words(one: Existing) -> Existing:
    """Other words for a new paragraph are compared as those that replace a text are."""
    return replace(one, operation=Operation.REPLACE)


def _published(
    session: Session, round_id: int, where: ColumnElement[bool], *, now: datetime
) -> list[Existing]:
    rows = session.execute(
        select(
            Contribution.reference,
            Contribution.operation,
            Contribution.language,
            Revision.wording,
            Revision.text,
            Revision.title,
            Contribution.id,
            Contribution.amends_id,
            Revision.wordings,
        )
        .join(
            Revision,
            (Revision.contribution_id == Contribution.id)
            & (Revision.number == Contribution.shown_revision),
        )
        .where(
            Contribution.round_id == round_id,
            where,
            Contribution.kind == Kind.AMENDMENT,
            Contribution.status == Status.PUBLISHED,
            or_(Contribution.veiled_until.is_(None), Contribution.veiled_until <= now),
        )
        .order_by(Contribution.id.desc())
        .limit(COMPARED)
    ).all()
    added = added_by_translators(session, [row.id for row in rows])
    return [
        Existing(
            row.reference,
            row.operation,
            row.language,
            row.wording or "",
            row.text,
            row.title,
            row.id,
            row.amends_id,
            {**{code: one.text for code, one in added.get(row.id, {}).items()}, **row.wordings},
        )
        for row in rows
        if row.operation is not None
    ]


def inserted_by(session: Session, view: RoundInView, card: Card, *, now: datetime) -> Inserted:
    """The new paragraph of an insertion that readers see, with other words proposed for it."""
    if card.operation is not Operation.INSERT_AFTER or not card.appears or card.amends:
        raise NotFound("amendment")
    number = session.scalar(select(Paragraph.number).where(Paragraph.id == card.paragraph_id))
    own = Contribution.amends_id == card.id
    return Inserted(
        id=card.id,
        reference=card.reference,
        language=card.language,
        wording=card.wording or "",
        title=card.title,
        number=number,
        alternatives=[_as_words(one) for one in _published(session, view.round.id, own, now=now)],
    )


def similar(
    existing: list[Existing], operation: Operation, language: str, wording: str
) -> list[Near]:
    """Those that propose nearly or exactly the same."""
    if operation is Operation.DELETE:
        return [Near(one.reference, 100.0, True) for one in existing if one.operation is operation]
    return nearest(
        wording,
        (
            (one.reference, text)
            for one in existing
            if one.operation is operation and (text := one.text(language)) is not None
        ),
    )


def met(
    existing: list[Existing], operation: Operation, language: str, base: str, wording: str
) -> list[Meeting]:
    """The amendments there that this one would meet, each with how, the gravest first.

    A deletion takes the paragraph away in every language, so it meets all that changes it in any.
    """
    if operation is Operation.INSERT_AFTER:
        return [
            Meeting(one.reference, ConflictKind.SAME_POINT)
            for one in existing
            if one.operation is operation and one.amends_id is None
        ]
    here = [one for one in existing if one.operation is not Operation.INSERT_AFTER]
    deletes = operation is Operation.DELETE
    away = [one for one in here if deletes and _changes_elsewhere(one, language)]
    proposals = [
        Proposal(one.reference, text)
        for one in here
        if (text := "" if one.operation is Operation.DELETE else one.text(language)) is not None
    ]
    found = meetings(base, "" if deletes else wording, proposals)
    return [*(Meeting(one.reference, ConflictKind.DELETE_EDIT) for one in away), *found]


def _changes_elsewhere(one: Existing, language: str) -> bool:
    return one.operation is Operation.REPLACE and one.text(language) is None


def amended_wording(session: Session, one: Contribution) -> str:
    """The new paragraph for which a contribution proposes other words, as it read then."""
    found = session.scalar(
        select(Revision.wording).where(
            Revision.contribution_id == one.amends_id, Revision.number == one.amends_revision
        )
    )
    return found or ""


def base_under(session: Session, one: Contribution) -> str:
    """What an amendment is compared with: a paragraph, or the new one it has other words for."""
    if one.amends_id is not None:
        return amended_wording(session, one)
    return base_of(session, one.paragraph_id, one.language)


def base_of(session: Session, paragraph_id: int | None, language: str) -> str:
    """The wording an amendment in this language rests on; empty where there is none."""
    found = session.scalar(
        select(Wording.text).where(
            Wording.paragraph_id == paragraph_id, Wording.language == language
        )
    )
    return found or ""
