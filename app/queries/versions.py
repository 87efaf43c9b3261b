"""Versions as an actor may see them; one paragraph's life; two versions compared."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from app.domain.charters import LineageKind, VersionStatus
from app.domain.errors import NotFound
from app.domain.people import Actor
from app.models.charters import Paragraph, Version, Wording
from app.models.composition import Change, Citation, Lineage
from app.models.contributions import Contribution
from app.models.rounds import Round
from app.queries.charters import CharterInView, visible_charter


@dataclass(frozen=True, slots=True)
class VersionInView:
    """A version this actor may read, with its charter."""

    view: CharterInView
    version: Version

    @property
    def working(self) -> bool:
        """Whether it is not public yet."""
        return self.version.status is VersionStatus.WORKING


@dataclass(frozen=True, slots=True)
class Relative:
    """A paragraph of the version before or after, what became of it, and its words by language."""

    version_number: int
    number: int
    key: str
    kind: LineageKind
    score: float | None
    confirmed: bool
    texts: Mapping[str, str]

    @property
    def several(self) -> bool:
        """Whether it was cut apart or joined with others on the way."""
        return self.kind in {LineageKind.SPLIT, LineageKind.MERGED}


@dataclass(frozen=True, slots=True)
class Why:
    """Why a paragraph reads as it does in one version."""

    version_number: int
    editorial: bool
    reasons: Mapping[str, str]
    cited: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class ParagraphLife:
    """One paragraph of a version: its words in every language, its relatives and reasons."""

    paragraph: Paragraph
    wordings: Mapping[str, Wording]
    origins: Sequence[Relative]
    successors: Sequence[Relative]
    why: Why | None
    removed_in: int | None
    previous: int | None
    following: int | None


def visible_version(
    session: Session, actor: Actor, slug: str, number: int, *, now: datetime
) -> VersionInView:
    """The version with this number, if this actor may know of it."""
    view = visible_charter(session, actor, slug, now=now)
    found = next((one for one in view.versions if one.number == number), None)
    if found is None:
        raise NotFound("version")
    return VersionInView(view, found)


def life_of(session: Session, version: Version, key: str) -> ParagraphLife:
    """One paragraph with its history; raises ``NotFound`` where the version has none such."""
    paragraph = session.scalar(
        select(Paragraph).where(Paragraph.version_id == version.id, Paragraph.key == key)
    )
    if paragraph is None:
        raise NotFound("paragraph")
    wordings = session.scalars(select(Wording).where(Wording.paragraph_id == paragraph.id))
    numbers = dict(
        session.execute(
            select(Paragraph.number, Paragraph.key).where(
                Paragraph.version_id == version.id,
                Paragraph.number.in_((paragraph.number - 1, paragraph.number + 1)),
            )
        ).all()
    )
    successors, removed_in = _successors(session, paragraph)
    return ParagraphLife(
        paragraph=paragraph,
        wordings={wording.language: wording for wording in wordings},
        origins=_origins(session, paragraph),
        successors=successors,
        why=_why(session, version, key),
        removed_in=removed_in,
        previous=paragraph.number - 1 if paragraph.number - 1 in numbers else None,
        following=paragraph.number + 1 if paragraph.number + 1 in numbers else None,
    )


def neighbours_of(session: Session, life: ParagraphLife) -> dict[int, str]:
    """The keys of the paragraphs before and after, by number."""
    wanted = [number for number in (life.previous, life.following) if number]
    rows = session.execute(
        select(Paragraph.number, Paragraph.key).where(
            Paragraph.version_id == life.paragraph.version_id, Paragraph.number.in_(wanted)
        )
    )
    return dict(rows.all())


def _origins(session: Session, paragraph: Paragraph) -> list[Relative]:
    rows = session.execute(
        select(Lineage, Paragraph.number, Paragraph.key, Version.number)
        .join(Paragraph, Paragraph.id == Lineage.origin_id)
        .join(Version, Version.id == Paragraph.version_id)
        .where(Lineage.paragraph_id == paragraph.id)
        .order_by(Paragraph.number)
    )
    found = list(rows)
    texts = _texts(session, [row.origin_id for row, *_ in found])
    return [
        Relative(version, number, key, row.kind, row.score, row.confirmed, texts[row.origin_id])
        for row, number, key, version in found
    ]


def _texts(session: Session, ids: Sequence[int | None]) -> dict[int | None, dict[str, str]]:
    """The words of some paragraphs, by language."""
    found: dict[int | None, dict[str, str]] = {one: {} for one in ids}
    for row in session.scalars(
        select(Wording).where(Wording.paragraph_id.in_(ids)).order_by(Wording.language)
    ):
        found[row.paragraph_id][row.language] = row.text
    return found


def _successors(session: Session, paragraph: Paragraph) -> tuple[list[Relative], int | None]:
    """What the next public version made of a paragraph, or the number where it was removed."""
    after = aliased(Version)
    rows = session.execute(
        select(Lineage, Paragraph.number, Paragraph.key, after.number)
        .join(after, after.id == Lineage.version_id)
        .outerjoin(Paragraph, Paragraph.id == Lineage.paragraph_id)
        .where(Lineage.origin_id == paragraph.id, after.status != VersionStatus.WORKING)
        .order_by(after.number, Paragraph.number)
    )
    after_it = list(rows)
    texts = _texts(session, [row.paragraph_id for row, *_ in after_it])
    found: list[Relative] = []
    removed: int | None = None
    for row, number, key, version in after_it:
        if row.kind is LineageKind.REMOVED:
            removed = version
        else:
            words = texts[row.paragraph_id]
            found.append(Relative(version, number, key, row.kind, row.score, row.confirmed, words))
    return found, removed


def _why(session: Session, version: Version, key: str) -> Why | None:
    change = session.scalar(
        select(Change).where(Change.version_id == version.id, Change.paragraph_key == key)
    )
    if change is None:
        return None
    cited = session.execute(
        select(Round.slug, Contribution.reference)
        .join(Citation, Citation.contribution_id == Contribution.id)
        .join(Round, Round.id == Contribution.round_id)
        .where(Citation.change_id == change.id)
        .order_by(Contribution.kind, Contribution.number)
    )
    return Why(version.number, change.editorial, change.reasons, list(cited))


def lineage_of(session: Session, version: Version) -> list[tuple[Lineage, int | None, int | None]]:
    """What became of every paragraph: the row, the number now and the number before."""
    origin = aliased(Paragraph)
    rows = session.execute(
        select(Lineage, Paragraph.number, origin.number)
        .outerjoin(Paragraph, Paragraph.id == Lineage.paragraph_id)
        .outerjoin(origin, origin.id == Lineage.origin_id)
        .where(Lineage.version_id == version.id)
        .order_by(Paragraph.number, origin.number)
    )
    return [(row, now, before) for row, now, before in rows]


def doubtful_lineage(
    session: Session, version: Version
) -> list[tuple[Lineage, int | None, int | None]]:
    """Links no person has confirmed: the row, the number now and the number before."""
    return [found for found in lineage_of(session, version) if not found[0].confirmed]
