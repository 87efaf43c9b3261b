"""Marked-up lines in a short notation: ``Towns keep [-schools-]{+clinics+} open``.

``{+`` to ``+}`` is put in, ``[-`` to ``-]`` taken out; a line that ends in ``¶+`` or ``¶-`` has its
end put in or taken out.
"""

import re

from app.domain.marked.lines import Mark, MarkedFile, MarkedLine, Piece, Remark
from app.domain.marked.places import Place

LEA = Mark("Lea", "2026-03-02T10:00:00")
_PIECES = re.compile(r"\{\+(.*?)\+\}|\[-(.*?)-\]|([^{\[]+)")

HEADING = "Water and shelter"
FIRST = "Towns keep water, schools and shelter open to all who live there."
SECOND = "Nobody is asked for papers at the door of a school."
THIRD = "Fees stay low for everybody in the town."
PLACES = (
    Place("title", "The Test Charter"),
    Place("s_s1", HEADING, first=1),
    Place("p_k1", FIRST, number=1),
    Place("p_k2", SECOND, number=2, label="(a)"),
    Place("p_k3", THIRD, number=3),
)
HEAD = ("The Test Charter", HEADING)
WHOLE = (*HEAD, FIRST, f"(a) {SECOND}", THIRD)


def marked_line(text: str, *keys: str, level: int | None = None, mark: Mark = LEA) -> MarkedLine:
    end = Piece("")
    if text.endswith("¶+"):
        end = Piece("", put_in=mark)
    elif text.endswith("¶-"):
        end = Piece("", taken_out=mark)
    pieces = tuple(
        Piece(put_in, put_in=mark) if put_in else Piece(out, taken_out=mark) if out else Piece(kept)
        for put_in, out, kept in _PIECES.findall(text.removesuffix("¶+").removesuffix("¶-"))
    )
    return MarkedLine(pieces, end, keys, level)


def marked_file(*lines: str | MarkedLine, remarks: tuple[Remark, ...] = ()) -> MarkedFile:
    return MarkedFile(
        tuple(one if isinstance(one, MarkedLine) else marked_line(one) for one in lines), remarks
    )
