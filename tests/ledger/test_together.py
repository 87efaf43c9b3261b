"""What is written past the mapper arrives whole, once, and with its defaults."""

import pytest
from sqlalchemy import func, select

from app.domain.contributions import Kind
from app.domain.errors import Conflict
from app.ledger.outbox import post
from app.ledger.rounds import take_number
from app.ledger.submissions import remember, sent_once
from app.ledger.together import place, put, together
from app.ledger.upserts import upsert
from app.models.contributions import Contribution, Revision
from app.models.record import OutboxMessage, Submission
from app.models.rounds import Round
from tests.factories.contributions import make_contribution
from tests.web.statements import counted


def queue(session, key, now):
    post(session, key, "receipt", "ar", {"reference": key, "titles": {"ar": "ميثاق"}}, now=now)


def keys(session):
    session.expire_all()
    return session.scalars(select(OutboxMessage.member_key).order_by(OutboxMessage.id)).all()


def mark(session, result, now):
    values = {"key": "k", "payload_hash": "", "result": result, "created_at": now}
    upsert(session, Submission, values, unique=("key",))


def test_what_is_put_has_its_defaults_and_types(session, now):
    queue(session, "mina", now)
    session.commit()

    row = session.scalar(select(OutboxMessage))
    assert (row.attempts, row.sent_at, row.created_at) == (0, None, now)
    assert row.context == {"reference": "mina", "titles": {"ar": "ميثاق"}}


def test_defaults_made_anew_for_each_row_are_there_too(session, cast, now):
    made = make_contribution(session, cast.round, cast.bo, now=now)
    with together(session):
        for number in (8, 9):
            row = Revision(contribution_id=made.id, number=number, text="Words.", created_at=now)
            put(session, row)
    session.commit()

    rows = session.scalars(select(Revision).where(Revision.number >= 8)).all()
    assert [row.wordings for row in rows] == [{}, {}]


def test_block_is_sent_at_its_end_and_in_one_go_where_that_works(app, session, now):
    with counted(app) as statements:
        with together(session):
            queue(session, "mina", now)
            with together(session):
                mark(session, "C1", now)
            before = len(statements)
            queue(session, "tom", now)
        session.commit()

    one_trip = session.get_bind().dialect.name == "postgresql"
    assert (before, len(statements)) == (0, 1 if one_trip else 3)
    assert sorted(keys(session)) == ["mina", "tom"]
    assert session.scalar(select(Submission.result)) == "C1"


def test_block_that_fails_sends_nothing_and_the_next_one_is_not_mixed_with_it(session, now):
    def interrupted():
        with together(session):
            queue(session, "mina", now)
            raise LookupError

    with pytest.raises(LookupError):
        interrupted()
    queue(session, "tom", now)
    session.commit()

    assert keys(session) == ["tom"]


def test_upsert_changes_the_row_that_is_there(session, now):
    for result in ("C1", "C2"):
        with together(session):
            mark(session, result, now)
    session.commit()

    assert session.scalars(select(Submission.result)).all() == ["C2"]


def test_second_of_two_equal_submits_leaves_nothing(session, now):
    remember(session, "k", {"act": "vote"}, "C1", now=now)
    session.commit()

    def again():
        with sent_once(session):
            queue(session, "mina", now)
            remember(session, "k", {"act": "vote"}, "C2", now=now)

    with pytest.raises(Conflict) as refused:
        again()
    session.commit()

    assert refused.value.code == "sent_twice"
    assert keys(session) == []
    assert session.scalars(select(Submission.result)).all() == ["C1"]


def test_what_was_placed_stays_in_the_session_and_follows_its_changes(session, cast, now):
    made = make_contribution(session, cast.round, cast.bo, now=now)
    session.commit()
    columns = {column.key for column in Contribution.__table__.c} - {"id", "number", "reference"}
    row = Contribution(
        **{name: getattr(made, name) for name in columns}, number=900, reference="C900"
    )

    place(session, row)
    row.display_name = "Bo"
    session.commit()
    session.expire_all()

    assert session.get(Contribution, row.id) is row
    assert (row.reference, row.display_name) == ("C900", "Bo")


def test_numbers_go_on_and_kept_pages_hear_of_each(session, cast, now):
    held = session.get(Round, cast.round.id)
    first, revision = held.next_comment, held.revision

    taken = [take_number(session, held, Kind.COMMENT) for _ in range(2)]
    held.revision += 1
    session.commit()
    session.expire_all()

    assert taken == [first, first + 1]
    assert (held.next_comment, held.revision) == (first + 2, revision + 3)
    assert session.scalar(select(func.count()).select_from(Submission)) == 0
