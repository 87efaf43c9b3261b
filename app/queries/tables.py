"""Bilingual tables: what one is written from, and one that came back beside what there is now."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.bilingual import About, Comparison, Present, Table, compared
from app.domain.errors import NotFound
from app.domain.glossary import marked, occurring
from app.domain.parts import Place, kept_text
from app.domain.translation import Standing
from app.models.charters import Charter, Version
from app.models.translation import TableImport
from app.queries.glossary import glossary_of
from app.queries.parts import TranslatedPart
from app.queries.translation import Translated, translated_from
from app.queries.whole_desk import all_at_desk

__all__ = ["TableImport", "TableLine"]


@dataclass(frozen=True, slots=True)
class TableLine:
    """A part as a row of the table has it; ``terms`` are agreed terms with their renderings."""

    place: Place
    number: int | None
    label: str
    present: Present
    standing: Standing
    terms: tuple[tuple[str, str], ...]


def about_table(session: Session, version: Version, language: str) -> About:
    """Which text a table of this language is of."""
    source = translated_from(session, version, language)
    charter = session.get_one(Charter, version.charter_id)
    return About(charter.slug, version.number, source or language, language)


def table_lines(session: Session, version: Version, language: str) -> list[TableLine]:
    """Every part in reading order, in a fixed number of statements."""
    charter = session.get_one(Charter, version.charter_id)
    terms = glossary_of(session, charter)
    found = []
    for place, at in all_at_desk(session, version, language).items():
        original = at.original
        pieces = marked(original.text, at.source or "", terms) if original else []
        found.append(
            TableLine(
                place=place,
                number=at.number,
                label=(original.label or "") if original else "",
                present=present_of(place, at),
                standing=at.standing,
                terms=tuple(
                    (term.rendering(at.source or "") or "", agreed)
                    for term in occurring(pieces)
                    if (agreed := term.rendering(language))
                ),
            )
        )
    return found


def present_of(place: Place, at: Translated | TranslatedPart) -> Present:
    """How a part reads now, as a table knows it."""
    original, mine = at.original, at.wording
    return Present(
        source=kept_text(place, original.text) if original else "",
        target=kept_text(place, mine.text) if mine else "",
        label=mine.label if mine else None,
        closed=at.closed,
    )


def compared_table(session: Session, version: Version, language: str, table: Table) -> Comparison:
    """A table beside the words there are now."""
    everything = all_at_desk(session, version, language)
    return compared(table, {place: present_of(place, at) for place, at in everything.items()})


def table_behind(session: Session, version: Version, language: str, key: str) -> TableImport:
    """The table behind a key, of this version and language."""
    found = session.scalar(
        select(TableImport).where(
            TableImport.key == key,
            TableImport.version_id == version.id,
            TableImport.language == language,
        )
    )
    if found is None:
        raise NotFound("table")
    return found


def open_tables(session: Session, version: Version, language: str) -> list[TableImport]:
    """Tables that were neither taken nor dropped, newest first."""
    return list(
        session.scalars(
            select(TableImport)
            .where(
                TableImport.version_id == version.id,
                TableImport.language == language,
                TableImport.confirmed_at.is_(None),
            )
            .order_by(TableImport.id.desc())
            .limit(20)
        )
    )
