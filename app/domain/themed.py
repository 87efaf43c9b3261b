"""The themes of a report: what is under each, by group, language and paragraph, and its quotes.

What is counted are published contributions, which everybody can count: nothing is hidden here.
People are not counted.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.domain.languages import LANGUAGES
from app.domain.people import Group
from app.domain.report import Item, Report
from app.domain.said import Said, said


@dataclass(frozen=True, slots=True)
class ThemeTold:
    """A theme with the published contributions under it; ``missing`` where it is not translated."""

    key: str
    name: Said
    definition: Said | None
    missing: bool
    items: tuple[Item, ...]
    quotes: tuple[Item, ...]

    @property
    def by_group(self) -> Mapping[Group, int]:
        """How many by group, in the order of the groups."""
        counted = Counter(item.group for item in self.items)
        return {group: counted[group] for group in Group if counted[group]}

    @property
    def by_group_and_language(self) -> Mapping[tuple[Group, str], int]:
        """How many by group and language they were written in."""
        counted = Counter((item.group, item.language) for item in self.items)
        order = ((group, code) for group in Group for code in LANGUAGES)
        return {pair: counted[pair] for pair in order if counted[pair]}

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages its contributions were written in."""
        found = {item.language for item in self.items}
        return tuple(code for code in LANGUAGES if code in found)

    @property
    def by_paragraph(self) -> Mapping[int | None, int]:
        """How many by paragraph; None is the whole text, and comes last."""
        counted = Counter(item.value["paragraph"] for item in self.items)
        return {number: counted[number] for number in sorted(counted, key=_last)}


def themes_told(report: Report) -> tuple[ThemeTold, ...]:
    """The themes of a report in the order of its codebook; empty where it has none."""
    value = report.document["themes"]
    by_reference = report.items if value else {}
    items = list(by_reference.values())
    return tuple(
        ThemeTold(
            key=one["key"],
            name=said(one["names"], report.language) or Said(one["key"], "en"),
            definition=said(one["definitions"], report.language),
            missing=report.language not in one["names"],
            items=tuple(item for item in items if one["key"] in item.value["themes"]),
            quotes=tuple(by_reference[name] for name in one["quotes"] if name in by_reference),
        )
        for one in value
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
