"""The rows of downloads: a register line, an entry of the log; codes, not words of a language."""

from app.queries.record import LogLine
from app.queries.register import Line

REGISTER_HEADER = (
    "reference",
    "full_reference",
    "kind",
    "status",
    "day",
    "reason_code",
    "merged_into",
    "paragraph",
    "comment_kind",
    "operation",
    "scope",
    "language",
    "author",
    "organisation",
    "group",
    "text",
    "wording",
)
LOG_HEADER = ("sequence", "day", "kind", "reference", "code", "role", "hash")


def register_row(line: Line, prefix: str) -> tuple[object, ...]:
    """A line of the register; only what readers see has words, author and group."""
    return (
        line.reference,
        f"{prefix}-{line.reference}",
        line.kind.value,
        "veiled" if line.veiled else line.status.value,
        line.at.date().isoformat(),
        line.reason.value if line.reason else None,
        line.into,
        line.number,
        line.comment_kind.value if line.comment_kind else None,
        line.operation.value if line.operation else None,
        line.scope.value if line.scope else None,
        line.language,
        line.author or None,
        line.organisation,
        line.group.value if line.group else None,
        line.text,
        line.wording,
    )


def log_row(line: LogLine) -> tuple[object, ...]:
    """An entry of the log, to the day."""
    return (
        line.sequence,
        line.at.date().isoformat(),
        line.kind,
        line.reference,
        line.code,
        line.role,
        line.entry_hash,
    )
