"""An edition as plain tables: what the sheets of a workbook and the files of a bundle hold."""

from collections.abc import Callable
from dataclasses import dataclass

from app.documents.writers import measure_rows, table_rows, theme_rows
from app.documents.writers.table_rows import Rows, Value, Words
from app.domain.opinions import Choice
from app.domain.ratings import MARKS
from app.domain.report import Report

# The type of each column that is no text; the rest are.
NUMBERS = frozenset(
    [
        "paragraph",
        "number",
        "mean",
        "comments",
        "amendments",
        "support",
        "support_with_changes",
        "oppose",
        "abstain",
        "share",
        "share_low",
        "share_high",
        "share_of",
        "mark_1",
        "mark_2",
        "mark_3",
        "mark_4",
        "mark_5",
        "mark_0",
        "pooled_share",
        "mean_share",
        "consensus",
        "consensus_against",
        "least_low",
        "contestedness",
        "between",
        "gap",
        "p",
        "q",
        "cramers_v",
        "agree",
        "disagree",
        "neither",
        "abstention",
        "difference",
        "low",
        "high",
        "could",
        "active",
        "rate",
        "ratio",
        "texts",
        "senders",
        "paragraph_before",
        "both_rounds",
        "won",
        "lost",
    ]
)
DATES = frozenset({"submitted_on", "decided_on", "on"})


@dataclass(frozen=True, slots=True)
class Table:
    """A named table; columns are keys, for which the words hold title and meaning."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]

    def header(self, words: Words) -> list[str]:
        """The titles of the columns."""
        return [words[f"column.{column}"] for column in self.columns]


def kind_of(column: str) -> str:
    """What a column holds: text, number or date."""
    if column in DATES:
        return "date"
    return "number" if column in NUMBERS else "text"


def tables_of(report: Report, words: Words) -> list[Table]:
    """Every table of an edition, in the order of the workbook."""
    return [Table(name, columns, tuple(rows(report, words))) for name, columns, rows in TABLES]


_WHO = ("author", "organisation", "group", "channel", "submitted_on", "merged")
_FATE = ("disposition", "reason", "changed_wording", "follow_up", "decided_on")
TABLES: tuple[tuple[str, tuple[str, ...], Callable[[Report, Words], Rows]], ...] = (
    ("overview", ("what", "value"), table_rows.overview),
    ("participation", ("what", "group", "column", "number", "hidden"), table_rows.participation),
    (
        "paragraphs",
        (
            "paragraph",
            "key",
            "section",
            "label",
            "text",
            "language",
            "missing",
            "comments",
            "amendments",
        ),
        table_rows.paragraphs,
    ),
    (
        "ratings",
        ("paragraph", "criterion", "group", "mean", *(f"mark_{mark}" for mark in MARKS), "hidden"),
        table_rows.ratings,
    ),
    (
        "amendments",
        (
            "reference",
            "paragraph",
            "operation",
            *_WHO,
            "language",
            "grounds",
            "old_wording",
            "new_wording",
            "co_sponsors",
            *_FATE,
        ),
        table_rows.amendments,
    ),
    (
        "votes",
        (
            "reference",
            "paragraph",
            "group",
            *(choice.value for choice in Choice),
            "share",
            "share_low",
            "share_high",
            "share_of",
            "hidden",
        ),
        table_rows.votes,
    ),
    (
        "positions",
        ("on_what", "paragraph", "organisation", "group", "position", "own_words"),
        table_rows.positions,
    ),
    (
        "comments",
        (
            "reference",
            "paragraph",
            "parent",
            "comment_kind",
            *_WHO,
            "language",
            "text",
            "quote",
            *_FATE,
        ),
        table_rows.comments,
    ),
    (
        "themes",
        ("theme_key", "theme", "definition", "untranslated", "texts", "quotes"),
        theme_rows.themes,
    ),
    ("theme_counts", ("theme_key", "theme", "group", "language", "texts"), theme_rows.counts),
    ("theme_paragraphs", ("theme_key", "theme", "paragraph", "texts"), theme_rows.paragraphs),
    ("theme_tags", ("reference", "theme_key", "theme"), theme_rows.tags),
    ("fates", ("kind_of_contribution", "group", "disposition", "texts"), theme_rows.fates),
    ("register", ("reference", "status", "reason_code", "merged_into", "on"), table_rows.register),
    (
        "classes",
        ("kind_of_item", "basis", "item_class", "number", "items"),
        measure_rows.classes,
    ),
    (
        "measures",
        (
            "item",
            "paragraph",
            "basis",
            "item_class",
            "below_floor",
            "pooled_share",
            "mean_share",
            "dominated",
            "consensus",
            "consensus_against",
            "least_low",
            "contestedness",
            "between",
            "gap",
            "gap_highest",
            "gap_lowest",
            "test",
            "p",
            "q",
            "cramers_v",
        ),
        measure_rows.items,
    ),
    (
        "shares",
        (
            "item",
            "paragraph",
            "basis",
            "group",
            "agree",
            "disagree",
            "neither",
            "abstain",
            "share",
            "share_low",
            "share_high",
            "abstention",
            "contestedness",
            "enough",
            "hidden",
        ),
        measure_rows.shares,
    ),
    (
        "distinctive",
        ("group", "item", "paragraph", "basis", "difference", "low", "high", "p", "q"),
        measure_rows.distinctive,
    ),
    (
        "coverage",
        ("split_by", "column", "could", "active", "rate", "ratio", "flagged"),
        measure_rows.coverage,
    ),
    (
        "duplicates",
        ("references", "texts", "senders", "coordinated"),
        measure_rows.duplicates,
    ),
    (
        "changes",
        (
            "paragraph",
            "paragraph_before",
            "basis",
            "group",
            "difference",
            "low",
            "high",
            "text_changed",
            "both_rounds",
            "won",
            "lost",
            "p",
        ),
        measure_rows.changes,
    ),
)
