"""The classes shown while a round is open, steadied: no single voice turns one back and forth."""

from collections.abc import Mapping
from typing import Any

from app.domain.synthesis.classes import Floor, ItemClass, steady_class
from app.domain.synthesis.counts import Counts

POSITIONS = "positions"
COUNTS = ("agree", "disagree", "neither", "abstain")
Live = dict[str, dict[str, str]]


def live_classes(value: Mapping[str, Any], before: Mapping[str, Mapping[str, str]]) -> Live:
    """The class of every measured item by basis, given the ones shown before; never published."""
    found: Live = {}
    for item in value["items"]:
        basis, name = item["basis"], item["item"]
        held = before.get(basis, {}).get(name)
        found.setdefault(basis, {})[name] = _steadied(value, item, held) if held else item["class"]
    return found


def _steadied(value: Mapping[str, Any], item: Mapping[str, Any], held: str) -> str:
    unit = "organisations" if item["basis"] == POSITIONS else "members"
    needed = {
        one["group"]: Floor(one["floor"], one["registered"])
        for one in value["floors"]
        if one["unit"] == unit and one["floor"] is not None
    }
    groups = {
        one["group"]: Counts(**{name: one[name] for name in COUNTS}) for one in item["groups"]
    }
    q = item["gap"]["q"] if item["gap"] else None
    return steady_class(groups, needed, q, ItemClass(held)).value
