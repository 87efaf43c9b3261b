"""What the amendment editor starts from: the wordings, the place, and amendments already there."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.contributions import Kind, Operation, Status
from app.domain.errors import NotFound
from app.domain.likeness import Near, nearest
from app.models.charters import Paragraph, Section, Wording
from app.models.contributions import Contribution, Revision
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
    """An amendment readers already see at the same place."""

    reference: str
    operation: Operation
    language: str
    wording: str
    reason: str


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


def amendments_there(session: Session, view: RoundInView, ground: Ground) -> list[Existing]:
    """Published amendments on the paragraph, the newest first, as many as are compared."""
    rows = session.execute(
        select(
            Contribution.reference,
            Contribution.operation,
            Contribution.language,
            Revision.wording,
            Revision.text,
        )
        .join(
            Revision,
            (Revision.contribution_id == Contribution.id)
            & (Revision.number == Contribution.shown_revision),
        )
        .where(
            Contribution.round_id == view.round.id,
            Contribution.paragraph_id == ground.paragraph_id,
            Contribution.kind == Kind.AMENDMENT,
            Contribution.status == Status.PUBLISHED,
            Contribution.veiled_until.is_(None),
        )
        .order_by(Contribution.id.desc())
        .limit(COMPARED)
    )
    return [
        Existing(reference, operation, language, wording or "", text)
        for reference, operation, language, wording, text in rows
        if operation is not None
    ]


def similar(
    existing: list[Existing], operation: Operation, language: str, wording: str
) -> list[Near]:
    """Those that propose nearly or exactly the same."""
    if operation is Operation.DELETE:
        return [Near(one.reference, 100.0, True) for one in existing if one.operation is operation]
    return nearest(
        wording,
        (
            (one.reference, one.wording)
            for one in existing
            if one.operation is operation and one.language == language
        ),
    )


def base_of(session: Session, paragraph_id: int | None, language: str) -> str:
    """The wording an amendment in this language rests on; empty where there is none."""
    found = session.scalar(
        select(Wording.text).where(
            Wording.paragraph_id == paragraph_id, Wording.language == language
        )
    )
    return found or ""
