"""What each proposal changes in a base, and where two such changes get in each other's way."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from itertools import accumulate, combinations

from app.domain.wording import tokens


class ConflictKind(StrEnum):
    """How two changes of one base meet.

    Identical ones are joined and adjacent ones both applied, which is said; all others wait for a
    decision.
    """

    OVERLAP = "overlap"
    SAME_POINT = "same_point"
    DELETE_EDIT = "delete_edit"
    MOVE_EDIT = "move_edit"
    ADJACENT = "adjacent"
    IDENTICAL = "identical"

    @property
    def waits(self) -> bool:
        """Whether a person has to decide before both can stand in the text."""
        return self not in {ConflictKind.ADJACENT, ConflictKind.IDENTICAL}


@dataclass(frozen=True, slots=True)
class Hunk:
    """A change of the base's tokens ``start`` to ``end``, with the keys of all who propose it."""

    id: str
    keys: tuple[str, ...]
    start: int
    end: int
    base_text: str
    replacement: str

    @property
    def is_insertion(self) -> bool:
        """Whether text is only put in."""
        return self.start == self.end

    @property
    def is_deletion(self) -> bool:
        """Whether text is only taken out."""
        return not self.replacement


@dataclass(frozen=True, slots=True)
class Move:
    """Two hunks of one proposal: what one takes out the other puts in again elsewhere."""

    key: str
    taken: str
    put: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Hunks, in text order, that meet; most kinds wait for a person to decide on them together."""

    kind: ConflictKind
    hunks: tuple[str, ...]


def hunk_id(start: int, end: int, replacement: str) -> str:
    """The name of a change: the same for the same change of the same base, whoever proposes it."""
    words = "".join(map(tokens.key, tokens.tokenise(replacement)))
    return f"{start}-{end}-{sha256(words.encode(errors='surrogatepass')).hexdigest()[:12]}"


def overlap(before: Hunk, after: Hunk) -> bool:
    """Whether two hunks, in text order, claim the same tokens or one point within them."""
    if before.start == after.start:
        return not (before.is_insertion or after.is_insertion)
    return after.start < before.end


def lack_order(before: Hunk, after: Hunk) -> bool:
    """Whether the text does not say which of two hunks comes first."""
    return before.end == after.start and (before.is_insertion or after.is_insertion)


def conflicts(
    base: Sequence[str], hunks: Sequence[Hunk], moves: Collection[Move] = ()
) -> Iterator[Conflict]:
    """Every pair of hunks, given in text order, that meet; those of one proposal never do."""
    reach = _reach(base)
    carried = {move.taken for move in moves}
    torn = {*_torn(hunks, moves)}
    for at, before in enumerate(hunks):
        for after in hunks[at + 1 :]:
            if after.start > reach[before.end]:
                break
            if (before.id, after.id) in torn:
                continue
            kind = _kind(len(base), before, after)
            moves_words = before.id in carried or after.id in carried
            if moves_words and kind in {ConflictKind.OVERLAP, ConflictKind.DELETE_EDIT}:
                kind = ConflictKind.MOVE_EDIT
            yield Conflict(kind, (before.id, after.id))
    for pair in sorted(torn, key=_ranked(hunks)):
        yield Conflict(ConflictKind.MOVE_EDIT, pair)


def _torn(hunks: Sequence[Hunk], moves: Collection[Move]) -> Iterator[tuple[str, str]]:
    """What one takes away and another moves, or two move to different places.

    The hunk that takes the words out is the same for all of them, so it meets nothing: without
    this the words would stand in the text twice, or stay though somebody wants them gone.
    """
    rank = {hunk.id: at for at, hunk in enumerate(hunks)}
    keys = {hunk.id: set(hunk.keys) for hunk in hunks}
    places: defaultdict[str, set[str]] = defaultdict(set)
    for move in moves:
        places[move.taken].add(move.put)
    for taken, found in places.items():
        ordered = sorted(found, key=rank.__getitem__)
        yield from combinations(ordered, 2)
        movers = set().union(*(keys[put] for put in ordered))
        if keys[taken] - movers:
            for put in ordered:
                first, second = sorted((taken, put), key=rank.__getitem__)
                yield first, second


def _ranked(hunks: Sequence[Hunk]) -> Callable[[tuple[str, str]], tuple[int, ...]]:
    rank = {hunk.id: at for at, hunk in enumerate(hunks)}
    return lambda pair: tuple(rank[name] for name in pair)


def _reach(base: Sequence[str]) -> list[int]:
    """For each point in the base, the next one that has no space behind it."""
    ends = accumulate(
        range(len(base) - 1, -1, -1),
        lambda end, at: end if tokens.is_space(base[at]) else at,
        initial=len(base),
    )
    return [*ends][::-1]


def _kind(length: int, before: Hunk, after: Hunk) -> ConflictKind:
    removes = before.is_deletion != after.is_deletion
    everything = any(
        hunk.is_deletion and hunk.start == 0 and hunk.end == length for hunk in (before, after)
    )
    if overlap(before, after) or everything:
        return ConflictKind.DELETE_EDIT if removes else ConflictKind.OVERLAP
    both_insert = before.is_insertion and after.is_insertion
    if both_insert or lack_order(before, after):
        return ConflictKind.SAME_POINT
    return ConflictKind.ADJACENT
