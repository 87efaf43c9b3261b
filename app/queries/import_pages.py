"""What the pages of an import show: lines of the preview, pairs beside the version."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from app.domain.charters import LineageKind
from app.domain.matching import likeness
from app.domain.moves import moved
from app.domain.pairing import OUT, OWN, Pairing, Row, paragraph_place
from app.domain.preview import Line, Preview
from app.models.charters import Charter, TextImport
from app.queries.content import content_in
from app.queries.imports import ImportMode, Target, in_any, target_of

LINES_A_PAGE = 100
PAIRS_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class ImportInView:
    """An import with its text as corrected so far and what it would do to the charter."""

    row: TextImport
    preview: Preview
    pairing: Pairing
    target: Target

    @property
    def problems(self) -> Sequence[Sequence[str]]:
        """Code, place, detail and line of each thing that did not come over as it was.

        Changes are not among them where the person is asked which reading of them is meant.
        """
        found: list[list[str]] = self.row.problems.get("items", [])
        asked = bool(self.row.readings)
        return [one for one in found if not (asked and one[0].startswith("tracked_changes_"))]

    @property
    def notes(self) -> Sequence[Sequence[str]]:
        """Author, words, place and line of each comment in the file."""
        found: list[list[str]] = self.row.notes.get("items", [])
        return found

    @property
    def notes_by_line(self) -> Mapping[str, Sequence[Sequence[str]]]:
        """The comments by the line they hang on, which may not be there any more."""
        found: dict[str, list[Sequence[str]]] = {}
        for note in self.notes:
            found.setdefault(note[3], []).append(note)
        return found

    @property
    def linkable(self) -> bool:
        """Whether principles and topics can be said here; a translation has those of the text."""
        return self.row.confirmed_at is None and self.target.mode is not ImportMode.TRANSLATION

    @property
    def pairs_needed(self) -> bool:
        """Whether the text is compared with a version before it is confirmed."""
        return bool(self.row.pairs.get("places"))

    @property
    def outdated(self) -> bool:
        """Whether the charter changed since the proposal was made."""
        return bool(self.row.pairs["basis"] != self.target.basis)


@dataclass(frozen=True, slots=True)
class Side:
    """A paragraph or heading of the version, as the source language has it."""

    number: int | None
    text: str | None
    label: str | None
    language: str
    heading: bool


@dataclass(frozen=True, slots=True)
class PairInView:
    """One row of the comparison: what the version has and what the new text has.

    ``joined`` are all the paragraphs that went into it where they are several, in order; ``into``
    is the one that this went into.
    ``kind`` and ``score`` say what became of a paragraph where the language is the same.
    """

    row: Row
    side: Side | None
    joined: tuple[Side, ...] = ()
    into: Side | None = None
    kind: LineageKind | None = None
    score: float | None = None

    @property
    def heading(self) -> bool:
        """Whether it is about a heading."""
        if self.side is not None:
            return self.side.heading
        return any(line.is_heading for line in self.row.lines)

    @property
    def state(self) -> str:
        """What is to be said of it: paired, missing, own or left out."""
        if self.row.place in {OWN, OUT}:
            return self.row.place
        if self.into is not None:
            return "joined"
        return "paired" if self.row.lines else "missing"


def import_in_view(session: Session, charter: Charter, row: TextImport) -> ImportInView:
    """An import as its pages need it."""
    return ImportInView(
        row,
        Preview.from_json(row.tree),
        Pairing.from_json(row.pairs),
        target_of(session, charter, row.language),
    )


def pairs_of(session: Session, found: ImportInView) -> list[PairInView]:
    """Every row of the comparison in reading order."""
    version = found.target.version
    if version is None:
        return []
    language = found.target.source or found.row.language
    content = content_in(session, version)
    sides: dict[str, Side] = {}
    for section in content.sections:
        sides[f"h-{section.key}"] = Side(
            None, in_any(section.headings, language), None, _own(section.headings, language), True
        )
    for paragraph in content.paragraphs:
        wording = content.of(paragraph, language)
        sides[f"p-{paragraph.key}"] = Side(
            paragraph.number,
            wording.text if wording else None,
            wording.label if wording else None,
            language,
            False,
        )
    rows = found.pairing.rows(found.preview, content.places)
    again = found.target.mode is ImportMode.REVISION
    elsewhere = _moved(found, content.places) if again else set()
    return [_pair(row, sides, elsewhere, again=again) for row in rows]


def _pair(row: Row, sides: Mapping[str, Side], elsewhere: Set[str], *, again: bool) -> PairInView:
    side = sides.get(row.place)
    joined = _joined(row, sides)
    into = sides.get(row.into or "")
    if not again or side is None or side.heading or not side.text:
        new = again and side is None and row.place == OWN and not row.lines[0].is_heading
        return PairInView(row, side, joined, into, LineageKind.NEW if new else None)
    if not row.lines:
        kind = LineageKind.MERGED if into else LineageKind.REMOVED
        return PairInView(row, side, joined, into, kind)
    score = likeness(" ".join(one.text or "" for one in joined or (side,)), row.text)
    if joined:
        kind = LineageKind.MERGED
    elif len(row.lines) > 1:
        kind = LineageKind.SPLIT
    elif row.place in elsewhere:
        kind = LineageKind.MOVED
    else:
        kind = LineageKind.KEPT if row.text == side.text else LineageKind.CHANGED
    return PairInView(row, side, joined, into, kind, score)


def _joined(row: Row, sides: Mapping[str, Side]) -> tuple[Side, ...]:
    places = (row.place, *map(paragraph_place, row.joined)) if row.joined else ()
    found = (sides[place] for place in places if place in sides)
    return tuple(sorted(found, key=lambda one: one.number or 0))


def _moved(found: ImportInView, order: Sequence[str]) -> set[str]:
    """The places whose text no longer stands where it stood: in another order or section."""
    before: list[tuple[str, str | None]] = []
    after: dict[str, str | None] = {}
    section: str | None = None
    for place in order:
        if place.startswith("h-"):
            section = place
        else:
            before.append((place, section))
    section = None
    for line in found.preview.lines:
        place = found.pairing.places.get(line.id, OUT)
        if line.is_heading:
            section = place if place.startswith("h-") else line.id
        else:
            after.setdefault(place, section)
    return moved(before, list(after.items()))


def numbers_of(preview: Preview) -> dict[str, int | None]:
    """The number of each line, by its id."""
    return {line.id: number for number, line in preview.numbered()}


def lines_on(preview: Preview, page: int) -> list[tuple[int | None, Line]]:
    """The lines of one page of the preview."""
    return list(preview.numbered())[(page - 1) * LINES_A_PAGE : page * LINES_A_PAGE]


def page_of(preview: Preview, line_id: str) -> int:
    """The page of the preview that a line is on; the first for one that is not there."""
    ids = [line.id for line in preview.lines]
    return ids.index(line_id) // LINES_A_PAGE + 1 if line_id in ids else 1


def contents_of(preview: Preview) -> list[tuple[Line, int]]:
    """The headings in order, each with the number of paragraphs right under it."""
    found: list[tuple[Line, int]] = []
    for line in preview.lines:
        if line.is_heading:
            found.append((line, 0))
        elif found:
            found[-1] = (found[-1][0], found[-1][1] + 1)
    return found


def _own(texts: Mapping[str, Any], language: str) -> str:
    return language if language in texts else next(iter(texts), language)
