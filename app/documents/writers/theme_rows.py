"""The rows of the themes of an edition, and of what became of contributions, for files."""

from app.documents.writers.measure_rows import Rows, Words
from app.domain.fates import fates_of
from app.domain.report import Report
from app.domain.themed import themes_told


def themes(report: Report, words: Words) -> Rows:
    """Each theme with its definition, how many contributions are under it, and its quotes."""
    for one in themes_told(report):
        yield (
            one.key,
            one.name.text,
            one.definition.text if one.definition else None,
            words["yes" if one.missing else "no"],
            len(one.items),
            ", ".join(item.reference for item in one.quotes),
        )


def counts(report: Report, words: Words) -> Rows:
    """How many contributions by theme, group and language they were written in."""
    for one in themes_told(report):
        for (group, code), number in one.by_group_and_language.items():
            yield one.key, one.name.text, words[f"group.{group}"], words[f"language.{code}"], number


def paragraphs(report: Report, words: Words) -> Rows:
    """How many contributions by theme and paragraph; without a number on the whole text."""
    for one in themes_told(report):
        for number, found in one.by_paragraph.items():
            yield one.key, one.name.text, number, found


def fates(report: Report, words: Words) -> Rows:
    """What became of contributions, by kind, group and decision."""
    for one in fates_of(report):
        for decision, number in sorted(one.decisions.items(), key=lambda pair: pair[0] or ""):
            named = words[f"disposition.{decision}" if decision else "undecided"]
            yield words[f"kind.{one.kind}"], words[f"group.{one.group}"], named, number


def tags(report: Report, words: Words) -> Rows:
    """Which contribution is under which theme."""
    for one in themes_told(report):
        for item in one.items:
            yield item.reference, one.key, one.name.text
