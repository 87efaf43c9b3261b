"""What earlier editions of a round showed, so that a later one does not tell by the difference."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.opinions import SMALL_CELL
from app.domain.synthesis.cells import too_close
from app.models.synthesis import Edition

Shown = dict[tuple[str, str, str], list[Mapping[str, int]]]
HIDDEN_OPINIONS = {"suppressed": True, "counts": None, "support_share": None}
HIDDEN_MARKS = {"suppressed": True, "counts": None, "mean": None}
RATING, VOTES = "rating.", "votes"


@dataclass(frozen=True, slots=True)
class Earlier:
    """The cells of votes and ratings that were shown before, by item, basis and group."""

    cells: Shown
    breakdowns: list[Mapping[str, Any]]
    timelines: list[Mapping[str, Any]]

    def hide_what_is_close(
        self, paragraphs: list[dict[str, Any]], contributions: list[dict[str, Any]]
    ) -> None:
        """Hide each cell that differs from one shown before by fewer people than a cell needs.

        The total goes with it, as wherever a cell is hidden. Positions are public acts and stay.
        """
        for one in paragraphs:
            for rating in one["ratings"]:
                self._hide(one["key"], f"{RATING}{rating['criterion']}", rating, HIDDEN_MARKS)
        for one in contributions:
            if VOTES in one:
                self._hide(one["reference"], VOTES, one[VOTES], HIDDEN_OPINIONS)

    def _hide(
        self, item: str, basis: str, tally: dict[str, Any], hidden: Mapping[str, Any]
    ) -> None:
        for cell in tally["cells"]:
            before = self.cells.get((item, basis, cell["group"]), ())
            now = cell["counts"]
            if now and any(too_close(one, now, floor=SMALL_CELL) for one in before):
                cell.update(hidden)
                tally["total"] = dict(hidden)


def earlier_editions(session: Session, round_id: int) -> Earlier:
    """Everything the editions of a round showed so far; one statement."""
    found = Earlier({}, [], [])
    for content in session.scalars(
        select(Edition.content).where(Edition.round_id == round_id).order_by(Edition.number)
    ):
        for one in content["paragraphs"]:
            for rating in one["ratings"]:
                _note(found.cells, one["key"], f"{RATING}{rating['criterion']}", rating)
        for one in content["contributions"]:
            if VOTES in one:
                _note(found.cells, one["reference"], VOTES, one[VOTES])
        found.breakdowns.extend(content["participation"]["breakdowns"])
        found.timelines.append(content["timeline"])
    return found


def _note(cells: Shown, item: str, basis: str, tally: Mapping[str, Any]) -> None:
    for cell in tally["cells"]:
        if cell["counts"]:
            cells.setdefault((item, basis, cell["group"]), []).append(cell["counts"])
