"""The whole content of a version: sections, paragraphs and wordings in every language."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.pairing import heading_place, paragraph_place
from app.models.charters import Paragraph, Section, Version, Wording


@dataclass(frozen=True, slots=True)
class Content:
    """A version's sections and paragraphs with all their wordings, in order."""

    sections: tuple[Section, ...]
    paragraphs: tuple[Paragraph, ...]
    wordings: Mapping[int, Mapping[str, Wording]]

    def of(self, paragraph: Paragraph, language: str) -> Wording | None:
        """A paragraph's wording in a language."""
        return self.wordings.get(paragraph.id, {}).get(language)

    @property
    def places(self) -> list[str]:
        """Headings and paragraphs in reading order, as places of a pairing."""
        own: dict[int | None, list[str]] = {}
        for paragraph in self.paragraphs:
            own.setdefault(paragraph.section_id, []).append(paragraph_place(paragraph.key))
        found = list(own.get(None, []))
        for section in self.sections:
            found += [heading_place(section.key), *own.get(section.id, [])]
        return found


def content_in(session: Session, version: Version) -> Content:
    """The whole content of a version in three statements."""
    sections = session.scalars(
        select(Section).where(Section.version_id == version.id).order_by(Section.position)
    ).all()
    paragraphs = session.scalars(
        select(Paragraph).where(Paragraph.version_id == version.id).order_by(Paragraph.number)
    ).all()
    wordings: dict[int, dict[str, Wording]] = {}
    for wording in session.scalars(
        select(Wording)
        .join(Paragraph, Paragraph.id == Wording.paragraph_id)
        .where(Paragraph.version_id == version.id)
    ):
        wordings.setdefault(wording.paragraph_id, {})[wording.language] = wording
    return Content(tuple(sections), tuple(paragraphs), wordings)
