"""The same text in two languages: which sections and paragraphs belong together.

Sections are paired by their numbering, kind and order, then paragraphs within each pair by
their labels, else by length. Nothing is shifted silently: a paragraph without a counterpart
is a gap, and whatever could as well lie elsewhere is doubtful and left to a person.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import regex

from app.domain.doubts import Doubt
from app.domain.gale_church import Bead, Item, align_items
from app.domain.labels import label_key, label_keys, label_kind
from app.domain.numerals import western_digits
from app.domain.texts import (
    ParagraphType,
    PlacedParagraph,
    SectionNode,
    TextTree,
    guess_type,
)

_SURE = 0.9
_CERTAIN = 0.9999
_TAGGED = (ParagraphType.PREAMBULAR, ParagraphType.ANNEX)
_SIGN = regex.compile(r"\d{2,}|\p{L}{4}")
_WORD = regex.compile(r"[\p{L}\p{M}]+|\d+")
# So many words two pairs have in common crosswise by more than chance; so many are compared.
_COMMON, _MOST_STRANGE = 3, 400
_NARROWEST, _WIDEST = 1 / 3, 3.0


@dataclass(frozen=True)
class Pair:
    """Paragraphs that say the same, by number; an empty side is a gap.

    ``score`` runs from 0 to 1. Gaps, mergers and pairs that could lie elsewhere are doubtful.
    """

    source: tuple[int, ...]
    other: tuple[int, ...]
    score: float
    doubt: Doubt | None

    @property
    def doubtful(self) -> bool:
        """Whether a person has to look at it."""
        return self.doubt is not None


@dataclass(frozen=True)
class SectionPair:
    """Sections that belong together, by path; None is a gap, the empty path the text's start."""

    source: tuple[int, ...] | None
    other: tuple[int, ...] | None
    score: float
    doubt: Doubt | None


@dataclass(frozen=True)
class Alignment:
    """A proposal: every paragraph and section of both texts occurs exactly once."""

    pairs: tuple[Pair, ...]
    section_pairs: tuple[SectionPair, ...]

    @property
    def doubtful(self) -> tuple[Pair, ...]:
        """The pairs that a person has to look at."""
        return tuple(pair for pair in self.pairs if pair.doubtful)

    @property
    def leftover(self) -> tuple[int, ...]:
        """Numbers of the other text's paragraphs that have no place in the source."""
        return tuple(number for pair in self.pairs if not pair.source for number in pair.other)


@dataclass(frozen=True)
class _Part:
    """A section with its own paragraphs, or what stands before the first section."""

    path: tuple[int, ...]
    section: SectionNode | None
    paragraphs: tuple[PlacedParagraph, ...]


def align(source: TextTree, other: TextTree) -> Alignment:
    """The likeliest pairing of two texts, with everything uncertain marked as doubtful."""
    ours, theirs = _parts(source), _parts(other)
    lost: list[SectionPair] = []
    if not source.sections or not other.sections:  # one side shows no structure to go by
        lost = [SectionPair(part.path, None, 1.0, Doubt.ALONE) for part in ours if part.path]
        lost += [SectionPair(None, part.path, 1.0, Doubt.ALONE) for part in theirs if part.path]
        ours, theirs = _as_one_part(ours), _as_one_part(theirs)
    ratio = _ratio(ours, theirs)
    items = _section_items(ours), _section_items(theirs)
    beads = _with_crossings(align_items(*items, ratio=ratio, merging=False), *items)
    pairs: list[Pair] = []
    section_pairs: list[SectionPair] = []
    for bead, doubt in zip(beads, _doubts(beads), strict=True):
        left = ours[bead.source[0]] if bead.source else None
        right = theirs[bead.other[0]] if bead.other else None
        section_pairs.append(
            SectionPair(
                left.path if left else None, right.path if right else None, bead.score, doubt
            )
        )
        unsure = None if doubt is None else Doubt.SECTION
        pairs.extend(_paragraph_pairs(left, right, ratio, unsure))
    seen = _with_swaps_seen(pairs, source, other)
    return Alignment(tuple(seen), (*section_pairs, *lost))


def apply_alignment(
    source: TextTree, other: TextTree, alignment: Alignment
) -> dict[int, str | None]:
    """For each paragraph of the source its text in the other language, None where it is missing.

    Several paragraphs for one are joined with a space. One for several goes to the longest of
    them, the others stay missing.
    """
    lengths = {one.number: len(one.node.text) for one in source.walk_paragraphs()}
    texts = {one.number: one.node.text for one in other.walk_paragraphs()}
    applied: dict[int, str | None] = dict.fromkeys(lengths)
    for pair in alignment.pairs:
        if pair.source and pair.other:
            taker = max(pair.source, key=lambda number: lengths[number])
            applied[taker] = " ".join(texts[number] for number in pair.other)
    return applied


def apply_headings(
    source: TextTree, other: TextTree, alignment: Alignment
) -> dict[tuple[int, ...], str | None]:
    """For each section of the source its heading in the other language, None where missing."""
    headings = {one.path: one.node.heading for one in other.walk_sections()}
    partners = {pair.source: pair.other for pair in alignment.section_pairs}
    return {one.path: headings.get(partners.get(one.path) or ()) for one in source.walk_sections()}


def _parts(tree: TextTree) -> list[_Part]:
    own: dict[tuple[int, ...], list[PlacedParagraph]] = {}
    for paragraph in tree.walk_paragraphs():
        own.setdefault(paragraph.path, []).append(paragraph)
    start = [_Part((), None, tuple(own[()]))] if () in own else []
    sections = (
        _Part(placed.path, placed.node, tuple(own.get(placed.path, ())))
        for placed in tree.walk_sections()
    )
    return [*start, *sections]


def _as_one_part(parts: Sequence[_Part]) -> list[_Part]:
    return [_Part((), None, tuple(one for part in parts for one in part.paragraphs))]


def _ratio(ours: Sequence[_Part], theirs: Sequence[_Part]) -> float:
    """How long the other text is for the same content, within what languages do."""
    lengths = [
        sum(len(one.node.text) for part in parts for one in part.paragraphs)
        for parts in (ours, theirs)
    ]
    return min(max(lengths[1] / lengths[0], _NARROWEST), _WIDEST) if all(lengths) else 1.0


def _section_items(parts: Sequence[_Part]) -> list[Item]:
    return [_section_item(part) for part in parts]


def _section_item(part: _Part) -> Item:
    length = sum(len(one.node.text) for one in part.paragraphs)
    section = part.section
    if section is None:
        return Item(length)
    type_ = guess_type(section.heading)
    return Item(
        length=length + len(section.heading),
        key=label_key(section.label) if section.label else None,
        kind=label_kind(section.label) if section.label else None,
        tag=type_.value if type_ in _TAGGED else None,
        level=section.level,
        signs=_signs(section.heading),
    )


def _paragraph_items(paragraphs: Sequence[PlacedParagraph]) -> list[Item]:
    keys = label_keys([one.node.label for one in paragraphs])
    return [
        Item(length=len(one.node.text), key=key, signs=_signs(one.node.text))
        for one, key in zip(paragraphs, keys, strict=True)
    ]


def _signs(text: str) -> frozenset[str]:
    """What a translation may share: numbers, and the first four letters of each word."""
    plain = unicodedata.normalize("NFKD", western_digits(text)).lower()
    words = (regex.sub(r"\p{M}", "", word) for word in _WORD.findall(plain))
    return frozenset(sign[0] for word in words if (sign := _SIGN.match(word)))


def _paragraph_pairs(
    left: _Part | None, right: _Part | None, ratio: float, around: Doubt | None
) -> list[Pair]:
    ours = left.paragraphs if left else ()
    theirs = right.paragraphs if right else ()
    items = _paragraph_items(ours), _paragraph_items(theirs)
    beads = _with_crossings(align_items(*items, ratio=ratio), *items)
    return [
        Pair(
            tuple(ours[place].number for place in bead.source),
            tuple(theirs[place].number for place in bead.other),
            bead.score,
            doubt or around or (Doubt.LENGTH if bead.strained else None),
        )
        for bead, doubt in zip(beads, _doubts(beads), strict=True)
    ]


def _with_swaps_seen(pairs: Sequence[Pair], source: TextTree, other: TextTree) -> list[Pair]:
    """Two pairs without a word in common, but with words in common crosswise, are doubtful.

    Where each stands alone in its section, its length says nothing of a change of places.
    """
    ours = {one.number: _signs(one.node.text) for one in source.walk_paragraphs()}
    theirs = {one.number: _signs(one.node.text) for one in other.walk_paragraphs()}
    strange = [
        pair
        for pair in pairs
        if len(pair.source) == len(pair.other) == 1
        and ours[pair.source[0]].isdisjoint(theirs[pair.other[0]])
    ]
    crossed: set[Pair] = set()
    for one, another in combinations(strange[:_MOST_STRANGE], 2):
        here = ours[one.source[0]] & theirs[another.other[0]]
        there = ours[another.source[0]] & theirs[one.other[0]]
        if here and there and len(here) + len(there) >= _COMMON:
            crossed.update((one, another))
    return [
        replace(pair, doubt=pair.doubt or Doubt.WORDS) if pair in crossed else pair
        for pair in pairs
    ]


def _doubts(beads: Sequence[Bead]) -> list[Doubt | None]:
    """Which pairs a person has to look at, and why.

    Where one side has a gap or a merger, anything near it may be shifted: then only the same
    label, or shared words and next to certainty, leave no doubt.
    """
    regular = all(bead.is_one_to_one for bead in beads)
    return [_doubt(bead, regular) for bead in beads]


def _doubt(bead: Bead, regular: bool) -> Doubt | None:
    if not bead.is_one_to_one:
        return Doubt.JOINED if bead.source and bead.other else Doubt.ALONE
    if bead.crossing:
        return Doubt.CROSSED
    if bead.score < _SURE:
        return Doubt.WEAK
    sure = regular or bead.named or (bead.worded and bead.score >= _CERTAIN)
    return None if sure else Doubt.SHIFTED


def _with_crossings(
    beads: Sequence[Bead], ours: Sequence[Item], theirs: Sequence[Item]
) -> list[Bead]:
    """Gaps that carry the same label on both sides, paired across the order and never sure."""
    alone = {_name(theirs[bead.other[0]]): bead for bead in beads if not bead.source}
    crossing: list[Bead] = []
    taken: list[Bead] = []
    for bead in beads:
        name = _name(ours[bead.source[0]]) if bead.source and not bead.other else None
        partner = alone.pop(name, None) if name else None
        if partner is None:
            crossing.append(bead)
        else:
            score = min(bead.score, partner.score) / 2
            found = replace(bead, other=partner.other, score=score, crossing=True)
            crossing.append(found)
            taken.append(partner)
    return [bead for bead in crossing if bead not in taken]


def _name(item: Item) -> tuple[str | None, str] | None:
    return (item.kind, item.key) if item.key is not None else None
