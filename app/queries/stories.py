"""The whole life of a paragraph: each wording in every version, what led to it, when it stood."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import CompoundSelect, and_, select
from sqlalchemy.orm import Session

from app.domain.charters import LineageKind, VersionStatus
from app.models.charters import Paragraph, Version, Wording
from app.models.composition import Change, Citation, Lineage
from app.models.contributions import Contribution
from app.models.rounds import Round

_TELLING = (LineageKind.MERGED, LineageKind.SPLIT, LineageKind.CHANGED, LineageKind.MOVED)


@dataclass(frozen=True, slots=True)
class Stage:
    """A paragraph of one version in the line; ``kind`` is what it was to the version before.

    ``cited`` are the contributions that led to it, by round and reference. ``published_at`` is
    when the secretariat published this version's changes, ``frozen_at`` when its text stood.
    """

    id: int
    version_number: int
    number: int
    key: str
    kind: LineageKind | None
    texts: Mapping[str, str]
    cited: Sequence[tuple[str, str]]
    frozen_at: datetime | None
    published_at: datetime | None


def story_of(session: Session, paragraph: Paragraph) -> list[Stage]:
    """Every paragraph that this one came from and that came from it, oldest first.

    Through those that were cut apart or joined as well; later versions once they are public. The
    number of statements does not grow with the versions.
    """
    line = _line(paragraph)
    rows = session.execute(
        select(Paragraph, Version)
        .join(Version, Version.id == Paragraph.version_id)
        .where(Paragraph.id.in_(line))
        .order_by(Version.number, Paragraph.number)
    ).all()
    kinds, texts, cited = _kinds(session, line), _texts(session, line), _cited(session, line)
    return [
        Stage(
            id=row.id,
            version_number=version.number,
            number=row.number,
            key=row.key,
            kind=kinds.get(row.id),
            texts=texts.get(row.id, {}),
            cited=cited.get(row.id, []),
            frozen_at=version.frozen_at,
            published_at=version.changes_published_at,
        )
        for row, version in rows
    ]


def _line(paragraph: Paragraph) -> CompoundSelect[tuple[int | None]]:
    """The ids of the paragraph, of all before it and of all after it."""
    before = select(Paragraph.id.label("id")).where(Paragraph.id == paragraph.id)
    up = before.cte("up", recursive=True)
    up = up.union(select(Lineage.origin_id).join(up, Lineage.paragraph_id == up.c.id))
    after = select(Paragraph.id.label("id")).where(Paragraph.id == paragraph.id)
    down = after.cte("down", recursive=True)
    down = down.union(
        select(Lineage.paragraph_id)
        .join(down, Lineage.origin_id == down.c.id)
        .join(Version, Version.id == Lineage.version_id)
        .where(Version.status != VersionStatus.WORKING)
    )
    return select(up.c.id).union(select(down.c.id))


def _kinds(
    session: Session, line: CompoundSelect[tuple[int | None]]
) -> dict[int | None, LineageKind]:
    """What each was to the version before; of several links the one that tells most."""
    found: dict[int | None, set[LineageKind]] = {}
    rows = session.execute(
        select(Lineage.paragraph_id, Lineage.kind).where(Lineage.paragraph_id.in_(line))
    )
    for paragraph_id, kind in rows:
        found.setdefault(paragraph_id, set()).add(kind)
    return {
        one: next((kind for kind in _TELLING if kind in kinds), next(iter(kinds)))
        for one, kinds in found.items()
    }


def _texts(session: Session, line: CompoundSelect[tuple[int | None]]) -> dict[int, dict[str, str]]:
    found: dict[int, dict[str, str]] = {}
    rows = session.execute(
        select(Wording.paragraph_id, Wording.language, Wording.text)
        .where(Wording.paragraph_id.in_(line))
        .order_by(Wording.language)
    )
    for paragraph_id, language, text in rows:
        found.setdefault(paragraph_id, {})[language] = text
    return found


def _cited(
    session: Session, line: CompoundSelect[tuple[int | None]]
) -> dict[int, list[tuple[str, str]]]:
    found: dict[int, list[tuple[str, str]]] = {}
    here = and_(Change.version_id == Paragraph.version_id, Change.paragraph_key == Paragraph.key)
    rows = session.execute(
        select(Paragraph.id, Round.slug, Contribution.reference)
        .join(Change, here)
        .join(Citation, Citation.change_id == Change.id)
        .join(Contribution, Contribution.id == Citation.contribution_id)
        .join(Round, Round.id == Contribution.round_id)
        .where(Paragraph.id.in_(line))
        .order_by(Contribution.kind, Contribution.number)
    )
    for paragraph_id, slug, reference in rows:
        found.setdefault(paragraph_id, []).append((slug, reference))
    return found
