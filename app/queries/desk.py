"""The translation desk: every part of a version in one language, in reading order."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.charters import WordingStatus
from app.domain.errors import NotFound
from app.domain.languages import first_of
from app.domain.parts import BESIDE, Part, Place
from app.domain.translation import Standing, standing_of
from app.models.charters import Charter, Paragraph, Section, Version, Wording
from app.models.translation import TranslationQuery
from app.queries.charters import completeness
from app.queries.imports import languages_of, source_language
from app.queries.parts import (
    TranslatedPart,
    parts_left,
    parts_of,
    standing_in,
    translated_part,
)
from app.queries.translation import (
    Translated,
    translated,
    translated_from,
)

TO_DO = frozenset({Standing.MISSING, Standing.STALE})

Texts = Mapping[str, tuple[str, WordingStatus]]


@dataclass(frozen=True, slots=True)
class DeskRow:
    """A part in the list: its original, where the translation stands, open queries.

    ``number`` is the paragraph's own, or that of the one a note or citations belong to.
    """

    place: Place
    number: int | None
    original: str
    language: str | None
    standing: Standing
    queries: int


@dataclass(frozen=True)
class Desk:
    """All parts of a version in one language, in reading order."""

    language: str
    source: str | None
    rows: Sequence[DeskRow]

    def count(self, *standings: Standing) -> int:
        """How many parts stand there."""
        return sum(row.standing in standings for row in self.rows)

    def part(self, *parts: Part) -> "Desk":
        """The same desk with some kinds of parts only."""
        return Desk(self.language, self.source, [r for r in self.rows if r.place.part in parts])

    @cached_property
    def queries(self) -> int:
        """How many queries wait for an answer."""
        return sum(row.queries for row in self.rows)

    def shown(self, show: str) -> list[DeskRow]:
        """The parts of one list: a standing, ``todo``, ``queries``, or all of them."""
        return [row for row in self.rows if _listed(row, show)]

    def after(self, place: Place, show: str) -> DeskRow | None:
        """The next part of a list."""
        at = self._at(place)
        return next((row for row in self.rows[at + 1 :] if _listed(row, show)), None)

    def before(self, place: Place, show: str) -> DeskRow | None:
        """The part of a list before this one."""
        at = self._at(place)
        return next((row for row in reversed(self.rows[:at]) if _listed(row, show)), None)

    def _at(self, place: Place) -> int:
        known = (at for at, row in enumerate(self.rows) if row.place == place)
        at = next(known, None)
        if at is None:
            raise NotFound(place.part.value)
        return at


def _listed(row: DeskRow, show: str) -> bool:
    if show == "todo":
        return row.standing in TO_DO
    if show == "queries":
        return bool(row.queries)
    return show not in set(Standing) or row.standing == show


def at_desk(
    session: Session, version: Version, place: Place, language: str, wanted: str | None = None
) -> Translated | TranslatedPart:
    """One part of the desk, beside the original asked for or the one it is made from."""
    if place.part is Part.PARAGRAPH:
        return translated(session, version, place.key, language, wanted)
    return translated_part(session, version, place, language, wanted)


def desk_of(session: Session, version: Version, language: str) -> Desk:
    """The list of a language; the number of statements is the same, however long the text."""
    source = translated_from(session, version, language)
    texts: dict[int, dict[str, tuple[str, WordingStatus]]] = {}
    for paragraph_id, code, text, status in session.execute(
        select(Wording.paragraph_id, Wording.language, Wording.text, Wording.status)
        .join(Paragraph, Paragraph.id == Wording.paragraph_id)
        .where(Paragraph.version_id == version.id)
    ):
        texts.setdefault(paragraph_id, {})[code] = (text, status)
    waiting = _waiting(session, version, language)
    held = {**_paragraphs(session, version, texts), **_parts(session, version, source)}
    return Desk(
        language,
        source,
        [
            _row(place, *held[place], (language, source), waiting)
            for place in in_order(session, version, held)
        ],
    )


def _paragraphs(
    session: Session, version: Version, texts: Mapping[int, Texts]
) -> dict[Place, tuple[int | None, Texts]]:
    """Number and words of every paragraph, in order."""
    rows = session.execute(
        select(Paragraph.id, Paragraph.number, Paragraph.key)
        .where(Paragraph.version_id == version.id, Paragraph.number > 0)
        .order_by(Paragraph.number)
    )
    return {Place(Part.PARAGRAPH, key): (number, texts.get(row, {})) for row, number, key in rows}


def _parts(
    session: Session, version: Version, source: str | None
) -> dict[Place, tuple[int | None, Texts]]:
    """Paragraph's number and words of every other part."""
    return {
        part.place: (
            part.number,
            {code: (one.text, one.status) for code, one in part.words.items()},
        )
        for part in parts_of(session, version, source)
    }


def in_order(session: Session, version: Version, held: Mapping[Place, object]) -> Iterator[Place]:
    """The places in reading order: a heading, then its paragraphs, each with what is beside it."""
    inside: dict[int | None, list[str]] = {}
    for section_id, key in session.execute(
        select(Paragraph.section_id, Paragraph.key)
        .where(Paragraph.version_id == version.id, Paragraph.number > 0)
        .order_by(Paragraph.number)
    ):
        inside.setdefault(section_id, []).append(key)
    sections: list[tuple[int | None, str]] = [(None, "")]
    sections += [
        (row.id, row.key)
        for row in session.execute(
            select(Section.id, Section.key)
            .where(Section.version_id == version.id)
            .order_by(Section.position)
        )
    ]
    for section_id, key in sections:
        found = [Place(Part.HEADING, key)]
        for one in inside.get(section_id, []):
            found += [Place(part, one) for part in (Part.PARAGRAPH, *BESIDE)]
        yield from (place for place in found if place in held)


def _waiting(session: Session, version: Version, language: str) -> dict[str, int]:
    """How many queries wait at each place."""
    found: dict[str, int] = {}
    for place in session.scalars(
        select(TranslationQuery.place).where(
            TranslationQuery.version_id == version.id,
            TranslationQuery.language == language,
            TranslationQuery.answered_at.is_(None),
        )
    ):
        found[place] = found.get(place, 0) + 1
    return found


def _row(
    place: Place,
    number: int | None,
    held: Texts,
    languages: tuple[str, str | None],
    waiting: Mapping[str, int],
) -> DeskRow:
    language, source = languages
    beside = first_of(sorted(code for code in held if code != language), [source])
    mine = held.get(language)
    return DeskRow(
        place,
        number,
        held[beside][0] if beside else "",
        beside,
        standing_of(mine[1] if mine else None),
        waiting.get(place.code, 0),
    )


def progress_of(
    session: Session, version: Version, languages: list[str]
) -> dict[str, tuple[int, int]]:
    """How many parts are reviewed, and of how many, in each of these languages."""
    charter = session.get_one(Charter, version.charter_id)
    parts = parts_of(session, version, source_language(charter, languages_of(session, version)))
    return {
        row.language: (
            row.reviewed
            + sum(standing_in(one, row.language) is Standing.REVIEWED for one in parts),
            row.total + len(parts),
        )
        for row in completeness(session, version, languages)
    }


def parts_waiting(session: Session, version: Version) -> dict[str, int]:
    """How many headings, notes and citations are missing or stale, by language."""
    charter = session.get_one(Charter, version.charter_id)
    source = source_language(charter, languages_of(session, version))
    parts = parts_of(session, version, source)
    return {code: parts_left(parts, code) for code in charter.languages if code != source}
