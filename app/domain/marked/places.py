"""Which paragraph of the round each paragraph of a file was, by its words, key or likeness."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from app.domain.marked.segments import Segment
from app.domain.rising import rising
from app.domain.texts import normalise_text

TITLE = "title"
_LIKE = 50.0
# Below this share of the paragraphs found again, the file is another text.
_ENOUGH = 0.3
# Of the lines nobody knows, only so many are compared with every place between their neighbours.
_COMPARED = 1_000


@dataclass(frozen=True, slots=True)
class Place:
    """A line of the round's text: the title, a heading (``number`` None) or a paragraph.

    ``key`` names it in the file, ``first`` is the number of the first paragraph after a heading.
    """

    key: str
    text: str
    number: int | None = None
    label: str = ""
    first: int | None = None

    @property
    def line(self) -> str:
        """Label and text as a file shows them."""
        return normalise_text(f"{self.label} {self.text}" if self.label else self.text)

    @property
    def is_paragraph(self) -> bool:
        """Whether amendments can be made to it."""
        return self.number is not None


@dataclass(frozen=True, slots=True)
class Match:
    """Places by the index of their segment, and what is told of how they were found.

    ``joined`` holds places whose words went into another paragraph, ``moved`` the segments that
    stand elsewhere in the file than in the round, ``absent`` the places found nowhere; ``alike``
    counts paragraphs that still read much like the round's.
    """

    places: Mapping[int, Place]
    joined: Mapping[int, tuple[Place, ...]]
    moved: frozenset[int]
    absent: tuple[Place, ...]
    alike: int

    @property
    def is_this_text(self) -> bool:
        """Whether enough of the round's paragraphs are in the file."""
        there = sum(place.is_paragraph for place in self.places.values())
        return self.alike > 0 and self.alike >= _ENOUGH * (there + len(self.absent))


def matched(segments: Sequence[Segment], places: Sequence[Place]) -> Match:
    """The likeliest place of each segment: the same words first, then the key, then likeness."""
    found: dict[int, int] = {}
    _same(segments, places, found)
    _keyed(segments, places, found)
    _alike(segments, places, found)
    joined = _joined(segments, places, found)
    gone = {place.key for several in joined.values() for place in several}
    taken = set(found.values())
    return Match(
        places={at: places[place] for at, place in found.items()},
        joined=joined,
        moved=_moved(found, places),
        absent=tuple(
            place
            for at, place in enumerate(places)
            if at not in taken and place.is_paragraph and place.key not in gone
        ),
        alike=sum(
            places[place].is_paragraph and _likeness(segments[at].text, places[place].line) >= _LIKE
            for at, place in found.items()
        ),
    )


def _same(segments: Sequence[Segment], places: Sequence[Place], found: dict[int, int]) -> None:
    """Words that stayed to the letter; of several with the same words, by key, then in order."""
    by_text: dict[str, list[int]] = {}
    for at, place in enumerate(places):
        by_text.setdefault(place.line, []).append(at)
    same: dict[str, list[int]] = {}
    for at, one in enumerate(segments):
        if one.text and one.text in by_text:
            same.setdefault(one.text, []).append(at)
    for text, group in same.items():
        _shared_out(group, by_text[text], segments, places, found)


def _shared_out(
    group: Sequence[int],
    free: list[int],
    segments: Sequence[Segment],
    places: Sequence[Place],
    found: dict[int, int],
) -> None:
    """Segments and places of one wording, each place given once."""
    for at in group:
        keyed = next((one for one in free if places[one].key in segments[at].keys), None)
        if keyed is not None:
            found[at] = keyed
            free.remove(keyed)
    found.update(zip((at for at in group if at not in found), free, strict=False))


def _keyed(segments: Sequence[Segment], places: Sequence[Place], found: dict[int, int]) -> None:
    """Changed words whose bookmark is still there; of several, the likest place."""
    by_key = {place.key: at for at, place in enumerate(places)}
    taken = set(found.values())
    for at, one in enumerate(segments):
        keyed = {by_key[key] for key in one.keys if key in by_key} - taken
        if at in found or not keyed:
            continue
        best = max(sorted(keyed), key=lambda place: _likeness(one.text, places[place].line))
        found[at] = best
        taken.add(best)


def _alike(segments: Sequence[Segment], places: Sequence[Place], found: dict[int, int]) -> None:
    """Words that are like those of a place left between the same neighbours."""
    taken = set(found.values())
    fixed = sorted(found.items())
    stayed = [fixed[at] for at in rising([place for _, place in fixed])]
    anchors = [(-1, -1), *stayed, (len(segments), len(places))]
    left = [at for at, one in enumerate(segments) if at not in found and one.text]
    pairs = []
    for at in left[:_COMPARED]:
        right = bisect_left(anchors, (at, -1))
        low, high = anchors[right - 1][1], anchors[right][1]
        for place in range(low + 1, high):
            score = _likeness(segments[at].text, places[place].line)
            if place not in taken and score >= _LIKE:
                pairs.append((-score, at, place))
    for _, at, place in sorted(pairs):
        if at not in found and place not in taken:
            found[at] = place
            taken.add(place)


def _joined(
    segments: Sequence[Segment], places: Sequence[Place], found: Mapping[int, int]
) -> dict[int, tuple[Place, ...]]:
    """Places whose bookmarks stand in a paragraph that is another place by now."""
    by_key = {place.key: place for place in places}
    taken = {places[at].key for at in found.values()}
    joined = {}
    for at, one in enumerate(segments):
        others = [by_key[key] for key in one.keys if key in by_key and key not in taken]
        inside = tuple(place for place in others if place.is_paragraph)
        if at in found and inside:
            joined[at] = inside
    return joined


def _moved(found: Mapping[int, int], places: Sequence[Place]) -> frozenset[int]:
    """The paragraphs out of order, as few as possible."""
    rows = [(at, place) for at, place in sorted(found.items()) if places[place].is_paragraph]
    stayed = set(rising([place for _, place in rows]))
    return frozenset(at for row, (at, _) in enumerate(rows) if row not in stayed)


def _likeness(one: str, other: str) -> float:
    return float(fuzz.ratio(one, other))
