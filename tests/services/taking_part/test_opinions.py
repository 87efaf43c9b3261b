"""Votes, positions and ratings: one per voter and item, changeable, and gone when taken back."""

from datetime import datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.contributions import Operation, Status
from app.domain.errors import Invalid, NotAllowed, NotFound
from app.domain.opinions import Choice, Stance
from app.domain.people import Group
from app.domain.rounds import TallyRule
from app.domain.writing import AmendmentWords
from app.models.contributions import Contribution
from app.models.opinions import Position, Rating, Vote
from app.models.record import Submission
from app.models.rounds import Round
from app.queries.own import progress
from app.services.amendments import propose_amendment
from app.services.positions import remove_position, take_position
from app.services.ratings import rate_paragraph, remove_rating
from app.services.votes import cast_vote
from tests.factories.cast import Cast
from tests.factories.people import actor_of


@pytest.fixture
def amendment(session: Session, cast: Cast, now: datetime) -> Contribution:
    words = AmendmentWords(
        Operation.REPLACE, "en", "Why.", "Towns keep water open.", title="Open water"
    )
    propose_amendment(
        session, actor_of(session, cast.lea), cast.round.id, 2, words, key="seed", now=now
    )
    return session.scalars(select(Contribution)).one()


def votes(session: Session) -> list[tuple[int, Choice, int]]:
    rows = session.execute(select(Vote.member_id, Vote.choice, Vote.revision).order_by(Vote.id))
    return [tuple(row) for row in rows]  # type: ignore[misc]


def test_latest_vote_is_the_only_one(
    session: Session, cast: Cast, now: datetime, amendment: Contribution
) -> None:
    bo = actor_of(session, cast.bo)

    cast_vote(session, bo, cast.round.id, "A1", Choice.SUPPORT, now=now)
    cast_vote(session, bo, cast.round.id, "A1", Choice.OPPOSE, now=now)

    assert votes(session) == [(cast.bo.id, Choice.OPPOSE, 1)]
    assert progress(session, bo, cast.round.id) == {2}


def test_vote_is_personal_even_when_acting_for_the_town(
    session: Session, cast: Cast, now: datetime, amendment: Contribution
) -> None:
    cast.ines.organisation_id = None
    lea = actor_of(session, cast.lea, cast.town)

    cast_vote(session, lea, cast.round.id, "A1", Choice.SUPPORT, now=now)
    cast_vote(session, actor_of(session, cast.ines), cast.round.id, "A1", Choice.SUPPORT, now=now)

    groups = session.scalars(select(Vote.group).order_by(Vote.id)).all()
    assert groups == [Group.LOCAL_GOVERNMENT, Group.INDIVIDUAL]


def test_vote_is_taken_back(
    session: Session, cast: Cast, now: datetime, amendment: Contribution
) -> None:
    bo = actor_of(session, cast.bo)
    cast_vote(session, bo, cast.round.id, "A1", Choice.SUPPORT, now=now)

    cast_vote(session, bo, cast.round.id, "A1", None, now=now)

    assert votes(session) == []


def test_repeated_form_does_not_undo_a_later_change(
    session: Session, cast: Cast, now: datetime, amendment: Contribution
) -> None:
    bo = actor_of(session, cast.bo)
    cast_vote(session, bo, cast.round.id, "A1", Choice.SUPPORT, key="v1", now=now)
    cast_vote(session, bo, cast.round.id, "A1", Choice.OPPOSE, key="v2", now=now)

    cast_vote(session, bo, cast.round.id, "A1", Choice.SUPPORT, key="v1", now=now)

    assert votes(session) == [(cast.bo.id, Choice.OPPOSE, 1)]
    assert len(session.scalars(select(Submission)).all()) == 3


@pytest.mark.parametrize(("read", "kept"), [(1, 1), (2, 2), (None, 2), (9, 2), (0, 2)])
def test_vote_remembers_the_revision_that_was_read(
    session: Session,
    cast: Cast,
    now: datetime,
    amendment: Contribution,
    read: int | None,
    kept: int,
) -> None:
    amendment.shown_revision = amendment.last_revision = 2
    session.commit()

    cast_vote(
        session,
        actor_of(session, cast.bo),
        cast.round.id,
        "A1",
        Choice.SUPPORT,
        revision=read,
        now=now,
    )

    assert votes(session) == [(cast.bo.id, Choice.SUPPORT, kept)]


def test_closed_vote_is_refused_inside_the_write(
    session: Session, cast: Cast, amendment: Contribution
) -> None:
    bo, after = actor_of(session, cast.bo), cast.round.closes_at

    with pytest.raises(NotAllowed) as caught:
        cast_vote(session, bo, cast.round.id, "A1", Choice.SUPPORT, now=after)

    assert caught.value.code == "vote_window_is_open"


def test_withdrawn_amendment_takes_no_votes(
    session: Session, cast: Cast, now: datetime, amendment: Contribution
) -> None:
    amendment.status = Status.WITHDRAWN
    session.commit()

    with pytest.raises(NotAllowed):
        cast_vote(session, actor_of(session, cast.bo), cast.round.id, "A1", Choice.SUPPORT, now=now)


def test_comment_takes_no_votes(session: Session, cast: Cast, now: datetime) -> None:
    with pytest.raises(NotFound):
        cast_vote(session, actor_of(session, cast.bo), cast.round.id, "C1", Choice.SUPPORT, now=now)


@pytest.mark.parametrize(("rule", "moves"), [(TallyRule.AFTER_VOTE, 0), (TallyRule.ALWAYS, 1)])
def test_vote_moves_kept_pages_on_only_where_tallies_show(
    session: Session,
    cast: Cast,
    now: datetime,
    amendment: Contribution,
    rule: TallyRule,
    moves: int,
) -> None:
    cast.round.tallies = rule
    session.commit()
    before = session.scalar(select(Round.revision)) or 0

    cast_vote(session, actor_of(session, cast.bo), cast.round.id, "A1", Choice.SUPPORT, now=now)

    assert session.scalar(select(Round.revision)) == before + moves


def test_town_takes_one_position_whoever_acts(
    session: Session, cast: Cast, now: datetime, amendment: Contribution
) -> None:
    lea = actor_of(session, cast.lea, cast.town)

    take_position(session, lea, cast.round.id, "A1", Stance.SUPPORT, key="p1", now=now)
    take_position(session, lea, cast.round.id, "A1", Stance.OPPOSE, key="p2", now=now)
    take_position(session, lea, cast.round.id, 3, Stance.ABSTAIN, key="p3", now=now)
    take_position(session, lea, cast.round.id, 3, Stance.SUPPORT, "Yes.", key="p4", now=now)

    rows = session.scalars(select(Position).order_by(Position.id)).all()
    assert [(row.stance, row.reason) for row in rows] == [
        (Stance.OPPOSE, ""),
        (Stance.SUPPORT, "Yes."),
    ]
    assert progress(session, lea, cast.round.id) == {2, 3}


def test_position_is_removed(session: Session, cast: Cast, now: datetime) -> None:
    lea = actor_of(session, cast.lea, cast.town)
    take_position(session, lea, cast.round.id, 3, Stance.SUPPORT, key="p", now=now)

    remove_position(session, lea, cast.round.id, 3, now=now)

    assert session.scalars(select(Position)).all() == []


def test_support_with_changes_names_them(session: Session, cast: Cast, now: datetime) -> None:
    lea = actor_of(session, cast.lea, cast.town)

    with pytest.raises(Invalid):
        take_position(session, lea, cast.round.id, 3, Stance.SUPPORT_WITH_CHANGES, key="p", now=now)


def test_delegate_as_oneself_takes_no_position(session: Session, cast: Cast, now: datetime) -> None:
    with pytest.raises(NotAllowed) as caught:
        take_position(
            session, actor_of(session, cast.lea), cast.round.id, 3, Stance.SUPPORT, key="p", now=now
        )

    assert caught.value.code == "acts_for_an_organisation"


def test_hidden_amendment_takes_no_position(
    session: Session, cast: Cast, now: datetime, amendment: Contribution
) -> None:
    amendment.status = Status.WITHHELD
    session.commit()

    with pytest.raises(NotAllowed):
        take_position(
            session,
            actor_of(session, cast.lea, cast.town),
            cast.round.id,
            "A1",
            Stance.SUPPORT,
            key="p",
            now=now,
        )


def scores(session: Session) -> list[tuple[str, str, int]]:
    rows = session.execute(select(Rating.voter, Rating.criterion, Rating.score))
    return sorted(tuple(row) for row in rows)  # type: ignore[misc]


def test_member_and_town_rate_once_each(session: Session, cast: Cast, now: datetime) -> None:
    alone, town = actor_of(session, cast.lea), actor_of(session, cast.lea, cast.town)
    marks = (("relevance", 5), ("implementability", 0))

    rate_paragraph(session, alone, cast.round.id, 1, marks, key="a", now=now)
    rate_paragraph(session, town, cast.round.id, 1, (("relevance", 2),), key="b", now=now)
    rate_paragraph(session, alone, cast.round.id, 1, (("relevance", 4),), key="c", now=now)

    assert scores(session) == [
        (f"m{cast.lea.id}", "relevance", 4),
        (f"o{cast.town.id}", "relevance", 2),
    ]


def test_rating_is_taken_back(session: Session, cast: Cast, now: datetime) -> None:
    bo = actor_of(session, cast.bo)
    rate_paragraph(session, bo, cast.round.id, 1, (("relevance", 5),), key="a", now=now)

    remove_rating(session, bo, cast.round.id, 1, now=now)

    assert scores(session) == []


@pytest.mark.parametrize("mark", [("beauty", 3), ("relevance", 6), ("relevance", -1)])
def test_rating_stays_within_the_scales_of_the_round(
    session: Session, cast: Cast, now: datetime, mark: tuple[str, int]
) -> None:
    with pytest.raises(Invalid):
        rate_paragraph(
            session, actor_of(session, cast.bo), cast.round.id, 1, (mark,), key="a", now=now
        )


def test_empty_rating_is_refused(session: Session, cast: Cast, now: datetime) -> None:
    with pytest.raises(Invalid):
        rate_paragraph(session, actor_of(session, cast.bo), cast.round.id, 1, (), key="a", now=now)
