"""Successive editions: the difference of two publications tells nobody's vote."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.opinions import SMALL_CELL
from app.domain.people import Group
from app.domain.synthesis.cells import SMALL_BREAKDOWN, too_close
from app.models.opinions import Vote
from app.models.people import Member
from app.models.synthesis import Edition
from app.queries.edition.content import content_of
from app.queries.edition.participation import Person, breakdowns
from tests.factories.cast import Cast
from tests.factories.reports import make_story, vote

COUNTS = st.fixed_dictionaries({name: st.integers(0, 12) for name in ("support", "oppose")})


@given(COUNTS, COUNTS)
def test_too_close_is_fewer_people_than_a_cell_needs(
    before: Mapping[str, int], now: Mapping[str, int]
) -> None:
    came = sum(max(0, now[name] - before[name]) for name in now)
    left = sum(max(0, before[name] - now[name]) for name in now)

    assert too_close(before, now, floor=SMALL_CELL) is (0 < max(came, left) < SMALL_CELL)


def publish(session: Session, cast: Cast, content: dict[str, Any], number: int) -> None:
    session.add(
        Edition(
            round_id=cast.round.id,
            number=number,
            content=json.loads(json.dumps(content)),
            content_hash="0" * 64,
            cut_off_at=cast.round.closes_at,
            published_at=cast.round.closes_at,
            published_by_id=cast.sam.id,
            record_head="0" * 64,
        )
    )
    session.flush()


def drop(session: Session, number: int, group: Group = Group.CIVIL_SOCIETY) -> None:
    for row in session.scalars(select(Vote).where(Vote.group == group).limit(number)):
        session.delete(row)
    session.flush()


@pytest.fixture
def shown(session: Session, cast: Cast, now: datetime) -> dict[str, Any]:
    """A first edition in which twelve of civil society voted."""
    story = make_story(session, cast, now=now)
    drop(session, 9, Group.INDIVIDUAL)
    vote(session, story["amendment"], Group.CIVIL_SOCIETY, "ssssoo", now=now)
    content = content_of(session, cast.round, now=now)
    publish(session, cast, content, 1)
    return content


def civil(session: Session, cast: Cast, now: datetime) -> tuple[Any, Any]:
    votes = next(
        one["votes"]
        for one in content_of(session, cast.round, now=now)["contributions"]
        if one["reference"] == "A1"
    )
    cell = next(one for one in votes["cells"] if one["group"] == "civil_society")
    return cell, votes["total"]


def test_unchanged_cells_stay_shown(
    shown: dict[str, Any], session: Session, cast: Cast, now: datetime
) -> None:
    cell, total = civil(session, cast, now)

    assert sum(cell["counts"].values()) == 12
    assert total["counts"] == cell["counts"]


@pytest.mark.parametrize(("left", "hidden"), [(1, True), (4, True), (5, False), (7, False)])
def test_difference_of_a_few_people_is_hidden(
    shown: dict[str, Any], session: Session, cast: Cast, now: datetime, left: int, hidden: bool
) -> None:
    drop(session, left)

    cell, total = civil(session, cast, now)

    assert cell["suppressed"] is total["suppressed"] is hidden
    assert (cell["counts"] is None) is (total["counts"] is None) is hidden


def test_every_earlier_edition_counts(
    shown: dict[str, Any], session: Session, cast: Cast, now: datetime
) -> None:
    """Hidden in the second edition, it is still compared with the first in the third."""
    drop(session, 1)
    publish(session, cast, content_of(session, cast.round, now=now), 2)

    assert civil(session, cast, now)[0]["suppressed"] is True

    drop(session, 1)
    assert civil(session, cast, now)[0]["suppressed"] is True


def test_breakdown_that_lost_a_few_people_is_hidden_with_another_cell() -> None:
    people = [Person(Group.INDIVIDUAL, None, code) for code in ["en"] * 30 + ["fr"] * 20]
    before = breakdowns(people, {})
    after = breakdowns(people[1:], {}, before)

    first, second = (found[-1]["rows"][0]["cells"] for found in (before, after))
    assert {one["column"]: one["people"] for one in first} == {
        "en": 30,
        "fr": 20,
        "es": None,
        "ar": None,
    } | {"fr": first[1]["people"]}
    hidden = {one["column"] for one in second if one["suppressed"]}
    assert "en" in hidden
    assert len(hidden) >= 2


def test_breakdown_that_lost_a_crowd_is_shown() -> None:
    people = [Person(Group.INDIVIDUAL, None, code) for code in "en fr es ar".split() * 30]
    before = breakdowns(people, {})
    rest = [one for one in people if one.language != "ar"] + people[3::4][:SMALL_BREAKDOWN]

    cells = breakdowns(rest, {}, before)[-1]["rows"][0]["cells"]

    assert [one["people"] for one in cells] == [30, 30, 30, 10]


def test_language_of_people_is_broken_down(session: Session, cast: Cast, now: datetime) -> None:
    make_story(session, cast, now=now)
    for member in session.scalars(select(Member)):
        member.language = "ar"

    found = content_of(session, cast.round, now=now)["participation"]["breakdowns"][-1]

    assert found["attribute"] == "language"
    for row in found["rows"]:
        shown = [one["people"] for one in row["cells"] if not one["suppressed"]]
        assert all(number >= SMALL_BREAKDOWN for number in shown)
