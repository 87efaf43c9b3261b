"""What stayed in order when a row was put in another order."""

from bisect import bisect_left
from collections.abc import Sequence


def rising(numbers: Sequence[int]) -> list[int]:
    """The places of a longest row of strictly rising numbers; the others have moved."""
    tails: list[int] = []
    ends: list[int] = []
    chain: list[int | None] = []
    for at, number in enumerate(numbers):
        place = bisect_left(tails, number)
        tails[place : place + 1] = [number]
        ends[place : place + 1] = [at]
        chain.append(ends[place - 1] if place else None)
    found: list[int] = []
    here = ends[-1] if ends else None
    while here is not None:
        found.append(here)
        here = chain[here]
    return found[::-1]
