"""What earlier rounds left open, and where it belongs in a version."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.domain.anchoring import Anchor, Anchoring, anchored
from app.domain.charters import LineageKind, VersionStatus
from app.domain.contributions import Kind, Status
from app.models.charters import Paragraph, Section, Version
from app.models.composition import Carrying, Lineage
from app.models.contributions import Contribution, Revision
from app.models.dispositions import DispositionRecord
from app.models.rounds import Round
from app.queries.content import Content, content_in


@dataclass(frozen=True, slots=True)
class Place:
    """A paragraph that something may be carried to, with its words in one language."""

    key: str
    number: int
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Left:
    """A contribution that was left open, where it stood, and where it would stand now.

    ``before`` is None for what is about no paragraph; ``stored`` is what was written down so far.
    """

    contribution: Contribution
    round_slug: str
    words: str
    before: Place | None
    anchor: Anchor
    places: Sequence[Place]
    stored: Carrying | None

    @property
    def confirmed(self) -> bool:
        """Whether a person said where it belongs, and nothing moved since."""
        row = self.stored
        if row is None or row.confirmed_at is None or row.outcome is not self.anchor.outcome:
            return False
        known = {place.key for place in self.places}
        return row.paragraph_key is None or row.paragraph_key in known

    @property
    def key(self) -> str | None:
        """The key of the paragraph it belongs to: the one confirmed, or the one proposed."""
        row = self.stored
        return row.paragraph_key if row is not None and self.confirmed else self.anchor.key

    @property
    def now(self) -> Place | None:
        """The paragraph it belongs to."""
        return next((place for place in self.places if place.key == self.key), None)

    @property
    def clear(self) -> bool:
        """Whether there is one place to propose, so that many can be confirmed at once."""
        return self.anchor.outcome in {Anchoring.KEPT, Anchoring.CHANGED}


@dataclass(frozen=True, slots=True)
class Carried:
    """An open contribution at its confirmed place in a version."""

    version: int
    round_slug: str
    reference: str
    kind: Kind
    outcome: Anchoring
    number: int | None


def left_open(session: Session, version: Version) -> list[Left]:
    """All that earlier rounds left open, by round and reference; a constant number of statements.

    For a frozen version it is what was written down when it was published.
    """
    base = session.get(Version, version.base_version_id) if version.base_version_id else None
    if base is None:
        return []
    anchors = _Anchors(session, base, version)
    return [
        anchors.left(contribution, revision, round_, paragraph, section)
        for contribution, revision, round_, paragraph, section in session.execute(
            _open(version, base)
        )
    ]


def carried_to(session: Session, version: Version, key: str) -> list[Carried]:
    """What earlier rounds left open on a paragraph, confirmed and still open, for all readers."""
    return _carried(
        session, Carrying.version_id == version.id, Carrying.paragraph_key == key, answered=False
    )


def keys_with_carried(session: Session, version: Version) -> frozenset[str]:
    """The paragraphs on which something about an earlier wording is still open, to all readers."""
    if version.number == 1:
        return frozenset()
    found = session.scalars(
        select(Carrying.paragraph_key)
        .join(Contribution, Contribution.id == Carrying.contribution_id)
        .where(
            Carrying.version_id == version.id,
            Carrying.confirmed_at.is_not(None),
            Contribution.status == Status.PUBLISHED,
            Contribution.id.not_in(_decided()),
        )
    )
    return frozenset(key for key in found if key is not None)


def carried_on(session: Session, contribution_id: int) -> list[Carried]:
    """Where a contribution was carried, version by version."""
    return _carried(session, Carrying.contribution_id == contribution_id, answered=True)


def _carried(session: Session, *which: object, answered: bool) -> list[Carried]:
    wanted = (
        select(Version.number, Round.slug, Contribution, Carrying.outcome, Paragraph.number)
        .select_from(Carrying)
        .join(Version, Version.id == Carrying.version_id)
        .join(Contribution, Contribution.id == Carrying.contribution_id)
        .join(Round, Round.id == Contribution.round_id)
        .outerjoin(
            Paragraph,
            (Paragraph.version_id == Version.id) & (Paragraph.key == Carrying.paragraph_key),
        )
        .where(
            *which,  # type: ignore[arg-type]
            Carrying.confirmed_at.is_not(None),
            Version.changes_published_at.is_not(None),
            Contribution.status == Status.PUBLISHED,
        )
        .order_by(Version.number, Round.number, Contribution.kind, Contribution.number)
    )
    if not answered:
        wanted = wanted.where(Contribution.id.not_in(_decided()))
    return [
        Carried(version, slug, one.reference, one.kind, outcome, number)
        for version, slug, one, outcome, number in session.execute(wanted)
    ]


def _decided() -> Select[int]:
    return select(DispositionRecord.contribution_id).where(
        DispositionRecord.confirmed_at.is_not(None)
    )


def _open(
    version: Version, base: Version
) -> Select[Contribution, Revision, Round, Paragraph | None, Section | None]:
    """Comments and amendments, no replies: these stay with what they answer."""
    wanted = (
        select(Contribution, Revision, Round, Paragraph, Section)
        .join(Round, Round.id == Contribution.round_id)
        .join(Version, Version.id == Round.version_id)
        .join(
            Revision,
            (Revision.contribution_id == Contribution.id)
            & (Revision.number == Contribution.shown_revision),
        )
        .outerjoin(Paragraph, Paragraph.id == Contribution.paragraph_id)
        .outerjoin(Section, Section.id == Contribution.section_id)
        .where(
            Version.charter_id == base.charter_id,
            Version.number <= base.number,
            Contribution.kind.in_((Kind.COMMENT, Kind.AMENDMENT)),
            Contribution.parent_id.is_(None),
            Contribution.status == Status.PUBLISHED,
        )
        .order_by(Round.number, Contribution.kind, Contribution.number)
    )
    if version.status is VersionStatus.WORKING:
        return wanted.where(Contribution.id.not_in(_decided()))
    written = select(Carrying.contribution_id).where(Carrying.version_id == version.id)
    return wanted.where(Contribution.id.in_(written))


class _Anchors:
    """Two versions side by side, and what each paragraph of the older became."""

    def __init__(self, session: Session, base: Version, version: Version) -> None:
        self.before, self.now = content_in(session, base), content_in(session, version)
        self.was = {row.key: row for row in self.before.paragraphs}
        rows = {row.id: row for row in self.now.paragraphs}
        self.heirs: dict[int, list[Paragraph]] = {}
        self.strangers: list[Paragraph] = []
        for line in session.scalars(select(Lineage).where(Lineage.version_id == version.id)):
            row = rows.get(line.paragraph_id or 0)
            if row is not None and line.kind is LineageKind.NEW:
                self.strangers.append(row)
            elif row is not None and line.origin_id is not None:
                self.heirs.setdefault(line.origin_id, []).append(row)
        written = session.scalars(
            select(Carrying).where(Carrying.version_id.in_((base.id, version.id)))
        ).all()
        self._places: dict[str, list[Place]] = {}
        self._found: dict[tuple[int, str, str | None], Anchor] = {}
        self.earlier = {one.contribution_id: one for one in written if one.version_id == base.id}
        self.stored = {one.contribution_id: one for one in written if one.version_id == version.id}

    def left(
        self,
        one: Contribution,
        words: Revision,
        round_: Round,
        paragraph: Paragraph | None,
        section: Section | None,
    ) -> Left:
        """One contribution with its proposal."""
        earlier = self.earlier.get(one.id)
        key = earlier.paragraph_key if earlier else paragraph.key if paragraph else None
        origin = self.was.get(key or "")
        language = self._language(origin, one.language)
        before = _place(self.before, origin, language) if origin else None
        if language not in self._places:
            rows = self.now.paragraphs
            self._places[language] = [_place(self.now, row, language) for row in rows]
        if paragraph is None:
            here = section is None or section.key in {row.key for row in self.now.sections}
            anchor = Anchor(Anchoring.KEPT if here else Anchoring.GONE, None)
        elif origin is None or before is None:
            anchor = Anchor(Anchoring.GONE, None)
        else:
            anchor = self._anchor(origin, before, words.quote)
        places = self._places[language]
        said = words.text or words.wording or ""
        return Left(one, round_.slug, said, before, anchor, places, self.stored.get(one.id))

    def _anchor(self, origin: Paragraph, before: Place, quote: str | None) -> Anchor:
        asked = origin.id, before.language, quote
        if asked not in self._found:
            self._found[asked] = anchored(
                before.text,
                quote,
                self._words(self.heirs.get(origin.id, ()), before.language),
                self._words(self.strangers, before.language),
            )
        return self._found[asked]

    def _language(self, origin: Paragraph | None, wanted: str) -> str:
        """The language to compare in: that of the contribution, where the paragraph has it."""
        there = self.before.wordings.get(origin.id, {}) if origin else {}
        return wanted if wanted in there or not there else min(there)

    def _words(self, rows: Sequence[Paragraph], language: str) -> Mapping[str, str]:
        return {row.key: _place(self.now, row, language).text for row in rows}


def _place(content: Content, row: Paragraph, language: str) -> Place:
    wording = content.of(row, language)
    return Place(row.key, row.number, language, wording.text if wording else "")
