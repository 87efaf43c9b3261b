"""Changes as a reader would mark them: whole words, tidy edges, no scattered crumbs."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import compress
from typing import Final

from app.domain.wording import tokens
from app.domain.wording.alignment import Run, common_head, common_tail, runs
from app.domain.wording.readings import Reading

_SHORT_WORD: Final = 3
_ISLAND: Final = 4
_EDGE: Final = 5


@dataclass(frozen=True, slots=True)
class Change:
    """Tokens ``start`` to ``end`` of the base give way to ``first`` to ``last`` of the target."""

    start: int
    end: int
    first: int
    last: int

    @property
    def is_empty(self) -> bool:
        """Whether nothing changes."""
        return self.start == self.end and self.first == self.last


def changes(base: Reading, target: Reading) -> list[Change]:
    """The changes in text order, at least one equal token between each two of them."""
    tidy = _joined(base, target, _slid(base, target, [*_raw(base, target)]))
    trimmed = (_trimmed(base, target, change) for change in tidy)
    return [change for change in trimmed if not change.is_empty]


def _raw(base: Reading, target: Reading) -> Iterator[Change]:
    """What lies between the words both have; spaces are left out of the search for those."""
    head = common_head(base.ids, target.ids)
    tail = common_tail(base.ids, target.ids, min(len(base.ids), len(target.ids)) - head)
    end, last = len(base.ids) - tail, len(target.ids) - tail
    start, first = head, head
    for run in [*_equal_runs(base, target, (head, end), (head, last)), Run(end, last, tail)]:
        change = _trimmed(base, target, Change(start, run.base, first, run.target))
        if not change.is_empty:
            yield change
        start, first = run.base + run.length, run.target + run.length


def _equal_runs(
    base: Reading, target: Reading, window: tuple[int, int], other: tuple[int, int]
) -> Iterator[Run]:
    """Runs of tokens that stand in both, the spaces between their words included if equal."""
    here, there = _solid(base, *window), _solid(target, *other)
    for run in runs([base.ids[at] for at in here], [target.ids[at] for at in there]):
        mine = here[run.base : run.base + run.length]
        theirs = there[run.target : run.target + run.length]
        length = mine[-1] + 1 - mine[0]
        if base.ids[mine[0] : mine[-1] + 1] == target.ids[theirs[0] : theirs[-1] + 1]:
            yield Run(mine[0], theirs[0], length)
        else:
            yield from (Run(one, two, 1) for one, two in zip(mine, theirs, strict=True))


def _solid(side: Reading, start: int, end: int) -> list[int]:
    solid = map(side.solid.__getitem__, side.ids[start:end])
    return [*compress(range(start, end), solid)]


def _trimmed(base: Reading, target: Reading, change: Change) -> Change:
    """Leave out what both sides of a change begin and end with."""
    one, other = base.ids[change.start : change.end], target.ids[change.first : change.last]
    head = common_head(one, other)
    tail = common_tail(one, other, min(len(one), len(other)) - head)
    return Change(change.start + head, change.end - tail, change.first + head, change.last - tail)


def _slid(base: Reading, target: Reading, found: Sequence[Change]) -> Iterator[Change]:
    """Move each pure insertion or removal, within equal words, to where it reads best."""
    before = 0
    for at, change in enumerate(found):
        until = found[at + 1].start if at + 1 < len(found) else len(base.ids)
        step = _step(base, target, change, change.start - before, until - change.end)
        moved = Change(
            change.start + step, change.end + step, change.first + step, change.last + step
        )
        before = moved.end
        yield moved


def _step(base: Reading, target: Reading, change: Change, room: int, room_after: int) -> int:
    if change.first == change.last:
        side, low, high = base, change.start, change.end
    elif change.start == change.end:
        side, low, high = target, change.first, change.last
    else:
        return 0
    ids, back, forth = side.ids, 0, 0
    while back < room and ids[low - back - 1] == ids[high - back - 1]:
        back += 1
    while forth < room_after and ids[low + forth] == ids[high + forth]:
        forth += 1

    def merit(step: int) -> tuple[int, int]:
        return _edge(side.tokens, low + step) + _edge(side.tokens, high + step), step

    return max(range(-back, forth + 1), key=merit)


def _edge(side: Sequence[str], at: int) -> int:
    """How good a place this is for a change to begin or end."""
    if at in (0, len(side)):
        return _EDGE
    before, after = side[at - 1], side[at]
    if "\n" in before:
        return _EDGE - 1
    if not tokens.is_space(before):
        return int(tokens.is_space(after))
    closes = at > 1 and tokens.ends_sentence(side[at - 2])
    return _EDGE - 2 if closes else 2


def _joined(base: Reading, target: Reading, found: Iterable[Change]) -> list[Change]:
    joined: list[Change] = []
    for change in found:
        current = change
        while joined and _belong_together(base, target, joined[-1], current):
            before = joined.pop()
            current = replace(current, start=before.start, first=before.first)
        joined.append(current)
    return joined


def _belong_together(base: Reading, target: Reading, before: Change, after: Change) -> bool:
    """Whether the equal words between two changes are too few to be worth showing."""
    words = base.words(before.end, after.start)
    if words > _ISLAND:
        return False
    island = base.tokens[before.end : after.start]
    closings = sum(map(tokens.ends_sentence, island))
    if words <= 1 and not closings and not _one_way(before, after):
        length = sum(tokens.letters(token) for token in island if tokens.is_word(token))
        if length <= _SHORT_WORD:
            return True
    sizes = (_size(base, target, change) for change in (before, after))
    return 3 * (words + closings) <= min(sizes)


def _one_way(before: Change, after: Change) -> bool:
    """Whether both only put in or both only take out: then what is between them simply stays."""
    only_in = before.start == before.end and after.start == after.end
    only_out = before.first == before.last and after.first == after.last
    return only_in or only_out


def _size(base: Reading, target: Reading, change: Change) -> int:
    return max(
        base.words(change.start, change.end),
        target.words(change.first, change.last),
    )
