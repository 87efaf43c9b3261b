"""All measures of a round from its published content: the same content gives the same figures.

Run as a process of its own it reads what is to be measured and writes the figures, so that the
server never loads what is only needed here.
"""

import json
import sys
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from app.analysis.alike import ALIKE
from app.analysis.duplicates import COORDINATED, SHORTEST, Text, clusters
from app.analysis.items import POSITIONS, RATING, Floors, Item, items_of, rounded, values_of
from app.analysis.positions import changes, distinctive
from app.domain.synthesis.classes import THRESHOLDS, ItemClass, floors
from app.domain.synthesis.coverage import (
    covered,
    evenness,
    gini,
    out_of_proportion,
    representation,
    share_of_most_active,
)
from app.domain.synthesis.inputs import Inputs


def measured(inputs: Inputs) -> dict[str, Any]:
    """Every measure of a round, as plain values."""
    content = inputs.content
    items = list(items_of(content))
    needed = _floors(content, items)
    values = values_of(items, needed)
    return {
        "inputs": inputs.fingerprint,
        "thresholds": {
            **asdict(THRESHOLDS),
            "alike": ALIKE,
            "shortest": SHORTEST,
            "coordinated": COORDINATED,
        },
        "floors": _floors_value(content),
        "items": values,
        "classes": _classes(values),
        "distinctive": distinctive(items, needed),
        "coverage": coverage(content, values),
        "duplicates": duplicates(content, inputs.senders),
        "change": None
        if inputs.previous is None
        else {
            "round": inputs.previous["round"],
            "edition": inputs.previous["edition"],
            "rows": changes(content, inputs.previous),
        },
    }


def _floors(content: Mapping[str, Any], items: list[Item]) -> dict[str, Floors]:
    """The floors of each basis: organisations for positions, members for votes and ratings."""
    wanted, registered = content["round"]["evidence_floor"], content["participation"]["registered"]
    by_unit = {
        unit: floors({one["group"]: one[unit] or 0 for one in registered}, wanted=wanted)
        for unit in ("members", "organisations")
    }
    return {
        item.basis: by_unit["organisations" if item.basis == POSITIONS else "members"]
        for item in items
    }


def _floors_value(content: Mapping[str, Any]) -> list[dict[str, Any]]:
    wanted, registered = content["round"]["evidence_floor"], content["participation"]["registered"]
    rows = []
    for unit in ("members", "organisations"):
        found = floors({one["group"]: one[unit] or 0 for one in registered}, wanted=wanted)
        rows += [
            {
                "unit": unit,
                "group": one["group"],
                "registered": one[unit],
                "floor": found[one["group"]].needed if one["group"] in found else None,
            }
            for one in registered
        ]
    return rows


def _classes(values: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """By basis and kind of item: which items are in which class, the clearest first."""
    found: dict[tuple[str, str], dict[str, list[dict[str, Any]]]] = {}
    for value in values:
        of = "paragraphs" if value["item"].startswith("p") else "amendments"
        kept = found.setdefault((of, value["basis"]), {name.value: [] for name in ItemClass})
        kept[value["class"]].append(value)
    return [
        {
            "of": of,
            "basis": basis,
            "classes": {
                name: [one["item"] for one in sorted(rows, key=_clearest)]
                for name, rows in kept.items()
            },
        }
        for (of, basis), kept in found.items()
    ]


def _clearest(value: Mapping[str, Any]) -> tuple[float, float, int, str]:
    low, index = value["least_low"], value["consensus"]
    return (
        -(low if low is not None else -1.0),
        -(index if index is not None else -1.0),
        value["paragraph"] or 0,
        value["item"],
    )


def coverage(content: Mapping[str, Any], values: list[dict[str, Any]]) -> dict[str, Any]:
    """Who of those registered took part, how evenly, and how much of the text was reached."""
    part = content["participation"]
    active = {one["group"]: one["organisations"] for one in part["groups"]}
    known = {one["group"]: one for one in part["registered"]}
    reference = {name: one["invited"] or one["organisations"] for name, one in known.items()}
    ratios = representation(active, {name: number for name, number in reference.items() if number})
    by_body = Counter(
        one["organisation"]["slug"] for one in content["contributions"] if one["organisation"]
    )
    numbers = list(by_body.values())
    return {
        "groups": [
            {
                "group": name,
                "reference": number,
                "invited": known[name]["invited"] is not None,
                "active": active.get(name, 0),
                "rate": rounded(active.get(name, 0) / number),
                "ratio": rounded(ratios.get(name)),
                "flagged": name in ratios and out_of_proportion(ratios[name]),
            }
            for name, number in reference.items()
            if number
        ],
        "regions": _regions(part),
        "evenness": rounded(evenness([one["people"] for one in part["groups"]])),
        "gini": rounded(gini(numbers)),
        "most_active": rounded(share_of_most_active(numbers)),
        "paragraphs": _reached(content, values),
    }


def _regions(part: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Organisations by region: registered, and those that acted officially. Both are public."""
    acted = Counter(one["region"] for one in part["official"] if one["region"])
    reference = dict(part["regions"])
    ratios = representation(acted, reference)
    return [
        {
            "region": name,
            "reference": number,
            "active": acted[name],
            "rate": rounded(acted[name] / number),
            "ratio": rounded(ratios.get(name)),
            "flagged": name in ratios and out_of_proportion(ratios[name]),
        }
        for name, number in reference.items()
        if number
    ]


def _reached(content: Mapping[str, Any], values: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """For each basis, how many paragraphs no group is missing from, and the others by group."""
    total = len(content["paragraphs"])
    bases = [f"{RATING}{name}" for name in content["round"]["criteria"]]
    rows = []
    for basis in (*bases, POSITIONS):
        own = {
            one["item"]: one for one in values if one["basis"] == basis and one["item"][0] == "p"
        }
        below = [own[key]["class"] == ItemClass.INSUFFICIENT for key in own]
        reached = sum(not one for one in below)
        share = covered([*([[]] * reached), *([["x"]] * (total - reached))])
        rows.append(
            {"basis": basis, "paragraphs": total, "reached": reached, "share": rounded(share)}
        )
    return rows


def duplicates(content: Mapping[str, Any], senders: Mapping[str, int]) -> dict[str, Any]:
    """How many texts were published, how many different ones, and which were sent together."""
    texts = [
        Text(one["reference"], one["language"], words, senders.get(one["reference"], -1))
        for one in content["contributions"]
        if (words := _words(one))
    ]
    found = clusters(texts)
    return {
        "received": len(texts),
        "distinct": len(texts) - sum(len(one.references) - 1 for one in found),
        "clusters": [
            {
                "references": list(one.references),
                "senders": one.senders,
                "coordinated": one.is_coordinated,
            }
            for one in found
        ],
    }


def _words(one: Mapping[str, Any]) -> str:
    shown = next((r for r in one["revisions"] if r["number"] == one["shown_revision"]), None)
    return f"{shown['text']} {shown['wording'] or ''}".strip() if shown else ""


def main() -> None:
    """Read the inputs, write the figures."""
    inputs = Inputs(**json.load(sys.stdin))
    json.dump(measured(inputs), sys.stdout)


if __name__ == "__main__":
    main()
