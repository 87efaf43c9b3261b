"""Everybody at once: requests released by a barrier leave one row per voter and item, no more."""

from collections.abc import Callable
from datetime import datetime
from threading import Barrier, Thread

import pytest
from flask import Flask
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from app.domain.contributions import CommentKind, Operation
from app.domain.errors import Conflict
from app.domain.opinions import Choice, Stance
from app.domain.people import Actor
from app.domain.writing import AmendmentWords, CommentWords
from app.models.contributions import Contribution, CoSponsor
from app.models.engine import writing
from app.models.opinions import Position, Rating, Vote
from app.models.record import Submission
from app.services.amendments import propose_amendment
from app.services.co_sponsors import join_amendment
from app.services.comments import submit_comment
from app.services.positions import take_position
from app.services.ratings import rate_paragraph
from app.services.votes import cast_vote
from app.web.database import EXTENSION
from tests.factories.cast import Cast
from tests.factories.people import actor_of

AT_ONCE = 8
ITEMS = 40
Attempt = Callable[[Session, int], object]


def burst(app: Flask, attempt: Attempt) -> list[Exception]:
    """Run the attempt in eight threads that start together; refusals are returned."""
    engine = app.extensions[EXTENSION].engine
    barrier = Barrier(AT_ONCE)
    refused: list[Exception] = []

    def run(at: int) -> None:
        with writing(), Session(engine) as session:
            barrier.wait(timeout=20)
            try:
                attempt(session, at)
            except Conflict as error:
                refused.append(error)

    threads = [Thread(target=run, args=(at,)) for at in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return refused


def number_of(session: Session, model: type) -> int:
    session.rollback()
    return session.scalar(select(func.count()).select_from(model)) or 0


@pytest.fixture
def amendments(session: Session, cast: Cast, now: datetime) -> list[str]:
    """Amendments to vote on."""
    lea = actor_of(session, cast.lea)
    return [
        propose_amendment(
            session,
            lea,
            cast.round.id,
            1,
            AmendmentWords(
                Operation.REPLACE, "en", "Why.", f"Other words {at}.", title="Open water"
            ),
            key=f"seed{at}",
            now=now,
        )
        for at in range(ITEMS)
    ]


@pytest.fixture
def bo(session: Session, cast: Cast) -> Actor:
    return actor_of(session, cast.bo)


def test_one_vote_per_member_and_item(
    app: Flask, session: Session, cast: Cast, now: datetime, amendments: list[str], bo: Actor
) -> None:
    round_id, choices = cast.round.id, list(Choice)
    session.commit()

    for reference in amendments:

        def vote(own: Session, at: int, reference: str = reference) -> None:
            cast_vote(own, bo, round_id, reference, choices[at % 3], now=now)

        assert burst(app, vote) == []

    assert number_of(session, Vote) == ITEMS


def test_one_contribution_per_submit(
    app: Flask, session: Session, cast: Cast, now: datetime, bo: Actor
) -> None:
    round_id = cast.round.id
    words = CommentWords("Once.", "en", CommentKind.AGREE)
    session.commit()
    told: list[object] = []

    for item in range(10):

        def send(own: Session, _at: int, key: str = f"key{item}") -> None:
            told.append(submit_comment(own, bo, round_id, words, number=1, key=key, now=now))

        assert burst(app, send) == []

    assert number_of(session, Contribution) == number_of(session, Submission) == 10
    assert sorted(told, key=str) == sorted([f"C{n}" for n in range(1, 11)] * AT_ONCE, key=str)


def test_numbers_are_taken_once_by_many_hands(
    app: Flask, session: Session, cast: Cast, now: datetime, bo: Actor
) -> None:
    round_id = cast.round.id
    session.commit()

    def send(own: Session, at: int) -> None:
        words = CommentWords(f"Words {at}.", "en", CommentKind.AGREE)
        submit_comment(own, bo, round_id, words, number=1, key=f"key{at}", now=now)

    assert burst(app, send) == []
    session.rollback()
    numbers = session.scalars(select(Contribution.number).order_by(Contribution.number)).all()
    assert numbers == list(range(1, AT_ONCE + 1))


def test_one_position_rating_and_sponsor_per_organisation(
    app: Flask, session: Session, cast: Cast, now: datetime, amendments: list[str]
) -> None:
    round_id, lea = cast.round.id, actor_of(session, cast.lea, cast.town)
    session.commit()

    def act(own: Session, at: int) -> None:
        take_position(own, lea, round_id, 2, list(Stance)[at % 4], "x", key=f"p{at}", now=now)
        rate_paragraph(own, lea, round_id, 2, (("relevance", 1 + at % 5),), key=f"r{at}", now=now)
        join_amendment(own, lea, round_id, amendments[0], key=f"j{at}", now=now)

    assert burst(app, act) == []
    assert number_of(session, Position) == 1
    assert number_of(session, Rating) == 1
    assert number_of(session, CoSponsor) == 1


def test_checking_before_inserting_without_the_index_lets_doubles_in(
    app: Flask, session: Session
) -> None:
    """The control: the same burst over a table that lost its UNIQUE is noticed at once."""
    session.execute(text("CREATE TABLE unguarded (member_id INTEGER, contribution_id INTEGER)"))
    session.commit()
    checked = Barrier(AT_ONCE)

    def vote(own: Session, _at: int) -> None:
        there = own.execute(text("SELECT 1 FROM unguarded WHERE member_id = 1")).first()
        own.commit()
        checked.wait(timeout=20)
        if there is None:
            own.execute(text("INSERT INTO unguarded VALUES (1, 1)"))
        own.commit()

    burst(app, vote)
    rows = session.execute(text("SELECT count(*) FROM unguarded")).scalar_one()
    session.execute(text("DROP TABLE unguarded"))
    session.commit()

    assert rows == AT_ONCE
