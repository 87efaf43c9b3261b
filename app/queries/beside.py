"""What stands beside the paragraphs of a version: notes in plain words, citations."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.charters import WordingStatus
from app.domain.errors import NotFound
from app.domain.languages import first_of
from app.domain.parts import BESIDE, Part, Place
from app.domain.texts import content_hash
from app.models.charters import Charter, Paragraph, Version, Wording
from app.models.translation import PartState
from app.queries.imports import languages_of, source_language
from app.queries.parts import PartWords, parts_of


@dataclass(frozen=True, slots=True)
class BesideRow:
    """A paragraph in the list, and the languages that its note and citations are in."""

    number: int
    key: str
    text: str
    language: str
    notes: tuple[str, ...]
    citations: tuple[str, ...]
    doubtful: bool


@dataclass(frozen=True, slots=True)
class Beside:
    """One paragraph with its words, its notes and its citations, by language."""

    number: int
    key: str
    texts: Mapping[str, str]
    notes: Mapping[str, str]
    citations: Mapping[str, str]
    states: Mapping[Part, Mapping[str, PartWords]]
    source: str | None
    before: str | None
    after: str | None

    @property
    def token(self) -> str:
        """The state a form shows."""
        return content_hash([dict(self.notes), dict(self.citations)])[:16]


def beside_rows(session: Session, version: Version, language: str) -> list[BesideRow]:
    """Every paragraph in reading order, in the language that is most at hand."""
    charter = session.get_one(Charter, version.charter_id)
    texts: dict[int, dict[str, str]] = {}
    for paragraph_id, code, text in session.execute(
        select(Wording.paragraph_id, Wording.language, Wording.text)
        .join(Paragraph, Paragraph.id == Wording.paragraph_id)
        .where(Paragraph.version_id == version.id)
    ):
        texts.setdefault(paragraph_id, {})[code] = text
    doubtful = _doubtful(session, charter, version)
    found = []
    for row in session.scalars(
        select(Paragraph).where(Paragraph.version_id == version.id).order_by(Paragraph.number)
    ):
        there = texts.get(row.id, {})
        spoken = first_of(sorted(there), (language, charter.authentic_language)) or language
        order = charter.languages
        found.append(
            BesideRow(
                row.number,
                row.key,
                there.get(spoken, ""),
                spoken,
                tuple(code for code in order if row.notes.get(code)),
                tuple(code for code in order if row.citations.get(code)),
                Place(Part.NOTE, row.key).code in doubtful,
            )
        )
    return found


def _doubtful(session: Session, charter: Charter, version: Version) -> set[str]:
    """The places whose words in the language of the source have to be looked at anew."""
    return set(
        session.scalars(
            select(PartState.place).where(
                PartState.version_id == version.id,
                PartState.language == source_language(charter, languages_of(session, version)),
                PartState.status == WordingStatus.STALE,
            )
        )
    )


def beside(session: Session, version: Version, key: str) -> Beside:
    """What stands beside one paragraph; raises ``NotFound`` where the version has none such."""
    rows = session.execute(
        select(Paragraph.key, Paragraph.number)
        .where(Paragraph.version_id == version.id)
        .order_by(Paragraph.number)
    ).all()
    keys = [row.key for row in rows]
    if key not in keys:
        raise NotFound("paragraph")
    at = keys.index(key)
    row = session.scalars(
        select(Paragraph)
        .where(Paragraph.version_id == version.id, Paragraph.key == key)
        .execution_options(populate_existing=True)
    ).one()
    words = session.execute(
        select(Wording.language, Wording.text).where(Wording.paragraph_id == row.id)
    )
    charter = session.get_one(Charter, version.charter_id)
    source = source_language(charter, languages_of(session, version))
    held = [one for one in parts_of(session, version, source) if one.place.key == key]
    return Beside(
        number=row.number,
        key=key,
        texts=dict(words.all()),
        notes=dict(row.notes),
        citations=dict(row.citations),
        states={one.place.part: one.words for one in held if one.place.part in BESIDE},
        source=source,
        before=keys[at - 1] if at else None,
        after=keys[at + 1] if at + 1 < len(keys) else None,
    )
