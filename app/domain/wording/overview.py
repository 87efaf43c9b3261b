"""All that is proposed for one text, shown in that text: place by place, every choice there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.domain.wording.hunks import Conflict, ConflictKind, Hunk
from app.domain.wording.meetings import GRAVEST
from app.domain.wording.merge import Analysis, Proposal, analyse


@dataclass(frozen=True, slots=True)
class Choice:
    """How one place would read, and all who propose it so."""

    text: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text: as it is where there are no choices, else with what is proposed."""

    text: str
    choices: tuple[Choice, ...] = ()

    @property
    def is_disputed(self) -> bool:
        """Whether several things are proposed for this very place."""
        return len(self.choices) > 1


@dataclass(frozen=True, slots=True)
class Overview:
    """The whole text in pieces, and which proposals stand in each other's way, and how."""

    pieces: tuple[Piece, ...]
    conflicts: dict[str, dict[str, ConflictKind]]


def overview(base: str, proposals: Sequence[Proposal]) -> Overview:
    """Everything proposed for a text in its place; taken together the pieces are the base."""
    found = analyse(base, proposals)
    return Overview(tuple(_pieces(found)), _conflicts(found))


def _pieces(found: Analysis) -> Iterator[Piece]:
    tokens, here = found.tokens, 0
    for group in _groups(found.hunks):
        start = min(hunk.start for hunk in group)
        end = max(hunk.end for hunk in group)
        if start > here:
            yield Piece("".join(tokens[here:start]))
        choices = tuple(
            Choice(
                "".join([*tokens[start : hunk.start], hunk.replacement, *tokens[hunk.end : end]]),
                hunk.keys,
            )
            for hunk in group
        )
        yield Piece("".join(tokens[start:end]), choices)
        here = end
    if here < len(tokens):
        yield Piece("".join(tokens[here:]))


def _groups(hunks: Sequence[Hunk]) -> list[list[Hunk]]:
    """Hunks that touch the same words or the same point, together."""
    groups: list[list[Hunk]] = []
    end = -1
    for hunk in hunks:
        touches = hunk.start < end or (
            bool(groups)
            and hunk.start == end
            and (hunk.is_insertion or any(one.is_insertion for one in groups[-1]))
        )
        if touches:
            groups[-1].append(hunk)
        else:
            groups.append([hunk])
        end = max(end, hunk.end)
    return groups


def _conflicts(found: Analysis) -> dict[str, dict[str, ConflictKind]]:
    """For each proposal the others it cannot stand beside, by the gravest case."""
    hunks = {hunk.id: hunk for hunk in found.hunks}
    pairs: dict[str, dict[str, ConflictKind]] = {}
    for conflict in found.disputes:
        for one, other in _between(conflict, hunks):
            known = pairs.setdefault(one, {}).get(other)
            if known is None or GRAVEST.index(conflict.kind) < GRAVEST.index(known):
                pairs[one][other] = conflict.kind
    return pairs


def _between(conflict: Conflict, hunks: dict[str, Hunk]) -> Iterator[tuple[str, str]]:
    first, second = (hunks[name] for name in conflict.hunks)
    for one in first.keys:
        for other in second.keys:
            if one != other:
                yield one, other
                yield other, one
