"""Two states of one text in one language: which paragraph of the new one was which of the old."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from app.domain.assignment import assigned
from app.domain.labels import label_key
from app.domain.pairing import OWN, Pairing, heading_place, paragraph_place
from app.domain.preview import Line, Preview
from app.domain.rising import rising
from app.domain.runs import Run, runs, taken_most

SURE = 0.75
SURE_RUN = 0.9
_POSSIBLE = 0.5
_HEADING = 0.6
_NEAREST = 12
_FINE = 10_000
_HUNDRED = 100


@dataclass(frozen=True, slots=True)
class Known:
    """A paragraph or heading of the version, as this language has it; None where it is missing."""

    key: str
    text: str | None
    label: str | None = None


def matched(preview: Preview, paragraphs: Sequence[Known], headings: Sequence[Known]) -> Pairing:
    """The likeliest origin of each line; weak likeness and removed paragraphs are doubtful.

    Words that stayed to the letter keep their key. Of the rest, neighbours that together are like
    one paragraph were cut from it or joined in it, and the other pairs are those that are worth
    the most together.
    """
    old = [known for known in paragraphs if known.text is not None]
    match = _Match(preview, [known.text or "" for known in old])
    places = {line.id: OWN for line in preview.lines}
    doubts: dict[str, float] = {}
    merged: dict[str, tuple[str, ...]] = {}
    for new, known, score in match.pairs:
        places[match.lines[new].id] = paragraph_place(old[known].key)
        if score < SURE:
            doubts[paragraph_place(old[known].key)] = score
    for run in match.splits:
        place = paragraph_place(old[run.whole].key)
        places.update((match.lines[new].id, place) for new in run.parts)
        if run.score < SURE_RUN:
            doubts[place] = run.score
    for run in match.merges:
        line = match.lines[run.whole]
        keys = [old[at].key for at in run.parts]
        first = keys.pop(taken_most([match.texts[at] for at in run.parts], line.text))
        places[line.id], merged[line.id] = paragraph_place(first), tuple(keys)
        if run.score < SURE_RUN:
            doubts[paragraph_place(first)] = run.score
    doubts.update((paragraph_place(old[at].key), 0.0) for at in match.old_left)
    for line_id, key in _headings(preview.headings, headings).items():
        places[line_id] = heading_place(key)
    return Pairing(places, doubts, merged)


def likeness(one: str, other: str) -> float:
    """How alike two texts are, from 0 to 1."""
    return 1.0 if one == other else fuzz.ratio(one, other) / 100


class _Match:
    """Lines and old paragraphs by their places; each step takes what is left of the one before."""

    def __init__(self, preview: Preview, texts: Sequence[str]) -> None:
        self.lines, self.texts = preview.paragraphs, texts
        self.pairs: list[tuple[int, int, float]] = []
        self.new_left = dict.fromkeys(range(len(self.lines)))
        self.old_left = dict.fromkeys(range(len(texts)))
        self.splits: list[Run] = []
        self.merges: list[Run] = []
        self._same()
        single = self._single()
        self._runs(single, _stretches(preview))
        self._alike(single)
        self._between()

    def _pair(self, new: int, old: int, score: float) -> None:
        self.pairs.append((new, old, score))
        self._used([new], [old])

    def _used(self, new: Sequence[int], old: Sequence[int]) -> None:
        for at in new:
            del self.new_left[at]
        for at in old:
            del self.old_left[at]

    def _same(self) -> None:
        """Lines that stand in both to the letter; of several with one text, those in order."""
        where: dict[str, tuple[list[int], list[int]]] = {}
        for at, line in enumerate(self.lines):
            where.setdefault(line.text, ([], []))[0].append(at)
        for at, text in enumerate(self.texts):
            where.setdefault(text, ([], []))[1].append(at)
        groups = sorted(where.values(), key=lambda group: len(group[0]) + len(group[1]))
        for new, old in groups:
            if not new or not old:
                continue
            if len(new) == len(old):
                found = dict(zip(new, old, strict=True))
            else:
                order = self._order()
                found = assigned({(n, o): order.bonus(n, o) for n in new for o in old})
            for one, other in found.items():
                self._pair(one, other, 1.0)

    def _order(self) -> "_Order":
        return _Order(self.pairs, len(self.lines), len(self.texts))

    def _single(self) -> dict[tuple[int, int], float]:
        """Lines and paragraphs left that may be pairs, the nearest of each, with their likeness."""
        old = {at: self.texts[at] for at in self.old_left}
        by_old: dict[int, list[tuple[float, int]]] = {at: [] for at in old}
        found: dict[tuple[int, int], float] = {}
        for new in self.new_left:
            near = process.extract(
                self.lines[new].text,
                old,
                scorer=fuzz.ratio,
                limit=None,
                score_cutoff=100 * _POSSIBLE,
            )
            near.sort(key=lambda one: (-one[1], one[2]))
            found.update(((new, at), score / 100) for _, score, at in near[:_NEAREST])
            for _, score, at in near:
                by_old[at].append((-score, new))
        for at, lines in by_old.items():
            found.update(((new, at), -score / 100) for score, new in sorted(lines)[:_NEAREST])
        return found

    def _runs(
        self, single: Mapping[tuple[int, int], float], stretches: Sequence[Sequence[int]]
    ) -> None:
        """Neighbours that together are like one, the likest first."""
        new = {at: self.lines[at].text for at in self.new_left}
        old = {at: self.texts[at] for at in self.old_left}
        lines = [part for stretch in stretches for part in _parts(stretch, new)]
        turned = {(known, line): score for (line, known), score in single.items()}
        cut = [(run, True) for run in runs(lines, new, old, single)]
        known = list(_parts(range(len(self.texts)), old))
        joined = [(run, False) for run in runs(known, old, new, turned)]
        for run, is_cut in sorted(
            (*cut, *joined), key=lambda one: (-one[0].score, one[0].parts, one[0].whole)
        ):
            parts, wholes = (
                (self.new_left, self.old_left) if is_cut else (self.old_left, self.new_left)
            )
            if run.whole not in wholes or any(part not in parts for part in run.parts):
                continue
            (self.splits if is_cut else self.merges).append(run)
            ends = (run.parts, [run.whole]) if is_cut else ([run.whole], run.parts)
            self._used(*ends)

    def _alike(self, single: Mapping[tuple[int, int], float]) -> None:
        """The pairs that gain the most together over leaving both alone; order breaks ties."""
        order = self._order()
        worth = {
            (new, old): order.scale * (1 + round(_FINE * (score - _POSSIBLE)))
            + order.bonus(new, old)
            for (new, old), score in single.items()
            if new in self.new_left and old in self.old_left
        }
        for new, old in assigned(worth).items():
            self._pair(new, old, single[new, old])

    def _between(self) -> None:
        """One new line and one old paragraph left alone between the same neighbours."""
        starts, ends = {len(self.texts): len(self.lines)}, {-1: -1}
        for new, old, _ in self.pairs:
            starts[old] = ends[old] = new
        for run in self.splits:
            starts[run.whole], ends[run.whole] = run.parts[0], run.parts[-1]
        for run in self.merges:
            starts.update(dict.fromkeys(run.parts, run.whole))
            ends.update(dict.fromkeys(run.parts, run.whole))
        for old in list(self.old_left):
            before, after = ends.get(old - 1), starts.get(old + 1)
            if before is not None and after == before + 2 and before + 1 in self.new_left:
                new = before + 1
                self._pair(new, old, likeness(self.lines[new].text, self.texts[old]))


class _Order:
    """Where a line would stand in the old text, judged by the pairs around it."""

    def __init__(self, pairs: Sequence[tuple[int, int, float]], new: int, old: int) -> None:
        known = sorted((line, known) for line, known, _ in pairs)
        stayed = rising([known for _, known in known])
        self.fixed = [(-1, -1), *(known[at] for at in stayed), (new, old)]
        self.far = (_HUNDRED * (old + 1)) ** 2
        self.scale = (self.far + 1) * (min(new, old) + 1)

    def bonus(self, line: int, old: int) -> int:
        """More than nothing, and more the nearer the paragraph is to where the line would stand."""
        at = max(1, bisect_left(self.fixed, (line, -1)))
        (first, low), (last, high) = self.fixed[at - 1], self.fixed[at]
        expected = _HUNDRED * low + _HUNDRED * (high - low) * (line - first) // (last - first)
        return self.far + 1 - (expected - _HUNDRED * old) ** 2


def _stretches(preview: Preview) -> list[list[int]]:
    """The places of paragraphs that no heading parts."""
    found: list[list[int]] = [[]]
    for number, _ in preview.numbered():
        if number is None:
            found.append([])
        else:
            found[-1].append(number - 1)
    return found


def _parts(places: Sequence[int], left: Mapping[int, str]) -> Iterator[list[int]]:
    """The neighbours among these that are left."""
    part: list[int] = []
    for at in places:
        if at in left:
            part.append(at)
        elif part:
            yield part
            part = []
    if part:
        yield part


def _headings(lines: Sequence[Line], known: Sequence[Known]) -> dict[str, str]:
    """Headings by their words, else by their numbering, else by likeness."""
    left = [one for one in known if one.text is not None]
    made: dict[str, str] = {}
    for fits in (_same_words, _same_number, _similar):
        for line in lines:
            one = None if line.id in made else next((o for o in left if fits(line, o)), None)
            if one is not None:
                made[line.id] = one.key
                left.remove(one)
    return made


def _same_words(line: Line, known: Known) -> bool:
    return line.text == known.text


def _same_number(line: Line, known: Known) -> bool:
    return bool(line.label and known.label) and (
        label_key(line.label or "") == label_key(known.label or "")
    )


def _similar(line: Line, known: Known) -> bool:
    return likeness(line.text, known.text or "") >= _HEADING
