"""The text of a version in one language: sections and paragraphs, missing ones named."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy import Row, Select, and_, bindparam, select
from sqlalchemy.orm import Session, aliased

from app.domain.charters import WordingStatus
from app.domain.citations import Citation, citations_in
from app.domain.languages import LANGUAGES, first_of
from app.domain.texts import ParagraphType
from app.models.charters import Charter, Paragraph, Section, Version, Wording


@dataclass(frozen=True, slots=True)
class ParagraphText:
    """A paragraph in the language asked for.

    ``citations`` are in the language asked for, else in one they have. ``fallback`` holds the
    authentic wording. Where the language asked for is missing, ``text`` is
    None, and without an authentic wording another one stands in: see ``standing_in``.
    """

    id: int
    key: str
    number: int
    section_id: int | None
    type: ParagraphType
    label: str | None
    text: str | None
    status: WordingStatus | None
    note: str | None
    citations: tuple[Citation, ...]
    citations_language: str | None
    principles: tuple[str, ...]
    topics: tuple[str, ...]
    language: str
    fallback: str | None
    fallback_language: str | None

    @property
    def cited(self) -> str:
        """The citations in the language asked for, a line each; nothing in another."""
        if self.citations_language != self.language:
            return ""
        return "\n".join(f"{one.text} {one.url or ''}".strip() for one in self.citations)

    @property
    def missing(self) -> bool:
        """Whether there is no wording in the language asked for."""
        return self.text is None

    @property
    def shown(self) -> str:
        """The text to show: the wording, else the fallback."""
        return self.text if self.text is not None else (self.fallback or "")

    @property
    def shown_language(self) -> str:
        """The language of the text shown."""
        return self.language if self.text is not None else (self.fallback_language or "en")


@dataclass(frozen=True, slots=True)
class SectionText:
    """A section with its paragraphs, in order; the heading in the best language it has."""

    id: int | None
    key: str
    level: int
    label: str | None
    heading: str
    heading_language: str
    paragraphs: tuple[ParagraphText, ...]


def standing_in(charter: Charter, language: str) -> tuple[str | None, ...]:
    """In which order languages stand in for a missing one: authentic first, then the charter's."""
    return (language, charter.authentic_language, *charter.languages, *LANGUAGES)


def heading_in(headings: Mapping[str, str], charter: Charter, language: str) -> tuple[str, str]:
    """A heading in a language, else in the one that stands in for it; and which that is."""
    there = [code for code, words in headings.items() if words]
    spoken = first_of(there, standing_in(charter, language))
    return (headings[spoken], spoken) if spoken else ("", language)


def text_of(session: Session, version: Version, language: str) -> list[SectionText]:
    """The whole version in a language, section by section; four statements at most."""
    paragraphs = paragraphs_of(session, version, language)
    by_section: dict[int | None, list[ParagraphText]] = {}
    for paragraph in paragraphs:
        by_section.setdefault(paragraph.section_id, []).append(paragraph)
    charter = session.get_one(Charter, version.charter_id)
    sections = session.scalars(
        select(Section).where(Section.version_id == version.id).order_by(Section.position)
    ).all()
    head = by_section.get(None, [])
    found = [SectionText(None, "", 1, None, "", language, tuple(head))] if head else []
    for section in sections:
        heading, spoken = heading_in(section.headings, charter, language)
        found.append(
            SectionText(
                id=section.id,
                key=section.key,
                level=section.level,
                label=section.labels.get(spoken),
                heading=heading,
                heading_language=spoken,
                paragraphs=tuple(by_section.get(section.id, [])),
            )
        )
    return found


def paragraphs_of(session: Session, version: Version, language: str) -> list[ParagraphText]:
    """Every paragraph of a version, by number."""
    rows = session.execute(_ROWS, _place(version, language))
    return _completed(session, version, [_paragraph(row, language) for row in rows])


def paragraph_at(
    session: Session, version: Version, number: int, language: str
) -> ParagraphText | None:
    """The paragraph with this number, or None."""
    row = session.execute(_ROW, {**_place(version, language), "number": number}).first()
    if row is None:
        return None
    return _completed(session, version, [_paragraph(row, language)])[0]


def _completed(
    session: Session, version: Version, found: list[ParagraphText]
) -> list[ParagraphText]:
    """Missing paragraphs without an authentic wording, with the one that stands in."""
    bare = [one.id for one in found if one.missing and one.fallback is None]
    if not bare:
        return found
    charter = session.get_one(Charter, version.charter_id)
    there: dict[int, dict[str, Wording]] = {}
    for wording in session.scalars(select(Wording).where(Wording.paragraph_id.in_(bare))):
        there.setdefault(wording.paragraph_id, {})[wording.language] = wording
    return [_stood_in(one, there.get(one.id, {}), charter) for one in found]


def _stood_in(
    one: ParagraphText, wordings: Mapping[str, Wording], charter: Charter
) -> ParagraphText:
    spoken = first_of(sorted(wordings), standing_in(charter, one.language))
    if spoken is None:
        return one
    spare = wordings[spoken]
    label = one.label or spare.label
    return replace(one, label=label, fallback=spare.text, fallback_language=spoken)


def _place(version: Version, language: str) -> dict[str, object]:
    return {"version": version.id, "charter": version.charter_id, "language": language}


def _rows() -> Select[Paragraph, str, WordingStatus, str | None, str, str, str | None]:
    own, spare = aliased(Wording), aliased(Wording)
    authentic = (
        select(Charter.authentic_language).where(Charter.id == bindparam("charter"))
    ).scalar_subquery()
    return (
        select(
            Paragraph,
            own.text.label("text"),
            own.status.label("status"),
            own.label.label("label"),
            spare.text.label("fallback"),
            spare.language.label("fallback_language"),
            spare.label.label("fallback_label"),
        )
        .outerjoin(
            own, and_(own.paragraph_id == Paragraph.id, own.language == bindparam("language"))
        )
        .outerjoin(spare, and_(spare.paragraph_id == Paragraph.id, spare.language == authentic))
        .where(Paragraph.version_id == bindparam("version"))
        .order_by(Paragraph.number)
    )


_ROWS = _rows()
_ROW = _ROWS.where(Paragraph.number == bindparam("number"))


def _paragraph(
    row: Row[Paragraph, str, WordingStatus, str | None, str, str, str | None], language: str
) -> ParagraphText:
    paragraph = row[0]
    cited = first_of(sorted(paragraph.citations), (language, *LANGUAGES))
    return ParagraphText(
        id=paragraph.id,
        key=paragraph.key,
        number=paragraph.number,
        section_id=paragraph.section_id,
        type=paragraph.type,
        label=row.label or row.fallback_label,
        text=row.text,
        status=row.status,
        note=paragraph.notes.get(language) or None,
        citations=citations_in(paragraph.citations[cited]) if cited else (),
        citations_language=cited,
        principles=tuple(paragraph.principles),
        topics=tuple(paragraph.topics),
        language=language,
        fallback=row.fallback,
        fallback_language=row.fallback_language,
    )
