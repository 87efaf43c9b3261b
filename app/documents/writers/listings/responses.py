"""The response matrix on paper and as a table: what was said, what became of it, and why."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from app.documents.writers.docx_writing import DASH, Words
from app.documents.writers.paper import Paper
from app.documents.writers.runs import Run
from app.documents.writers.table_rows import Value
from app.documents.writers.tables import Table
from app.domain.dispositions import Disposition
from app.domain.responses import UNDECIDED
from app.domain.said import Said, said

COLUMNS = (
    "reference", "paragraph", "key", "comment_kind", "operation", "author",
    "organisation", "group", "language", "on", "title", "text", "new_wording", "merged",
    "disposition", "reason", "changed_wording", "follow_up", "decided_on",
)  # fmt: skip


TITLES = ("responses.who", "column.text", "column.disposition", "column.reason")


@dataclass(frozen=True, slots=True)
class Answering(Words):
    """The matrix being written down."""

    document: Mapping[str, Any]
    sheet: Paper


def responses_title(w: Answering) -> str:
    """What the file is called inside."""
    return w.word("responses.title", round=_titled(w, "round").text)


def responses_on(w: Answering) -> None:
    """How often each decision was taken, then every contribution by paragraph."""
    charter, version = _titled(w, "charter"), w.document["version"]
    found = w.document["contributions"]
    w.sheet.paragraph(Run(responses_title(w), w.language), style="Title")
    w.sheet.paragraph(Run(charter.text, charter.language, bold=True), language=charter.language)
    w.sheet.say(f"{w.word('version')} {version['number']}")
    w.sheet.say(w.word("list.as_of", day=w.day(w.document["moment"])), style="Small")
    w.sheet.paragraph(w.code(w.document["address"]), style="Small", language="en")
    counted = Counter(one["disposition"] for one in found)
    rows = [(_outcome(w, name), w.number(counted[name])) for name in outcomes() if counted[name]]
    if not rows:
        w.sheet.say(w.word("responses.none"))
        return
    w.sheet.heading(1, w.word("responses.counts"))
    titles = (w.word("column.disposition"), w.word("column.number"))
    w.sheet.table(titles, rows, (3, 1), figures_from=1)
    w.sheet.heading(1, w.word("responses.all"))
    for number, lines in groupby(found, key=lambda one: one["paragraph"]):
        named = w.word("paragraph_n", n=number) if number else w.word("whole")
        w.sheet.heading(2, named)
        w.sheet.table(
            [w.word(key) for key in TITLES],
            [(_who(w, one), _words(w, one), _decision(w, one), _reason(w, one)) for one in lines],
            (2, 3, 2, 3),
        )


def responses_table(w: Answering) -> Table:
    """The matrix as one sheet."""
    return Table("responses", COLUMNS, tuple(_rows(w)))


def outcomes() -> tuple[str, ...]:
    """Every disposition, then that there is none yet."""
    return (*Disposition, UNDECIDED)


def _titled(w: Answering, part: str) -> Said:
    return said(w.document[part]["titles"], w.language) or Said("", w.language)


def _outcome(w: Answering, name: str) -> str:
    return w.word("undecided" if name == UNDECIDED else f"disposition.{name}")


def _who(w: Answering, one: Mapping[str, Any]) -> str:
    kind = one["comment_kind"]
    named = w.word(f"comment_kind.{kind}" if kind else f"kind.{one['kind']}")
    if one["operation"]:
        named = w.word(f"operation.{one['operation']}")
    parts = [one["reference"], named]
    if not one["veiled"]:
        parts += [one["organisation"] or one["author"], w.word(f"group.{one['group']}")]
    if one["merged"]:
        parts.append(f"{w.word('column.merged')}: {', '.join(one['merged'])}")
    return "\n".join(parts)


def _words(w: Answering, one: Mapping[str, Any]) -> Run:
    if one["veiled"]:
        return Run(w.word("veiled"), w.language)
    parts = [one["title"], one["text"]]
    if one["wording"]:
        parts.append(f"→ {one['wording']}")
    return Run("\n".join(filter(None, parts)) or DASH, one["language"])


def _decision(w: Answering, one: Mapping[str, Any]) -> str:
    parts = [_outcome(w, one["disposition"])]
    if one["decided_on"]:
        parts.append(w.day(one["decided_on"]))
    if one["follow_up"]:
        parts.append(f"{w.word('referred_to')} {one['follow_up']}")
    return "\n".join(parts)


def _reason(w: Answering, one: Mapping[str, Any]) -> Run:
    """The reason in the reader's language, else in its own, and the wording accepted instead."""
    reason, wording = _said(w, one, "reasons"), _said(w, one, "wordings")
    if reason is None:
        return Run(DASH, w.language)
    parts = [reason.text, f"→ {wording.text}" if wording else ""]
    return Run("\n".join(filter(None, parts)), reason.language)


def _said(w: Answering, one: Mapping[str, Any], part: str) -> Said | None:
    return said(one[part], w.language, one["language"])


def _rows(w: Answering) -> Iterator[tuple[Value, ...]]:
    for one in w.document["contributions"]:
        reason, wording = _said(w, one, "reasons"), _said(w, one, "wordings")
        kind, operation, group = one["comment_kind"], one["operation"], one["group"]
        decided = one["decided_on"]
        yield (
            one["reference"],
            one["paragraph"],
            one["key"],
            w.word(f"comment_kind.{kind}" if kind else f"kind.{one['kind']}"),
            w.word(f"operation.{operation}") if operation else None,
            one["author"] or None,
            one["organisation"],
            w.word(f"group.{group}") if group else None,
            one["language"],
            date.fromisoformat(one["published_on"]),
            one["title"] or None,
            w.word("veiled") if one["veiled"] else one["text"],
            one["wording"],
            " ".join(one["merged"]) or None,
            _outcome(w, one["disposition"]),
            reason.text if reason else None,
            wording.text if wording else None,
            one["follow_up"] or None,
            date.fromisoformat(decided) if decided else None,
        )
