"""A plan that makes no sense is refused, field by field."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from app.domain.errors import Invalid
from app.domain.plans import RoundPlan
from app.domain.rounds import Act, Window

OPENS = datetime(2026, 5, 1, 9, tzinfo=UTC)
CLOSES = OPENS + timedelta(days=30)
PLAN = RoundPlan(
    version_id=1, slug="round-2", titles={"en": "Round 2"}, opens_at=OPENS, closes_at=CLOSES
)


def test_sound_plan_passes() -> None:
    PLAN.check()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"slug": "Round 2"}, "slug"),
        ({"slug": "new"}, "slug"),
        ({"slug": "x" * 61}, "slug"),
        ({"titles": {"en": "  "}}, "titles"),
        ({"timezone": "Mars/Base"}, "timezone"),
        ({"timezone": ""}, "timezone"),
        ({"closes_at": OPENS}, "closes_at"),
        ({"kinds": ()}, "kinds"),
        ({"criteria": tuple("abcdef")}, "criteria"),
        ({"windows": (Window(Act.VOTE, CLOSES, OPENS),)}, "vote_closes"),
        ({"windows": (Window(Act.VOTE, CLOSES, CLOSES + timedelta(1)),)}, "vote_closes"),
    ],
)
def test_nonsense_is_refused_beside_its_field(changes: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        replace(PLAN, **changes).check()

    assert refused.value.details["field"] == field
