"""The rows of the measures of an edition, for sheets and files; empty where none were made."""

from collections.abc import Iterator, Mapping
from typing import Any

from app.domain.measured import RATING
from app.domain.report import Report
from app.domain.synthesis.classes import ItemClass

Words = Mapping[str, str]
Value = str | int | float | None
Rows = Iterator[tuple[Value, ...]]


def basis_word(basis: str, words: Words) -> str:
    """What was counted, in words."""
    if basis.startswith(RATING):
        name = basis.removeprefix(RATING)
        return words.get(f"criterion.{name}", name)
    return words[f"basis.{basis}"]


def items(report: Report, words: Words) -> Rows:
    """Every paragraph and amendment with its class and the measures across groups."""
    for one in _all(report, "items"):
        gap = one["gap"] or {}
        yield (
            one["item"],
            one["paragraph"],
            basis_word(one["basis"], words),
            words[f"item_class.{one['class']}"],
            ", ".join(words[f"group.{name}"] for name in one["missing"]),
            (one["pooled"] or {}).get("share"),
            one["mean_share"],
            words["yes" if one["dominated"] else "no"],
            one["consensus"],
            one["consensus_against"],
            one["least_low"],
            (one["pooled"] or {}).get("contestedness"),
            one["between"],
            gap.get("value"),
            words[f"group.{gap['highest']}"] if gap else None,
            words[f"group.{gap['lowest']}"] if gap else None,
            words[f"test.{gap['test']}"] if gap else None,
            gap.get("p"),
            gap.get("q"),
            gap.get("cramers_v"),
        )


def shares(report: Report, words: Words) -> Rows:
    """Every item by group: counts, share with its interval, abstention, contestedness."""
    for item in _all(report, "items"):
        head = item["item"], item["paragraph"], basis_word(item["basis"], words)
        for one in item["groups"]:
            yield (
                *head,
                words[f"group.{one['group']}"],
                *(one[name] for name in ("agree", "disagree", "neither", "abstain")),
                *(one[name] for name in ("share", "low", "high", "abstention", "contestedness")),
                words["yes" if one["enough"] else "no"],
                words["no"],
            )
        for name in item["hidden"]:
            yield (*head, words[f"group.{name}"], *(None,) * 9, words["no"], words["yes"])


def classes(report: Report, words: Words) -> Rows:
    """How many items are in each class, and which."""
    for count in report.measures.classes if report.measures else ():
        for name in ItemClass:
            found = count.classes[name]
            yield (
                words[f"of.{count.of}"],
                basis_word(count.basis, words),
                words[f"item_class.{name}"],
                len(found),
                ", ".join(found),
            )


def coverage(report: Report, words: Words) -> Rows:
    """Who of those that could take part did, by group and by region."""
    value = report.measures.value["coverage"] if report.measures else {"groups": (), "regions": ()}
    for kind in ("group", "region"):
        for one in value[f"{kind}s"]:
            yield (
                words[f"column.{kind}"],
                words[f"{kind}.{one[kind]}"],
                one["reference"],
                one["active"],
                one["rate"],
                one["ratio"],
                words["yes" if one["flagged"] else "no"],
            )


def distinctive(report: Report, words: Words) -> Rows:
    """Where one group stands apart from all others."""
    for one in _all(report, "distinctive"):
        yield (
            words[f"group.{one['group']}"],
            one["item"],
            one["paragraph"],
            basis_word(one["basis"], words),
            *(one[name] for name in ("value", "low", "high", "p", "q")),
        )


def duplicates(report: Report, words: Words) -> Rows:
    """Texts sent more than once; nothing is left out for it."""
    value = report.measures.value["duplicates"] if report.measures else {"clusters": ()}
    for one in value["clusters"]:
        yield (
            ", ".join(one["references"]),
            len(one["references"]),
            one["senders"],
            words["yes" if one["coordinated"] else "no"],
        )


def changes(report: Report, words: Words) -> Rows:
    """How shares moved since the round before."""
    change = report.measures.value["change"] if report.measures else None
    for one in change["rows"] if change else ():
        paired = one["paired"] or {}
        yield (
            one["paragraph"],
            one["paragraph_before"],
            basis_word(one["basis"], words),
            words[f"group.{one['group']}"],
            *(one[name] for name in ("value", "low", "high")),
            words["yes" if one["text_changed"] else "no"],
            *(paired.get(name) for name in ("both", "won", "lost", "p")),
        )


def _all(report: Report, name: str) -> Iterator[Mapping[str, Any]]:
    yield from report.measures.value[name] if report.measures else ()
