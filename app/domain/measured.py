"""The measures of an edition arranged for reading: by item, by class, by group."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.people import Group
from app.domain.synthesis.classes import ItemClass

VOTES, POSITIONS, RATING = "votes", "positions", "rating."


@dataclass(frozen=True, slots=True)
class GroupShare:
    """What one group said on an item, with its interval."""

    group: Group
    value: Mapping[str, Any]

    @property
    def enough(self) -> bool:
        """Whether it reaches the evidence floor."""
        return bool(self.value["enough"])

    @property
    def sides(self) -> int:
        """How many took a side."""
        return int(self.value["agree"] + self.value["disagree"])


@dataclass(frozen=True, slots=True)
class MeasuredItem:
    """A paragraph or amendment on one basis: votes, positions, or one rating criterion."""

    value: Mapping[str, Any]

    @property
    def key(self) -> str:
        """``p3`` for a paragraph, else the reference of the amendment."""
        return str(self.value["item"])

    @property
    def paragraph(self) -> int | None:
        """The number of the paragraph it is on."""
        number: int | None = self.value["paragraph"]
        return number

    @property
    def basis(self) -> str:
        """What was counted."""
        return str(self.value["basis"])

    @property
    def item_class(self) -> ItemClass:
        """What can be said about it."""
        return ItemClass(self.value["class"])

    @property
    def groups(self) -> tuple[GroupShare, ...]:
        """The groups that are shown."""
        return tuple(GroupShare(Group(one["group"]), one) for one in self.value["groups"])

    @property
    def hidden(self) -> tuple[Group, ...]:
        """The groups too small to be shown."""
        return tuple(Group(name) for name in self.value["hidden"])

    @property
    def missing(self) -> tuple[Group, ...]:
        """The groups below their evidence floor, or absent."""
        return tuple(Group(name) for name in self.value["missing"])

    @property
    def gap(self) -> Mapping[str, Any] | None:
        """The widest difference between two groups that reach their floor."""
        found: Mapping[str, Any] | None = self.value["gap"]
        return found

    def share_of(self, name: str) -> float | None:
        """The share of agreement of one group."""
        return next((one["share"] for one in self.value["groups"] if one["group"] == name), None)


@dataclass(frozen=True, slots=True)
class ClassCount:
    """The items of one basis in each class, the clearest first."""

    of: str
    basis: str
    classes: Mapping[ItemClass, tuple[str, ...]]

    @property
    def total(self) -> int:
        """How many items anything was said on."""
        return sum(len(items) for items in self.classes.values())


@dataclass(frozen=True, slots=True)
class Measures:
    """All measures of an edition."""

    value: Mapping[str, Any]
    items: Mapping[str, tuple[MeasuredItem, ...]]

    def of(self, key: str) -> tuple[MeasuredItem, ...]:
        """The measures of one item, by basis."""
        return self.items.get(key, ())

    def told(self, key: str) -> tuple[MeasuredItem, ...]:
        """The same without positions too few for a class: each of those is listed by itself."""
        return tuple(
            one
            for one in self.of(key)
            if one.basis != POSITIONS or one.item_class is not ItemClass.INSUFFICIENT
        )

    @property
    def classes(self) -> tuple[ClassCount, ...]:
        """How many items are in each class, and which."""
        return tuple(
            ClassCount(
                one["of"],
                one["basis"],
                {name: tuple(one["classes"][name.value]) for name in ItemClass},
            )
            for one in self.value["classes"]
        )

    @property
    def coordinated(self) -> tuple[Mapping[str, Any], ...]:
        """Texts that several accounts sent."""
        return tuple(one for one in self.value["duplicates"]["clusters"] if one["coordinated"])

    @property
    def widest(self) -> MeasuredItem | None:
        """The item that groups differ on most, among those they clearly differ on."""
        split = (
            one
            for own in self.items.values()
            for one in own
            if one.gap and one.item_class is ItemClass.SPLIT
        )
        return max(split, key=lambda one: (one.gap or {})["value"], default=None)


def measures_of(document: Mapping[str, Any]) -> Measures | None:
    """The measures of a document; None where none were made."""
    value = document.get("measures")
    if value is None:
        return None
    items: dict[str, list[MeasuredItem]] = {}
    for one in value["items"]:
        items.setdefault(one["item"], []).append(MeasuredItem(one))
    return Measures(value, {key: tuple(own) for key, own in items.items()})
