"""The class of an item: agreement, rejection, a split, or too little to say."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.domain.opinions import SMALL_CELL
from app.domain.synthesis.counts import Counts
from app.domain.synthesis.differences import gap


class ItemClass(StrEnum):
    """What can be said about an item as a whole."""

    BROAD_AGREEMENT = "broad_agreement"
    BROAD_REJECTION = "broad_rejection"
    SPLIT = "split"
    CONTESTED = "contested"
    UNDECIDED = "undecided"
    LEANING = "leaning"
    INSUFFICIENT = "insufficient"


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The parameters of the classes: frozen with an edition, and printed."""

    agreement: float = 0.60
    rejection: float = 0.40
    half: float = 0.50
    gap: float = 0.30
    q: float = 0.05
    undecided: float = 0.30
    heard: float = 0.50  # agreement and rejection need so many of those heard to take a side


THRESHOLDS = Thresholds()
EPSILON = 1e-9


@dataclass(frozen=True, slots=True)
class Floor:
    """How many have to take a side in a group, and of how many registered that is."""

    needed: int
    registered: int


def floors(registered: Mapping[str, int], *, wanted: int) -> dict[str, Floor]:
    """The evidence floor of each group: what is wanted, or half of a smaller group.

    A group with fewer registered than a shown cell has people can never be shown, so that it has
    no floor here: it is named apart and holds up no class.
    """
    return {
        group: Floor(min(wanted, -(-number // 2)), number)
        for group, number in registered.items()
        if number >= SMALL_CELL
    }


def too_few(groups: Mapping[str, Counts], needed: Mapping[str, Floor]) -> list[str]:
    """The groups that are below their floor; those hidden or absent are."""
    return [
        name
        for name, floor in needed.items()
        if name not in groups or groups[name].sides < floor.needed or not groups[name].sides
    ]


def class_of(
    groups: Mapping[str, Counts],
    needed: Mapping[str, Floor],
    q: float | None,
    limits: Thresholds = THRESHOLDS,
) -> ItemClass:
    """The first class that fits; no group is ever averaged away.

    ``groups`` are the cells that are shown, ``q`` is the corrected chance of the gap. Without
    enough from every group nothing is said beyond the counts.
    """
    if not needed or too_few(groups, needed):
        return ItemClass.INSUFFICIENT
    counted = {name: groups[name] for name in needed}
    raw = [one.agree / one.sides for one in counted.values()]
    everybody = sum(counted.values(), Counts(0, 0))
    widest = gap(counted)
    clear = _clear(counted, limits) if everybody.sides >= limits.heard * everybody.heard else None
    if clear:
        return clear
    if widest and widest.value >= limits.gap - EPSILON and q is not None and q < limits.q:
        return ItemClass.SPLIT
    if all(limits.rejection - EPSILON <= one <= limits.agreement + EPSILON for one in raw):
        return ItemClass.CONTESTED
    if (everybody.abstention or 0.0) >= limits.undecided - EPSILON:
        return ItemClass.UNDECIDED
    return ItemClass.LEANING


def _clear(counted: Mapping[str, Counts], limits: Thresholds) -> ItemClass | None:
    """Agreement or rejection in every group, with intervals that leave no doubt."""
    shares = [one.share for one in counted.values() if one.share]
    if all(s.value >= limits.agreement - EPSILON and s.low > limits.half for s in shares):
        return ItemClass.BROAD_AGREEMENT
    if all(s.value <= limits.rejection + EPSILON and s.high < limits.half for s in shares):
        return ItemClass.BROAD_REJECTION
    return None
