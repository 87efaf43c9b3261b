"""A bilingual table that left and came back: what each row asks for, and what met it meanwhile."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

import regex

from app.domain.languages import LANGUAGES
from app.domain.parts import Part, Place, kept_text
from app.domain.texts import content_hash
from app.domain.translation import Closed

_SIGN = "palabre/1"
_CHECK = regex.compile(r"([0-9a-f]{10})\.([0-9a-f]{10})")
WORDS_OF_A_CODE = 5
LONGEST_CELL = 32_767
"""The longest text a cell of a workbook holds."""
LONGEST_WORDS = 20_000
"""The longest text the desk takes."""
MOST_ROWS = 5_000


class Column(StrEnum):
    """A column of the table; its code stands in the row under the titles."""

    KEY = "key"
    NUMBER = "number"
    KIND = "kind"
    LABEL = "label"
    SOURCE = "source"
    TARGET = "target"
    TARGET_LABEL = "target_label"
    STATE = "state"
    TERMS = "terms"
    NOTE = "note"
    CHECK = "check"


OPEN = frozenset({Column.TARGET, Column.TARGET_LABEL, Column.NOTE})
"""The columns a translator writes in."""
NEEDED = frozenset({Column.KEY, Column.SOURCE, Column.TARGET, Column.CHECK})
"""The columns without which a table cannot be taken back."""


@dataclass(frozen=True, slots=True)
class About:
    """Which text a table is of, and from which language into which."""

    charter: str
    version: int
    source: str
    target: str

    @property
    def code(self) -> str:
        """The same as one word in the table."""
        return " ".join((_SIGN, self.charter, str(self.version), self.source, self.target))

    @classmethod
    def of(cls, code: str) -> "About | None":
        """What a table says it is of; None where it is none of ours."""
        words = code.split()
        if len(words) != WORDS_OF_A_CODE or words[0] != _SIGN or not words[2].isdecimal():
            return None
        if not {words[3], words[4]} <= set(LANGUAGES):
            return None
        return cls(words[1], int(words[2]), words[3], words[4])


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row as it was read; ``line`` is its line in the sheet, ``formula`` that a cell counts."""

    line: int
    code: str
    source: str
    target: str
    label: str | None
    note: str
    check: str
    formula: bool = False

    @property
    def blank(self) -> bool:
        """Whether there is nothing in it."""
        return not (self.code or self.source or self.target or self.note)

    @property
    def asked(self) -> tuple[object, ...]:
        """What it asks for; two rows of one place may not differ in it."""
        return (self.target, self.label, self.source, self.check)


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it was read: what it is of, and its rows."""

    about: About
    rows: tuple[TableRow, ...]

    def to_json(self) -> dict[str, Any]:
        """The table as plain values."""
        return {"about": self.about.code, "rows": [asdict(row) for row in self.rows]}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "Table":
        """The same table back from ``to_json``."""
        about = About.of(value["about"])
        if about is None:
            raise ValueError(value["about"])
        return cls(about, tuple(TableRow(**row) for row in value["rows"]))


@dataclass(frozen=True, slots=True)
class Present:
    """How a place reads now: the original, the translation, and why it cannot be written."""

    source: str
    target: str
    label: str | None
    closed: Closed | None = None

    @property
    def check(self) -> str:
        """What a table notes of this state, to know it again."""
        return f"{_hash(self.source)}.{_hash([self.target, self.label or ''])}"


class Outcome(StrEnum):
    """What a row comes to."""

    SAME = "same"
    UNTOUCHED = "untouched"
    ENTERS = "enters"
    ORIGINAL_CHANGED = "original_changed"
    TRANSLATION_CHANGED = "translation_changed"
    BOTH_CHANGED = "both_changed"
    UNCHECKED = "unchecked"
    EMPTIED = "emptied"
    CLOSED = "closed"
    UNKNOWN = "unknown"
    REPEATED = "repeated"
    FORMULA = "formula"
    TOO_LONG = "too_long"


CONFLICTS = frozenset(
    {
        Outcome.ORIGINAL_CHANGED,
        Outcome.TRANSLATION_CHANGED,
        Outcome.BOTH_CHANGED,
        Outcome.UNCHECKED,
    }
)
"""Rows on which somebody has to choose."""
REFUSED = frozenset(
    {
        Outcome.EMPTIED,
        Outcome.CLOSED,
        Outcome.UNKNOWN,
        Outcome.REPEATED,
        Outcome.FORMULA,
        Outcome.TOO_LONG,
    }
)
"""Rows that cannot be taken, whoever wishes it."""


class Choice(StrEnum):
    """What becomes of a row: the words of the table, these as stale words, or those there are."""

    TABLE = "table"
    STALE = "stale"
    KEEP = "keep"


# Whether the original, and the translation, are as they were when the table was made.
_MEANWHILE = {
    (True, True): Outcome.ENTERS,
    (False, True): Outcome.ORIGINAL_CHANGED,
    (True, False): Outcome.TRANSLATION_CHANGED,
    (False, False): Outcome.BOTH_CHANGED,
}


@dataclass(frozen=True, slots=True)
class Compared:
    """A row beside what there is now; ``source_edited`` says that the original was typed over."""

    row: TableRow
    place: Place | None
    present: Present | None
    outcome: Outcome
    source_edited: bool = False

    @property
    def choices(self) -> tuple[Choice, ...]:
        """What can be chosen, the safe one first."""
        if self.outcome is Outcome.ENTERS:
            return (Choice.TABLE, Choice.KEEP)
        if self.outcome not in CONFLICTS:
            return ()
        if self.outcome is Outcome.TRANSLATION_CHANGED:
            return (Choice.KEEP, Choice.TABLE)
        return (Choice.KEEP, Choice.STALE, Choice.TABLE)

    @property
    def usual(self) -> Choice:
        """What happens where nobody chooses."""
        return self.choices[0] if self.choices else Choice.KEEP


@dataclass(frozen=True, slots=True)
class Comparison:
    """Every row of a table beside what there is now, and the places the table leaves out."""

    rows: tuple[Compared, ...]
    left_out: tuple[Place, ...]

    def among(self, *outcomes: Outcome) -> list[Compared]:
        """The rows with one of these outcomes."""
        return [one for one in self.rows if one.outcome in outcomes]

    @property
    def token(self) -> str:
        """The state that was shown; it differs once anything it says would."""
        return content_hash(
            [
                [one.row.line, one.outcome.value, one.present.check if one.present else ""]
                for one in self.rows
            ]
        )[:16]


def compared(table: Table, present: Mapping[Place, Present]) -> Comparison:
    """Each row of a table beside the present words; rows without anything in them are no rows."""
    rows = [row for row in table.rows if not row.blank]
    asked: dict[str, set[tuple[object, ...]]] = {}
    for row in rows:
        asked.setdefault(row.code, set()).add(row.asked)
    found: list[Compared] = []
    seen: set[str] = set()
    for row in rows:
        if row.code in seen and len(asked[row.code]) == 1:
            continue
        seen.add(row.code)
        found.append(_compare(row, present, repeated=len(asked[row.code]) > 1))
    left_out = tuple(place for place in present if place.code not in seen)
    return Comparison(tuple(found), left_out)


def _compare(row: TableRow, present: Mapping[Place, Present], *, repeated: bool) -> Compared:
    place = Place.of(row.code)
    now = present.get(place) if place else None
    if place is None or now is None:
        return Compared(row, None, None, Outcome.UNKNOWN)
    if repeated:
        return Compared(row, place, now, Outcome.REPEATED)
    known = _CHECK.fullmatch(row.check.strip())
    edited = known is not None and known[1] not in {
        _hash(row.source),
        _hash(kept_text(place, row.source)),
    }
    return Compared(row, place, now, _outcome(row, place, now, known), edited)


def _outcome(row: TableRow, place: Place, now: Present, known: Any) -> Outcome:
    target = kept_text(place, row.target)
    labelled = place.part is Part.PARAGRAPH and row.label is not None
    label = ((row.label or "").strip() or None) if labelled else now.label
    if row.formula:
        return Outcome.FORMULA
    if target == now.target and label == now.label:
        return Outcome.SAME
    if not target:
        return Outcome.EMPTIED if now.target else Outcome.SAME
    if len(target) > LONGEST_WORDS:
        return Outcome.TOO_LONG
    if known is not None and _hash([target, label or ""]) == known[2]:
        return Outcome.UNTOUCHED
    if now.closed is not None:
        return Outcome.CLOSED
    if known is None:
        return Outcome.UNCHECKED
    source, own = now.check.split(".")
    return _MEANWHILE[source == known[1], own == known[2]]


def _hash(value: object) -> str:
    return content_hash(value)[:10]
