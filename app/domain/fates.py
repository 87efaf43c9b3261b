"""What became of contributions, by the group of their authors: published ones, which are public."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.contributions import Kind
from app.domain.dispositions import Disposition
from app.domain.people import Group
from app.domain.report import Report

ACCEPTED = (Disposition.ACCEPTED, Disposition.ACCEPTED_WITH_CHANGES)


@dataclass(frozen=True, slots=True)
class Fate:
    """The published contributions of one kind and group by decision; None counts the open ones."""

    group: Group
    kind: Kind
    decisions: Mapping[Disposition | None, int]

    @property
    def published(self) -> int:
        """How many there are."""
        return sum(self.decisions.values())

    @property
    def decided(self) -> int:
        """How many of them have a decision."""
        return self.published - self.decisions.get(None, 0)

    @property
    def accepted(self) -> int:
        """How many were accepted, as they were or with changes."""
        return sum(self.decisions.get(one, 0) for one in ACCEPTED)

    @property
    def share(self) -> float | None:
        """Accepted among those decided; None before any decision."""
        return self.accepted / self.decided if self.decided else None


def fates_of(report: Report) -> tuple[Fate, ...]:
    """By group and kind, in the order of both; a pair without contributions is left out."""
    counted: dict[tuple[Group, Kind], Counter[Disposition | None]] = {}
    for item in report.items.values():
        place = item.group, Kind(item.value["kind"])
        decided = item.decided.disposition if item.decided else None
        counted.setdefault(place, Counter())[decided] += 1
    return tuple(
        Fate(group, kind, counted[group, kind])
        for kind in Kind
        for group in Group
        if (group, kind) in counted
    )
