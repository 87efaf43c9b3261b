"""The paragraphs of a file before and after, told as amendments: replace, insert after, delete."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from app.domain.contributions import Operation
from app.domain.marked.places import TITLE, Match, Place
from app.domain.marked.segments import Outcome, Segment
from app.domain.marked.takeover import Aside, LeftOut, Proposed, Reason
from app.domain.writing import LONGEST, reads_alike, tidy


@dataclass(slots=True)
class Found:
    """What came of it; ``inserted_after`` leads from lines of new paragraphs to a place."""

    amendments: list[Proposed] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    inserted_after: dict[int, Place] = field(default_factory=dict)


class Changes:
    """One walk through the paragraphs after the changes."""

    def __init__(
        self,
        segments: Sequence[Segment],
        outcomes: Sequence[Outcome],
        match: Match,
        *,
        missing: frozenset[int],
    ) -> None:
        self._segments, self._outcomes, self._match = segments, outcomes, match
        self._missing = missing
        self._found = Found()
        self._owner = self._owners()
        self._last: Place | None = None

    def found(self, *, all_there: bool) -> Found:
        """The amendments in the order of the text."""
        for at, outcome in enumerate(self._outcomes):
            self._take(at, outcome)
        self._deletions()
        if all_there:
            for place in self._match.absent:
                self._propose(Operation.DELETE, place, asides=(Aside.UNTRACKED,))
        self._found.amendments.sort(
            key=lambda one: (
                one.number,
                one.operation is Operation.INSERT_AFTER and not one.at_head,
            )
        )
        return self._found

    def _owners(self) -> dict[int, int]:
        """The outcome that each segment goes on in; words rewritten whole belong to theirs."""
        owner: dict[int, int] = {}
        for at, outcome in enumerate(self._outcomes):
            for segment in outcome.kept:
                owner.setdefault(segment, at)
        body = {line: at for at, one in enumerate(self._segments) for line in one.body}
        for at, outcome in enumerate(self._outcomes):
            if outcome.text and not outcome.kept:
                held = (body[line] for line in outcome.lines if line in body)
                rewritten = next((one for one in held if one in self._match.places), None)
                if rewritten is not None:
                    owner.setdefault(rewritten, at)
        return owner

    def _take(self, at: int, outcome: Outcome) -> None:
        own = [number for number, taker in self._owner.items() if taker == at]
        placed = sorted(number for number in own if number in self._match.places)
        if not outcome.text:
            return
        if placed:
            self._kept(outcome, placed)
        elif outcome.kept and not own:
            self._insert(outcome, (Aside.SPLIT,))
        else:
            untracked = (Aside.UNTRACKED,) if outcome.kept else ()
            self._insert(outcome, (*untracked, *((Aside.MOVED,) if outcome.moved else ())))

    def _kept(self, outcome: Outcome, placed: Sequence[int]) -> None:
        """A paragraph that goes on, changed or not, perhaps with others in it."""
        first, *others = placed
        place = self._match.places[first]
        if not place.is_paragraph:
            self._heading(place, outcome)
            for number in others:
                self._gone(number, (Aside.JOINED_AWAY,))
            return
        asides = [Aside.UNTRACKED] if self._segments[first].text != place.line else []
        away = [self._match.places[number] for number in others]
        away += self._match.joined.get(first, ())
        asides += [Aside.JOINED] if away else []
        if first in self._match.moved:
            self._moved(place, outcome, tuple(asides))
        else:
            self._replace(place, outcome, asides)
            self._last = place
        for number in others:
            self._gone(number, (Aside.JOINED_AWAY,))
        for other in self._match.joined.get(first, ()):
            self._propose(Operation.DELETE, other, asides=(Aside.UNTRACKED, Aside.JOINED_AWAY))

    def _replace(self, place: Place, outcome: Outcome, asides: list[Aside]) -> None:
        wording, renumbered = _without_label(outcome.text, place)
        if renumbered:
            asides.append(Aside.NUMBER_CHANGED)
        if not reads_alike(wording, place.text):
            self._propose(
                Operation.REPLACE, place, wording, authors=outcome.authors, asides=tuple(asides)
            )

    def _moved(self, place: Place, outcome: Outcome, asides: tuple[Aside, ...]) -> None:
        """Words carried elsewhere without tracking: taken out here and put in there."""
        self._propose(Operation.DELETE, place, asides=(*asides, Aside.MOVED))
        wording, _renumbered = _without_label(outcome.text, place)
        self._insert(outcome, (*asides, Aside.MOVED), wording)

    def _insert(self, outcome: Outcome, asides: tuple[Aside, ...], wording: str = "") -> None:
        """A paragraph that is new, after the one that stands before it."""
        text, last = wording or outcome.text, self._last
        author = next(iter(outcome.authors), "")
        if outcome.level is not None:
            self._found.left_out.append(LeftOut(Reason.HEADING_ADDED, text, author))
        elif last is None or (last.number is None and last.first is None):
            self._found.left_out.append(LeftOut(Reason.NOTHING_BEFORE, text, author))
        else:
            self._found.inserted_after.update(dict.fromkeys(outcome.lines, last))
            self._propose(
                Operation.INSERT_AFTER, last, text, authors=outcome.authors, asides=asides
            )

    def _heading(self, place: Place, outcome: Outcome) -> None:
        if not reads_alike(outcome.text, place.line):
            author = next(iter(outcome.authors), "")
            self._found.left_out.append(LeftOut(Reason.HEADING_CHANGED, outcome.text, author))
        if place.key != TITLE or place.first is not None:
            self._last = place

    def _deletions(self) -> None:
        """What goes on nowhere was taken out."""
        for number in sorted(self._match.places):
            if number not in self._owner and self._segments[number].text:
                moved = (Aside.MOVED,) if self._segments[number].moved else ()
                self._gone(number, moved)

    def _gone(self, number: int, asides: tuple[Aside, ...]) -> None:
        place, segment = self._match.places[number], self._segments[number]
        if place.is_paragraph:
            self._propose(Operation.DELETE, place, authors=segment.authors, asides=asides)
        else:
            author = next(iter(segment.authors), "")
            self._found.left_out.append(LeftOut(Reason.HEADING_CHANGED, place.text, author))

    def _propose(
        self,
        operation: Operation,
        place: Place,
        wording: str = "",
        *,
        authors: tuple[str, ...] = (),
        asides: tuple[Aside, ...] = (),
    ) -> None:
        """Note an amendment, unless no round could carry it."""
        text = tidy(wording)
        number = place.number or place.first or 0
        author = next(iter(authors), "")
        if len(text) > LONGEST:
            self._found.left_out.append(LeftOut(Reason.TOO_LONG, text[:LONGEST], author))
        elif number in self._missing and operation is not Operation.INSERT_AFTER:
            self._found.left_out.append(LeftOut(Reason.NOT_IN_LANGUAGE, text, author))
        else:
            self._found.amendments.append(
                Proposed(
                    operation,
                    number,
                    text,
                    base="" if operation is Operation.INSERT_AFTER else place.text,
                    at_head=place.number is None,
                    authors=authors,
                    asides=asides,
                )
            )


def _without_label(text: str, place: Place) -> tuple[str, bool]:
    """The words without the numbering of the source; and whether that was changed."""
    if not place.label:
        return text, False
    start = f"{place.label} "
    if text.startswith(start):
        return text[len(start) :], False
    return text, not text.startswith(place.text[:1])
