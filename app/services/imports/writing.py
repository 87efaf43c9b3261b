"""Writing a text to a version: structure and wordings of one language, or a translation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.charters import VersionStatus
from app.domain.errors import Conflict
from app.domain.pairing import OWN, Pairing, is_missing, kept_lines
from app.domain.preview import Line, Preview
from app.ledger.lineage import origins_in, relate
from app.ledger.versions import (
    UNPLACED,
    Keys,
    drop_paragraphs,
    first_version,
    lock_version,
    next_version,
    put_in_order,
)
from app.models.charters import Charter, Paragraph, Section, Version
from app.queries.content import Content, content_in
from app.queries.imports import ImportMode, Target
from app.services.imports.wordings import Words


@dataclass
class Lives:
    """What became of paragraphs that did not stay one and the same, by the ids of origins."""

    origins: Mapping[int, set[int]]
    splits: dict[int, set[int]] = field(default_factory=dict)
    merges: dict[int, set[int]] = field(default_factory=dict)
    gone: set[int] = field(default_factory=set)

    def split(self, row: Paragraph, source: Paragraph) -> None:
        """A new paragraph was cut from one of the version."""
        if source.id in self.origins:
            self.splits[row.id] = set(self.origins[source.id])

    def merge(self, row: Paragraph, others: Sequence[Paragraph]) -> None:
        """Others of the version were joined in a paragraph; they are no more."""
        known = set[int]().union(*(self.origins.get(one.id, ()) for one in (row, *others)))
        self.merges[row.id] = known
        self.gone.update(one.id for one in others)


def write_text(
    session: Session,
    charter: Charter,
    target: Target,
    preview: Preview,
    pairing: Pairing,
    *,
    now: datetime,
) -> tuple[Version, dict[str, int]]:
    """The version with this text in it: a new one, the working one, or a late language.

    Beside it, the paragraph that each line of the text went to.
    """
    version = _version(session, charter, target, now=now)
    content = content_in(session, version)
    words = Words(session, charter, version, content, target, now)
    lines = list(kept_lines(pairing, preview)) if pairing.places else _all_new(preview)
    lives = Lives(origins_in(session, version))
    if target.mode is ImportMode.TRANSLATION:
        order = _translate(session, charter, version, content, lines, words)
    else:
        joined = pairing.merged
        order = _structure(session, charter, version, content, lines, joined, words, lives)
    put_in_order(session, version, order)
    doubts = {row[2:]: score for row, score in pairing.doubts.items() if row.startswith("p-")}
    if not target.late:
        relate(session, version, splits=lives.splits, merges=lives.merges, doubts=doubts)
    version.edit += 1
    return version, words.placed


def _all_new(preview: Preview) -> list[tuple[Line, str]]:
    return [(line, OWN) for line in preview.lines if not is_missing(line)]


def _version(session: Session, charter: Charter, target: Target, *, now: datetime) -> Version:
    if target.version is None:
        return first_version(session, charter, now=now)
    if target.starts_next:
        return next_version(session, target.version, now=now)
    if not target.late:
        return lock_version(session, target.version.id)
    found = session.scalar(
        select(Version)
        .where(Version.id == target.version.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if found is None or found.status is VersionStatus.WORKING:
        raise Conflict("charter_changed_meanwhile")
    return found


def _structure(
    session: Session,
    charter: Charter,
    version: Version,
    content: Content,
    lines: Sequence[tuple[Line, str]],
    joined: Mapping[str, Sequence[str]],
    words: Words,
    lives: Lives,
) -> list[int]:
    """Sections and paragraphs as this text has them; keys stay where it was the same."""
    keys = Keys.of(session, charter)
    known = {paragraph.key: paragraph for paragraph in content.paragraphs}
    sections = _sections(session, version, content, lines, words, keys)
    order: list[int] = []
    used: set[int] = set()
    section_id: int | None = None
    for line, place in lines:
        if line.is_heading:
            section_id = sections[line.id]
            continue
        found = known.get(place[2:]) if place.startswith("p-") else None
        row = found if found is not None and found.id not in used else None
        if row is None:
            row = _new_paragraph(session, version, line, keys, len(order))
        if found is not None and found is not row:
            lives.split(row, found)
            words.split_off(row, found)
        row.section_id, row.type = section_id, line.type or row.type
        others = [known[key] for key in joined.get(line.id, ()) if key in known]
        if others:
            lives.merge(row, others)
            words.join_others(row, others)
        if line.linked is not None:
            row.principles, row.topics = list(line.linked.principles), list(line.linked.topics)
        words.put(row, line.text, line.label)
        words.placed[line.id] = row.id
        used.add(row.id)
        order.append(row.id)
    return _with_missing(session, content, words, order, used, lives.gone)


def _with_missing(
    session: Session,
    content: Content,
    words: Words,
    order: list[int],
    used: set[int],
    merged: set[int],
) -> list[int]:
    """Paragraphs only other languages have stay in their place; the others go."""
    unused = [row for row in content.paragraphs if row.id not in used]
    gone = [row for row in unused if words.had(row) or row.id in merged]
    before: int | None = None
    for row in content.paragraphs:
        if row in unused and row not in gone:
            at = order.index(before) + 1 if before in order else 0
            order.insert(at, row.id)
            before_row = next((one for one in content.paragraphs if one.id == before), None)
            row.section_id = before_row.section_id if before_row else None
        if row.id in order:
            before = row.id
    drop_paragraphs(session, [row.id for row in gone])
    session.flush()
    used_sections = {row.section_id for row in content.paragraphs if row not in gone}
    words.forget_sections(used_sections)
    return order


def _sections(
    session: Session,
    version: Version,
    content: Content,
    lines: Sequence[tuple[Line, str]],
    words: Words,
    keys: Keys,
) -> dict[str, int]:
    """A row for each heading of the text, by line; sections it no longer has lose their place."""
    known = {section.key: section for section in content.sections}
    made: dict[str, int] = {}
    stack: list[Section] = []
    taken: set[int] = set()
    headings = [(line, place) for line, place in lines if line.is_heading]
    for position, (line, place) in enumerate(headings, start=1):
        stack = [one for one in stack if words.depth[one.id] < line.level]
        row = known.get(place[2:]) if place.startswith("h-") else None
        if row is None or row.id in taken:
            row = Section(version_id=version.id, key=keys.next(), headings={}, labels={})
            row.position = position
            session.add(row)
            session.flush()
        row.position = position
        row.level, row.parent_id = len(stack) + 1, stack[-1].id if stack else None
        words.head(row, line)
        words.depth[row.id] = line.level
        taken.add(row.id)
        stack.append(row)
        made[line.id] = row.id
    words.kept_sections = taken
    return made


def _new_paragraph(
    session: Session, version: Version, line: Line, keys: Keys, at: int
) -> Paragraph:
    row = Paragraph(
        version_id=version.id,
        section_id=None,
        key=keys.next(),
        number=UNPLACED - at,
        type=line.type,
    )
    session.add(row)
    session.flush()
    return row


def _translate(
    session: Session,
    charter: Charter,
    version: Version,
    content: Content,
    lines: Sequence[tuple[Line, str]],
    words: Words,
) -> list[int]:
    """Wordings of another language on the structure there is; what it alone has is added."""
    keys = Keys.of(session, charter)
    rows = {f"p-{row.key}": row for row in content.paragraphs}
    heads = {f"h-{row.key}": row for row in content.sections}
    held: dict[str, list[Line]] = {}
    order = [row.id for row in content.paragraphs]
    before: Paragraph | None = None
    new = 0
    for line, place in lines:
        if place in heads:
            words.head(heads[place], line)
        elif place in rows:
            held.setdefault(place, []).append(line)
            before = rows[place]
        elif place == OWN and not line.is_heading:
            new += 1
            row = _new_paragraph(session, version, line, keys, new)
            row.section_id = before.section_id if before else None
            words.put(row, line.text, line.label)
            words.placed[line.id] = row.id
            order.insert(order.index(before.id) + 1 if before else 0, row.id)
            before = row
    _put_all(rows, held, words)
    session.flush()
    return order


def _put_all(
    rows: Mapping[str, Paragraph], held: Mapping[str, Sequence[Line]], words: Words
) -> None:
    """Each paragraph with the lines that belong to it; without any it is missing."""
    for place, row in rows.items():
        lines = held.get(place)
        if lines:
            words.put(row, _joined(lines), lines[0].label)
            words.placed.update((line.id, row.id) for line in lines)
        else:
            words.remove(row)


def _joined(lines: Sequence[Line]) -> str:
    """Lines that belong to one paragraph, with the labels of all but the first."""
    first, *others = lines
    return " ".join(
        [first.text, *(f"{one.label} {one.text}" if one.label else one.text for one in others)]
    )
