"""The themes of a report: what is under each, by group, language and paragraph, and its quotes.

What is counted are published contributions, which everybody can count: nothing is hidden here.
People are not counted.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.domain.languages import LANGUAGES
from app.domain.people import Group
from app.domain.report import Item, Report
from app.domain.said import Said, said


@dataclass(frozen=True, slots=True)
class ThemeTold:
    """A theme with the published contributions under it; ``missing`` where it is not translated.

    Each count is in the order of groups, languages or paragraphs; paragraph None is the whole text.
    """

    key: str
    name: Said
    definition: Said | None
    missing: bool
    items: tuple[Item, ...]
    quotes: tuple[Item, ...]
    by_group: Mapping[Group, int]
    by_group_and_language: Mapping[tuple[Group, str], int]
    by_paragraph: Mapping[int | None, int]

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages its contributions were written in."""
        found = {code for _, code in self.by_group_and_language}
        return tuple(code for code in LANGUAGES if code in found)


def themes_told(report: Report) -> tuple[ThemeTold, ...]:
    """The themes of a report in the order of its codebook; empty where it has none."""
    value = report.document["themes"]
    by_reference = report.items if value else {}
    under: dict[str, list[Item]] = {one["key"]: [] for one in value}
    for item in by_reference.values():
        for key in item.value["themes"]:
            under[key].append(item)
    return tuple(_told(one, under[one["key"]], by_reference, report.language) for one in value)


def _told(
    one: Mapping[str, Any], items: Sequence[Item], by_reference: Mapping[str, Item], language: str
) -> ThemeTold:
    groups = Counter(item.group for item in items)
    pairs = Counter((item.group, item.language) for item in items)
    numbers = Counter(item.value["paragraph"] for item in items)
    order = ((group, code) for group in Group for code in LANGUAGES)
    return ThemeTold(
        key=one["key"],
        name=said(one["names"], language) or Said(one["key"], "en"),
        definition=said(one["definitions"], language),
        missing=language not in one["names"],
        items=tuple(items),
        quotes=tuple(by_reference[name] for name in one["quotes"] if name in by_reference),
        by_group={group: groups[group] for group in Group if groups[group]},
        by_group_and_language={pair: pairs[pair] for pair in order if pairs[pair]},
        by_paragraph={number: numbers[number] for number in sorted(numbers, key=_last)},
    )


def groups_under(told: Sequence[ThemeTold]) -> tuple[Group, ...]:
    """The groups that said something under any theme."""
    return tuple(group for group in Group if any(group in one.by_group for one in told))


def paragraphs_under(told: Sequence[ThemeTold]) -> list[int | None]:
    """The paragraphs with something under any theme; None, the whole text, comes last."""
    return sorted({number for one in told for number in one.by_paragraph}, key=_last)


def _last(number: int | None) -> tuple[bool, int]:
    return number is None, number or 0


def without_theme(report: Report) -> int:
    """How many published contributions are under no theme."""
    return sum(not one["themes"] for one in report.document["contributions"])
