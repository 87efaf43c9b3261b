"""Plans for tests."""

from datetime import datetime, timedelta
from typing import Any

from app.domain.plans import RoundPlan
from tests.factories.cast import Cast


def plan_for(cast: Cast, now: datetime, **more: Any) -> RoundPlan:
    """A sound plan on the cast's version, opening tomorrow for a month."""
    values: dict[str, Any] = {
        "version_id": cast.version.id,
        "slug": "round-2",
        "titles": {"en": "Round 2", "fr": " "},
        "questions": {"en": "What should change?"},
        "opens_at": now + timedelta(days=1),
        "closes_at": now + timedelta(days=31),
        "timezone": "Africa/Tunis",
    }
    return RoundPlan(**{**values, **more})
