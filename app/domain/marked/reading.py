"""From a marked-up file to what it asks for: every paragraph before and after, and the margin."""

from collections.abc import Mapping, Sequence

from app.domain.errors import Invalid
from app.domain.marked.changes import Changes
from app.domain.marked.known import Hand, answers, without_known
from app.domain.marked.lines import MarkedFile, Remark
from app.domain.marked.places import TITLE, Place, matched
from app.domain.marked.segments import outcomes_of, segments_of
from app.domain.marked.takeover import Aside, LeftOut, Reason, Said, Takeover
from app.domain.texts import normalise_text
from app.domain.writing import LONGEST, tidy


def taken_over(
    file: MarkedFile,
    places: Sequence[Place],
    known: Mapping[Hand, Sequence[str]],
    *,
    missing: frozenset[int] = frozenset(),
    all_there: bool = True,
    another_version: bool = False,
) -> Takeover:
    """What the file asks of the round's text in one language.

    ``known`` are the hands of what was published when the file left, with their references;
    ``missing`` the numbers of paragraphs that have no text in the language. Unless ``all_there``,
    the file holds a part of the text, and what is absent was not deleted. Raises
    ``Invalid("another_text")``.
    """
    cleaned, lost, published = without_known(file, known)
    segments = segments_of(cleaned.lines)
    match = matched(segments, places)
    if not match.is_this_text:
        raise Invalid("another_text", field="file")
    outcomes = outcomes_of(cleaned.lines, segments)
    found = Changes(segments, outcomes, match, missing=missing).found(all_there=all_there)
    own = [one for one in cleaned.remarks if one.hand not in known]
    inside = tuple(LeftOut(Reason.INSIDE_PUBLISHED, one.text, one.author) for one in lost)
    line_places = {
        line: match.places.get(at) for at, one in enumerate(segments) for line in one.lines
    }
    line_places.update(found.inserted_after)
    said, too_long = _said(own, line_places, places, answers(cleaned.remarks, known))
    return Takeover(
        amendments=tuple(found.amendments),
        comments=tuple(said),
        left_out=(*found.left_out, *inside, *too_long),
        problems=(*((("another_version", "", ""),) if another_version else ()), *file.problems),
        published=published + len(cleaned.remarks) - len(own),
    )


def _said(
    remarks: Sequence[Remark],
    line_places: Mapping[int, Place | None],
    places: Sequence[Place],
    parents: Mapping[str, str],
) -> tuple[list[Said], list[LeftOut]]:
    """The comments in the order of the file, each on its paragraph."""
    by_number = {place.number: place for place in places if place.number is not None}
    said: list[Said] = []
    left: list[LeftOut] = []
    index: dict[str, int] = {}
    above = {one.key: one for one in remarks}
    for one in sorted(remarks, key=lambda remark: bool(remark.parent in above)):
        text = tidy(one.text)
        if not text:
            continue
        if len(text) > LONGEST:
            left.append(LeftOut(Reason.TOO_LONG, text[:LONGEST], one.author))
            continue
        first = _first_of_thread(one, above)
        number, asides = _place(first, line_places)
        index[one.key] = len(said)
        place = by_number.get(number) if number is not None else None
        said.append(
            Said(
                text=text,
                number=number,
                quote=_quote(one, place),
                parent=parents.get(one.key, ""),
                answers=index.get(first.key) if first is not one else None,
                author=one.author,
                asides=asides,
            )
        )
    return said, left


def _first_of_thread(one: Remark, above: Mapping[str, Remark]) -> Remark:
    seen = {one.key}
    while one.parent in above and one.parent not in seen:
        one = above[one.parent]
        seen.add(one.key)
    return one


def _place(
    one: Remark, line_places: Mapping[int, Place | None]
) -> tuple[int | None, tuple[Aside, ...]]:
    """The number of the paragraph, None for the whole text; one on a heading goes after it."""
    place = line_places.get(one.line)
    if place is None:
        return None, (Aside.WITHOUT_PLACE,)
    if place.key == TITLE:
        return None, ()
    if place.number is None:
        return place.first, (Aside.ON_HEADING,)
    return place.number, ()


def _quote(one: Remark, place: Place | None) -> str:
    """The words commented on, where they are a part of the round's text."""
    quote = normalise_text(one.quote)
    if place is None or not quote or quote in {place.line, place.text}:
        return ""
    return quote if quote in place.text else ""
