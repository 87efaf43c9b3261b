"""What happened when: contributions by day, people by week, and what moved the round's dates."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select, union
from sqlalchemy.orm import Session

from app.domain.synthesis.cells import SMALL_BREAKDOWN, hidden_cells, too_close
from app.models.contributions import Contribution
from app.models.opinions import Rating, Vote
from app.models.record import RecordEntry
from app.models.rounds import Round
from app.queries.edition.values import day

# The entries of the record that tell of the round's time.
DATES = ("round_extended", "round_reopened")
WEEK = timedelta(days=7)


def timeline_value(
    session: Session,
    round_: Round,
    contributions: Iterable[Mapping[str, Any]],
    earlier: Iterable[Mapping[str, Any]] = (),
) -> dict[str, Any]:
    """Published contributions by day, those who voted or rated by week; two statements.

    Contributions are public, each with its day. Votes and ratings are not: weeks with fewer than
    ten people stay hidden, and one more where it could be told from the others, and weeks that
    differ by few people from what an earlier edition showed. No sum is printed: who comes in two
    weeks counts in both.
    """
    first = day(round_.opens_at, round_.timezone) or ""
    counted: dict[str, int] = {}
    for one in contributions:
        counted[one["submitted_on"]] = counted.get(one["submitted_on"], 0) + 1
    weeks = _weeks(session, round_, date.fromisoformat(first))
    shown = [
        {one["from"]: one["people"] for one in before["weeks"] if one["people"] is not None}
        for before in earlier
    ]
    close = {
        name
        for name, number in weeks.items()
        for before in shown
        if name in before and too_close({name: before[name]}, {name: number}, floor=SMALL_BREAKDOWN)
    }
    hidden = hidden_cells(weeks, also=close)
    return {
        "days": [{"day": on, "contributions": counted[on]} for on in sorted(counted)],
        "weeks": [
            {
                "from": name,
                "people": None if name in hidden else number,
                "suppressed": name in hidden,
            }
            for name, number in weeks.items()
        ],
        "dates": _dates(session, round_),
    }


def _weeks(session: Session, round_: Round, first: date) -> dict[str, int]:
    """How many people voted or rated in each week from the opening to the closing."""
    zone = ZoneInfo(round_.timezone)
    last = round_.closes_at.astimezone(zone).date()
    starts = [first]
    while starts[-1] + WEEK <= last:
        starts.append(starts[-1] + WEEK)
    people: dict[date, set[int]] = {start: set() for start in starts}
    acts = union(
        select(Vote.member_id, Vote.voted_at)
        .join(Contribution, Contribution.id == Vote.contribution_id)
        .where(Contribution.round_id == round_.id),
        select(Rating.member_id, Rating.rated_at).where(Rating.round_id == round_.id),
    )
    for member_id, at in session.execute(acts):
        on = at.astimezone(zone).date()
        place = min(max((on - first) // WEEK, 0), len(starts) - 1)
        people[starts[place]].add(member_id)
    return {start.isoformat(): len(found) for start, found in people.items()}


def _dates(session: Session, round_: Round) -> list[dict[str, str | None]]:
    rows = session.execute(
        select(RecordEntry.kind, RecordEntry.at)
        .where(RecordEntry.round_id == round_.id, RecordEntry.kind.in_(DATES))
        .order_by(RecordEntry.sequence)
    )
    zone = round_.timezone
    told: list[dict[str, str | None]] = [
        {"what": "opens", "on": day(round_.opens_at, zone)},
        {"what": "closes", "on": day(round_.closes_at, zone)},
    ]
    told += [{"what": kind.removeprefix("round_"), "on": day(at, zone)} for kind, at in rows]
    return sorted(told, key=lambda one: one["on"] or "")
