"""The timeline of a round: contributions by day, and nobody told by a week or a difference."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.contributions import Status
from app.domain.synthesis.cells import SMALL_BREAKDOWN
from app.models.opinions import Vote
from app.queries.edition.content import content_of
from tests.factories.cast import Cast
from tests.factories.contributions import make_contribution
from tests.factories.reports import Kind, contribute, vote
from tests.queries.edition.test_earlier import publish

Weeks = list[int]


def voted(session: Session, cast: Cast, weeks: Weeks, *, now: datetime) -> None:
    """So many people vote in each week of a round that lasts as many."""
    cast.round.opens_at = now - timedelta(weeks=len(weeks))
    cast.round.closes_at = now - timedelta(days=1)
    group = cast.league.group
    amendment = contribute(session, cast.round, cast.lea, Kind.AMENDMENT, now=now, wording="x")
    for place, number in enumerate(weeks):
        at = cast.round.opens_at + timedelta(weeks=place, hours=1)
        vote(session, amendment, group, "s" * number, now=at)
    session.flush()


def people(content: dict[str, Any]) -> list[int | None]:
    return [one["people"] for one in content["timeline"]["weeks"]]


@pytest.mark.parametrize(
    ("weeks", "shown"),
    [
        ([20, 15, 30], [20, 15, 30]),
        ([20, 4, 30], [None, None, 30]),
        ([20, 9, 9], [None, None, None]),
        ([4, 4, 30], [None, None, None]),
        ([8, 5, 30], [None, None, 30]),
    ],
)
def test_small_weeks_stay_hidden_with_one_more(
    session: Session, cast: Cast, now: datetime, weeks: Weeks, shown: list[int | None]
) -> None:
    voted(session, cast, weeks, now=now)

    assert people(content_of(session, cast.round, now=now)) == shown


def test_difference_of_editions_tells_nobody(session: Session, cast: Cast, now: datetime) -> None:
    voted(session, cast, [30, 30, 30], now=now)
    publish(session, cast, content_of(session, cast.round, now=now), 1)
    session.delete(session.scalars(select(Vote).order_by(Vote.id)).first())
    session.flush()
    close = content_of(session, cast.round, now=now)

    assert people(close) == [None, None, 30], "29 beside 30 would tell of one"

    for row in session.scalars(select(Vote).order_by(Vote.id).limit(SMALL_BREAKDOWN - 1)):
        session.delete(row)
    session.flush()
    assert people(content_of(session, cast.round, now=now)) == [20, 30, 30]


def test_days_count_published_contributions_only(
    session: Session, cast: Cast, now: datetime
) -> None:
    one = cast.paragraphs[0]
    for hours in (1, 2, 30):
        contribute(session, cast.round, cast.bo, now=now - timedelta(hours=hours))
    make_contribution(session, cast.round, cast.bo, one, now=now, status=Status.PENDING)
    content = content_of(session, cast.round, now=now)
    days = content["timeline"]["days"]

    assert sum(day["contributions"] for day in days) == len(content["contributions"]) == 3
    assert [day["day"] for day in days] == sorted(
        {c["submitted_on"] for c in content["contributions"]}
    )
    assert [one["what"] for one in content["timeline"]["dates"]] == ["opens", "closes"]
