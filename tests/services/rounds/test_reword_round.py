"""Mending what readers are told of a round whose plan stands."""

from datetime import datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import Conflict, Invalid, NotAllowed
from app.domain.plans import RoundWords
from app.ledger.record import verify
from app.models.record import RecordEntry
from app.services.rounds.set_up_round import reword_round
from tests.factories.cast import Cast
from tests.factories.people import actor_of

WORDS = RoundWords({"en": "Round 1", "fr": " Consultation 1 "}, contact=" port@example.org ")


def test_words_of_an_open_round_change_and_its_plan_stays(
    session: Session, cast: Cast, now: datetime
) -> None:
    row, ada = cast.round, actor_of(session, cast.ada)
    stays = (row.version_id, row.slug, row.opens_at, row.closes_at, row.audience, row.moderation)

    reword_round(session, ada, row.id, WORDS, edit=row.edit, now=now)

    session.refresh(row)
    assert row.titles == {"en": "Round 1", "fr": "Consultation 1"}
    assert row.contact == "port@example.org"
    assert stays == (
        row.version_id,
        row.slug,
        row.opens_at,
        row.closes_at,
        row.audience,
        row.moderation,
    )


def test_change_is_entered_in_the_record_and_makes_kept_pages_stale(
    session: Session, cast: Cast, now: datetime
) -> None:
    row = cast.round
    before = (row.edit, row.revision)

    reword_round(session, actor_of(session, cast.ada), row.id, WORDS, edit=row.edit, now=now)

    entry = session.scalars(select(RecordEntry)).one()
    assert (entry.kind, entry.role, entry.code) == ("round_reworded", "facilitator", "")
    assert verify(session, row.id).sound
    assert row.edit > before[0]
    assert row.revision > before[1]


def test_same_words_leave_no_entry(session: Session, cast: Cast, now: datetime) -> None:
    row, ada = cast.round, actor_of(session, cast.ada)
    same = RoundWords(row.titles, row.questions, row.run_by, row.contact)

    reword_round(session, ada, row.id, same, edit=row.edit, now=now)

    assert session.scalars(select(RecordEntry)).all() == []


def test_second_writer_is_told(session: Session, cast: Cast, now: datetime) -> None:
    row, ada = cast.round, actor_of(session, cast.ada)
    seen = row.edit
    reword_round(session, ada, row.id, WORDS, edit=seen, now=now)

    with pytest.raises(Conflict, match="changed_meanwhile"):
        reword_round(session, ada, row.id, RoundWords({"en": "Mine"}), edit=seen, now=now)


def test_a_title_stays(session: Session, cast: Cast, now: datetime) -> None:
    row = cast.round

    with pytest.raises(Invalid, match="title_missing"):
        reword_round(
            session,
            actor_of(session, cast.ada),
            row.id,
            RoundWords({"en": " "}),
            edit=row.edit,
            now=now,
        )


def test_reported_round_keeps_its_words(session: Session, cast: Cast, now: datetime) -> None:
    row = cast.round
    row.closes_at = row.reported_at = now
    session.commit()

    with pytest.raises(NotAllowed):
        reword_round(session, actor_of(session, cast.ada), row.id, WORDS, edit=row.edit, now=now)


@pytest.mark.parametrize("name", ["dee", "bo", "tariq", "olu", "ann"])
def test_others_reword_nothing(session: Session, cast: Cast, now: datetime, name: str) -> None:
    row, actor = cast.round, actor_of(session, getattr(cast, name))
    titles = dict(row.titles)

    with pytest.raises(NotAllowed):
        reword_round(session, actor, row.id, WORDS, edit=row.edit, now=now)

    session.rollback()
    assert row.titles == titles
