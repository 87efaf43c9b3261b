"""How values are written in an edition: moments, days, tallies, marks."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from app.domain.opinions import Tally
from app.domain.ratings import Marks, RatingTally
from app.domain.synthesis.shares import DIGITS, support_share


def stamp(moment: datetime | None) -> str | None:
    """A moment in UTC, to the second."""
    if moment is None:
        return None
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def day(moment: datetime | None, zone: str) -> str | None:
    """The day of a moment in the round's zone: acts of people are told to the day only."""
    return None if moment is None else moment.astimezone(ZoneInfo(zone)).date().isoformat()


def tally_value(tally: Tally) -> dict[str, Any]:
    """Counts by group and in all; hidden ones are null and say so."""
    return {
        "cells": [{"group": cell.group.value, **_counted(cell.counts)} for cell in tally.cells],
        "total": _counted(tally.total),
    }


def _counted(counts: Mapping[str, int] | None) -> dict[str, Any]:
    share = support_share(counts)
    return {
        "suppressed": counts is None,
        "counts": None if counts is None else dict(counts),
        "support_share": None
        if share is None
        else {"value": share.value, "low": share.low, "high": share.high, "of": share.of},
    }


def ratings_value(ratings: Mapping[str, RatingTally]) -> list[dict[str, Any]]:
    """Marks by criterion and group; hidden ones are null and say so."""
    return [
        {
            "criterion": criterion,
            "cells": [{"group": cell.group.value, **_marked(cell.marks)} for cell in tally.cells],
            "total": _marked(tally.total),
        }
        for criterion, tally in ratings.items()
    ]


def _marked(marks: Marks | None) -> dict[str, Any]:
    if marks is None:
        return {"suppressed": True, "counts": None, "mean": None}
    mean = marks.mean
    return {
        "suppressed": False,
        "counts": {str(mark): marks.counts.get(mark, 0) for mark in sorted(marks.counts)},
        "mean": None if mean is None else round(mean, DIGITS),
    }
