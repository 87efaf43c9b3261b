"""Where each line of a new text belongs in a version: proposed, looked at, corrected, confirmed.

A place is ``p-`` and a paragraph's key, ``h-`` and a section's key, or one of two words: OWN, a
paragraph that the version does not have yet, and OUT, a line left out. Several lines with one
place were cut from that paragraph; a line may also be joined from more paragraphs than its own.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from app.domain.absent import is_absent
from app.domain.alignment import Alignment
from app.domain.doubts import Doubt
from app.domain.errors import Invalid, NotFound
from app.domain.preview import Line, Preview
from app.domain.texts import TextTree

OWN, OUT = "own", "out"


def paragraph_place(key: str) -> str:
    """The place of a paragraph."""
    return f"p-{key}"


def heading_place(key: str) -> str:
    """The place of a section's heading."""
    return f"h-{key}"


@dataclass(frozen=True, slots=True)
class Row:
    """A place with the lines that go there, or a line without a place; empty means missing.

    ``joined`` are the keys of the other paragraphs that went into its lines; ``into`` is the place
    of the paragraph this one went into; ``doubt`` says why a pair that was proposed is doubtful.
    """

    id: str
    place: str
    lines: tuple[Line, ...]
    score: float | None
    joined: tuple[str, ...] = ()
    into: str | None = None
    doubt: Doubt | None = None

    @property
    def text(self) -> str:
        """What its lines say, one after another."""
        return " ".join(line.text for line in self.lines)

    @property
    def doubtful(self) -> bool:
        """Whether a person has to look at it."""
        return self.score is not None


@dataclass(frozen=True, slots=True)
class Pairing:
    """The place of every line; ``doubts`` are rows to be confirmed, with their score.

    ``reasons`` say of a proposal why its rows are doubtful; what a person's acts leave in doubt
    has the score 0 and no reason. ``merged`` holds, for a line joined from several paragraphs, the
    keys besides its own place's.
    """

    places: Mapping[str, str] = field(default_factory=dict)
    doubts: Mapping[str, float] = field(default_factory=dict)
    merged: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    reasons: Mapping[str, Doubt] = field(default_factory=dict)

    def rows(self, preview: Preview, order: Sequence[str]) -> list[Row]:
        """The version's places in their order, lines without a place where the text has them."""
        held: dict[str, list[Line]] = {place: [] for place in order}
        strays: dict[str | None, list[Line]] = {}
        anchor: str | None = None
        for line in preview.lines:
            place = self.places.get(line.id, OUT)
            if place in held:
                held[place].append(line)
                anchor = place
            else:
                strays.setdefault(anchor, []).append(line)
        into = {
            paragraph_place(key): self.places.get(line_id, OUT)
            for line_id, keys in self.merged.items()
            for key in keys
        }
        found = [self._stray(line) for line in strays.get(None, ())]
        for place in order:
            lines = tuple(held[place])
            joined = tuple(key for line in lines for key in self.merged.get(line.id, ()))
            score, doubt = self.doubts.get(place), self._doubt(place)
            found.append(Row(place, place, lines, score, joined, into.get(place), doubt))
            found.extend(self._stray(line) for line in strays.get(place, ()))
        return found

    def _stray(self, line: Line) -> Row:
        place = self.places.get(line.id, OUT)
        score, doubt = self.doubts.get(line.id), self._doubt(line.id)
        return Row(line.id, place, (line,), score, doubt=doubt)

    def _doubt(self, row: str) -> Doubt | None:
        return self.reasons.get(row) if self.doubts.get(row) else None

    @property
    def held(self) -> set[str]:
        """The places that something of the text belongs to."""
        joined = (key for keys in self.merged.values() for key in keys)
        return {*self.places.values(), *map(paragraph_place, joined)}

    def confirm(self, rows: Iterable[str]) -> "Pairing":
        """A person looked at these rows and agrees."""
        seen = set(rows)
        kept = {row: score for row, score in self.doubts.items() if row not in seen}
        return replace(self, doubts=kept)

    def put(self, line_id: str, place: str) -> "Pairing":
        """A person says where a line belongs; what was joined in it is no more."""
        if line_id not in self.places:
            raise NotFound("line")
        apart = self.part(line_id)
        merged = {
            line: kept
            for line, keys in apart.merged.items()
            if (kept := tuple(key for key in keys if paragraph_place(key) != place))
        }
        reasons = {row: why for row, why in self.reasons.items() if row != self.places[line_id]}
        places = {**self.places, line_id: place}
        moved = replace(apart, places=places, merged=merged, reasons=reasons)
        return moved.confirm([line_id, place])

    def gather(self, line_id: str, keys: Sequence[str]) -> "Pairing":
        """A person says that a line was joined from these paragraphs; the first lends its key.

        Raises ``Invalid`` where they are fewer than two, or one has a text of its own here.
        """
        if len(set(keys)) < 2:  # noqa: PLR2004  several are two at least
            raise Invalid("nothing_to_gather", field="number")
        first, *others = dict.fromkeys(keys)
        held = {place for line, place in self.places.items() if line != line_id}
        if held & {paragraph_place(key) for key in keys}:
            raise Invalid("has_its_own_text", field="number")
        moved = self
        for key in (*others, first):
            moved = moved.put(line_id, paragraph_place(key))
        moved = moved.confirm(paragraph_place(key) for key in others)
        return replace(moved, merged={**moved.merged, line_id: tuple(others)})

    def part(self, line_id: str) -> "Pairing":
        """Undo what was joined in a line; the paragraphs it then leaves out are doubtful."""
        keys = self.merged.get(line_id, ())
        merged = {line: keys for line, keys in self.merged.items() if line != line_id}
        lost = {paragraph_place(key): 0.0 for key in keys}
        return replace(self, merged=merged, doubts={**self.doubts, **lost})

    def join(self, preview: Preview, line_id: str) -> "Pairing":
        """Let a line go where the paragraph before it goes."""
        before: str | None = None
        for line in preview.paragraphs:
            if line.id == line_id:
                break
            before = self.places.get(line.id)
        if before is None or before in {OWN, OUT}:
            raise Invalid("nothing_to_join", field="number")
        return self.put(line_id, before)

    def follow(self, preview: Preview, *, stray: str) -> "Pairing":
        """The same decisions after the text was corrected; what is new has to be looked at."""
        places: dict[str, str] = {}
        doubts = {row: score for row, score in self.doubts.items() if not row.startswith("l")}
        before = stray
        for line in preview.lines:
            known = self.places.get(line.id)
            fits = known in {OWN, OUT} or (known or "").startswith(
                "h-" if line.is_heading else "p-"
            )
            place = known if known and fits else OUT if line.is_heading else before
            places[line.id] = place
            row = line.id if place in {OWN, OUT} else place
            if not fits:
                doubts[row] = 0.0
            elif line.id in self.doubts:
                doubts[line.id] = self.doubts[line.id]
            before = before if line.is_heading else place
        merged = {
            line: keys
            for line, keys in self.merged.items()
            if places.get(line) == self.places.get(line)
        }
        found = Pairing(places, doubts, merged, self.reasons)
        lost = sorted(place for place in self.held - found.held if place.startswith("p-"))
        return replace(found, doubts={**doubts, **dict.fromkeys(lost, 0.0)})

    def to_json(self) -> dict[str, Any]:
        """The pairing as plain values that JSON can hold."""
        merged = {line: list(keys) for line, keys in self.merged.items()}
        return {
            "places": dict(self.places),
            "doubts": dict(self.doubts),
            "merged": merged,
            "reasons": dict(self.reasons),
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "Pairing":
        """The same pairing back from ``to_json``."""
        merged = {line: tuple(keys) for line, keys in value.get("merged", {}).items()}
        reasons = {row: Doubt(said) for row, said in value.get("reasons", {}).items()}
        return cls(value.get("places", {}), value.get("doubts", {}), merged, reasons)


def aligned(
    source: TextTree,
    preview: Preview,
    alignment: Alignment,
    paragraph_keys: Sequence[str],
    section_keys: Mapping[tuple[int, ...], str],
    *,
    stray: str,
) -> Pairing:
    """The proposal of an alignment with another language; ``stray`` is for what has no partner.

    One paragraph for several of the source goes to the longest of them.
    """
    lengths = {one.number: len(one.node.text) for one in source.walk_paragraphs()}
    ids = {at: line.id for at, line in enumerate(preview.paragraphs, start=1)}
    places: dict[str, str] = {}
    doubts: dict[str, float] = {}
    reasons: dict[str, Doubt] = {}
    for pair in alignment.pairs:
        keys = [paragraph_place(paragraph_keys[number - 1]) for number in pair.source]
        taker = max(pair.source, key=lambda number: lengths[number], default=None)
        for number in pair.other:
            place = paragraph_place(paragraph_keys[taker - 1]) if taker else stray
            places[ids[number]] = place
        rows = keys or [ids[number] for number in pair.other]
        if pair.doubt is not None:
            doubts.update(dict.fromkeys(rows, pair.score))
            reasons.update(dict.fromkeys(rows, pair.doubt))
    headings = {
        placed.path: line.id
        for placed, line in zip(preview.tree.walk_sections(), preview.headings, strict=True)
    }
    for section in alignment.section_pairs:
        line_id = headings.get(section.other) if section.other else None
        key = section_keys.get(section.source) if section.source else None
        if line_id:
            places[line_id] = heading_place(key) if key else OUT
        row = heading_place(key) if key else line_id
        if row and section.doubt is not None:
            doubts[row] = section.score
            reasons[row] = section.doubt
    for line in preview.headings:
        places.setdefault(line.id, OUT)
    return Pairing(places, doubts, reasons=reasons)


def kept_lines(pairing: Pairing, preview: Preview) -> Iterator[tuple[Line, str]]:
    """Every line that is not left out, with its place; one that says it is missing is no text."""
    for line in preview.lines:
        place = pairing.places.get(line.id, OUT)
        if place != OUT and not is_missing(line):
            yield line, place


def is_missing(line: Line) -> bool:
    """Whether a line only keeps the place of a paragraph that its file lacks."""
    return not line.is_heading and is_absent(line.text)
