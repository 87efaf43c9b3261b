"""What the demonstration is made of: texts written by people, and draws that never change."""

import hashlib
import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

DATA = Path(__file__).parent / "data"

T = TypeVar("T")


def read(*path: str) -> Any:
    """One of the data files."""
    return json.loads(DATA.joinpath(*path).read_text(encoding="utf-8"))


def sections_of(charter: str) -> list[dict[str, Any]]:
    """The sections of a charter, each with its key."""
    stems = read(charter, "charter.json")["sections"]
    return [{**read(charter, f"{stem}.json"), "key": stem.partition("-")[2]} for stem in stems]


def contributions_to(round_slug: str) -> list[dict[str, Any]]:
    """What people send to a round, file by file; each knows its language and what it replies to.

    A few texts about what did not change between two rounds name the other round.
    """
    items: list[dict[str, Any]] = []
    for file in sorted((DATA / "contributions").glob("*/*.json")):
        own, place = file.parent.name, file.stem
        if own != round_slug:
            place = f"{own}/{place}"
        for index, item in enumerate(json.loads(file.read_text(encoding="utf-8"))):
            if item.get("round", own) != round_slug:
                continue
            parent = item.get("reply_to")
            items.append(
                {
                    **item,
                    "id": f"{place}:{index}",
                    "language": file.suffixes[0].removeprefix("."),
                    "parent": None if parent is None else f"{place}:{parent}",
                }
            )
    return items


@cache
def staff_keys() -> frozenset[str]:
    """The keys of those who run things, who take no part."""
    return frozenset(row["key"] for row in read("people.json")["staff"])


def draw(*about: object) -> float:
    """A number from 0 up to 1 that is always the same for the same question."""
    digest = hashlib.sha256("|".join(map(str, about)).encode()).digest()
    return int.from_bytes(digest[:7], "big") / 2**56


def pick(options: Sequence[T], *about: object) -> T:
    """One of the options, always the same for the same question."""
    return options[int(draw(*about) * len(options))]


def shuffled(options: Sequence[T], *about: object) -> list[T]:
    """The options in an order that is always the same for the same question."""
    return [
        option
        for _, _, option in sorted(
            (draw(*about, index), index, option) for index, option in enumerate(options)
        )
    ]
