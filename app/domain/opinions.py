"""Votes, positions and ratings: choices, tallies by group, and which cells stay hidden."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.domain.people import Group

SMALL_CELL = 5


class Choice(StrEnum):
    """One member's vote on an amendment."""

    SUPPORT = "support"
    OPPOSE = "oppose"
    ABSTAIN = "abstain"


class Stance(StrEnum):
    """One organisation's position."""

    SUPPORT = "support"
    SUPPORT_WITH_CHANGES = "support_with_changes"
    OPPOSE = "oppose"
    ABSTAIN = "abstain"


CANNOT_JUDGE = 0
SCORES = (1, 2, 3, 4, 5)


@dataclass(frozen=True, slots=True)
class Cell:
    """The counts of one group on one item; ``counts`` is None where the cell is hidden."""

    group: Group
    counts: Mapping[str, int] | None

    @property
    def suppressed(self) -> bool:
        """Whether the group is too small to be shown."""
        return self.counts is None


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts by group; ``total`` is None as soon as one group's cell is hidden."""

    cells: tuple[Cell, ...]
    total: Mapping[str, int] | None

    @property
    def suppressed(self) -> bool:
        """Whether the total is hidden, because a cell could be derived from it."""
        return self.total is None

    def cell(self, group: Group) -> Cell | None:
        """The cell of a group, where anyone of it took part."""
        return next((cell for cell in self.cells if cell.group is group), None)


def groups_in(tallies: Iterable[Tally]) -> list[Group]:
    """The groups that took part in any of these, in their order: the columns of a comparison."""
    found = {cell.group for one in tallies for cell in one.cells}
    return [group for group in Group if group in found]


def tally(
    rows: Iterable[tuple[str, str, int]], options: Iterable[str], *, floor: int = SMALL_CELL
) -> Tally:
    """Count (group, option, number) rows; groups with fewer than ``floor`` voters are hidden.

    A floor of 0 hides nothing: positions of organisations are public acts.
    """
    names = [str(option) for option in options]
    by_group: dict[Group, dict[str, int]] = {}
    for group, option, number in rows:
        counts = by_group.setdefault(Group(group), dict.fromkeys(names, 0))
        counts[str(option)] = counts.get(str(option), 0) + number
    cells = tuple(
        Cell(group, by_group[group] if sum(by_group[group].values()) >= floor else None)
        for group in Group
        if sum(by_group.get(group, {}).values())
    )
    if any(cell.suppressed for cell in cells):
        return Tally(cells, None)
    total = {name: sum((cell.counts or {}).get(name, 0) for cell in cells) for name in names}
    return Tally(cells, total)
