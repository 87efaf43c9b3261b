"""What the preview of a marked-up file shows beside each amendment."""

from dataclasses import dataclass

from app.domain.contributions import Operation
from app.domain.marked.takeover import Proposed
from app.domain.wording.diff import Difference, difference
from app.queries.word_files import WordFileInView


@dataclass(frozen=True, slots=True)
class Shown:
    """An amendment of a file with its difference; ``index`` is its place in the file."""

    index: int
    proposed: Proposed
    diff: Difference
    already: str


def changes_shown(found: WordFileInView) -> list[Shown]:
    """Every amendment of the file as a difference to the round's text."""
    return [
        Shown(at, one, _difference(one), found.amendments_already.get(at, ""))
        for at, one in enumerate(found.takeover.amendments)
    ]


def _difference(one: Proposed) -> Difference:
    if one.operation is Operation.DELETE:
        return difference(one.base, "")
    return difference(one.base, one.wording)
