"""Deciding: every status and decision, who may, what is left behind, two people at once."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.contributions import Status
from app.domain.errors import Conflict, Invalid, NotAllowed
from app.domain.moderation import Decision, ReasonCode
from app.ledger.record import verify
from app.models.contributions import Contribution
from app.models.record import OutboxMessage, RecordEntry
from app.services.moderation.decide import Several, decide_several
from tests.factories.cast import Cast
from tests.factories.contributions import make_contribution
from tests.factories.people import actor_of
from tests.services.moderation.cases import REASONS, pending, published, revise, ruled, steps

AFTER = {
    (Status.PENDING, Decision.PUBLISH): Status.PUBLISHED,
    (Status.PENDING, Decision.RETURN): Status.RETURNED,
    (Status.PENDING, Decision.WITHHOLD): Status.WITHHELD,
    (Status.RETURNED, Decision.WITHHOLD): Status.WITHHELD,
    (Status.PUBLISHED, Decision.WITHHOLD): Status.WITHHELD,
}


@pytest.mark.parametrize("decision", list(Decision))
@pytest.mark.parametrize("status", list(Status))
def test_every_status_and_decision(
    session: Session, cast: Cast, now: datetime, status: Status, decision: Decision
) -> None:
    row = pending(session, cast, now=now, status=status)
    wanted = AFTER.get((status, decision))

    if wanted is None:
        with pytest.raises(Conflict, match="step_impossible"):
            ruled(session, cast.ada, row, decision, now=now)
    else:
        ruled(session, cast.ada, row, decision, now=now)

    assert row.status is (wanted or status)


def test_published_words_appear_under_their_number(
    session: Session, cast: Cast, now: datetime
) -> None:
    row = pending(session, cast, now=now)
    before = (row.reference, row.paragraph_id, cast.round.revision)

    ruled(session, cast.ada, row, Decision.PUBLISH, now=now)

    assert (row.shown_revision, row.published_at) == (1, now)
    assert (row.reference, row.paragraph_id) == before[:2]
    assert cast.round.revision == before[2] + 1


def test_replies_stay_with_what_is_withheld(session: Session, cast: Cast, now: datetime) -> None:
    row = published(session, cast, now=now)
    reply = published(session, cast, now=now, parent_id=row.id)

    ruled(session, cast.ada, row, Decision.WITHHOLD, now=now)

    assert session.get_one(Contribution, reply.id).status is Status.PUBLISHED


@pytest.mark.parametrize("decision", [Decision.RETURN, Decision.WITHHOLD])
@pytest.mark.parametrize(("code", "statement"), [(None, REASONS), (ReasonCode.SPAM, "  ")])
def test_restriction_needs_rule_and_statement(
    session: Session,
    cast: Cast,
    now: datetime,
    decision: Decision,
    code: ReasonCode | None,
    statement: str,
) -> None:
    row = pending(session, cast, now=now)

    with pytest.raises(Invalid, match="statement_required"):
        ruled(session, cast.ada, row, decision, now=now, code=code, statement=statement)


def test_decision_leaves_step_record_and_mail(session: Session, cast: Cast, now: datetime) -> None:
    row = pending(session, cast, now=now)

    ruled(session, cast.ada, row, Decision.WITHHOLD, now=now)

    step = steps(session, row)[-1]
    entry = session.scalars(select(RecordEntry)).one()
    mail = session.scalars(select(OutboxMessage)).one()
    assert (step.statement, step.language, step.role) == (REASONS, "ar", "facilitator")
    assert (entry.kind, entry.reference, entry.code) == (
        "moderation",
        row.reference,
        "withhold:personal_data",
    )
    assert (mail.member_key, mail.language) == (cast.mina.key, "ar")
    assert mail.context["statement"] == REASONS
    assert verify(session, cast.round.id).sound


@pytest.mark.parametrize("name", ["bo", "mina", "tariq", "olu", "ann", "dee"])
def test_only_those_who_run_the_round_decide(
    session: Session, cast: Cast, now: datetime, name: str
) -> None:
    row = pending(session, cast, now=now)

    with pytest.raises(NotAllowed, match="is_facilitator"):
        ruled(session, getattr(cast, name), row, Decision.PUBLISH, now=now)


def test_secretariat_decides_in_its_own_role(session: Session, cast: Cast, now: datetime) -> None:
    row = pending(session, cast, now=now)

    assert ruled(session, cast.sam, row, Decision.PUBLISH, now=now).role == "secretariat"


def test_second_of_two_facilitators_is_told(session: Session, cast: Cast, now: datetime) -> None:
    row = pending(session, cast, now=now)
    seen = row.edit
    ruled(session, cast.ada, row, Decision.PUBLISH, now=now, edit=seen)

    with pytest.raises(Conflict, match="changed_meanwhile"):
        ruled(session, cast.cy, row, Decision.WITHHOLD, now=now, edit=seen)

    assert row.status is Status.PUBLISHED


def test_waiting_revision_replaces_the_words_when_published(
    session: Session, cast: Cast, now: datetime
) -> None:
    row = published(session, cast, now=now)
    revise(session, row, "Newer words.", now=now)

    ruled(session, cast.ada, row, Decision.PUBLISH, now=now)

    assert (row.status, row.shown_revision) == (Status.PUBLISHED, 2)


def test_waiting_revision_returned_leaves_the_old_words_up(
    session: Session, cast: Cast, now: datetime
) -> None:
    row = published(session, cast, now=now)
    revise(session, row, "Newer words.", now=now)

    ruled(session, cast.ada, row, Decision.RETURN, now=now)

    assert (row.status, row.shown_revision) == (Status.PUBLISHED, 1)


def test_several_are_published_at_once_and_changed_ones_left(
    session: Session, cast: Cast, now: datetime
) -> None:
    rows = [pending(session, cast, now=now) for _ in range(3)]
    picks = {row.reference: row.edit for row in rows} | {rows[2].reference: 99}

    done = decide_several(
        session,
        actor_of(session, cast.ada),
        cast.round.id,
        Several(Decision.PUBLISH, picks),
        now=now,
    )

    assert done.decided == (rows[0].reference, rows[1].reference)
    assert done.left == (rows[2].reference,)
    assert rows[2].status is Status.PENDING


def withhold_all(session: Session, cast: Cast, number: int, now: datetime) -> list[Contribution]:
    rows = [
        make_contribution(
            session,
            cast.round,
            cast.bo,
            now=now + timedelta(seconds=at),
            language="fr" if at % 2 else "en",
        )
        for at in range(number)
    ]
    statements = {"en": "Because of the rule on spam.", "fr": "À cause de la règle sur le spam."}
    several = Several(
        Decision.WITHHOLD,
        {row.reference: row.edit for row in rows},
        ReasonCode.SPAM,
        statements,
    )
    decide_several(session, actor_of(session, cast.ada), cast.round.id, several, now=now)
    return rows


def test_twenty_are_withheld_each_in_its_authors_language(
    session: Session, cast: Cast, now: datetime
) -> None:
    rows = withhold_all(session, cast, 20, now)

    assert {row.status for row in rows} == {Status.WITHHELD}
    assert steps(session, rows[1])[-1].statement.startswith("À cause")


def test_over_twenty_needs_two_people(session: Session, cast: Cast, now: datetime) -> None:
    with pytest.raises(NotAllowed, match="bulk_needs_two_people"):
        withhold_all(session, cast, 21, now)
