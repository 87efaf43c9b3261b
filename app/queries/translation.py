"""Translating: one paragraph in one language beside the one it comes from, and its queries."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from app.domain.charters import VersionStatus, WordingStatus
from app.domain.errors import NotFound
from app.domain.languages import first_of
from app.domain.parts import Part, Place
from app.domain.texts import content_hash
from app.domain.translation import Closed, Standing, closed, standing_of
from app.models.charters import Charter, Paragraph, Section, Version, Wording
from app.models.people import Member
from app.models.translation import PartState, TranslationQuery
from app.queries.composition import composition_of
from app.queries.imports import languages_of, source_language


@dataclass(frozen=True)
class Translated:
    """One paragraph in one language, beside its original.

    ``original_before`` is the original as it read when stale words were made, None where that is
    not known or they are not stale.
    """

    paragraph: Paragraph
    language: str
    originals: Mapping[str, Wording]
    source: str | None
    default: str | None
    wording: Wording | None
    original_before: str | None
    closed: Closed | None
    heading: str

    @property
    def place(self) -> Place:
        """Where it stands in the version."""
        return Place(Part.PARAGRAPH, self.paragraph.key)

    @property
    def number(self) -> int:
        """The paragraph's number."""
        return self.paragraph.number

    @property
    def original(self) -> Wording | None:
        """The wording it is made from."""
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
            [
                [mine.text, mine.label, mine.status.value] if mine else None,
                original.text if original else None,
            ]
        )[:16]


def translated_from(session: Session, version: Version, language: str) -> str | None:
    """The language a version is translated from; raises ``NotFound`` where it is this one."""
    charter = session.get_one(Charter, version.charter_id)
    source = source_language(charter, languages_of(session, version))
    if language == source or language not in charter.languages:
        raise NotFound("translation")
    return source


def translated(
    session: Session, version: Version, key: str, language: str, wanted: str | None = None
) -> Translated:
    """One paragraph of the desk, beside the original asked for or the one it is made from."""
    default = translated_from(session, version, language)
    found = session.execute(
        select(Paragraph, Section.headings)
        .outerjoin(Section, Section.id == Paragraph.section_id)
        .where(Paragraph.version_id == version.id, Paragraph.key == key)
    ).first()
    if found is None:
        raise NotFound("paragraph")
    paragraph, headings = found
    rows = session.scalars(
        select(Wording)
        .where(Wording.paragraph_id == paragraph.id)
        .order_by(Wording.language)
        .execution_options(populate_existing=True)
    )
    wordings = {row.language: row for row in rows}
    mine = wordings.pop(language, None)
    source = first_of(wordings, [wanted, default])
    working = version.status is VersionStatus.WORKING
    return Translated(
        paragraph=paragraph,
        language=language,
        originals=wordings,
        source=source,
        default=default,
        wording=mine,
        original_before=_before(session, version, key, source, mine),
        closed=closed(
            working=working,
            there=mine is not None,
            frozen_languages=() if working else frozen_languages(session, version),
            language=language,
            taken=working and key in taken_keys(session, version, language),
        ),
        heading=str((headings or {}).get(source or "", "")),
    )


def frozen_languages(session: Session, version: Version) -> set[str]:
    """The languages a frozen version had words or headings in when it froze."""
    rows = session.execute(
        select(Wording.language, Wording.added_after_freezing_at)
        .join(Paragraph, Paragraph.id == Wording.paragraph_id)
        .where(Paragraph.version_id == version.id)
    ).all()
    late = {language for language, at in rows if at is not None} | set(
        session.scalars(
            select(PartState.language).where(
                PartState.version_id == version.id, PartState.added_after_freezing_at.is_not(None)
            )
        )
    )
    there = {language for language, at in rows if at is None}
    headings = session.scalars(select(Section.headings).where(Section.version_id == version.id))
    return there | ({language for one in headings for language in one} - late)


def names_of(session: Session, ids: Iterable[int | None]) -> dict[int, str]:
    """The names of members, by id."""
    wanted = {one for one in ids if one is not None}
    rows = session.execute(select(Member.id, Member.display_name).where(Member.id.in_(wanted)))
    return dict(rows.all())


def queries_on(
    session: Session, version: Version, place: Place, language: str
) -> list[TranslationQuery]:
    """The queries on a part in a language, oldest first."""
    return list(
        session.scalars(
            select(TranslationQuery)
            .where(
                TranslationQuery.version_id == version.id,
                TranslationQuery.place == place.code,
                TranslationQuery.language == language,
            )
            .order_by(TranslationQuery.id)
        )
    )


def open_queries(session: Session, version: Version) -> dict[str, int]:
    """How many queries wait for an answer, by language."""
    found: dict[str, int] = {}
    for language in session.scalars(
        select(TranslationQuery.language).where(
            TranslationQuery.version_id == version.id, TranslationQuery.answered_at.is_(None)
        )
    ):
        found[language] = found.get(language, 0) + 1
    return found


def _before(
    session: Session, version: Version, key: str, source: str | None, mine: Wording | None
) -> str | None:
    """The original that stale words were made from: as kept, else that of the version before."""
    if mine is None or mine.status is not WordingStatus.STALE or source is None:
        return None
    if source in mine.made_from:
        return str(mine.made_from[source])
    origin = aliased(Paragraph)
    return session.scalar(
        select(Wording.text)
        .join(origin, origin.id == Wording.paragraph_id)
        .where(
            origin.version_id == version.base_version_id,
            origin.key == key,
            Wording.language == source,
        )
    )


def taken_keys(session: Session, version: Version, language: str) -> frozenset[str]:
    """The paragraphs of a working version whose words in a language amendments were accepted in."""
    if version.base_version_id is None:
        return frozenset()
    works = composition_of(session, version).works
    return frozenset(work.key for work in works if work.led(language))
