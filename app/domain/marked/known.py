"""What was in the file when it left: published changes and comments are not proposed again."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from app.domain.marked.lines import Mark, MarkedFile, MarkedLine, Piece, Remark

Hand = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Lost:
    """A change made inside a published one, which no paragraph of the round can carry."""

    author: str
    text: str


def without_known(
    file: MarkedFile, known: Collection[Hand]
) -> tuple[MarkedFile, tuple[Lost, ...], int]:
    """The file as if the changes of these hands had never been made.

    Also the changes that somebody made inside those, and how many of the published stretches
    were found.
    """
    if not known:
        return file, (), 0
    lost: list[Lost] = []
    found = 0
    lines: list[MarkedLine] = []
    places: list[int] = []
    carried: MarkedLine | None = None
    for line in file.lines:
        found += sum(_is_known(mark, known) for one in line.pieces for mark in one.marks)
        cleaned = _line(line, known, lost)
        whole = _joined(carried, cleaned) if carried else cleaned
        places.append(len(lines))
        if _is_known(line.end.put_in, known):
            carried = whole
        else:
            lines.append(whole)
            carried = None
    if carried:
        lines.append(replace(carried, end=Piece("")))
    remarks = tuple(
        replace(one, line=places[one.line] if 0 <= one.line < len(places) else -1)
        for one in file.remarks
    )
    return replace(file, lines=tuple(lines), remarks=remarks), tuple(lost), found


def answers(remarks: Sequence[Remark], known: Mapping[Hand, Sequence[str]]) -> dict[str, str]:
    """The reference that each new comment answers, through its thread; by the comment's key."""
    by_key = {one.key: one for one in remarks}
    found = {}
    for one in remarks:
        above, seen = one, set[str]()
        while above.parent in by_key and above.key not in seen:
            seen.add(above.key)
            above = by_key[above.parent]
            if above.hand in known:
                found[one.key] = _named(above, known[above.hand])
    return found


def _named(remark: Remark, references: Sequence[str]) -> str:
    """Of several sent in one second, the one that the comment names first."""
    first = remark.text.partition(" ")[0]
    return first if first in references else references[0]


def _is_known(mark: Mark | None, known: Collection[Hand]) -> bool:
    return mark is not None and mark.hand in known


def _line(line: MarkedLine, known: Collection[Hand], lost: list[Lost]) -> MarkedLine:
    pieces: list[Piece] = []
    for at, piece in enumerate(line.pieces):
        if _is_known(piece.put_in, known):
            if piece.taken_out and not _is_known(piece.taken_out, known):
                lost.append(Lost(piece.taken_out.author, piece.text))
        elif piece.put_in and _is_inside(line.pieces, at, known):
            lost.append(Lost(piece.put_in.author, piece.text))
        elif _is_known(piece.taken_out, known):
            pieces.append(replace(piece, taken_out=None))
        else:
            pieces.append(piece)
    end = line.end
    if _is_known(end.taken_out, known):
        end = replace(end, taken_out=None)
    return replace(line, pieces=tuple(pieces), end=end)


def _is_inside(pieces: Sequence[Piece], at: int, known: Collection[Hand]) -> bool:
    """Whether a piece stands in the middle of what one published change put in."""
    if at in (0, len(pieces) - 1):
        return False
    before, after = pieces[at - 1].put_in, pieces[at + 1].put_in
    return _is_known(before, known) and after is not None and before == after


def _joined(first: MarkedLine, second: MarkedLine) -> MarkedLine:
    """Two lines whose end between them was never there; a paragraph is what its end says."""
    return replace(second, pieces=(*first.pieces, *second.pieces), keys=(*first.keys, *second.keys))
