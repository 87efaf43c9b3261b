"""The report while it is written: parts by language, what is missing, who may publish it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session, aliased

from app.domain.errors import NotFound
from app.domain.languages import LANGUAGES
from app.domain.people import Role
from app.domain.synthesis.parts import INTRODUCTION, PARAGRAPH, missing_parts, part_on
from app.models.charters import Paragraph, Section
from app.models.people import Member, RoleGrant
from app.models.rounds import Round
from app.models.synthesis import Synthesis, SynthesisComment, SynthesisPart
from app.queries.rounds import RoundInView, in_language


@dataclass(frozen=True, slots=True)
class PartText:
    """One part in one language; ``edit`` is 0 while nothing was written."""

    text: str = ""
    edit: int = 0
    author: str = ""
    updated_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ReviewComment:
    """What a reviewer says on a part, and how it was settled."""

    id: int
    author: str
    text: str
    written_at: datetime
    answer: str
    settled_by: str
    settled_at: datetime | None


@dataclass(frozen=True, slots=True)
class Part:
    """The introduction, or the part on a section or on a paragraph, in every language."""

    key: str
    headings: dict[str, str]
    texts: dict[str, PartText]
    comments: tuple[ReviewComment, ...] = ()
    number: int | None = None

    @property
    def unsettled(self) -> int:
        """How many comments wait for whoever writes the part."""
        return sum(comment.settled_at is None for comment in self.comments)

    @property
    def is_introduction(self) -> bool:
        """Whether this part opens the report."""
        return self.key == INTRODUCTION

    def heading(self, language: str) -> str:
        """The heading of the section in a language; empty for the introduction."""
        return in_language(self.headings, language)


@dataclass(frozen=True, slots=True)
class Workshop:
    """The report being written, with everything its page shows."""

    parts: tuple[Part, ...]
    edit: int
    sent_at: datetime | None
    sent_by: str
    editors: frozenset[int]
    publishers: tuple[str, ...]
    reason: str = ""

    @property
    def unsettled(self) -> int:
        """How many comments of the review are left."""
        return sum(part.unsettled for part in self.parts)

    @property
    def missing(self) -> list[tuple[str, str]]:
        """Part and language of every text still to be written."""
        written = {
            part.key: {code: text.text for code, text in part.texts.items()} for part in self.parts
        }
        return missing_parts(written, [part.key for part in self.parts], LANGUAGES)

    def part(self, key: str) -> Part:
        """The part with this key; raises ``NotFound`` for any other."""
        found = next((part for part in self.parts if part.key == key), None)
        if found is None:
            raise NotFound("part")
        return found


def workshop(session: Session, view: RoundInView) -> Workshop:
    """The state of the report; the number of statements is constant."""
    row = session.execute(
        select(Synthesis, Member.display_name)
        .outerjoin(Member, Member.id == Synthesis.sent_by_id)
        .where(Synthesis.round_id == view.round.id)
    ).first()
    synthesis, sent_by = (row[0], row[1]) if row else (None, None)
    editors = frozenset(synthesis.editors) if synthesis else frozenset()
    return Workshop(
        parts=_parts(session, view),
        edit=synthesis.edit if synthesis else 0,
        sent_at=synthesis.sent_at if synthesis else None,
        sent_by=sent_by or "",
        editors=editors,
        publishers=_publishers(session, view.round, editors),
        reason=synthesis.reason if synthesis else "",
    )


def is_part(session: Session, round_: Round, key: str) -> bool:
    """Whether a report on the round has such a part."""
    if key == INTRODUCTION:
        return True
    of, own = (
        (Paragraph, key.removeprefix(PARAGRAPH)) if key.startswith(PARAGRAPH) else (Section, key)
    )
    found = select(of.id).where(of.version_id == round_.version_id, of.key == own)
    return session.scalar(found) is not None


def _parts(session: Session, view: RoundInView) -> tuple[Part, ...]:
    rows = session.execute(
        select(SynthesisPart, Member.display_name)
        .join(Synthesis, Synthesis.id == SynthesisPart.synthesis_id)
        .join(Member, Member.id == SynthesisPart.member_id)
        .where(Synthesis.round_id == view.round.id)
    )
    texts: dict[str, dict[str, PartText]] = {}
    for part, author in rows:
        texts.setdefault(part.part, {})[part.language] = PartText(
            part.text, part.edit, author, part.updated_at
        )
    sections = session.execute(
        select(Section.key, Section.headings)
        .where(Section.version_id == view.version.id, Section.parent_id.is_(None))
        .order_by(Section.position)
    ).all()
    said = _comments(session, view.round)
    places = [(INTRODUCTION, {}), *((key, dict(headings)) for key, headings in sections)]
    written = [key for key, own in texts.items() if any(one.text for one in own.values())]
    paragraphs = session.execute(
        select(Paragraph.key, Paragraph.number)
        .where(
            Paragraph.version_id == view.version.id,
            Paragraph.key.in_([key.removeprefix(PARAGRAPH) for key in (*written, *said)]),
        )
        .order_by(Paragraph.number)
    ).all()
    return (
        *(
            Part(key, headings, _in_all(texts.get(key, {})), tuple(said.get(key, ())))
            for key, headings in places
        ),
        *(
            Part(part, {}, _in_all(texts.get(part, {})), tuple(said.get(part, ())), number)
            for key, number in paragraphs
            for part in (part_on(key),)
        ),
    )


def _comments(session: Session, round_: Round) -> dict[str, list[ReviewComment]]:
    writer, settler = aliased(Member), aliased(Member)
    rows = session.execute(
        select(SynthesisComment, writer.display_name, settler.display_name)
        .join(Synthesis, Synthesis.id == SynthesisComment.synthesis_id)
        .join(writer, writer.id == SynthesisComment.member_id)
        .outerjoin(settler, settler.id == SynthesisComment.settled_by_id)
        .where(Synthesis.round_id == round_.id)
        .order_by(SynthesisComment.id)
    )
    found: dict[str, list[ReviewComment]] = {}
    for one, author, settled_by in rows:
        found.setdefault(one.part, []).append(
            ReviewComment(
                one.id,
                author,
                one.text,
                one.written_at,
                one.answer,
                settled_by or "",
                one.settled_at,
            )
        )
    return found


def _in_all(texts: dict[str, PartText]) -> dict[str, PartText]:
    return {code: texts.get(code, PartText()) for code in LANGUAGES}


def part_asked(session: Session, view: RoundInView, state: Workshop, key: str) -> Part:
    """The part with this key, that on a paragraph nobody wrote about yet too."""
    if key.startswith(PARAGRAPH) and key not in {part.key for part in state.parts}:
        number = session.scalar(
            select(Paragraph.number).where(
                Paragraph.version_id == view.version.id,
                Paragraph.key == key.removeprefix(PARAGRAPH),
            )
        )
        if number is not None:
            return Part(key, {}, _in_all({}), number=number)
    return state.part(key)


def _publishers(session: Session, round_: Round, editors: frozenset[int]) -> tuple[str, ...]:
    """Who of the secretariat could publish: everybody who edited nothing since the sending."""
    rows = session.execute(
        select(Member.id, Member.display_name)
        .join(RoleGrant, RoleGrant.member_id == Member.id)
        .where(
            RoleGrant.role == Role.SECRETARIAT,
            RoleGrant.revoked_at.is_(None),
            Member.suspended_at.is_(None),
            or_(
                RoleGrant.round_id == round_.id,
                and_(
                    RoleGrant.round_id.is_(None),
                    or_(
                        RoleGrant.charter_id == round_.charter_id,
                        RoleGrant.charter_id.is_(None),
                    ),
                ),
            ),
        )
        .distinct()
        .order_by(Member.display_name, Member.id)
    )
    return tuple(name for key, name in rows if key not in editors)
