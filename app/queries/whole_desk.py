"""The whole desk at once: every part beside its original, for tables and other bulk work."""

from collections.abc import Collection

from sqlalchemy.orm import Session

from app.domain.charters import VersionStatus
from app.domain.languages import first_of
from app.domain.parts import Part, Place
from app.domain.translation import closed
from app.models.charters import Version
from app.queries.content import content_in
from app.queries.desk import in_order
from app.queries.parts import PartInVersion, TranslatedPart, parts_of
from app.queries.translation import Translated, frozen_languages, taken_keys, translated_from


def all_at_desk(
    session: Session, version: Version, language: str
) -> dict[Place, Translated | TranslatedPart]:
    """Every part as the desk has it, in reading order, in a fixed number of statements.

    What a page shows around one of them is left out: the heading above it, and how the original
    of stale words read before.
    """
    source = translated_from(session, version, language)
    content = content_in(session, version)
    working = version.status is VersionStatus.WORKING
    frozen = () if working else frozen_languages(session, version)
    taken = taken_keys(session, version, language) if working else frozenset()
    found: dict[Place, Translated | TranslatedPart] = {}
    for row in content.paragraphs:
        originals = dict(sorted(content.wordings.get(row.id, {}).items()))
        mine = originals.pop(language, None)
        found[Place(Part.PARAGRAPH, row.key)] = Translated(
            paragraph=row,
            language=language,
            originals=originals,
            source=first_of(originals, [source]),
            default=source,
            wording=mine,
            original_before=None,
            closed=closed(
                working=working,
                there=mine is not None,
                frozen_languages=frozen,
                language=language,
                taken=row.key in taken,
            ),
            heading="",
        )
    for part in parts_of(session, version, source):
        found[part.place] = _part_at_desk(part, language, source, frozen, working=working)
    return {place: found[place] for place in in_order(session, version, found)}


def _part_at_desk(
    part: PartInVersion,
    language: str,
    source: str | None,
    frozen: Collection[str],
    *,
    working: bool,
) -> TranslatedPart:
    originals = dict(part.words)
    mine = originals.pop(language, None)
    shut = closed(
        working=working,
        there=mine is not None,
        frozen_languages=frozen,
        language=language,
        taken=False,
    )
    return TranslatedPart(
        place=part.place,
        number=part.number,
        language=language,
        originals=originals,
        source=first_of(sorted(originals), [source]),
        default=source,
        wording=mine,
        original_before=None,
        closed=shut if part.place.part.is_text else None,
        heading="",
        around={},
    )
