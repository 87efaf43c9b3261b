"""Undoing: within ten minutes, as a new step, never over what happened since."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.contributions import Status
from app.domain.errors import Conflict, NotAllowed, NotFound
from app.domain.moderation import Answer, AppealOutcome, Decision, Plea, ReasonCode
from app.domain.people import VISITOR
from app.models.contributions import Contribution
from app.models.moderation import ModerationStep, Report
from app.models.record import OutboxMessage
from app.queries.cases import just_decided
from app.queries.rounds import visible_round
from app.services.moderation.appeal import appeal
from app.services.moderation.decide_appeal import decide_appeal
from app.services.moderation.undo import undo
from tests.factories.cast import Cast
from tests.factories.people import actor_of
from tests.services.moderation.cases import pending, published, reported, revise, ruled, steps


def taken_back(session: Session, cast: Cast, step: ModerationStep, *, now: datetime) -> list[str]:
    return undo(session, actor_of(session, cast.ada), cast.round.id, [step.id], now=now)


@pytest.mark.parametrize("decision", list(Decision))
def test_undone_decision_leaves_everything_as_before(
    session: Session, cast: Cast, now: datetime, decision: Decision
) -> None:
    row = pending(session, cast, now=now)
    step = ruled(session, cast.ada, row, decision, now=now)

    taken_back(session, cast, step, now=now + timedelta(minutes=10))

    assert (row.status, row.shown_revision, row.published_at) == (Status.PENDING, None, None)


def test_undo_is_a_new_step_and_is_told(session: Session, cast: Cast, now: datetime) -> None:
    row = pending(session, cast, now=now)
    step = ruled(session, cast.ada, row, Decision.PUBLISH, now=now)

    taken_back(session, cast, step, now=now)

    assert [one.undoes_id for one in steps(session, row)] == [None, step.id]
    mails = session.scalars(select(OutboxMessage).order_by(OutboxMessage.id)).all()
    assert [mail.context["undone"] for mail in mails] == [False, True]


def test_after_ten_minutes_it_is_over(session: Session, cast: Cast, now: datetime) -> None:
    row = pending(session, cast, now=now)
    step = ruled(session, cast.ada, row, Decision.PUBLISH, now=now)

    with pytest.raises(Conflict, match="undo_is_over"):
        taken_back(session, cast, step, now=now + timedelta(minutes=10, seconds=1))

    assert row.status is Status.PUBLISHED


def test_a_decision_is_undone_once(session: Session, cast: Cast, now: datetime) -> None:
    row = pending(session, cast, now=now)
    step = ruled(session, cast.ada, row, Decision.PUBLISH, now=now)
    taken_back(session, cast, step, now=now)

    with pytest.raises(Conflict, match="step_impossible"):
        taken_back(session, cast, step, now=now)


def test_undo_itself_is_not_undone(session: Session, cast: Cast, now: datetime) -> None:
    row = pending(session, cast, now=now)
    step = ruled(session, cast.ada, row, Decision.PUBLISH, now=now)
    taken_back(session, cast, step, now=now)

    with pytest.raises(Conflict, match="step_impossible"):
        taken_back(session, cast, steps(session, row)[-1], now=now)


def test_undo_brings_the_older_words_back(session: Session, cast: Cast, now: datetime) -> None:
    row = published(session, cast, now=now)
    revise(session, row, "Newer words.", now=now)
    step = ruled(session, cast.ada, row, Decision.PUBLISH, now=now)

    taken_back(session, cast, step, now=now)

    assert (row.status, row.shown_revision) == (Status.PUBLISHED, 1)


def test_reports_wait_again_once_the_withholding_is_undone(
    session: Session, cast: Cast, now: datetime
) -> None:
    row = published(session, cast, now=now)
    reported(session, row, code=ReasonCode.SPAM, now=now)
    step = ruled(session, cast.ada, row, Decision.WITHHOLD, now=now)

    taken_back(session, cast, step, now=now)

    assert session.scalars(select(Report)).one().settled_at is None


def test_stranger_undoes_nothing(session: Session, cast: Cast, now: datetime) -> None:
    row = pending(session, cast, now=now)
    step = ruled(session, cast.ada, row, Decision.PUBLISH, now=now)

    with pytest.raises(NotAllowed, match="is_facilitator"):
        undo(session, actor_of(session, cast.dee), cast.round.id, [step.id], now=now)


def test_step_of_another_round_is_unknown(session: Session, cast: Cast, now: datetime) -> None:
    row = pending(session, cast, now=now)
    step = ruled(session, cast.ada, row, Decision.PUBLISH, now=now)

    with pytest.raises(NotFound):
        undo(session, actor_of(session, cast.ada), cast.round.id + 1, [step.id], now=now)

    assert session.get_one(Contribution, row.id).status is Status.PUBLISHED


def test_decision_that_stood_on_appeal_is_nobodys_to_take_back(
    session: Session, cast: Cast, now: datetime
) -> None:
    row = pending(session, cast, now=now)
    step = ruled(session, cast.ada, row, Decision.WITHHOLD, now=now)
    view = visible_round(session, VISITOR, cast.round.slug, now=now)
    ada = actor_of(session, cast.ada)
    plea = Plea("It is the number of an office.", "ar", "k1")
    appeal(session, actor_of(session, cast.mina), cast.round.id, row.reference, plea, now=now)
    offered = just_decided(session, ada, view, now=now)
    words = Answer(AppealOutcome.UPHELD, "It is the number of a person.")
    decide_appeal(session, actor_of(session, cast.cy), cast.round.id, row.reference, words, now=now)

    with pytest.raises(Conflict, match="step_impossible"):
        taken_back(session, cast, step, now=now)

    assert [name for _, name in offered] == [row.reference]
    assert just_decided(session, ada, view, now=now) == []
    assert row.status is Status.WITHHELD
