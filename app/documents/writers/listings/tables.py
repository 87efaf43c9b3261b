"""A list of amendments as tables: sheets of a workbook, or one table with a line an amendment."""

from collections.abc import Iterator
from datetime import date

from app.documents.writers.docx_writing import Writing
from app.documents.writers.listings.amendments import items_of, proposers
from app.documents.writers.table_rows import Value, positions, votes
from app.documents.writers.tables import Table
from app.domain.opinions import Choice, Stance, Tally
from app.domain.people import Group
from app.domain.report import Item
from app.domain.wording.diff import Difference, SpanKind

COLUMNS = (
    "reference",
    "paragraph",
    "key",
    "section",
    "operation",
    "scope",
    "title",
    "proposer",
    "group",
    "language",
    "submitted_on",
    "grounds",
    "old_wording",
    "new_wording",
    "difference",
    "disposition",
    "reason",
    "changed_wording",
    "follow_up",
    "decided_on",
)
VOTES = ("reference", "paragraph", "group", *(choice.value for choice in Choice))
OFFICIAL = ("on_what", "paragraph", "organisation", "group", "position", "own_words")
HIDDEN = ("reference", "paragraph", "status", "reason_code", "merged_into", "on")
MARKS = {SpanKind.INSERT: ("[+", "+]"), SpanKind.DELETE: ("[-", "-]")}


def tables_of_list(w: Writing) -> list[Table]:
    """Amendments, votes by group, positions, and what does not appear: the sheets."""
    share = ("share", "share_low", "share_high", "share_of", "hidden")
    return [
        Table("amendments", COLUMNS, tuple(_rows(w))),
        Table("votes", (*VOTES, *share), tuple(votes(w.report, w.words))),
        Table("positions", OFFICIAL, tuple(positions(w.report, w.words))),
        Table("register", HIDDEN, tuple(_hidden(w))),
    ]


def one_table(w: Writing) -> tuple[list[str], list[tuple[Value, ...]]]:
    """Header and lines of a single table; opinions stand in columns by group."""
    header = [w.word(f"column.{name}") for name in COLUMNS]
    for words, options in ((w.word("list.votes"), Choice), (w.word("list.positions"), Stance)):
        kind = "choice" if options is Choice else "stance"
        header += [
            w.word(
                "list.cell",
                what=words,
                group=w.word(f"group.{group}"),
                choice=w.word(f"{kind}.{one}"),
            )
            for group in Group
            for one in options
        ]
    lines = [
        (*row, *_cells(item.votes, tuple(Choice)), *_cells(item.positions, tuple(Stance)))
        for row, item in zip(_rows(w), items_of(w), strict=True)
    ]
    return header, lines


def _cells(tally: Tally | None, options: tuple[Choice | Stance, ...]) -> list[Value]:
    """Counts by group and option; empty where they do not show or the group is small."""
    found: list[Value] = []
    for group in Group:
        cell = tally.cell(group) if tally else None
        counts = cell.counts if cell else None
        nobody = tally is not None and cell is None
        found += [
            0 if nobody else (None if counts is None else counts.get(one.value, 0))
            for one in options
        ]
    return found


def _rows(w: Writing) -> Iterator[tuple[Value, ...]]:
    keys = {one.number: one.key for one in w.report.paragraphs}
    heads = {
        number: section.heading.text
        for section in w.report.sections
        for number in (*(one.number for one in section.paragraphs), section.key)
    }
    for item in items_of(w):
        value, shown, decided = item.value, item.words or {}, item.decided
        number = value["paragraph"]
        yield (
            item.reference,
            number,
            keys.get(number),
            heads.get(number if number is not None else value["section"]),
            w.word(f"operation.{item.operation}"),
            w.word(f"scope.{value['scope']}"),
            shown.get("title") or None,
            w.word("list.and").join(proposers(item)),
            w.word(f"group.{item.group}"),
            item.language,
            _date(value["submitted_on"]),
            shown.get("text"),
            item.base if item.operation != "insert_after" else None,
            shown.get("wording"),
            marked(item),
            w.word(f"disposition.{decided.disposition}" if decided else "undecided"),
            decided.reason.text if decided else None,
            decided.wording.text if decided and decided.wording else None,
            (decided.follow_up or None) if decided else None,
            _date(decided.decided_on) if decided else None,
        )


def marked(item: Item) -> str:
    """What it changes on one line: ``[-taken out-]`` and ``[+put in+]``."""
    if item.words is None:
        return ""
    if item.difference is not None:
        return in_marks(item.difference)
    kind = SpanKind.DELETE if item.operation == "delete" else SpanKind.INSERT
    before, after = MARKS[kind]
    return f"{before}{item.proposed}{after}" if item.proposed else ""


def in_marks(found: Difference) -> str:
    """A difference as plain text with signs around what changed."""
    parts = []
    for span in found.spans:
        before, after = MARKS.get(span.kind, ("", ""))
        parts.append(f"{before}{span.text}{after}")
    return "".join(parts)


def _hidden(w: Writing) -> Iterator[tuple[Value, ...]]:
    for one in w.document["hidden"]:
        code = one["reason_code"]
        yield (
            one["reference"],
            one["paragraph"],
            w.word("veiled" if one["veiled"] else f"status.{one['status']}"),
            w.word(f"reason_code.{code}") if code else None,
            one["merged_into"],
            _date(one["on"]),
        )


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
