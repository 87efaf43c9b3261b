"""A version being composed: its base, the accepted amendments, and what was decided on each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.charters import VersionStatus
from app.domain.composition import inserted_key
from app.domain.contributions import Operation
from app.domain.texts import ParagraphType
from app.models.charters import Charter, Paragraph, Version
from app.models.composition import Change, Citation
from app.models.contributions import Contribution
from app.models.rounds import Round
from app.queries.content import Content, content_in
from app.queries.wishes import accepted_amendments
from app.queries.works import Wish, Work


@dataclass(frozen=True)
class Composition:
    """A working version with its base and every paragraph's work, in reading order."""

    version: Version
    base: Version | None
    content: Content
    works: Sequence[Work]
    loose: Sequence[Wish]
    charter_slug: str
    section_ids: Mapping[int, int]

    @property
    def wishes(self) -> list[Wish]:
        """Every accepted amendment."""
        return [*(wish for work in self.works for wish in work.wishes), *self.loose]

    @property
    def undecided(self) -> int:
        """Amendments that wait for a decision."""
        return sum(work.undecided for work in self.works) + sum(
            wish.undecided for wish in self.loose
        )

    @property
    def unexplained(self) -> list[Work]:
        """Changed paragraphs without a reason, neither cited nor editorial."""
        return [
            work
            for work in self.works
            if work.changed
            and (
                work.change is None
                or not (work.change.editorial or any(work.change.reasons.values()))
            )
        ]

    @property
    def usual_type(self) -> ParagraphType:
        """The type a paragraph gets that has no neighbour to take it from."""
        rows = self.content.paragraphs
        return rows[0].type if rows else ParagraphType.OPERATIVE

    def section_for(self, wish: Wish) -> int | None:
        """The section of this version that an insertion goes to."""
        if wish.paragraph_id is None:
            return self.section_ids.get(wish.section_id or 0)
        work = next((one for one in self.works if wish in one.wishes), None)
        if work is None:
            return None
        if work.now is not None:
            return work.now.section_id
        return self.section_ids.get((work.origin.section_id if work.origin else 0) or 0)

    def offered(self, wish: Wish) -> list[str]:
        """The languages in which an amendment in the text is not in it, but could be."""
        inserts = wish.operation is Operation.INSERT_AFTER
        if inserts:
            work = self.work(inserted_key(self.charter_slug, wish.key))
        else:
            work = next((one for one in self.works if wish in one.wishes), None)
        hands = work.hands if work else set()
        return [code for code in wish.texts if code not in {*wish.taken, *hands} and wish.applied]

    def work(self, key: str) -> Work | None:
        """The work on one paragraph."""
        return next((work for work in self.works if work.key == key), None)


def composition_of(session: Session, version: Version) -> Composition:
    """All that is needed to compose a version; the number of statements is constant."""
    base = session.get(Version, version.base_version_id) if version.base_version_id else None
    now = content_in(session, version)
    before = content_in(session, base) if base else Content((), (), {})
    wishes = accepted_amendments(session, base, before, version) if base else []
    changes = {
        change.paragraph_key: change
        for change in session.scalars(select(Change).where(Change.version_id == version.id))
    }
    cited = citations_of(session, version)
    origins = {row.key: row for row in before.paragraphs}
    rows = {row.key: row for row in now.paragraphs}
    on: dict[int | None, list[Wish]] = {}
    slug = session.scalar(select(Charter.slug).where(Charter.id == version.charter_id)) or ""
    sources = {}
    for wish in wishes:
        on.setdefault(wish.paragraph_id, []).append(wish)
        if wish.applied and wish.operation is Operation.INSERT_AFTER:
            sources[inserted_key(slug, wish.key)] = wish
    places = {section.key: section.id for section in now.sections}
    sections = {one.id: places[one.key] for one in before.sections if one.key in places}
    works = []
    for key in _in_order(now.paragraphs, before.paragraphs):
        origin, row = origins.get(key), rows.get(key)
        change = changes.get(key)
        works.append(
            Work(
                key,
                origin,
                row,
                before.wordings.get(origin.id, {}) if origin else {},
                now.wordings.get(row.id, {}) if row else {},
                on.get(origin.id, []) if origin else [],
                change,
                cited.get(change.id, []) if change else [],
                sources.get(key),
            )
        )
    return Composition(version, base, now, works, on.get(None, []), slug, sections)


def citations_of(session: Session, version: Version) -> dict[int, list[tuple[str, str]]]:
    """The contributions each change cites: round and reference, by change."""
    rows = session.execute(
        select(Citation.change_id, Round.slug, Contribution.reference)
        .join(Change, Change.id == Citation.change_id)
        .join(Contribution, Contribution.id == Citation.contribution_id)
        .join(Round, Round.id == Contribution.round_id)
        .where(Change.version_id == version.id)
        .order_by(Contribution.kind, Contribution.number)
    )
    found: dict[int, list[tuple[str, str]]] = {}
    for change_id, slug, reference in rows:
        found.setdefault(change_id, []).append((slug, reference))
    return found


def may_start_next(session: Session, version: Version) -> bool:
    """Whether this is the charter's newest version and frozen, so that the next can begin."""
    newer = session.scalar(
        select(Version.id).where(
            Version.charter_id == version.charter_id, Version.number > version.number
        )
    )
    return newer is None and version.status is not VersionStatus.WORKING


def _in_order(now: Sequence[Paragraph], before: Sequence[Paragraph]) -> list[str]:
    """The paragraphs as they stand, those removed or without a place yet where they stood."""
    order = [row.key for row in now if row.number > 0]
    known = set(order)
    last: str | None = None
    for row in before:
        if row.key not in known:
            order.insert(order.index(last) + 1 if last else 0, row.key)
        last = row.key
    placed = set(order)
    return [*order, *(row.key for row in now if row.key not in placed)]
