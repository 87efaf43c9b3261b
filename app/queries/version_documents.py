"""A version for the writers of files: every paragraph, in one language or two side by side."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

from sqlalchemy.orm import Session

from app.domain.said import Said
from app.domain.version_documents import DocumentParagraph, DocumentSection, VersionDocument
from app.queries.charters import completeness
from app.queries.texts import ParagraphText, SectionText, text_of
from app.queries.versions import VersionInView


def version_document(
    session: Session, found: VersionInView, languages: Sequence[str], *, address: str
) -> VersionDocument:
    """The version in these languages, the first leading; what is missing is named, not left out.

    ``address`` is where the version stays, without a language.
    """
    charter, version = found.view.charter, found.version
    texts = {language: text_of(session, version, language) for language in languages}
    lead = texts[languages[0]]
    sections = tuple(
        _section({language: texts[language][at] for language in languages})
        for at in range(len(lead))
    )
    paragraphs = [one for section in sections for one in section.paragraphs]
    late = completeness(session, version, list(languages))
    return VersionDocument(
        slug=charter.slug,
        code=charter.code,
        number=version.number,
        hash=version.content_hash,
        frozen_on=_day(version.frozen_at),
        adopted_on=_day(version.adopted_at),
        moment=version.frozen_at or version.created_at,
        address=address,
        authentic=charter.authentic_language,
        languages=tuple(languages),
        titles={language: found.view.title(language) for language in languages},
        missing={
            language: numbers
            for language in languages
            if (numbers := tuple(one.number for one in paragraphs if language not in one.texts))
        },
        late={
            row.language: row.late_since.astimezone(UTC).date() for row in late if row.late_since
        },
        sections=sections,
    )


def _section(by_language: dict[str, SectionText]) -> DocumentSection:
    first = next(iter(by_language.values()))
    rows = zip(*(section.paragraphs for section in by_language.values()), strict=True)
    return DocumentSection(
        key=first.key,
        level=first.level,
        headings={
            language: Said(section.heading, section.heading_language)
            for language, section in by_language.items()
            if section.heading
        },
        paragraphs=tuple(_paragraph(row) for row in rows),
    )


def _paragraph(row: tuple[ParagraphText, ...]) -> DocumentParagraph:
    there = [one for one in row if one.text is not None]
    return DocumentParagraph(
        key=row[0].key,
        number=row[0].number,
        type=row[0].type,
        texts={one.language: one.text for one in there if one.text is not None},
        labels={one.language: one.label for one in there if one.label},
        notes={one.language: one.note for one in row if one.note},
        citations={one.language: one.cited for one in row if one.cited},
    )


def _day(moment: datetime | None) -> date | None:
    return moment.astimezone(UTC).date() if moment else None
