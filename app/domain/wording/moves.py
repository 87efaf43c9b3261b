"""Text that was taken out in one place and put in at another: moved, not lost and not new."""

from collections.abc import Sequence

from app.domain.wording.changes import Change
from app.domain.wording.readings import Reading

_FEWEST_WORDS = 3


def moved(base: Reading, target: Reading, found: Sequence[Change]) -> dict[int, int]:
    """For each change whose old words moved, the change that puts them in again.

    Only whole sides of at least three words count, spaces and marks at their ends apart; each
    change gives and takes once, the first in text order with the first.
    """
    waiting: dict[tuple[int, ...], list[int]] = {}
    for at, change in enumerate(found):
        words = _words(target, change.first, change.last)
        if words:
            waiting.setdefault(words, []).append(at)
    pairs: dict[int, int] = {}
    for at, change in enumerate(found):
        places = waiting.get(_words(base, change.start, change.end), [])
        place = next((one for one in places if one != at), None)
        if place is not None:
            places.remove(place)
            pairs[at] = place
    return pairs


def _words(side: Reading, start: int, end: int) -> tuple[int, ...]:
    """The tokens from the first word to the last; none where there are too few words."""
    if side.words(start, end) < _FEWEST_WORDS:
        return ()
    while not side.words(start, start + 1):
        start += 1
    while not side.words(end - 1, end):
        end -= 1
    return tuple(side.ids[start:end])
