"""Appeals: six months, answered by somebody else, reversed by two, restored in place."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.contributions import Status, Step
from app.domain.errors import Conflict, Invalid, NotAllowed
from app.domain.moderation import Answer, AppealOutcome, Decision, Plea
from app.domain.people import VISITOR
from app.ledger.record import verify
from app.models.contributions import Contribution
from app.models.moderation import Appeal
from app.models.people import Member, RoleGrant
from app.models.record import RecordEntry
from app.queries.moderation import Tab, counts
from app.queries.rounds import visible_round
from app.services.moderation.appeal import appeal
from app.services.moderation.decide_appeal import decide_appeal
from tests.factories.cast import Cast
from tests.factories.people import actor_of
from tests.services.moderation.cases import pending, published, revise, ruled, steps

WHY = "The number belongs to the town hall."
ANSWER = "It is the public number of an office."


def appealed(
    session: Session,
    cast: Cast,
    *,
    now: datetime,
    decision: Decision = Decision.WITHHOLD,
    after: timedelta = timedelta(),
) -> Contribution:
    """Ada restricts a contribution of Mina, who appeals."""
    row = pending(session, cast, now=now)
    ruled(session, cast.ada, row, decision, now=now)
    plea = Plea(WHY, "ar", "k1")
    appeal(
        session, actor_of(session, cast.mina), cast.round.id, row.reference, plea, now=now + after
    )
    return row


def answered(
    session: Session,
    cast: Cast,
    member: Member,
    row: Contribution,
    outcome: AppealOutcome,
    *,
    now: datetime,
) -> Appeal:
    actor = actor_of(session, member)
    words = Answer(outcome, ANSWER)
    return decide_appeal(session, actor, cast.round.id, row.reference, words, now=now)


def test_appeal_is_open_for_six_months(session: Session, cast: Cast, now: datetime) -> None:
    row = appealed(session, cast, now=now, after=timedelta(days=183))

    assert session.scalars(select(Appeal)).one().contribution_id == row.id


def test_appeal_after_its_time_is_refused(session: Session, cast: Cast, now: datetime) -> None:
    with pytest.raises(NotAllowed, match="appeal_time_is_over"):
        appealed(session, cast, now=now, after=timedelta(days=185))


def test_same_form_sent_twice_is_one_appeal(session: Session, cast: Cast, now: datetime) -> None:
    row = appealed(session, cast, now=now)
    actor = actor_of(session, cast.mina)

    again = appeal(session, actor, cast.round.id, row.reference, Plea(WHY, "ar", "k1"), now=now)

    assert again == row.reference
    assert len(session.scalars(select(Appeal)).all()) == 1


def test_one_decision_is_appealed_once(session: Session, cast: Cast, now: datetime) -> None:
    row = appealed(session, cast, now=now)
    actor = actor_of(session, cast.mina)

    with pytest.raises(Conflict, match="already_appealed"):
        appeal(session, actor, cast.round.id, row.reference, Plea("More.", "ar", "k2"), now=now)


@pytest.mark.parametrize("name", ["bo", "ada", "sam", "ann"])
def test_only_the_author_appeals(session: Session, cast: Cast, now: datetime, name: str) -> None:
    row = pending(session, cast, now=now)
    ruled(session, cast.ada, row, Decision.WITHHOLD, now=now)
    actor = actor_of(session, getattr(cast, name))

    with pytest.raises(NotAllowed, match="is_author"):
        appeal(session, actor, cast.round.id, row.reference, Plea(WHY, "en", "k"), now=now)


def test_what_is_not_restricted_is_not_appealed(
    session: Session, cast: Cast, now: datetime
) -> None:
    row = published(session, cast, now=now)
    actor = actor_of(session, cast.bo)

    with pytest.raises(NotAllowed, match="contribution_is_restricted"):
        appeal(session, actor, cast.round.id, row.reference, Plea(WHY, "en", "k"), now=now)


@pytest.mark.parametrize("outcome", list(AppealOutcome))
def test_whoever_decided_does_not_answer(
    session: Session, cast: Cast, now: datetime, outcome: AppealOutcome
) -> None:
    row = appealed(session, cast, now=now)

    with pytest.raises(NotAllowed, match="somebody_else_decided"):
        answered(session, cast, cast.ada, row, outcome, now=now)


def test_one_other_person_lets_it_stand(session: Session, cast: Cast, now: datetime) -> None:
    row = appealed(session, cast, now=now)

    found = answered(session, cast, cast.cy, row, AppealOutcome.UPHELD, now=now)

    assert (found.outcome, found.decided_by_id) == (AppealOutcome.UPHELD, cast.cy.id)
    assert row.status is Status.WITHHELD


def test_first_word_for_reversal_only_proposes(session: Session, cast: Cast, now: datetime) -> None:
    row = appealed(session, cast, now=now)

    found = answered(session, cast, cast.cy, row, AppealOutcome.REVERSED, now=now)

    assert (found.outcome, found.proposed_by_id) == (None, cast.cy.id)
    assert row.status is Status.WITHHELD


def test_second_person_restores_in_place(session: Session, cast: Cast, now: datetime) -> None:
    row = appealed(session, cast, now=now)
    answered(session, cast, cast.cy, row, AppealOutcome.REVERSED, now=now)

    found = answered(session, cast, cast.sam, row, AppealOutcome.REVERSED, now=now)

    assert (found.outcome, found.decided_by_id) == (AppealOutcome.REVERSED, cast.sam.id)
    assert (row.status, row.shown_revision) == (Status.PUBLISHED, 1)
    assert steps(session, row)[-1].step is Step.RESTORE


def test_returned_words_appear_when_the_return_is_reversed(
    session: Session, cast: Cast, now: datetime
) -> None:
    row = appealed(session, cast, now=now, decision=Decision.RETURN)
    answered(session, cast, cast.cy, row, AppealOutcome.REVERSED, now=now)

    answered(session, cast, cast.sam, row, AppealOutcome.REVERSED, now=now)

    assert (row.status, row.shown_revision) == (Status.PUBLISHED, 1)


def test_proposer_cannot_confirm(session: Session, cast: Cast, now: datetime) -> None:
    row = appealed(session, cast, now=now)
    answered(session, cast, cast.cy, row, AppealOutcome.REVERSED, now=now)

    with pytest.raises(NotAllowed, match="second_person_needed"):
        answered(session, cast, cast.cy, row, AppealOutcome.REVERSED, now=now)

    assert row.status is Status.WITHHELD


def test_where_nobody_else_could_confirm_that_is_said(
    session: Session, cast: Cast, now: datetime
) -> None:
    row = appealed(session, cast, now=now)
    for grant in session.scalars(select(RoleGrant)):
        if grant.member_id not in {cast.ada.id, cast.cy.id}:
            grant.revoked_at = now
    answered(session, cast, cast.cy, row, AppealOutcome.REVERSED, now=now)

    with pytest.raises(NotAllowed, match="nobody_else_can_confirm"):
        answered(session, cast, cast.cy, row, AppealOutcome.REVERSED, now=now)


def test_answer_says_why(session: Session, cast: Cast, now: datetime) -> None:
    row = appealed(session, cast, now=now)
    words = Answer(AppealOutcome.UPHELD, " ")

    with pytest.raises(Invalid, match="statement_required"):
        decide_appeal(
            session, actor_of(session, cast.cy), cast.round.id, row.reference, words, now=now
        )


def test_answered_appeal_is_closed(session: Session, cast: Cast, now: datetime) -> None:
    row = appealed(session, cast, now=now)
    answered(session, cast, cast.cy, row, AppealOutcome.UPHELD, now=now)

    with pytest.raises(Conflict, match="appeal_is_decided"):
        answered(session, cast, cast.sam, row, AppealOutcome.UPHELD, now=now)


def test_whole_appeal_is_on_record(session: Session, cast: Cast, now: datetime) -> None:
    row = appealed(session, cast, now=now)
    answered(session, cast, cast.cy, row, AppealOutcome.REVERSED, now=now)
    answered(session, cast, cast.sam, row, AppealOutcome.REVERSED, now=now)

    found = session.execute(
        select(RecordEntry.kind, RecordEntry.code).order_by(RecordEntry.sequence)
    ).all()
    assert [tuple(pair) for pair in found] == [
        ("moderation", "withhold:personal_data"),
        ("appeal", "lodged"),
        ("appeal", "reversal_proposed"),
        ("appeal", "reversed"),
        ("moderation", "restore"),
    ]
    assert verify(session, cast.round.id).sound


def returned_words(session: Session, cast: Cast, *, now: datetime) -> Contribution:
    """A published contribution of Bo; Ada returns its newer words."""
    row = published(session, cast, now=now, text="As it was.")
    revise(session, row, "As it should be.", now=now)
    ruled(session, cast.ada, row, Decision.RETURN, now=now)
    return row


def test_returned_revision_of_a_published_one_is_appealed_and_published(
    session: Session, cast: Cast, now: datetime
) -> None:
    row = returned_words(session, cast, now=now)
    view = visible_round(session, VISITOR, "r1", now=now)
    plea = Plea(WHY, "en", "k1")
    appeal(session, actor_of(session, cast.bo), cast.round.id, row.reference, plea, now=now)
    waiting = counts(session, view, now=now)[Tab.APPEALS]
    with pytest.raises(NotAllowed, match="somebody_else_decided"):
        answered(session, cast, cast.ada, row, AppealOutcome.REVERSED, now=now)
    answered(session, cast, cast.cy, row, AppealOutcome.REVERSED, now=now)
    answered(session, cast, cast.sam, row, AppealOutcome.REVERSED, now=now)

    assert waiting == 1
    assert (row.status, row.shown_revision) == (Status.PUBLISHED, 2)
    assert [step.step for step in steps(session, row)][-2:] == [Step.RETURN, Step.PUBLISH]
    assert counts(session, view, now=now)[Tab.APPEALS] == 0
    assert verify(session, cast.round.id).sound


def test_upheld_return_leaves_the_older_words_up(
    session: Session, cast: Cast, now: datetime
) -> None:
    row = returned_words(session, cast, now=now)
    plea = Plea(WHY, "en", "k1")
    appeal(session, actor_of(session, cast.bo), cast.round.id, row.reference, plea, now=now)
    answered(session, cast, cast.cy, row, AppealOutcome.UPHELD, now=now)

    assert (row.status, row.shown_revision) == (Status.PUBLISHED, 1)


def test_words_revised_since_are_no_longer_appealed(
    session: Session, cast: Cast, now: datetime
) -> None:
    row = returned_words(session, cast, now=now)
    revise(session, row, "Once more.", now=now)
    plea = Plea(WHY, "en", "k1")

    with pytest.raises(NotAllowed, match="contribution_is_restricted"):
        appeal(session, actor_of(session, cast.bo), cast.round.id, row.reference, plea, now=now)


def test_published_one_without_returned_words_has_nothing_to_appeal(
    session: Session, cast: Cast, now: datetime
) -> None:
    row = published(session, cast, now=now)

    with pytest.raises(NotAllowed, match="contribution_is_restricted"):
        appeal(
            session,
            actor_of(session, cast.bo),
            cast.round.id,
            row.reference,
            Plea(WHY, "en", "k1"),
            now=now,
        )
