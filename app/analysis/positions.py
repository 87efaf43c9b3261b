"""Where one group stands apart from all others, and how shares moved since the round before."""

from collections.abc import Mapping
from typing import Any

from app.analysis.gaps import chance_of, corrected
from app.analysis.items import POSITIONS, RATING, Floors, Item, items_of, rounded
from app.domain.synthesis.classes import THRESHOLDS
from app.domain.synthesis.counts import Counts, of_opinions
from app.domain.synthesis.differences import Difference, mcnemar, newcombe, others

MOST = 10  # distinctive positions told of each group and basis


def distinctive(items: list[Item], floors: Mapping[str, Floors]) -> list[dict[str, Any]]:
    """The items on which a group differs most from all others, after the correction.

    A group and its others are told only where both reach the group's floor, the interval of the
    difference leaves out zero, and the corrected chance is small.
    """
    found: list[tuple[Item, str, Difference, float]] = []
    for item in items:
        needed = floors[item.basis]
        for name, one in item.counted(needed).items():
            rest = others(item.groups, name)
            difference = newcombe(one, rest)
            if difference and rest.sides >= needed[name].needed:
                found.append((item, name, difference, chance_of({name: one, "": rest}).p))
    told = []
    for basis in sorted({item.basis for item, *_ in found}):
        own = [row for row in found if row[0].basis == basis]
        for row, q in zip(own, corrected([row[3] for row in own]), strict=True):
            if row[2].is_clear and q < THRESHOLDS.q:
                told.append((row, q))
    told.sort(key=lambda one: (one[0][0].basis, one[0][1], -abs(one[0][2].value), one[0][0].key))
    return _first([_distinctive_value(row, q) for row, q in told])


def _distinctive_value(row: tuple[Item, str, Difference, float], q: float) -> dict[str, Any]:
    item, name, difference, p = row
    return {
        "basis": item.basis,
        "group": name,
        "item": item.key,
        "paragraph": item.paragraph,
        **difference_value(difference),
        "p": rounded(p),
        "q": rounded(q),
    }


def _first(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    seen: dict[tuple[str, str], int] = {}
    kept = []
    for row in rows:
        key = row["basis"], row["group"]
        seen[key] = seen.get(key, 0) + 1
        if seen[key] <= MOST:
            kept.append(row)
    return kept


def difference_value(one: Difference) -> dict[str, Any]:
    """A difference and its interval as plain values."""
    return {"value": rounded(one.value), "low": rounded(one.low), "high": rounded(one.high)}


def changes(content: Mapping[str, Any], previous: Mapping[str, Any]) -> list[dict[str, Any]]:
    """How each group's share on each paragraph moved since the round before.

    ``previous`` holds the paragraphs of that round's newest edition, and which paragraph each of
    this round came from. Where its text changed this is said: opinions are compared, not carried
    over. Organisations that took a position in both rounds are also compared one by one; members
    are not, for who moved could be told from it.
    """
    before = {one["key"]: one for one in previous["paragraphs"]}
    rows = []
    for one in content["paragraphs"]:
        link = previous["links"].get(one["key"])
        if link is None or link["key"] not in before:
            continue
        then = before[link["key"]]
        was = _by_basis(then)
        for basis, item in _by_basis(one).items():
            rows += _moved(item, was.get(basis), one, then, changed=link["changed"])
    return rows


def _by_basis(paragraph: Mapping[str, Any]) -> dict[str, Item]:
    return {item.basis: item for item in items_of({"paragraphs": [paragraph], "contributions": []})}


def _moved(
    now: Item,
    was: Item | None,
    paragraph: Mapping[str, Any],
    then: Mapping[str, Any],
    *,
    changed: bool,
) -> list[dict[str, Any]]:
    rows = []
    for name, one in now.groups.items():
        difference = newcombe(one, was.groups[name]) if was and name in was.groups else None
        if difference is None:
            continue
        paired = _paired(paragraph, then, name) if now.basis == POSITIONS else None
        rows.append(
            {
                "basis": now.basis,
                "group": name,
                "item": now.key,
                "paragraph": now.paragraph,
                "paragraph_before": then["number"],
                "text_changed": changed,
                **difference_value(difference),
                "clear": difference.is_clear,
                "paired": paired,
            }
        )
    return rows


def _paired(now: Mapping[str, Any], then: Mapping[str, Any], group: str) -> dict[str, Any] | None:
    """Organisations of a group that took a side both times: public acts, one by one."""
    before, after = _sides(then, group), _sides(now, group)
    both = before.keys() & after.keys()
    if not both:
        return None
    won = sum(after[name] and not before[name] for name in both)
    lost = sum(before[name] and not after[name] for name in both)
    return {"both": len(both), "won": won, "lost": lost, "p": rounded(mcnemar(won, lost))}


def _sides(paragraph: Mapping[str, Any], group: str) -> dict[str, bool]:
    found: dict[str, bool] = {}
    for one in paragraph["positions"]["organisations"]:
        side: Counts = of_opinions({one["stance"]: 1})
        if one["group"] == group and side.sides:
            found[one["slug"]] = bool(side.agree)
    return found


def is_rating(basis: str) -> bool:
    """Whether a basis is a rating criterion."""
    return basis.startswith(RATING)
