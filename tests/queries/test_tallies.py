"""Tallies are counted from rows, split by group, and shown by the round's rule only."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from app.domain.opinions import Choice, Stance
from app.domain.people import VISITOR, Actor, Group
from app.domain.rounds import TallyRule
from app.queries.rounds import visible_round
from app.queries.tallies import (
    positions_on,
    positions_on_paragraphs,
    ratings_on,
    tallies_show,
    votes_on,
)
from tests.factories.cast import Cast
from tests.factories.contributions import make_amendment, make_position, make_rating, make_vote
from tests.factories.people import actor_of, make_member

DAY = timedelta(days=1)


def test_votes_are_split_by_group_and_small_groups_hidden(
    session: Session, cast: Cast, now: datetime
) -> None:
    first = make_amendment(session, cast.round, cast.bo, cast.paragraphs[0], now=now)
    other = make_amendment(session, cast.round, cast.bo, cast.paragraphs[1], now=now)
    for at in range(6):
        choice = Choice.OPPOSE if at == 0 else Choice.SUPPORT
        make_vote(session, first, make_member(session, f"M{at}", now=now), choice, now=now)
    make_vote(session, first, cast.lea, now=now, group=Group.LOCAL_GOVERNMENT)

    found = votes_on(session, [first.id, other.id])

    large = found[first.id].cell(Group.CIVIL_SOCIETY)
    small = found[first.id].cell(Group.LOCAL_GOVERNMENT)
    assert large is not None
    assert large.counts == {"support": 5, "oppose": 1, "abstain": 0}
    assert small is not None
    assert small.suppressed
    assert found[first.id].suppressed
    assert found[other.id].cells == ()


def test_positions_are_public_acts_and_always_counted(
    session: Session, cast: Cast, now: datetime
) -> None:
    amendment = make_amendment(session, cast.round, cast.bo, cast.paragraphs[0], now=now)
    make_position(
        session, cast.round, cast.town, cast.lea, Stance.OPPOSE, now=now, contribution=amendment
    )
    make_position(session, cast.round, cast.town, cast.lea, now=now, paragraph=cast.paragraphs[0])

    on_amendment = positions_on(session, [amendment.id])[amendment.id]
    on_paragraph = positions_on_paragraphs(session, cast.round.id, [cast.paragraphs[0].id])

    assert on_amendment.total == {
        "support": 0,
        "support_with_changes": 0,
        "oppose": 1,
        "abstain": 0,
    }
    assert (on_paragraph[cast.paragraphs[0].id].total or {})["support"] == 1


def test_ratings_are_counted_by_criterion(session: Session, cast: Cast, now: datetime) -> None:
    paragraph = cast.paragraphs[0]
    for at, score in enumerate((5, 4, 3, 1, 0)):
        member = make_member(session, f"M{at}", now=now)
        make_rating(session, cast.round, paragraph, member, score, now=now)

    found = ratings_on(session, cast.round.id, [paragraph.id], cast.round.criteria)[paragraph.id]

    cell = found["relevance"].cell(Group.CIVIL_SOCIETY)
    assert cell is not None
    assert cell.marks is not None
    assert (cell.marks.mean, cell.marks.agree, cell.marks.cannot_judge) == (3.25, 2, 1)
    assert found["implementability"].cells == ()


@pytest.mark.parametrize(
    ("rule", "voted", "closed", "shown"),
    [
        (TallyRule.AFTER_VOTE, False, False, False),
        (TallyRule.AFTER_VOTE, True, False, True),
        (TallyRule.AFTER_VOTE, False, True, True),
        (TallyRule.ALWAYS, False, False, True),
        (TallyRule.AFTER_CLOSING, True, False, False),
        (TallyRule.AFTER_CLOSING, False, True, True),
    ],
)
@pytest.mark.parametrize("who", ["bo", "ada", "sam"])
def test_tally_shows_by_the_rule_whatever_the_role(
    session: Session,
    cast: Cast,
    now: datetime,
    rule: TallyRule,
    voted: bool,
    closed: bool,
    shown: bool,
    who: str,
) -> None:
    cast.round.tallies = rule
    cast.round.closes_at = now - DAY if closed else now + DAY
    session.commit()
    actor: Actor = actor_of(session, getattr(cast, who))
    view = visible_round(session, actor, "r1", now=now)

    assert tallies_show(view, actor, "support" if voted else None, now) is shown


def test_visitor_sees_no_tally_before_closing(session: Session, cast: Cast, now: datetime) -> None:
    view = visible_round(session, VISITOR, "r1", now=now)

    assert not tallies_show(view, VISITOR, None, now)


def test_round_not_open_yet_shows_no_tally(session: Session, cast: Cast, now: datetime) -> None:
    cast.round.tallies, cast.round.opens_at = TallyRule.ALWAYS, now + DAY
    session.commit()
    view = visible_round(session, VISITOR, "r1", now=now)

    assert not tallies_show(view, VISITOR, None, now)
