"""A round's plan: everything that is set up before it opens, and when it makes no sense."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from app.domain.contributions import Kind
from app.domain.errors import Invalid
from app.domain.rounds import (
    DEFAULT_CRITERIA,
    Act,
    Audience,
    ModerationRule,
    TallyRule,
    Window,
)

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST_SLUG = 60
RESERVED = frozenset({"new"})
EVIDENCE_FLOOR = 10
KINDS = (Kind.COMMENT.value, Kind.AMENDMENT.value)
CRITERIA_AT_MOST = 5


@dataclass(frozen=True, slots=True)
class RoundWords:
    """What readers are told of a round, by language; it may be mended after the scheduling."""

    titles: Mapping[str, str]
    questions: Mapping[str, str] = field(default_factory=dict)
    run_by: Mapping[str, str] = field(default_factory=dict)
    contact: str = ""

    def check(self) -> None:
        """Raise ``Invalid`` where no language has a title."""
        if not any(text.strip() for text in self.titles.values()):
            raise Invalid("title_missing", field="titles")


@dataclass(frozen=True, slots=True)
class RoundPlan:
    """The settings of a round as its facilitators choose them; texts are by language."""

    version_id: int
    slug: str
    titles: Mapping[str, str]
    opens_at: datetime
    closes_at: datetime
    timezone: str = "UTC"
    questions: Mapping[str, str] = field(default_factory=dict)
    run_by: Mapping[str, str] = field(default_factory=dict)
    contact: str = ""
    windows: tuple[Window, ...] = ()
    audience: Audience = Audience.OPEN
    invited: frozenset[int] = frozenset()
    moderation: ModerationRule = ModerationRule.TRUSTED
    tallies: TallyRule = TallyRule.AFTER_VOTE
    kinds: tuple[str, ...] = KINDS
    criteria: tuple[str, ...] = DEFAULT_CRITERIA
    evidence_floor: int = EVIDENCE_FLOOR

    @property
    def words(self) -> RoundWords:
        """The part of the plan that readers read."""
        return RoundWords(self.titles, self.questions, self.run_by, self.contact)

    def check(self) -> None:
        """Raise ``Invalid`` naming the first field that makes no sense."""
        if not SLUG.fullmatch(self.slug) or len(self.slug) > LONGEST_SLUG or self.slug in RESERVED:
            raise Invalid("slug_shape", field="slug")
        self.words.check()
        if not is_zone(self.timezone):
            raise Invalid("zone_unknown", field="timezone")
        if self.closes_at <= self.opens_at:
            raise Invalid("closes_before_opening", field="closes_at")
        for window in self.windows:
            self._check_window(window)
        if not self.kinds:
            raise Invalid("no_kinds", field="kinds")
        if len(self.criteria) > CRITERIA_AT_MOST:
            raise Invalid("too_many_criteria", field="criteria")

    def _check_window(self, window: Window) -> None:
        name = f"{window.act.value}_closes"
        if window.closes_at <= window.opens_at:
            raise Invalid("closes_before_opening", field=name)
        if window.opens_at >= self.closes_at or window.closes_at <= self.opens_at:
            raise Invalid("window_outside_the_round", field=name)


def is_zone(name: str) -> bool:
    """Whether this is a time zone the clock knows."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return bool(name)


def allows(kinds: list[str], act: Act) -> bool:
    """Whether a round of these kinds has this act at all."""
    if act is Act.COMMENT:
        return Kind.COMMENT.value in kinds
    return act is Act.POSITION or Kind.AMENDMENT.value in kinds
