"""Several proposals brought together on one frozen base: base plus exactly the chosen changes."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from app.domain.wording.changes import changes
from app.domain.wording.hunks import (
    Conflict,
    ConflictKind,
    Hunk,
    Move,
    conflicts,
    hunk_id,
    lack_order,
    overlap,
)
from app.domain.wording.moves import moved
from app.domain.wording.readings import Reader

__all__ = [
    "Analysis",
    "Conflict",
    "ConflictKind",
    "Hunk",
    "Merge",
    "Move",
    "Proposal",
    "analyse",
    "apply",
    "merge",
]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the whole text would be, if the bearer of this key had it their way."""

    key: str
    target: str


@dataclass(frozen=True, slots=True)
class Analysis:
    """All that is proposed for a base: hunks in text order, and where a person must decide."""

    tokens: tuple[str, ...]
    hunks: tuple[Hunk, ...]
    conflicts: tuple[Conflict, ...]
    moves: tuple[Move, ...] = ()

    @property
    def disputes(self) -> tuple[Conflict, ...]:
        """The conflicts that wait for a decision."""
        return tuple(conflict for conflict in self.conflicts if conflict.kind.waits)

    @property
    def flagged(self) -> tuple[Conflict, ...]:
        """Hunks beside each other: both are applied, and somebody should read the result."""
        return tuple(one for one in self.conflicts if one.kind is ConflictKind.ADJACENT)

    @property
    def clean(self) -> tuple[str, ...]:
        """The hunks that can stand in the text with no decision; a move is clean as a whole."""
        disputed = self.together(name for one in self.disputes for name in one.hunks)
        return tuple(hunk.id for hunk in self.hunks if hunk.id not in disputed)

    def together(self, names: Iterable[str]) -> set[str]:
        """These hunks, and those that cannot go without them: the other ends of their moves."""
        found = set(names)
        while (
            more := {
                name
                for move in self.moves
                if not found.isdisjoint((move.taken, move.put))
                for name in (move.taken, move.put)
            }
            - found
        ):
            found |= more
        return found

    @property
    def joined(self) -> tuple[Conflict, ...]:
        """The hunks that several propose alike; all are credited, nothing is to be decided."""
        return tuple(
            Conflict(ConflictKind.IDENTICAL, (hunk.id,))
            for hunk in self.hunks
            if len(hunk.keys) > 1
        )

    @property
    def places(self) -> tuple[tuple[str, ...], ...]:
        """Hunks in conflict, gathered so that each group can be decided on its own."""
        disputed = self.together(name for one in self.disputes for name in one.hunks)
        group = {name: {name} for name in disputed}
        pairs = [
            *(conflict.hunks for conflict in self.disputes),
            *((move.taken, move.put) for move in self.moves if move.taken in disputed),
        ]
        for pair in pairs:
            one, other = (group[name] for name in pair)
            if one is not other:
                one |= other
                group.update(dict.fromkeys(other, one))
        rank = {hunk.id: at for at, hunk in enumerate(self.hunks)}
        groups = {id(names): names for names in group.values()}.values()
        return tuple(
            sorted(
                (tuple(sorted(names, key=rank.__getitem__)) for names in groups),
                key=lambda names: rank[names[0]],
            )
        )

    def of(self, key: str) -> tuple[str, ...]:
        """The hunks that one proposal is made of."""
        return tuple(hunk.id for hunk in self.hunks if key in hunk.keys)


@dataclass(frozen=True, slots=True)
class Merge:
    """A base with all undisputed hunks in it, who is to be thanked, and what is left to decide."""

    text: str
    analysis: Analysis
    applied: tuple[str, ...]
    conflicts: tuple[Conflict, ...]
    credits: Mapping[str, tuple[str, ...]]


def analyse(base: str, proposals: Sequence[Proposal]) -> Analysis:
    """Take proposals apart into hunks, whatever order they come in; none is lost, none favoured.

    Raises ``ValueError`` when two proposals bear one key.
    """
    if len({proposal.key for proposal in proposals}) < len(proposals):
        raise ValueError("each proposal needs a key of its own")
    reader = Reader(base)
    proposed: defaultdict[str, list[Hunk]] = defaultdict(list)
    moves: list[Move] = []
    for proposal in proposals:
        hunks, pairs = _hunks(reader, proposal)
        for hunk in hunks:
            proposed[hunk.id].append(hunk)
        moves.extend(
            Move(proposal.key, hunks[taken].id, hunks[put].id) for taken, put in pairs.items()
        )
    found = sorted(map(_credited, proposed.values()), key=_in_text_order)
    tokens = tuple(reader.base.tokens)
    moves.sort(key=lambda move: (move.key, move.taken, move.put))
    return Analysis(tokens, tuple(found), tuple(conflicts(tokens, found, moves)), tuple(moves))


def _hunks(reader: Reader, proposal: Proposal) -> tuple[list[Hunk], dict[int, int]]:
    """What one proposal changes, in text order, and which of these are the ends of a move."""
    target = reader.read(proposal.target)
    found = changes(reader.base, target)
    hunks = []
    for change in found:
        replacement = "".join(target.tokens[change.first : change.last])
        hunks.append(
            Hunk(
                id=hunk_id(change.start, change.end, replacement),
                keys=(proposal.key,),
                start=change.start,
                end=change.end,
                base_text="".join(reader.base.tokens[change.start : change.end]),
                replacement=replacement,
            )
        )
    return hunks, moved(reader.base, target, found)


def _credited(alike: Sequence[Hunk]) -> Hunk:
    """One hunk for all that read the same, in the spelling most of them have."""
    spellings = Counter(hunk.replacement for hunk in alike)
    spelling = min(spellings, key=lambda text: (-spellings[text], text))
    keys = sorted(key for hunk in alike for key in hunk.keys)
    return replace(alike[0], keys=tuple(keys), replacement=spelling)


def _in_text_order(hunk: Hunk) -> tuple[int, int, str]:
    return hunk.start, hunk.end, hunk.id


def apply(
    base: str, analysis: Analysis, chosen: Collection[str], *, order: Sequence[str] = ()
) -> str:
    """The base with exactly the chosen hunks; ``order`` says which comes first at one point.

    Raises ``ValueError`` when two of them overlap, or stand at one point and no order is given.
    """
    if "".join(analysis.tokens) != base:
        raise ValueError("the analysis is of another base")
    unknown = set(chosen) - {hunk.id for hunk in analysis.hunks}
    if unknown:
        raise ValueError(f"no such hunk: {', '.join(sorted(unknown))}")
    picked = [hunk for hunk in analysis.hunks if hunk.id in chosen]
    pieces: list[str] = []
    here = 0
    for group in _ordered(picked, order):
        start = min(hunk.start for hunk in group)
        pieces.extend(analysis.tokens[here:start])
        pieces.extend(hunk.replacement for hunk in group)
        here = max(hunk.end for hunk in group)
    return "".join([*pieces, *analysis.tokens[here:]])


def _ordered(picked: Sequence[Hunk], order: Sequence[str]) -> Iterator[list[Hunk]]:
    """Hunks by place, those at one point together and in the order given for them."""
    rank = {name: at for at, name in enumerate(order)}
    groups: list[list[Hunk]] = []
    for hunk in picked:
        before = groups[-1][-1] if groups else None
        if before and overlap(before, hunk):
            raise ValueError(f"hunks {before.id} and {hunk.id} overlap")
        if before and lack_order(before, hunk):
            groups[-1].append(hunk)
        else:
            groups.append([hunk])
    for group in groups:
        if len(group) > 1 and not all(hunk.id in rank for hunk in group):
            names = ", ".join(hunk.id for hunk in group)
            raise ValueError(f"hunks at one point need an order: {names}")
        yield sorted(group, key=lambda hunk: rank.get(hunk.id, 0))


def merge(base: str, proposals: Sequence[Proposal]) -> Merge:
    """Apply all that is undisputed and list the rest; whoever proposed a hunk is credited."""
    analysis = analyse(base, proposals)
    return Merge(
        text=apply(base, analysis, analysis.clean),
        analysis=analysis,
        applied=analysis.clean,
        conflicts=analysis.disputes,
        credits={hunk.id: hunk.keys for hunk in analysis.hunks},
    )
