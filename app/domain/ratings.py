"""Ratings counted: scores by group, what they mean as agreement, and which cells stay hidden."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.domain.opinions import CANNOT_JUDGE, SCORES, SMALL_CELL
from app.domain.people import Group

AGREE = frozenset({4, 5})
DISAGREE = frozenset({1, 2})
MARKS = (*SCORES, CANNOT_JUDGE)


@dataclass(frozen=True, slots=True)
class Marks:
    """How often each score was given, 0 being "cannot judge"."""

    counts: Mapping[int, int]

    @property
    def voters(self) -> int:
        """Everybody who rated, those who cannot judge included."""
        return sum(self.counts.values())

    @property
    def cannot_judge(self) -> int:
        """How many said that they cannot judge; they count as abstaining."""
        return self.counts.get(CANNOT_JUDGE, 0)

    @property
    def judged(self) -> int:
        """How many gave a score."""
        return self.voters - self.cannot_judge

    @property
    def agree(self) -> int:
        """Scores of 4 and 5."""
        return sum(self.counts.get(score, 0) for score in AGREE)

    @property
    def disagree(self) -> int:
        """Scores of 1 and 2."""
        return sum(self.counts.get(score, 0) for score in DISAGREE)

    @property
    def neither(self) -> int:
        """Scores of 3."""
        return self.judged - self.agree - self.disagree

    @property
    def mean(self) -> float | None:
        """The mean score of those who judged; None where nobody did."""
        if not self.judged:
            return None
        return sum(score * self.counts.get(score, 0) for score in SCORES) / self.judged


@dataclass(frozen=True, slots=True)
class RatingCell:
    """The marks of one group; None where the group is too small to be shown."""

    group: Group
    marks: Marks | None

    @property
    def suppressed(self) -> bool:
        """Whether the group is too small to be shown."""
        return self.marks is None


@dataclass(frozen=True, slots=True)
class RatingTally:
    """Marks by group on one criterion; ``total`` is None as soon as one cell is hidden."""

    cells: tuple[RatingCell, ...]
    total: Marks | None

    @property
    def suppressed(self) -> bool:
        """Whether the total is hidden, because a cell could be derived from it."""
        return self.total is None

    def cell(self, group: Group) -> RatingCell | None:
        """The cell of a group, where anyone of it rated."""
        return next((cell for cell in self.cells if cell.group is group), None)


def rating_tally(rows: Iterable[tuple[str, int, int]], *, floor: int = SMALL_CELL) -> RatingTally:
    """Count (group, score, number) rows; groups with fewer than ``floor`` voters are hidden."""
    by_group: dict[Group, dict[int, int]] = {}
    for group, score, number in rows:
        counts = by_group.setdefault(Group(group), dict.fromkeys(MARKS, 0))
        counts[score] += number
    marks = {group: Marks(counts) for group, counts in by_group.items()}
    cells = tuple(
        RatingCell(group, marks[group] if marks[group].voters >= floor else None)
        for group in Group
        if group in marks and marks[group].voters
    )
    if any(cell.suppressed for cell in cells):
        return RatingTally(cells, None)
    total = {mark: sum(found.counts[mark] for found in marks.values()) for mark in MARKS}
    return RatingTally(cells, Marks(total))
