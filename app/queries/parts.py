"""Headings, notes and citations of a version: their words by language, and how far these are."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.charters import VersionStatus, WordingStatus
from app.domain.errors import NotFound
from app.domain.languages import first_of
from app.domain.parts import BESIDE, Part, Place
from app.domain.texts import content_hash
from app.domain.translation import Closed, Standing, closed, standing_of
from app.models.charters import Paragraph, Section, Version, Wording
from app.models.translation import PartState
from app.queries.translation import frozen_languages, translated_from

Row = Section | Paragraph


@dataclass(frozen=True, slots=True)
class PartWords:
    """The words of a part in one language; named as those of a wording are."""

    text: str
    status: WordingStatus
    label: str | None = None
    updated_at: datetime | None = None
    written_by_id: int | None = None
    reviewed_by_id: int | None = None
    reviewed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PartInVersion:
    """A part with its words by language, and where it stands.

    ``section_key`` is that of the section it heads or stands in, ``number`` its paragraph's.
    """

    place: Place
    section_key: str | None
    number: int | None
    words: Mapping[str, PartWords]


@dataclass(frozen=True)
class TranslatedPart:
    """One part in one language beside its original; read as ``Translated`` is.

    ``around`` is the paragraph that a note or citations belong to, by language.
    """

    place: Place
    number: int | None
    language: str
    originals: Mapping[str, PartWords]
    source: str | None
    default: str | None
    wording: PartWords | None
    original_before: str | None
    closed: Closed | None
    heading: str
    around: Mapping[str, str]

    @property
    def original(self) -> PartWords | None:
        """The words it is made from."""
        return self.originals.get(self.source or "")

    @property
    def standing(self) -> Standing:
        """Where the translation stands."""
        return standing_of(self.wording.status if self.wording else None)

    @property
    def token(self) -> str:
        """The state a form shows; it differs once these words or their original changed."""
        original = self.originals.get(self.default or "")
        mine = self.wording
        return content_hash(
            [[mine.text, mine.status.value] if mine else None, original.text if original else None]
        )[:16]


def parts_of(session: Session, version: Version, source: str | None) -> list[PartInVersion]:
    """Every heading, note and citations of a version that has words, in three statements.

    Words without a state came with a file: those of the ``source`` need no review, others do.
    """
    states: dict[str, dict[str, PartState]] = {}
    for state in session.scalars(select(PartState).where(PartState.version_id == version.id)):
        states.setdefault(state.place, {})[state.language] = state
    sections = session.scalars(
        select(Section).where(Section.version_id == version.id).order_by(Section.position)
    ).all()
    keys = {section.id: section.key for section in sections}
    found = [
        _part(Place(Part.HEADING, row.key), row.key, None, row.headings, states, source)
        for row in sections
    ]
    for row in session.scalars(
        select(Paragraph).where(Paragraph.version_id == version.id).order_by(Paragraph.number)
    ):
        for part in BESIDE:
            texts = row.notes if part is Part.NOTE else row.citations
            section = keys.get(row.section_id or 0)
            place = Place(part, row.key)
            found.append(_part(place, section, row.number, texts, states, source))
    return [one for one in found if one.words]


def part_row(session: Session, version: Version, place: Place) -> Row:
    """The section or paragraph that holds a part; raises ``NotFound`` where there is none."""
    row: Row | None
    if place.part is Part.HEADING:
        row = session.scalar(
            select(Section)
            .where(Section.version_id == version.id, Section.key == place.key)
            .execution_options(populate_existing=True)
        )
    else:
        row = session.scalar(
            select(Paragraph)
            .where(Paragraph.version_id == version.id, Paragraph.key == place.key)
            .execution_options(populate_existing=True)
        )
    if row is None:
        raise NotFound(place.part.value)
    return row


def translated_part(
    session: Session, version: Version, place: Place, language: str, wanted: str | None = None
) -> TranslatedPart:
    """One part at the desk, beside the original asked for or the one it is made from."""
    default = translated_from(session, version, language)
    row = part_row(session, version, place)
    states = {
        state.language: state
        for state in session.scalars(
            select(PartState)
            .where(PartState.version_id == version.id, PartState.place == place.code)
            .execution_options(populate_existing=True)
        )
    }
    held = row.headings if isinstance(row, Section) else _beside(row, place.part)
    words = dict(_words(held, states, default))
    mine = words.pop(language, None)
    source = first_of(sorted(words), [wanted, default])
    if not words and mine is None:
        raise NotFound(place.part.value)
    number, heading, around = None, "", dict[str, str]()
    if isinstance(row, Paragraph):
        number, around = row.number, _around(session, row)
        section = session.get(Section, row.section_id) if row.section_id else None
        heading = str((section.headings if section else {}).get(source or "", ""))
    return TranslatedPart(
        place=place,
        number=number,
        language=language,
        originals=words,
        source=source,
        default=default,
        wording=mine,
        original_before=_before(source, states.get(language)),
        closed=_closed(session, version, place, language, there=mine is not None),
        heading=heading,
        around=around,
    )


def _beside(row: Paragraph, part: Part) -> Mapping[str, str]:
    return row.notes if part is Part.NOTE else row.citations


def _part(
    place: Place,
    section_key: str | None,
    number: int | None,
    texts: Mapping[str, str],
    states: Mapping[str, Mapping[str, PartState]],
    source: str | None,
) -> PartInVersion:
    words = dict(_words(texts, states.get(place.code, {}), source))
    return PartInVersion(place, section_key, number, words)


def _words(
    texts: Mapping[str, str], states: Mapping[str, PartState], source: str | None
) -> Iterator[tuple[str, PartWords]]:
    for language, text in texts.items():
        if not text:
            continue
        state = states.get(language)
        if state is None:
            bare = WordingStatus.REVIEWED if language == source else WordingStatus.DRAFT
            yield language, PartWords(text, bare)
        else:
            yield (
                language,
                PartWords(
                    text,
                    state.status,
                    None,
                    state.updated_at,
                    state.written_by_id,
                    state.reviewed_by_id,
                    state.reviewed_at,
                ),
            )


def _around(session: Session, paragraph: Paragraph) -> dict[str, str]:
    rows = session.execute(
        select(Wording.language, Wording.text).where(Wording.paragraph_id == paragraph.id)
    )
    return dict(rows.all())


def _before(source: str | None, state: PartState | None) -> str | None:
    """The original that stale words were made from, as kept; None where that is not known."""
    if state is None or state.status is not WordingStatus.STALE:
        return None
    kept = state.made_from.get(source or "")
    return None if kept is None else str(kept)


def _closed(
    session: Session, version: Version, place: Place, language: str, *, there: bool
) -> Closed | None:
    """Headings are text of the version; what stands beside a paragraph may always be written."""
    if not place.part.is_text:
        return None
    working = version.status is VersionStatus.WORKING
    return closed(
        working=working,
        there=there,
        frozen_languages=() if working else frozen_languages(session, version),
        language=language,
        taken=False,
    )


def parts_left(parts: Sequence[PartInVersion], language: str) -> int:
    """How many parts are missing or stale in a language that others have words for."""
    waiting = {Standing.MISSING, Standing.STALE}
    return sum(standing_in(part, language) in waiting for part in parts)


def standing_in(part: PartInVersion, language: str) -> Standing:
    """Where a part stands in a language."""
    mine = part.words.get(language)
    return standing_of(mine.status if mine else None)
