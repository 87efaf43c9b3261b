"""A round for the writer of Word files: its text with published amendments and comments."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Row, or_, select
from sqlalchemy.orm import Session, aliased

from app.domain.contributions import Kind, Status
from app.domain.errors import Invalid
from app.domain.review import (
    ReviewAmendment,
    ReviewComment,
    ReviewDocument,
    ReviewParagraph,
    ReviewSection,
)
from app.models.charters import Paragraph, Section
from app.models.contributions import Contribution, CoSponsor, Revision
from app.models.people import Organisation
from app.queries.rounds import RoundInView
from app.queries.texts import SectionText, text_of

Found = Row[Contribution, Revision, int, str, str]


def review_document(
    session: Session,
    view: RoundInView,
    language: str,
    *,
    organisation: str = "",
    chosen: Sequence[int] = (),
    clean: bool = False,
    now: datetime,
) -> ReviewDocument:
    """The round in a language: all of it or the paragraphs of these numbers.

    With everybody's published contributions or those of one organisation (its slug); ``clean``
    leaves them out. The number of statements is constant. Raises ``Invalid`` for a number that no
    paragraph has.
    """
    numbers = frozenset(chosen)
    sections = _chosen(text_of(session, view.version, language), numbers)
    there = {one.number for section in sections for one in section.paragraphs}
    if numbers - there:
        raise Invalid("no_such_paragraph", field="paragraphs")
    rows = [] if clean else _rows(session, view, organisation, now=now)
    rows = [row for row in rows if not numbers or row[2] in numbers]
    return ReviewDocument(
        slug=view.round.slug,
        title=view.title(language),
        charter=view.charter_title(language),
        language=language,
        number=view.version.number,
        hash=view.version.content_hash or "",
        moment=_moment(view, rows),
        sections=sections,
        amendments=_amendments(session, rows),
        comments=tuple(_comment(row) for row in rows if row[0].kind is Kind.COMMENT),
        clean=clean,
        chosen=tuple(sorted(numbers)),
        organisation=organisation,
    )


def _moment(view: RoundInView, rows: Iterable[Found]) -> datetime:
    """When the newest thing in the file was written, so that the same content is the same file."""
    frozen = view.version.frozen_at or view.version.created_at
    return max([frozen, *(row[1].created_at for row in rows)])


def _chosen(sections: Sequence[SectionText], numbers: frozenset[int]) -> tuple[ReviewSection, ...]:
    """The sections with the paragraphs asked for; those left with none stay out of a part."""
    found = (
        ReviewSection(
            key=section.key,
            level=section.level,
            heading=section.heading,
            heading_language=section.heading_language,
            paragraphs=tuple(
                ReviewParagraph(one.key, one.number, one.shown, one.label or "", one.shown_language)
                for one in section.paragraphs
                if not numbers or one.number in numbers
            ),
        )
        for section in sections
    )
    return tuple(section for section in found if section.paragraphs or not numbers)


def _rows(session: Session, view: RoundInView, organisation: str, *, now: datetime) -> list[Found]:
    """What readers see, in the order it was sent: contribution, words, number, section, parent."""
    parent = aliased(Contribution)
    wanted = (
        select(Contribution, Revision, Paragraph.number, Section.key, parent.reference)
        .join(
            Revision,
            (Revision.contribution_id == Contribution.id)
            & (Revision.number == Contribution.shown_revision),
        )
        .outerjoin(Paragraph, Paragraph.id == Contribution.paragraph_id)
        .outerjoin(Section, Section.id == Contribution.section_id)
        .outerjoin(parent, parent.id == Contribution.parent_id)
        .where(
            Contribution.round_id == view.round.id,
            Contribution.kind.in_((Kind.AMENDMENT, Kind.COMMENT)),
            Contribution.status == Status.PUBLISHED,
            or_(Contribution.veiled_until.is_(None), Contribution.veiled_until <= now),
        )
        .order_by(Contribution.submitted_at, Contribution.kind, Contribution.number)
    )
    if organisation:
        wanted = wanted.join(Organisation, Organisation.id == Contribution.organisation_id).where(
            Organisation.slug == organisation
        )
    return list(session.execute(wanted))


def _amendments(session: Session, rows: Iterable[Found]) -> tuple[ReviewAmendment, ...]:
    found = [row for row in rows if row[0].kind is Kind.AMENDMENT and row[0].operation]
    sponsors: dict[int, list[str]] = {}
    if found:
        joined = session.execute(
            select(CoSponsor.contribution_id, CoSponsor.display_name, Organisation.name)
            .outerjoin(Organisation, Organisation.id == CoSponsor.organisation_id)
            .join(Contribution, Contribution.id == CoSponsor.contribution_id)
            .where(Contribution.round_id == found[0][0].round_id)
            .order_by(CoSponsor.id)
        )
        for contribution, name, body in joined:
            sponsors.setdefault(contribution, []).append(body or name)
    return tuple(_amendment(row, sponsors.get(row[0].id, ())) for row in found)


def _amendment(row: Found, sponsors: Sequence[str]) -> ReviewAmendment:
    one, words, number, section, _parent = row
    if one.operation is None:
        raise ValueError("an amendment does something")
    return ReviewAmendment(
        reference=one.reference,
        operation=one.operation,
        language=one.language,
        author=one.display_name,
        at=one.submitted_at,
        reason=words.text,
        wording=words.wording or "",
        number=number,
        head=section or "",
        sponsors=tuple(sponsors),
    )


def _comment(row: Found) -> ReviewComment:
    one, words, number, _section, parent = row
    return ReviewComment(
        reference=one.reference,
        language=one.language,
        author=one.display_name,
        at=one.submitted_at,
        text=words.text,
        kind=one.comment_kind.value if one.comment_kind else "",
        quote=words.quote or "",
        number=number,
        parent=parent or "",
    )
