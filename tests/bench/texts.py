"""A charter of any length in four languages, in words of the demonstration, always the same."""

import random
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from app.cli.demo.content import sections_of
from app.domain.charters import VersionStatus, WordingStatus
from app.domain.languages import LANGUAGES
from app.domain.texts import ParagraphType
from app.models.charters import Charter, CharterText, Paragraph, Section, Version, Wording

PER_SECTION = 20
SOURCE = "mobility"
WORDS = 30, 56


@dataclass(frozen=True, slots=True)
class Text:
    """A version with the ids and English words of its paragraphs, by number."""

    charter_id: int
    version_id: int
    ids: list[int]
    words: list[str]


def vocabulary(language: str) -> list[str]:
    """Every word of the demonstration's charter, as often as it stands there."""
    return [
        word
        for section in sections_of(SOURCE)
        for paragraph in section["paragraphs"]
        for word in (paragraph["text"].get(language) or "").split()
    ]


def wordings(language: str, number: int) -> list[str]:
    """This many paragraphs in a language, no two the same."""
    drawn, words = random.Random(language), vocabulary(language)  # noqa: S311  no secret
    return [
        " ".join(drawn.choices(words, k=drawn.randint(*WORDS))).capitalize() + "."
        for _ in range(number)
    ]


def add_text(session: Session, paragraphs: int, *, now: datetime) -> Text:
    """A frozen version with this many paragraphs, each in four languages."""
    charter = Charter(
        slug="bench",
        code="BEN",
        languages=list(LANGUAGES),
        authentic_language="en",
        created_at=now,
    )
    session.add(charter)
    session.flush()
    session.add_all(
        CharterText(charter_id=charter.id, language=language, title=f"Long charter ({language})")
        for language in LANGUAGES
    )
    version = Version(
        charter_id=charter.id,
        number=1,
        status=VersionStatus.FROZEN,
        content_hash="0" * 64,
        frozen_at=now,
        created_at=now,
    )
    session.add(version)
    session.flush()
    ids = _paragraphs(session, version.id, _sections(session, version.id, paragraphs), paragraphs)
    texts = {language: wordings(language, paragraphs) for language in LANGUAGES}
    session.execute(
        insert(Wording),
        [
            {
                "paragraph_id": paragraph_id,
                "language": language,
                "text": texts[language][at],
                "status": WordingStatus.REVIEWED,
                "updated_at": now,
            }
            for at, paragraph_id in enumerate(ids)
            for language in LANGUAGES
        ],
    )
    found = Text(charter.id, version.id, ids, texts["en"])
    session.commit()
    return found


def _sections(session: Session, version_id: int, paragraphs: int) -> list[int]:
    headings = {
        language: [" ".join(text.split()[:4]) for text in wordings(language, paragraphs)]
        for language in LANGUAGES
    }
    session.execute(
        insert(Section),
        [
            {
                "version_id": version_id,
                "key": f"s{at + 1}",
                "position": at + 1,
                "headings": {language: headings[language][-at - 1] for language in LANGUAGES},
                "labels": {},
            }
            for at in range(-(-paragraphs // PER_SECTION))
        ],
    )
    return list(
        session.scalars(
            select(Section.id).where(Section.version_id == version_id).order_by(Section.position)
        )
    )


def _paragraphs(session: Session, version_id: int, sections: list[int], number: int) -> list[int]:
    session.execute(
        insert(Paragraph),
        [
            {
                "version_id": version_id,
                "section_id": sections[at // PER_SECTION],
                "key": f"k{at + 1}",
                "number": at + 1,
                "type": ParagraphType.OPERATIVE,
                "principles": [],
                "notes": {},
            }
            for at in range(number)
        ],
    )
    return list(
        session.scalars(
            select(Paragraph.id)
            .where(Paragraph.version_id == version_id)
            .order_by(Paragraph.number)
        )
    )
