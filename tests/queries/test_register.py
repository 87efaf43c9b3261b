"""The register: its sum, its filters, and nothing hidden in what they find."""

from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.domain.contributions import Kind, Status
from app.domain.moderation import ReasonCode
from app.domain.people import VISITOR, Actor, Group
from app.models.contributions import Contribution, Revision
from app.models.moderation import ModerationStep
from app.queries.register import PAGE, Line, RegisterFilter, how_many, lines, totals
from app.queries.rounds import visible_round
from tests.factories.cast import Cast
from tests.factories.contributions import make_amendment, make_contribution
from tests.factories.people import actor_of

SECRET = "unsayable"


@settings(
    max_examples=15,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(statuses=st.lists(st.sampled_from(Status), max_size=12))
def test_sum_always_holds(
    session: Session, cast: Cast, now: datetime, statuses: list[Status]
) -> None:
    for table in (ModerationStep, Revision, Contribution):
        session.execute(delete(table))
    for status in statuses:
        make_contribution(session, cast.round, cast.bo, now=now, status=status)

    found = totals(session, cast.round.id)

    assert found.holds
    assert found.received == len(statuses)
    assert set(found.by_status) == set(Status)


def shown(
    session: Session,
    actor: Actor,
    wanted: RegisterFilter,
    *,
    now: datetime,
) -> list[Line]:
    view = visible_round(session, actor, "r1", now=now)
    found = lines(session, actor, view, wanted, 1, now=now)
    assert how_many(session, actor, view, wanted, now=now) == len(found)
    return found


def one_of_each(session: Session, cast: Cast, *, now: datetime) -> None:
    for status in Status:
        make_contribution(
            session,
            cast.round,
            cast.bo,
            cast.paragraphs[0],
            now=now,
            status=status,
            text=SECRET if status is not Status.PUBLISHED else "public",
            reason=ReasonCode.SPAM,
            organisation_id=cast.league.id,
        )
    make_contribution(
        session,
        cast.round,
        cast.bo,
        cast.paragraphs[0],
        now=now,
        text=SECRET,
        veiled_until=now + timedelta(hours=1),
    )


def test_every_reference_stands_in_order(session: Session, cast: Cast, now: datetime) -> None:
    one_of_each(session, cast, now=now)
    make_amendment(session, cast.round, cast.bo, cast.paragraphs[0], now=now)

    found = shown(session, VISITOR, RegisterFilter(), now=now)

    assert [line.reference for line in found] == ["A1", *(f"C{n}" for n in range(1, 8))]


def test_hidden_lines_hold_number_status_reason_and_day(
    session: Session, cast: Cast, now: datetime
) -> None:
    one_of_each(session, cast, now=now)

    [line] = shown(session, VISITOR, RegisterFilter(status=Status.WITHHELD), now=now)

    assert (line.text, line.author, line.group, line.organisation) == (None, "", None, None)
    assert (line.reason, line.at) == (ReasonCode.SPAM, now.replace(microsecond=0))


@pytest.mark.parametrize(
    "wanted",
    [
        RegisterFilter(group=Group.CIVIL_SOCIETY),
        RegisterFilter(language="en"),
        RegisterFilter(organisation="league"),
        RegisterFilter(text="pub"),
    ],
)
def test_filter_on_hidden_traits_finds_public_lines_only(
    session: Session, cast: Cast, now: datetime, wanted: RegisterFilter
) -> None:
    one_of_each(session, cast, now=now)

    assert [line.text for line in shown(session, VISITOR, wanted, now=now)] == ["public"]


@pytest.mark.parametrize("name", ["bo", "ada", "olu"])
def test_search_finds_no_hidden_word_for_anybody(
    session: Session, cast: Cast, now: datetime, name: str
) -> None:
    one_of_each(session, cast, now=now)
    actor = actor_of(session, getattr(cast, name))

    assert not shown(session, actor, RegisterFilter(text=SECRET), now=now)


def test_search_takes_signs_as_they_are(session: Session, cast: Cast, now: datetime) -> None:
    make_contribution(session, cast.round, cast.bo, now=now, text="about 50% of us")
    make_contribution(session, cast.round, cast.bo, now=now, text="about 50 of us")

    found = shown(session, VISITOR, RegisterFilter(text="50%"), now=now)

    assert [line.reference for line in found] == ["C1"]


def test_facilitator_filters_all_lines_by_group(
    session: Session, cast: Cast, now: datetime
) -> None:
    one_of_each(session, cast, now=now)
    actor = actor_of(session, cast.ada)
    wanted = RegisterFilter(group=Group.CIVIL_SOCIETY)

    assert len(shown(session, actor, wanted, now=now)) == 7


def test_pages_follow_each_other(session: Session, cast: Cast, now: datetime) -> None:
    for _ in range(PAGE + 1):
        make_contribution(session, cast.round, cast.bo, now=now)
    view = visible_round(session, VISITOR, "r1", now=now)

    second = lines(session, VISITOR, view, RegisterFilter(kind=Kind.COMMENT), 2, now=now)

    assert [line.reference for line in second] == [f"C{PAGE + 1}"]
