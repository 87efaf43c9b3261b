"""Builders of charters, versions, sections, paragraphs and rounds."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from app.domain.charters import VersionStatus, WordingStatus
from app.domain.texts import ParagraphType
from app.models.charters import (
    Charter,
    CharterText,
    Paragraph,
    Section,
    Version,
    Wording,
)
from app.models.rounds import Round
from app.models.translation import PartState

WORDS = {
    "en": "Towns keep water, schools and shelter open to everyone who lives there ({n}).",
    "fr": "Les villes gardent l’eau, l’école et l’abri ouverts à qui y habite ({n}).",
    "es": "Las ciudades mantienen agua, escuela y refugio abiertos a quien vive allí ({n}).",
    "ar": "تُبقي المدن الماء والمدرسة والمأوى مفتوحةً أمام كل من يسكنها ({n}).",
}
TITLES = {
    "en": "The Test Charter",
    "fr": "La Charte d’essai",
    "es": "La Carta de prueba",
    "ar": "ميثاق التجربة",
}


def make_charter(session: Session, slug: str = "mobility", *, now: datetime) -> Charter:
    row = Charter(
        slug=slug,
        code=slug[:3].upper(),
        languages=list(TITLES),
        authentic_language="en",
        created_at=now,
    )
    session.add(row)
    session.flush()
    for language, title in TITLES.items():
        session.add(CharterText(charter_id=row.id, language=language, title=title, purpose=""))
    session.flush()
    return row


def make_version(
    session: Session,
    charter: Charter,
    *,
    now: datetime,
    number: int = 1,
    sections: int = 2,
    paragraphs: int = 3,
    status: VersionStatus = VersionStatus.FROZEN,
) -> Version:
    """A version with ``paragraphs`` paragraphs in each of ``sections`` sections."""
    version = Version(
        charter_id=charter.id,
        number=number,
        status=status,
        content_hash="0" * 64 if status is not VersionStatus.WORKING else None,
        frozen_at=now if status is not VersionStatus.WORKING else None,
        created_at=now,
    )
    session.add(version)
    session.flush()
    count = 0
    for position in range(1, sections + 1):
        section = Section(
            version_id=version.id,
            key=f"s{position}",
            position=position,
            headings={language: f"{title} {position}" for language, title in TITLES.items()},
            labels={},
        )
        session.add(section)
        session.add_all(
            PartState(
                version_id=version.id,
                place=f"h-s{position}",
                language=language,
                status=WordingStatus.REVIEWED,
                updated_at=now,
            )
            for language in TITLES
        )
        session.flush()
        for _ in range(paragraphs):
            count += 1
            _paragraph(session, version, section, count, now=now)
    session.flush()
    return version


def _paragraph(
    session: Session, version: Version, section: Section, number: int, *, now: datetime
) -> None:
    row = Paragraph(
        version_id=version.id,
        section_id=section.id,
        key=f"k{number}",
        number=number,
        type=ParagraphType.OPERATIVE,
        principles=[],
        topics=[],
        notes={"en": "Open to all."} if number == 1 else {},
    )
    session.add(row)
    session.flush()
    for language, words in WORDS.items():
        session.add(
            Wording(
                paragraph_id=row.id,
                language=language,
                text=words.format(n=number),
                status=WordingStatus.REVIEWED,
                updated_at=now,
            )
        )


def make_round(
    session: Session,
    version: Version,
    slug: str = "r1",
    *,
    now: datetime,
    opens_in: timedelta = timedelta(days=-3),
    closes_in: timedelta = timedelta(days=12),
    scheduled: bool = True,
    **settings: object,
) -> Round:
    """A round around ``now``; open unless the dates say otherwise."""
    row = Round(
        charter_id=version.charter_id,
        version_id=version.id,
        slug=slug,
        number=settings.pop("number", 1),
        titles={language: f"{title}, 1" for language, title in TITLES.items()},
        questions=dict(TITLES),
        run_by={"en": "The secretariat"},
        opens_at=now + opens_in,
        closes_at=now + closes_in,
        timezone="Europe/Paris",
        kinds=["comment", "amendment"],
        criteria=["relevance", "implementability"],
        created_at=now,
        scheduled_at=now + opens_in if scheduled else None,
        **settings,
    )
    session.add(row)
    session.flush()
    return row
