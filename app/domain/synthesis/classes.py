"""The class of an item: agreement, rejection, a split, or too little to say."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.domain.opinions import SMALL_CELL
from app.domain.synthesis.counts import Counts
from app.domain.synthesis.differences import gap
from app.domain.synthesis.shares import Share


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
HYSTERESIS = 0.01


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
    *,
    held: ItemClass | None = None,
) -> ItemClass:
    """The first class that fits; no group is ever averaged away.

    ``groups`` are the cells that are shown, ``q`` is the corrected chance of the gap. Without
    enough from every group nothing is said beyond the counts. With ``held`` every class asks for
    a little more than its limits say, and that one for a little less.
    """
    if not needed or too_few(groups, needed):
        return ItemClass.INSUFFICIENT
    counted = {name: groups[name] for name in needed}
    for name, fits in FITTING:
        more = 0.0 if held is None else -HYSTERESIS if held is name else HYSTERESIS
        if fits(counted, q, limits, more):
            return name
    return ItemClass.LEANING


def steady_class(
    groups: Mapping[str, Counts],
    needed: Mapping[str, Floor],
    q: float | None,
    held: ItemClass | None,
) -> ItemClass:
    """The class while figures still move: the one held goes only where a limit is clearly passed.

    For pages that are watched during a round; a report never asks what was said before.
    """
    if held is not None and class_of(groups, needed, q, held=held) is held:
        return held
    return class_of(groups, needed, q)


Fits = Callable[[Mapping[str, Counts], float | None, Thresholds, float], bool]


def _agreed(
    counted: Mapping[str, Counts], _q: float | None, limits: Thresholds, more: float
) -> bool:
    """Agreement in every group, with intervals that leave no doubt."""
    return _takes_sides(counted, limits) and all(
        one.value >= limits.agreement + more - EPSILON and one.low > limits.half + more
        for one in _shares(counted)
    )


def _rejected(
    counted: Mapping[str, Counts], _q: float | None, limits: Thresholds, more: float
) -> bool:
    """Rejection in every group, with intervals that leave no doubt."""
    return _takes_sides(counted, limits) and all(
        one.value <= limits.rejection - more + EPSILON and one.high < limits.half - more
        for one in _shares(counted)
    )


def _split(counted: Mapping[str, Counts], q: float | None, limits: Thresholds, more: float) -> bool:
    widest = gap(counted)
    wide = widest is not None and widest.value >= limits.gap + more - EPSILON
    return wide and q is not None and q < limits.q - more


def _contested(
    counted: Mapping[str, Counts], _q: float | None, limits: Thresholds, more: float
) -> bool:
    low, high = limits.rejection + more - EPSILON, limits.agreement - more + EPSILON
    return all(low <= one.agree / one.sides <= high for one in counted.values())


def _undecided(
    counted: Mapping[str, Counts], _q: float | None, limits: Thresholds, more: float
) -> bool:
    return (_everybody(counted).abstention or 0.0) >= limits.undecided + more - EPSILON


FITTING: tuple[tuple[ItemClass, Fits], ...] = (
    (ItemClass.BROAD_AGREEMENT, _agreed),
    (ItemClass.BROAD_REJECTION, _rejected),
    (ItemClass.SPLIT, _split),
    (ItemClass.CONTESTED, _contested),
    (ItemClass.UNDECIDED, _undecided),
)


def _takes_sides(counted: Mapping[str, Counts], limits: Thresholds) -> bool:
    everybody = _everybody(counted)
    return everybody.sides >= limits.heard * everybody.heard


def _everybody(counted: Mapping[str, Counts]) -> Counts:
    return sum(counted.values(), Counts(0, 0))


def _shares(counted: Mapping[str, Counts]) -> list[Share]:
    return [one.share for one in counted.values() if one.share]
