"""Lineage of a version: what became of each paragraph since the version before."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.domain.charters import LineageKind
from app.domain.matching import likeness
from app.domain.moves import moved
from app.models.charters import Paragraph, Section, Version, Wording
from app.models.composition import Lineage

Texts = dict[str, dict[str, tuple[str, str | None]]]
Placed = list[tuple[Paragraph, str | None]]


@dataclass(frozen=True, slots=True)
class _Link:
    kind: LineageKind
    origin_id: int | None
    score: float | None = None
    sure: bool = True


def relate(
    session: Session,
    version: Version,
    *,
    splits: Mapping[int, Collection[int]] | None = None,
    merges: Mapping[int, Collection[int]] | None = None,
    doubts: Mapping[str, float] | None = None,
) -> None:
    """Write the lineage anew from the two versions as they stand.

    ``splits`` are new paragraphs with what they were cut from, ``merges`` paragraphs with all
    the origins they were joined from; what earlier calls were told of these stays. ``doubts`` are
    scores of links, by key, that no person has confirmed.
    """
    if version.base_version_id is None:
        return
    session.flush()
    cut = {**origins_in(session, version, LineageKind.SPLIT), **(splits or {})}
    joined = {**origins_in(session, version, LineageKind.MERGED), **(merges or {})}
    session.execute(delete(Lineage).where(Lineage.version_id == version.id))
    before, then = _paragraphs(session, version.base_version_id)
    after, now = _paragraphs(session, version.id)
    states = _States(before, after, then, now)
    went: set[int] = set()
    for row, _ in after:
        links = states.links(row, cut.get(row.id, ()), joined.get(row.id, ()), doubts or {})
        went.update(link.origin_id for link in links if link.origin_id)
        session.add_all(_row(version, link, row.id) for link in links)
    for origin, _ in before:
        if origin.id not in went:
            link = _Link(LineageKind.REMOVED, origin.id, sure=origin.key not in (doubts or {}))
            session.add(_row(version, link, None))
    session.flush()


def origins_in(session: Session, version: Version, *kinds: LineageKind) -> dict[int, set[int]]:
    """For each paragraph those of the version before that it came from, in some ways or any."""
    wanted = select(Lineage.paragraph_id, Lineage.origin_id).where(Lineage.version_id == version.id)
    if kinds:
        wanted = wanted.where(Lineage.kind.in_(kinds))
    found: dict[int, set[int]] = {}
    for row, origin in session.execute(wanted):
        if row and origin:
            found.setdefault(row, set()).add(origin)
    return found


class _States:
    """Two versions as they stand, and what each paragraph of the newer is to the older."""

    def __init__(self, before: Placed, after: Placed, then: Texts, now: Texts) -> None:
        self.then, self.now = then, now
        self.was = {row.key: row for row, _ in before}
        self.living = {row.key for row, _ in after}
        self.moved = moved(
            [(row.key, section) for row, section in before],
            [(row.key, section) for row, section in after],
        )

    def links(
        self,
        row: Paragraph,
        cut: Collection[int],
        joined: Collection[int],
        doubts: Mapping[str, float],
    ) -> list[_Link]:
        """Where one paragraph came from; an origin that lives on was not joined in another."""
        own = self.was.get(row.key)
        score, sure = doubts.get(row.key), row.key not in doubts
        others = {
            one.id for one in self.was.values() if one.id in joined and one.key not in self.living
        }
        if others:
            parts = [one for one in self.was.values() if one is own or one.id in others]
            score = score or _joined_score([self.then[one.key] for one in parts], self.now[row.key])
            also = set() if own else set(cut) - others
            return [
                *(_Link(LineageKind.MERGED, one.id, score, sure) for one in parts),
                *(_Link(LineageKind.SPLIT, one) for one in sorted(also)),
            ]
        if own is None:
            return [_Link(LineageKind.SPLIT, one) for one in sorted(cut)] or [
                _Link(LineageKind.NEW, None)
            ]
        kind = _kind(self.then[row.key], self.now[row.key], moved=row.key in self.moved)
        if kind is LineageKind.CHANGED and score is None:
            score = _score(self.then[row.key], self.now[row.key])
        return [_Link(kind, own.id, score, sure)]


def _paragraphs(session: Session, version_id: int) -> tuple[Placed, Texts]:
    rows = session.execute(
        select(Paragraph, Section.key)
        .outerjoin(Section, Section.id == Paragraph.section_id)
        .where(Paragraph.version_id == version_id)
        .order_by(Paragraph.number)
    )
    found: Placed = [(row, section) for row, section in rows]
    texts: Texts = {row.key: {} for row, _ in found}
    wordings = session.execute(
        select(Paragraph.key, Wording.language, Wording.text, Wording.label)
        .join(Wording, Wording.paragraph_id == Paragraph.id)
        .where(Paragraph.version_id == version_id)
    )
    for key, language, text, label in wordings:
        texts[key][language] = (text, label)
    return found, texts


def _kind(
    then: Mapping[str, tuple[str, str | None]],
    now: Mapping[str, tuple[str, str | None]],
    *,
    moved: bool,
) -> LineageKind:
    words = {language: text for language, (text, _) in then.items()}
    if words != {language: text for language, (text, _) in now.items()}:
        return LineageKind.CHANGED
    return LineageKind.MOVED if moved else LineageKind.KEPT


def _score(
    then: Mapping[str, tuple[str, str | None]], now: Mapping[str, tuple[str, str | None]]
) -> float:
    """How alike the words are in the language that changed most."""
    both = then.keys() & now.keys()
    return min((likeness(then[one][0], now[one][0]) for one in both), default=1.0)


def _joined_score(
    parts: Sequence[Mapping[str, tuple[str, str | None]]], now: Mapping[str, tuple[str, str | None]]
) -> float:
    """How alike the words are to those of all the origins, one after another."""
    codes = {code for part in parts for code in part}
    texts = {code: " ".join(part[code][0] for part in parts if code in part) for code in codes}
    return _score({code: (text, None) for code, text in texts.items()}, now)


def _row(version: Version, link: _Link, paragraph_id: int | None) -> Lineage:
    return Lineage(
        version_id=version.id,
        paragraph_id=paragraph_id,
        origin_id=link.origin_id,
        kind=link.kind,
        score=link.score,
        confirmed=link.sure,
    )
