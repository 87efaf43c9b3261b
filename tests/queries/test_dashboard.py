"""What those who run a round watch: who is heard, what is missing, how old the queue is."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from app.domain.contributions import Status
from app.domain.moderation import ReasonCode
from app.domain.opinions import SMALL_CELL
from app.domain.people import Group, Region
from app.models.moderation import Report
from app.models.rounds import Invitation
from app.queries.dashboard.turnout import Reached, Turnout, silent_page, turnout_of
from app.queries.dashboard.unheard import unheard_paragraphs
from app.queries.dashboard.waiting import Waiting, ages_of
from app.queries.rounds import RoundInView, visible_round
from tests.factories.cast import Cast
from tests.factories.contributions import (
    make_amendment,
    make_contribution,
    make_position,
    make_rating,
    make_vote,
)
from tests.factories.people import actor_of, make_member, make_organisation


def view_of(session: Session, cast: Cast, now: datetime) -> RoundInView:
    return visible_round(session, actor_of(session, cast.ada), "r1", now=now)


def by(found: Turnout, kind: str) -> dict[str, tuple[int, int]]:
    return {one.value: (one.heard, one.of) for one in found.by[kind]}


def towns(session: Session, number: int, now: datetime, **more: object) -> None:
    for place in range(number):
        make_organisation(session, f"town-{place}", Group.LOCAL_GOVERNMENT, now=now, **more)


def test_official_acts_are_set_against_those_registered(
    session: Session, cast: Cast, now: datetime
) -> None:
    cast.town.region, cast.league.region = Region.AFRICA, Region.EUROPE
    make_position(session, cast.round, cast.town, cast.lea, now=now, paragraph=cast.paragraphs[0])
    make_contribution(session, cast.round, cast.bo, cast.paragraphs[0], now=now)

    found = turnout_of(session, cast.round)

    assert not found.invited
    assert by(found, "group") == {
        "local_government": (1, 1),
        "civil_society": (0, 1),
        "migrant_association": (0, 1),
    }
    assert by(found, "region") == {"africa": (1, 1), "europe": (0, 1)}
    assert by(found, "language") == {"en": (1, 3)}
    assert [body.slug for body in found.silent] == ["league", "passage"]


def test_only_those_invited_are_waited_for(session: Session, cast: Cast, now: datetime) -> None:
    for body in (cast.town, cast.league):
        session.add(Invitation(round_id=cast.round.id, organisation_id=body.id, invited_at=now))
    cast.league.closed_at = now
    session.flush()

    found = turnout_of(session, cast.round)

    assert found.invited
    assert by(found, "group") == {"local_government": (0, 1)}


@pytest.mark.parametrize(
    ("ratio", "heard", "short"),
    [(0.79, 3, True), (0.8, 3, False), (1.3, 3, False), (None, 0, True)],
)
def test_below_four_fifths_is_too_few(ratio: float | None, heard: int, *, short: bool) -> None:
    assert Reached("africa", heard, 9, ratio).short is short


def test_gaps_name_the_group_that_is_behind(session: Session, cast: Cast, now: datetime) -> None:
    towns(session, 8, now)
    make_position(session, cast.round, cast.town, cast.lea, now=now, paragraph=cast.paragraphs[0])
    for body, member in ((cast.league, cast.bo), (cast.association, cast.mina)):
        make_position(session, cast.round, body, member, now=now, paragraph=cast.paragraphs[0])

    gaps = [(kind, one.value) for kind, one in turnout_of(session, cast.round).gaps]

    assert gaps == [("group", "local_government")]


def test_people_wanted_are_half_of_a_small_group(
    session: Session, cast: Cast, now: datetime
) -> None:
    for number in range(8):
        make_member(session, f"L{number}", cast.league, now=now)
    make_contribution(session, cast.round, cast.bo, cast.paragraphs[0], now=now)

    groups = {one.group: one for one in turnout_of(session, cast.round).groups}

    league = groups[Group.CIVIL_SOCIETY]
    assert (league.people, league.registered, league.wanted, league.short) == (1, 9, 5, True)
    # One member only: fewer than a shown cell holds, so their number is not told.
    town = groups[Group.LOCAL_GOVERNMENT]
    assert (town.registered, town.wanted, town.short) == (None, 1, True)


def test_small_cells_of_the_languages_stay_hidden(
    session: Session, cast: Cast, now: datetime
) -> None:
    for number in range(30):
        member = make_member(
            session, f"L{number}", cast.league, now=now, language="fr" if number < 9 else "en"
        )
        make_contribution(session, cast.round, member, cast.paragraphs[0], now=now)

    rows = next(
        one for one in turnout_of(session, cast.round).breakdowns if one["attribute"] == "language"
    )["rows"]
    cells = {cell["column"]: cell["people"] for cell in rows[0]["cells"]}

    assert rows[0]["people"] == 30
    assert cells["fr"] is None
    shown = [number for number in cells.values() if number is not None]
    assert 30 - sum(shown) >= 10


def test_silent_organisations_are_told_with_who_could_act(
    session: Session, cast: Cast, now: datetime
) -> None:
    rows = {
        one.slug: one for one in silent_page(session, turnout_of(session, cast.round).silent, 1)
    }

    assert (rows["rivebelle"].delegates, rows["rivebelle"].members) == (1, 1)
    assert (rows["league"].delegates, rows["league"].members) == (0, 1)
    assert silent_page(session, turnout_of(session, cast.round).silent, 2) == []


def test_paragraphs_name_the_groups_not_heard(session: Session, cast: Cast, now: datetime) -> None:
    first, second = cast.paragraphs[:2]
    make_contribution(session, cast.round, cast.bo, first, now=now)
    hidden = {"status": Status.WITHHELD, "group": Group.MIGRANT_ASSOCIATION}
    make_contribution(session, cast.round, cast.mina, first, now=now, **hidden)
    amendment = make_amendment(session, cast.round, cast.bo, second, now=now)
    make_position(session, cast.round, cast.town, cast.lea, now=now, contribution=amendment)
    groups = [Group.LOCAL_GOVERNMENT, Group.CIVIL_SOCIETY, Group.MIGRANT_ASSOCIATION]

    rows = unheard_paragraphs(session, view_of(session, cast, now), groups)

    missing = {one.number: (one.contributions, one.groups) for one in rows}
    assert missing[1] == (1, (Group.LOCAL_GOVERNMENT, Group.MIGRANT_ASSOCIATION))
    assert missing[2] == (1, (Group.MIGRANT_ASSOCIATION,))
    assert missing[3] == (0, tuple(groups))
    assert [len(one.groups) for one in rows] == sorted(len(one.groups) for one in rows)[::-1]


@pytest.mark.parametrize(("number", "heard"), [(SMALL_CELL - 1, False), (SMALL_CELL, True)])
def test_few_votes_and_ratings_are_no_view(
    session: Session, cast: Cast, now: datetime, number: int, *, heard: bool
) -> None:
    first, second = cast.paragraphs[:2]
    amendment = make_amendment(session, cast.round, cast.bo, second, now=now)
    for place in range(number):
        person = make_member(session, f"I{place}", now=now)
        make_rating(session, cast.round, first, person, 4, now=now, group=Group.INDIVIDUAL)
        make_rating(session, cast.round, first, person, 4, "cost", now=now, group=Group.INDIVIDUAL)
        make_vote(session, amendment, person, now=now, group=Group.INDIVIDUAL)

    rows = unheard_paragraphs(session, view_of(session, cast, now), [Group.INDIVIDUAL])

    assert [one.number not in {1, 2} for one in rows].count(False) == (0 if heard else 2)


def test_queue_ages_by_what_waits(session: Session, cast: Cast, now: datetime) -> None:
    def wrote(hours: int, status: Status = Status.PENDING) -> int:
        at = now - timedelta(hours=hours)
        row = make_contribution(session, cast.round, cast.bo, now=at, status=status)
        return row.id

    wrote(200)
    wrote(2)
    for hours, code in ((5, ReasonCode.THREAT), (7, ReasonCode.SPAM)):
        session.add(
            Report(
                contribution_id=wrote(300, Status.PUBLISHED),
                reporter=code.value,
                code=code,
                language="en",
                created_at=now - timedelta(hours=hours),
            )
        )
    session.flush()

    ages = {one.kind: one for one in ages_of(session, view_of(session, cast, now), now=now)}

    assert {kind: age.number for kind, age in ages.items()} == {
        Waiting.URGENT_REPORT: 1,
        Waiting.REPORT: 1,
        Waiting.NEW: 2,
        Waiting.REVISED: 0,
        Waiting.APPEAL: 0,
    }
    assert ages[Waiting.NEW].oldest == now - timedelta(hours=200)
    late = [kind for kind, age in ages.items() if age.late(now)]
    assert late == [Waiting.URGENT_REPORT, Waiting.NEW]
    assert ages[Waiting.APPEAL].oldest is None
