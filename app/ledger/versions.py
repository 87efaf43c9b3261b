"""What every change of a working version shares: permanent keys, copies, order, lineage."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from app.domain.charters import LineageKind, VersionStatus
from app.domain.errors import Conflict, NotFound
from app.ledger.parts import beside, copy_states, forget_states
from app.models.charters import Charter, Paragraph, Section, Version, Wording
from app.models.composition import Lineage

_KEY_LENGTH = 7
UNPLACED = -1_000_000_000
"""Below it lie the numbers of paragraphs that wait for their place."""


def lock_version(session: Session, version_id: int) -> Version:
    """The version's row, locked and read afresh; raises ``Conflict`` unless it is still working."""
    found = session.scalar(
        select(Version)
        .where(Version.id == version_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if found is None:
        raise NotFound("version")
    if found.status is not VersionStatus.WORKING:
        raise Conflict("version_is_frozen")
    return found


@dataclass
class Keys:
    """Hands out permanent keys: the same text imported twice gets the same ones, none twice."""

    prefix: str
    used: set[str]
    count: int = 0

    @classmethod
    def of(cls, session: Session, charter: Charter) -> "Keys":
        """Keys for a charter, beside all that its versions ever had."""
        used: set[str] = set()
        for table in (Paragraph, Section):
            used.update(
                session.scalars(
                    select(table.key)
                    .join(Version, Version.id == table.version_id)
                    .where(Version.charter_id == charter.id)
                )
            )
        return cls(charter.slug, used, len(used))

    def next(self, name: str | None = None) -> str:
        """A key that is not in use; the same for the same name."""
        while True:
            self.count += 1
            source = f"{self.prefix}:{name or self.count}"
            made = hashlib.sha256(source.encode()).hexdigest()[:_KEY_LENGTH]
            if made not in self.used:
                self.used.add(made)
                return made
            name = None


def first_version(session: Session, charter: Charter, *, now: datetime) -> Version:
    """Version 1, empty and working."""
    version = Version(charter_id=charter.id, number=1, status=VersionStatus.WORKING, created_at=now)
    session.add(version)
    session.flush()
    return version


def next_version(session: Session, base: Version, *, now: datetime) -> Version:
    """The working version after this one: a copy with the same keys, every paragraph kept."""
    version = Version(
        charter_id=base.charter_id,
        number=base.number + 1,
        base_version_id=base.id,
        status=VersionStatus.WORKING,
        created_at=now,
    )
    session.add(version)
    session.flush()
    sections = _copy_sections(session, base, version)
    rows = session.scalars(
        select(Paragraph).where(Paragraph.version_id == base.id).order_by(Paragraph.number)
    ).all()
    copies = {row.id: _copy(row, version, sections) for row in rows}
    session.add_all(copies.values())
    session.flush()
    for wording in session.scalars(select(Wording).where(Wording.paragraph_id.in_(copies))):
        session.add(_wording(wording, copies[wording.paragraph_id].id))
    copy_states(session, base.id, version.id)
    for origin, copy in copies.items():
        session.add(
            Lineage(
                version_id=version.id, paragraph_id=copy.id, origin_id=origin, kind=LineageKind.KEPT
            )
        )
    session.flush()
    return version


def copy_paragraph(session: Session, origin: Paragraph, version: Version) -> Paragraph:
    """One paragraph of an earlier version brought back with all its wordings, at the end."""
    sections = dict(
        session.execute(
            select(Section.key, Section.id).where(Section.version_id == version.id)
        ).all()
    )
    key = session.scalar(select(Section.key).where(Section.id == origin.section_id))
    copy = _copy(origin, version, {origin.section_id or 0: sections.get(key or "")})
    copy.number = UNPLACED - origin.id
    session.add(copy)
    session.flush()
    for wording in session.scalars(select(Wording).where(Wording.paragraph_id == origin.id)):
        session.add(_wording(wording, copy.id))
    copy_states(session, origin.version_id, version.id, only=beside(origin.key))
    session.flush()
    return copy


def drop_paragraphs(session: Session, ids: Collection[int]) -> None:
    """Take paragraphs out of a working version with all that hangs on them."""
    for row in session.scalars(select(Paragraph).where(Paragraph.id.in_(ids))):
        forget_states(session, row.version_id, beside(row.key))
    session.execute(delete(Wording).where(Wording.paragraph_id.in_(ids)))
    session.execute(delete(Lineage).where(Lineage.paragraph_id.in_(ids)))
    session.execute(delete(Paragraph).where(Paragraph.id.in_(ids)))


def put_in_order(session: Session, version: Version, ordered: Sequence[int]) -> None:
    """Number the paragraphs 1..N in this order of their ids."""
    session.flush()
    session.execute(
        update(Paragraph)
        .where(Paragraph.version_id == version.id)
        .values(number=-Paragraph.id)
        .execution_options(synchronize_session=False)
    )
    if ordered:
        session.execute(
            update(Paragraph),
            [{"id": row, "number": number} for number, row in enumerate(ordered, start=1)],
        )
    for known in session.identity_map.values():
        if isinstance(known, Paragraph):
            session.expire(known, ["number"])


def _copy_sections(session: Session, base: Version, version: Version) -> dict[int, int | None]:
    """Copies of all sections; the id of each copy by that of its origin."""
    made: dict[int, Section] = {}
    rows = session.scalars(
        select(Section).where(Section.version_id == base.id).order_by(Section.position)
    ).all()
    for row in rows:
        made[row.id] = Section(
            version_id=version.id,
            key=row.key,
            position=row.position,
            level=row.level,
            headings=dict(row.headings),
            labels=dict(row.labels),
        )
    session.add_all(made.values())
    session.flush()
    for row in rows:
        parent = made.get(row.parent_id or 0)
        made[row.id].parent_id = parent.id if parent else None
    return {origin: copy.id for origin, copy in made.items()}


def _copy(row: Paragraph, version: Version, sections: dict[int, int | None]) -> Paragraph:
    return Paragraph(
        version_id=version.id,
        section_id=sections.get(row.section_id or 0),
        key=row.key,
        number=row.number,
        type=row.type,
        principles=list(row.principles),
        topics=list(row.topics),
        notes=dict(row.notes),
        citations=dict(row.citations),
    )


def _wording(row: Wording, paragraph_id: int) -> Wording:
    return Wording(
        paragraph_id=paragraph_id,
        language=row.language,
        text=row.text,
        label=row.label,
        status=row.status,
        updated_at=row.updated_at,
        written_by_id=row.written_by_id,
        reviewed_by_id=row.reviewed_by_id,
        reviewed_at=row.reviewed_at,
        made_from=dict(row.made_from),
    )
