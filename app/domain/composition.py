"""Composing a text from a frozen base and chosen amendments, so that it can be proven."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from itertools import combinations
from typing import Final

from app.domain.errors import Conflict
from app.domain.wording.diff import Span, difference, excerpt
from app.domain.wording.hunks import ConflictKind
from app.domain.wording.merge import Proposal, analyse, apply

PART_CONTEXT: Final = 5


class ChoiceAct(StrEnum):
    """What was done with amendments while composing; each can be taken back again."""

    TAKE = "take"
    BESIDE = "beside"
    PARTS = "parts"
    REST = "rest"
    WRITE = "write"
    SKIP = "skip"
    UNDO = "undo"
    CLEAN = "clean"


class EditKind(StrEnum):
    """What an edit by hand does: mend how something is written, or change what is said."""

    EDITORIAL = "editorial"
    SUBSTANTIVE = "substantive"


class Provenance(StrEnum):
    """Where a wording of the next version comes from."""

    BASE = "base"
    CHOSEN = "chosen"
    PARTS = "parts"
    WRITTEN = "written"
    ALIGNED = "aligned"
    EDITORIAL = "editorial"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Clash:
    """Two amendments that a person has to decide on together, in one language."""

    language: str
    kind: ConflictKind
    keys: tuple[str, str]

    def other(self, key: str) -> str:
        """The one that this one meets."""
        return self.keys[1] if self.keys[0] == key else self.keys[0]


@dataclass(frozen=True, slots=True)
class Part:
    """One change of an amendment, with a few words around it; whether it is in the text now."""

    id: str
    spans: Sequence[Span]
    taken: bool


def inserted_key(charter: str, amendment: str) -> str:
    """The key of the paragraph an amendment inserts; longer than others, so that none meet."""
    return sha256(f"{charter}:{amendment}".encode()).hexdigest()[:10]


def composed(base: str | None, taken: Mapping[str, str], order: Sequence[str] = ()) -> str | None:
    """The base with the changes of every text taken, none lost; raises ``Conflict`` on a clash.

    Texts named in ``order`` that insert at one point stand there in this order.
    """
    if not taken:
        return base
    if base is None:
        if len(set(taken.values())) > 1:
            raise Conflict("amendments_clash")
        return next(iter(taken.values()))
    analysis = analyse(base, _proposals(taken))
    rank = {key: at for at, key in enumerate(order)}
    places = {
        hunk.id: min(rank[key] for key in hunk.keys if key in rank)
        for hunk in analysis.hunks
        if not rank.keys().isdisjoint(hunk.keys)
    }
    for conflict in analysis.disputes:
        if conflict.kind is not ConflictKind.SAME_POINT or not places.keys() >= {*conflict.hunks}:
            raise Conflict("amendments_clash")
    hunks = [hunk.id for hunk in analysis.hunks]
    ordered = sorted((name for name in hunks if name in places), key=places.__getitem__)
    return apply(base, analysis, hunks, order=ordered)


def clashes(base: str | None, texts: Mapping[str, str], language: str) -> list[Clash]:
    """Every two texts that change the same words, the same point, or words side by side."""
    if base is None:
        return [
            Clash(language, ConflictKind.SAME_POINT, (one, other))
            for one, other in combinations(sorted(texts), 2)
            if texts[one] != texts[other]
        ]
    analysis = analyse(base, _proposals(texts))
    owners = {hunk.id: hunk.keys for hunk in analysis.hunks}
    found: dict[tuple[str, str], Clash] = {}
    for conflict in [*analysis.disputes, *analysis.flagged]:
        first, second = (owners[name] for name in conflict.hunks)
        for one in first:
            for other in second:
                keys = (min(one, other), max(one, other))
                if one != other:
                    found.setdefault(keys, Clash(language, conflict.kind, keys))
    return list(found.values())


def without_clash(base: str, text: str, others: Mapping[str, str]) -> str:
    """What is left of a text when all that waits for a decision beside the others is out of it."""
    mine = ""
    analysis = analyse(base, [*_proposals(others), Proposal(mine, text)])
    met = analysis.together(name for one in analysis.disputes for name in one.hunks)
    left = [name for name in analysis.of(mine) if name not in met]
    return apply(base, analysis, left)


def parts_of(base: str, text: str, taken: str | None = None) -> list[Part]:
    """The single changes a text makes in the base, in text order; a move counts as one.

    ``taken`` says which of them stand in the text now: all those that it makes as well.
    """
    analysis = analyse(base, [Proposal("", text)])
    now = {hunk.id for hunk in analyse(base, [Proposal("", taken or base)]).hunks}
    found: list[Part] = []
    seen: set[str] = set()
    for hunk in analysis.hunks:
        if hunk.id in seen:
            continue
        names = analysis.together([hunk.id])
        seen |= names
        alone = difference(base, apply(base, analysis, names))
        found.append(Part(hunk.id, excerpt(alone, PART_CONTEXT), names <= now))
    return found


def with_parts(base: str, text: str, names: Collection[str]) -> str:
    """The base with only these changes of a text; raises ``ValueError`` for unknown ones."""
    analysis = analyse(base, [Proposal("", text)])
    return apply(base, analysis, analysis.together(names))


def provenance(
    base: str | None,
    now: str | None,
    taken: Mapping[str, str],
    own: Mapping[str, str],
    order: Sequence[str] = (),
) -> Provenance:
    """Where a wording comes from; ``own`` are the texts as the amendments proposed them."""
    if now is None:
        return Provenance.MISSING
    if not taken:
        return Provenance.BASE if now == base else Provenance.EDITORIAL
    try:
        proven = composed(base, taken, order) == now
    except Conflict:
        proven = False
    if not proven:
        return Provenance.EDITORIAL
    if all(own.get(key) == text for key, text in taken.items()):
        return Provenance.CHOSEN
    if all(_is_part(base, text, own.get(key)) for key, text in taken.items()):
        return Provenance.PARTS
    return Provenance.WRITTEN


def rebased(old: str, new: str, text: str) -> str | None:
    """What a text asks of ``old``, asked of ``new``; None where the two meet."""
    try:
        return composed(old, {"text": new, "wish": text})
    except Conflict:
        return None


def _is_part(base: str | None, taken: str, own: str | None) -> bool:
    if own is None or base is None or taken == own:
        return taken == own
    names = [part.id for part in parts_of(base, own, taken) if part.taken]
    return with_parts(base, own, names) == taken


def _proposals(texts: Mapping[str, str]) -> list[Proposal]:
    return [Proposal(key, text) for key, text in sorted(texts.items())]
