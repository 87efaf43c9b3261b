"""Rounds: their states, windows and settings."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class RoundState(StrEnum):
    """Where a round stands; open and closed follow from the clock alone."""

    PREPARING = "preparing"
    SCHEDULED = "scheduled"
    OPEN = "open"
    CLOSED = "closed"
    REPORTED = "reported"


class Act(StrEnum):
    """What a dated window lets people do."""

    COMMENT = "comment"
    AMEND = "amend"
    VOTE = "vote"
    POSITION = "position"


class Audience(StrEnum):
    """Who may take part; reading is public in any case."""

    OPEN = "open"
    INVITATION = "invitation"
    ORGANISATIONS = "organisations"


class ModerationRule(StrEnum):
    """When a facilitator reads a contribution: before or after it appears."""

    BEFORE = "before"
    TRUSTED = "trusted"
    AFTER = "after"


class TallyRule(StrEnum):
    """When tallies show to those who take part."""

    AFTER_VOTE = "after_vote"
    ALWAYS = "always"
    AFTER_CLOSING = "after_closing"


DEFAULT_CRITERIA = ("relevance", "implementability")


@dataclass(frozen=True, slots=True)
class Window:
    """A span in which one act is possible: from ``opens_at`` until just before ``closes_at``."""

    act: Act
    opens_at: datetime
    closes_at: datetime

    def is_open(self, now: datetime) -> bool:
        """Whether the act is possible at this moment."""
        return self.opens_at <= now < self.closes_at


def state_at(
    now: datetime,
    *,
    scheduled_at: datetime | None,
    opens_at: datetime,
    closes_at: datetime,
    reported_at: datetime | None,
) -> RoundState:
    """The state of a round by the clock; no job is needed to open or close it."""
    if reported_at is not None:
        return RoundState.REPORTED
    if scheduled_at is None:
        return RoundState.PREPARING
    if now < opens_at:
        return RoundState.SCHEDULED
    return RoundState.OPEN if now < closes_at else RoundState.CLOSED


def window_for(
    act: Act, windows: Iterable[Window], *, opens_at: datetime, closes_at: datetime
) -> Window:
    """The window of an act, clipped to the round; by default the whole round."""
    own = next((window for window in windows if window.act is act), None)
    if own is None:
        return Window(act, opens_at, closes_at)
    return Window(act, max(own.opens_at, opens_at), min(own.closes_at, closes_at))
