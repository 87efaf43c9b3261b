"""Two versions compared: every paragraph by its lineage, word by word."""

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.charters import LineageKind
from app.domain.moves import moved
from app.domain.wording.diff import Difference, difference
from app.domain.wording.pieces import GAP, in_pieces
from app.models.charters import Version
from app.models.composition import Lineage
from app.queries.texts import ParagraphText, SectionText, text_of


@dataclass(frozen=True, slots=True)
class Compared:
    """A paragraph in two versions, in one language; None where a version does not have it.

    ``moved`` says that it stands elsewhere, be it changed or not.
    ``origins`` are all those a joined paragraph was made of, ``parts`` all that one which was cut
    became, in order; ``difference`` is then from the joined old text, or for its own share of it.
    """

    kind: LineageKind
    before: ParagraphText | None
    after: ParagraphText | None
    difference: Difference | None
    origins: Sequence[ParagraphText] = ()
    parts: Sequence[ParagraphText] = ()
    moved: bool = False

    @property
    def kinds(self) -> tuple[LineageKind, ...]:
        """What became of it; of what was changed also that it moved."""
        also = self.moved and self.kind is not LineageKind.MOVED
        return (self.kind, LineageKind.MOVED) if also else (self.kind,)

    @property
    def gap(self) -> bool:
        """Whether one of the versions lacks its words in this language, so nothing is compared."""
        return self.before is not None and self.after is not None and self.difference is None

    @property
    def changed(self) -> bool:
        """Whether a reader of this language sees a difference, be it only in where it stands."""
        if self.before is None or self.after is None or self.parts or self.moved:
            return True
        if self.kind in _SEVERAL:
            return True
        return self.difference is None or not self.difference.is_empty


@dataclass(frozen=True, slots=True)
class ComparedSection:
    """A section of the newer version with its paragraphs, removed ones where they stood."""

    section: SectionText
    paragraphs: Sequence[Compared]

    @property
    def changes(self) -> int:
        """How many paragraphs are not the same."""
        return sum(one.changed for one in self.paragraphs)


def compare(
    session: Session, older: Version, newer: Version, language: str
) -> list[ComparedSection]:
    """Two versions in one language, paragraph by paragraph; statements do not grow with length."""
    old, new = (text_of(session, version, language) for version in (older, newer))
    was = {p.id: p for section in old for p in section.paragraphs}
    by_key = {p.key: p for p in was.values()}
    elsewhere = moved(_placed(old), _placed(new))
    links = _links(session, older, newer)
    sections: list[tuple[SectionText, list[Compared]]] = []
    place_of: dict[int, tuple[int, int]] = {}
    used: set[int] = set()
    for section in new:
        rows: list[Compared] = []
        for paragraph in section.paragraphs:
            link = links.get(paragraph.id, _NONE)
            origins = [was[one] for one in sorted(link.origins) if one in was]
            origins.sort(key=lambda one: one.number)
            before = next((one for one in origins if one.key == paragraph.key), None)
            before = before or next(iter(origins), None) or by_key.get(paragraph.key)
            if before is not None and before.id in used and link.kind is not LineageKind.SPLIT:
                before, origins = None, []
            rows.append(_compared(before, origins, paragraph, link.kind, elsewhere))
            for one in (*origins, *([before] if before else [])):
                used.add(one.id)
                place_of.setdefault(one.id, (len(sections), len(rows)))
        sections.append((section, rows))
    _put_parts(sections)
    _put_removed(sections, list(was.values()), used, place_of)
    return [ComparedSection(section, rows) for section, rows in sections]


def _compared(
    before: ParagraphText | None,
    origins: Sequence[ParagraphText],
    after: ParagraphText,
    kind: LineageKind | None,
    elsewhere: Set[str],
) -> Compared:
    if before is None:
        return Compared(LineageKind.NEW, None, after, None)
    joined = origins if len(origins) > 1 else ()
    old = GAP.join(one.text for one in joined if one.text) if joined else before.text
    found = difference(old, after.text) if old and after.text else None
    stands_elsewhere = after.key in elsewhere and after.key == before.key
    if kind not in _SEVERAL or kind is None:
        same = before.text == after.text if found is None else found.is_empty
        alike = LineageKind.MOVED if stands_elsewhere else LineageKind.KEPT
        kind = alike if same else LineageKind.CHANGED
    if found is None and old == after.text:
        found = difference("", "")
    return Compared(kind, before, after, found, joined, moved=stands_elsewhere)


def _placed(sections: Sequence[SectionText]) -> list[tuple[str, str | None]]:
    return [(one.key, section.key) for section in sections for one in section.paragraphs]


def _put_parts(sections: Sequence[tuple[SectionText, list[Compared]]]) -> None:
    """Where one paragraph became several, each is compared with its own share of the old text."""
    cut: dict[int, list[tuple[list[Compared], int]]] = {}
    for _, rows in sections:
        for at, one in enumerate(rows):
            if one.before is not None and not one.origins:
                cut.setdefault(one.before.id, []).append((rows, at))
    for places in cut.values():
        found = [rows[at] for rows, at in places]
        old = found[0].before.text if found[0].before else None
        parts = [one.after for one in found if one.after is not None]
        texts = [part.text for part in parts if part.text]
        if len(found) > 1 and old and len(texts) == len(found):
            shares: Sequence[Difference | None] = in_pieces(old, texts)
        else:
            shares = [one.difference for one in found]
        for (rows, at), share in zip(places, shares, strict=True):
            if len(found) > 1:
                rows[at] = replace(rows[at], difference=share, parts=parts)


def _put_removed(
    sections: list[tuple[SectionText, list[Compared]]],
    was: Sequence[ParagraphText],
    used: set[int],
    place_of: dict[int, tuple[int, int]],
) -> None:
    """Removed paragraphs stand after the one they followed."""
    last: tuple[int, int] = (0, 0)
    shift: dict[int, int] = {}
    for paragraph in was:
        if paragraph.id in used:
            last = place_of[paragraph.id]
            continue
        if not sections:
            return
        at, place = last
        rows = sections[at][1]
        rows.insert(place + shift.get(at, 0), Compared(LineageKind.REMOVED, paragraph, None, None))
        shift[at] = shift.get(at, 0) + 1


def _links(session: Session, older: Version, newer: Version) -> dict[int, "_Link"]:
    """For each paragraph of the newer version its origins in the older one, step by step."""
    rows = session.execute(
        select(Lineage.paragraph_id, Lineage.origin_id, Lineage.kind)
        .join(Version, Version.id == Lineage.version_id)
        .where(
            Version.charter_id == newer.charter_id,
            Version.number > older.number,
            Version.number <= newer.number,
        )
        .order_by(Version.number, Lineage.id)
    )
    links: dict[int, _Link] = {}
    for paragraph_id, origin_id, kind in rows:
        if paragraph_id is None:
            continue
        through = links.get(origin_id or 0) or _Link({origin_id} if origin_id else set(), None)
        known = links.get(paragraph_id, _NONE)
        step = through.kind if kind is LineageKind.KEPT and through.kind else kind
        kinds = {known.kind, step, through.kind} & _SEVERAL
        shown = next((one for one in _IN_ORDER if one in kinds), step)
        links[paragraph_id] = _Link(known.origins | through.origins, shown)
    return links


@dataclass(frozen=True, slots=True)
class _Link:
    origins: Set[int]
    kind: LineageKind | None


_NONE = _Link(frozenset(), None)
_IN_ORDER = (LineageKind.MERGED, LineageKind.SPLIT)
_SEVERAL = frozenset(_IN_ORDER)
