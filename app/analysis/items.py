"""Each item of a round with what was said on it: exactly the cells that are published, no others.

Measures read nothing else, so that no figure tells more than the counts beside it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from app.analysis.gaps import Chance, chance_of, corrected
from app.domain.synthesis.agreement import (
    between_share,
    consensus,
    contestedness,
    cramers_v,
    is_dominated,
    mean_share,
)
from app.domain.synthesis.classes import Floor, class_of, too_few
from app.domain.synthesis.counts import Counts, of_marks, of_opinions
from app.domain.synthesis.differences import gap
from app.domain.synthesis.shares import DIGITS

VOTES, POSITIONS, RATING = "votes", "positions", "rating."
Floors = Mapping[str, Floor]


@dataclass(frozen=True, slots=True)
class Item:
    """A paragraph or an amendment on one basis: votes, positions, or one rating criterion."""

    key: str
    paragraph: int
    basis: str
    groups: Mapping[str, Counts]
    hidden: tuple[str, ...]
    total: Counts | None

    def counted(self, needed: Floors) -> dict[str, Counts]:
        """The groups that reach their floor."""
        few = too_few(self.groups, needed)
        return {name: self.groups[name] for name in needed if name not in few}


def items_of(content: Mapping[str, Any]) -> Iterator[Item]:
    """Every paragraph and amendment anybody rated, voted on or took a position on."""
    for one in content["paragraphs"]:
        key, number = f"p{one['number']}", one["number"]
        for rating in one["ratings"]:
            yield from _item(key, number, f"{RATING}{rating['criterion']}", rating)
        yield from _item(key, number, POSITIONS, one["positions"])
    for one in content["contributions"]:
        if "votes" in one:
            for basis in (VOTES, POSITIONS):
                yield from _item(one["reference"], one["paragraph"], basis, one[basis])


def _item(key: str, number: int, basis: str, tally: Mapping[str, Any]) -> Iterator[Item]:
    read = of_marks if basis.startswith(RATING) else of_opinions
    cells = tally["cells"]
    if cells:
        total = tally["total"]["counts"]
        yield Item(
            key=key,
            paragraph=number,
            basis=basis,
            groups={one["group"]: read(one["counts"]) for one in cells if one["counts"]},
            hidden=tuple(one["group"] for one in cells if not one["counts"]),
            total=read(total) if total else None,
        )


def values_of(items: list[Item], floors: Mapping[str, Floors]) -> list[dict[str, Any]]:
    """The measures of every item; chances are corrected over all items of a basis."""
    tests = [chance_of(item.counted(floors[item.basis])) for item in items]
    q = _by_basis(items, tests)
    return [
        value_of(item, floors[item.basis], test, chance)
        for item, test, chance in zip(items, tests, q, strict=True)
    ]


def _by_basis(items: list[Item], tests: list[Chance]) -> list[float | None]:
    """The corrected chance of each item; none where nothing could be tested."""
    found: list[float | None] = [None] * len(items)
    for basis in {item.basis for item in items}:
        places = [
            place
            for place, (item, test) in enumerate(zip(items, tests, strict=True))
            if item.basis == basis and test.test != "none"
        ]
        for place, q in zip(places, corrected([tests[p].p for p in places]), strict=True):
            found[place] = q
    return found


def value_of(item: Item, needed: Floors, test: Chance, q: float | None) -> dict[str, Any]:
    """One item as plain values; what cannot be said is null."""
    missing = too_few(item.groups, needed)
    counted = item.counted(needed)
    whole = counted if needed and not missing else {}
    widest = gap(counted)
    lows = [one.share.low for one in whole.values() if one.share]
    return {
        "item": item.key,
        "paragraph": item.paragraph,
        "basis": item.basis,
        "class": class_of(item.groups, needed, q).value,
        "missing": missing,
        "hidden": list(item.hidden),
        "groups": [
            {"group": name, "enough": name in counted, **counts_value(one)}
            for name, one in item.groups.items()
        ],
        "pooled": None if item.total is None else counts_value(item.total),
        "mean_share": rounded(mean_share(whole)),
        "dominated": is_dominated(whole),
        "consensus": rounded(consensus(whole)),
        "consensus_against": rounded(consensus(whole, against=True)),
        "least_low": min(lows, default=None),
        "between": rounded(between_share(counted) if widest else None),
        "gap": None
        if widest is None
        else {
            "value": rounded(widest.value),
            "highest": widest.highest,
            "lowest": widest.lowest,
            "test": test.test.value,
            "p": rounded(test.p),
            "q": rounded(q),
            "cramers_v": rounded(cramers_v(counted)),
        },
    }


def counts_value(one: Counts) -> dict[str, Any]:
    """Counts with their share, interval, abstention and contestedness."""
    share = one.share
    return {
        "agree": one.agree,
        "disagree": one.disagree,
        "neither": one.neither,
        "abstain": one.abstain,
        "share": share.value if share else None,
        "low": share.low if share else None,
        "high": share.high if share else None,
        "abstention": rounded(one.abstention),
        "contestedness": rounded(contestedness(one)),
    }


def rounded(value: float | None) -> float | None:
    """A figure as it is written: four digits."""
    return None if value is None else round(value, DIGITS) + 0.0
