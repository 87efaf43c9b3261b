"""The rounds of the story, dated around today."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from app.cli.demo.content import read
from app.cli.demo.stage import Stage
from app.domain.plans import RoundPlan
from app.domain.rounds import Audience, ModerationRule
from app.models.charters import Version
from app.models.rounds import Round
from app.services.rounds.run_round import announce_round
from app.services.rounds.set_up_round import create_round


@dataclass(frozen=True, slots=True)
class Days:
    """When a round is set up, opens and closes, in days from today."""

    set_up: int
    opens: int
    closes: int


FIRST = Days(-310, -300, -258)
SECOND = Days(-20, -10, 11)
THIRD = Days(-2, 30, 60)


def at(stage: Stage, days: int, hour: int, zone: str = "UTC") -> datetime:
    """A moment some days from today, at an hour of a time zone."""
    day = (stage.today + timedelta(days=days)).date()
    return datetime.combine(day, time(hour), ZoneInfo(zone)).astimezone(UTC)


def load_round(stage: Stage, slug: str, version: Version, days: Days) -> Round:
    """Set a round up; the one still in preparation is not scheduled."""
    row = next(one for one in read("rounds.json") if one["slug"] == slug)
    actor = stage.actor("facilitator-1")
    plan = _plan(stage, row, version, days)
    if row["state"] == "preparing":
        return create_round(stage.session, actor, plan, now=at(stage, days.set_up, 9))
    return announce_round(stage.session, actor, plan, now=at(stage, days.set_up, 9))


def _plan(stage: Stage, row: dict[str, Any], version: Version, days: Days) -> RoundPlan:
    zone = row["timezone"]
    return RoundPlan(
        version_id=version.id,
        slug=row["slug"],
        titles=row["titles"],
        opens_at=at(stage, days.opens, 9, zone),
        closes_at=at(stage, days.closes, 18, zone),
        timezone=zone,
        questions=row["questions"],
        run_by=row["run_by"],
        contact=row["contact"],
        audience=Audience(row["audience"]),
        moderation=ModerationRule(row["moderation"]),
    )
