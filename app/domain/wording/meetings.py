"""Where one proposal meets others on the same base, told of each of those by its gravest case."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.domain.wording.hunks import Conflict, ConflictKind, Hunk
from app.domain.wording.merge import Proposal, analyse

MINE = ""
GRAVEST = (
    ConflictKind.DELETE_EDIT,
    ConflictKind.MOVE_EDIT,
    ConflictKind.OVERLAP,
    ConflictKind.SAME_POINT,
    ConflictKind.ADJACENT,
    ConflictKind.IDENTICAL,
)


@dataclass(frozen=True, slots=True)
class Meeting:
    """How one's own proposal meets another one, and the words of the base it is about."""

    key: str
    kind: ConflictKind
    words: str = ""


def meetings(base: str, mine: str, others: Sequence[Proposal]) -> list[Meeting]:
    """Every other proposal that mine meets, the gravest first; each is named once.

    It is the merge that composes the next version which finds them, so what is said here is what
    a person will have to decide there.
    """
    found = analyse(base, [Proposal(MINE, mine), *others])
    hunks = {hunk.id: hunk for hunk in found.hunks}
    gravest: dict[str, Meeting] = {}
    for conflict in [*found.conflicts, *found.joined]:
        for meeting in _with_mine(conflict, [hunks[name] for name in conflict.hunks]):
            known = gravest.get(meeting.key)
            if known is None or rank(meeting) < rank(known):
                gravest[meeting.key] = meeting
    order = {proposal.key: at for at, proposal in enumerate(others)}
    return sorted(gravest.values(), key=lambda one: (rank(one), order[one.key]))


def rank(meeting: Meeting) -> int:
    """How grave a meeting is; the lower, the graver."""
    return GRAVEST.index(meeting.kind)


def _with_mine(conflict: Conflict, hunks: Sequence[Hunk]) -> Iterable[Meeting]:
    """What a conflict says of each other proposal; nothing where mine has no part in it."""
    mine = next((hunk for hunk in hunks if MINE in hunk.keys), None)
    if mine is None:
        return
    words = " ".join(mine.base_text.split())
    for hunk in [hunk for hunk in hunks if hunk is not mine] or [mine]:
        for key in hunk.keys:
            if key != MINE:
                yield Meeting(key, conflict.kind, words)
