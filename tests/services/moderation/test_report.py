"""Reports: anybody's, one each, hiding nothing but what is urgent, and that once."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.contributions import Status
from app.domain.errors import Conflict, NotAllowed, NotFound
from app.domain.moderation import VEILED, Alert, Decision, ReasonCode
from app.domain.people import VISITOR
from app.models.moderation import Report
from app.models.record import RecordEntry
from app.queries.moderation import Tab, waiting
from app.queries.narrowing import Narrowing
from app.queries.rounds import visible_round
from app.services.moderation.report import report
from app.services.moderation.settle_report import reject_reports
from app.services.moderation.veil import read_veiled
from tests.factories.cast import Cast
from tests.factories.people import actor_of
from tests.services.moderation.cases import pending, published, reported, revise, ruled


def test_visitor_reports_without_an_account(session: Session, cast: Cast, now: datetime) -> None:
    row = published(session, cast, now=now)

    report(
        session,
        VISITOR,
        cast.round.id,
        row.reference,
        Alert(ReasonCode.SPAM, "v:x", "fr"),
        now=now,
    )

    assert session.scalars(select(Report)).one().code is ReasonCode.SPAM


def test_same_person_reports_once(session: Session, cast: Cast, now: datetime) -> None:
    row = published(session, cast, now=now)

    reported(session, row, "v:same", now=now)
    reported(session, row, "v:same", ReasonCode.THREAT, now=now)

    assert session.scalar(select(func.count()).select_from(Report)) == 1
    assert row.veiled_until is None


@pytest.mark.parametrize("code", list(ReasonCode))
def test_only_dangerous_codes_veil_and_for_a_day(
    session: Session, cast: Cast, now: datetime, code: ReasonCode
) -> None:
    row = published(session, cast, now=now)

    reported(session, row, code=code, now=now)

    assert row.status is Status.PUBLISHED
    assert row.veiled_until == (now + timedelta(hours=24) if code in VEILED else None)


def test_fifty_hostile_reports_hide_nothing_and_jump_no_queue(
    session: Session, cast: Cast, now: datetime
) -> None:
    older = published(session, cast, now=now - timedelta(hours=5))
    reported(session, older, "v:one", ReasonCode.HATE, now=now - timedelta(hours=5))
    row = published(session, cast, now=now)
    for number in range(50):
        reported(session, row, f"v:{number}", ReasonCode.HATE, now=now)
    view = visible_round(session, actor_of(session, cast.ada), "r1", now=now)

    items, total = waiting(session, view, Tab.DECIDE, Narrowing(), 1, now=now)

    assert row.status is Status.PUBLISHED
    assert row.veiled_until is None
    assert [item.reference for item in items] == [older.reference, row.reference]
    assert (total, items[1].reports) == (2, 50)


def test_veil_cannot_be_kept_up_by_reporting_again(
    session: Session, cast: Cast, now: datetime
) -> None:
    row = published(session, cast, now=now)
    reported(session, row, "v:1", ReasonCode.THREAT, now=now)
    later = now + timedelta(hours=25)

    reported(session, row, "v:2", ReasonCode.PERSONAL_DATA, now=later)

    assert row.veiled_until == now + timedelta(hours=24)


def test_new_words_may_be_veiled_anew(session: Session, cast: Cast, now: datetime) -> None:
    row = published(session, cast, now=now)
    reported(session, row, "v:1", ReasonCode.THREAT, now=now)
    later = now + timedelta(hours=25)
    revise(session, row, "Worse words.", now=later)
    row.shown_revision = 2

    reported(session, row, "v:2", ReasonCode.THREAT, now=later)

    assert row.veiled_until == later + timedelta(hours=24)


@pytest.mark.parametrize("status", [one for one in Status if one is not Status.PUBLISHED])
def test_what_does_not_appear_cannot_be_reported(
    session: Session, cast: Cast, now: datetime, status: Status
) -> None:
    row = pending(session, cast, now=now, status=status)

    with pytest.raises(NotFound):
        reported(session, row, now=now)


def ids(session: Session) -> set[int]:
    return set(session.scalars(select(Report.id)))


def test_rejected_report_lifts_the_veil(session: Session, cast: Cast, now: datetime) -> None:
    row = published(session, cast, now=now)
    reported(session, row, code=ReasonCode.THREAT, now=now)
    actor = actor_of(session, cast.ada)

    reject_reports(session, actor, cast.round.id, row.reference, ids(session), now=now)

    assert row.veiled_until == now
    assert session.scalars(select(Report)).one().upheld is False


def test_report_that_came_meanwhile_stays_open(session: Session, cast: Cast, now: datetime) -> None:
    row = published(session, cast, now=now)
    reported(session, row, "v:1", ReasonCode.SPAM, now=now)
    seen = ids(session)
    reported(session, row, "v:2", ReasonCode.THREAT, now=now)
    actor = actor_of(session, cast.ada)

    reject_reports(session, actor, cast.round.id, row.reference, seen, now=now)

    assert row.veiled_until == now + timedelta(hours=24)
    with pytest.raises(Conflict, match="reports_settled"):
        reject_reports(session, actor, cast.round.id, row.reference, seen, now=now)


def test_withholding_upholds_the_reports(session: Session, cast: Cast, now: datetime) -> None:
    row = published(session, cast, now=now)
    reported(session, row, now=now)

    ruled(session, cast.ada, row, Decision.WITHHOLD, now=now)

    assert session.scalars(select(Report)).one().upheld is True


def test_reading_veiled_words_is_on_record(session: Session, cast: Cast, now: datetime) -> None:
    row = published(session, cast, now=now)
    reported(session, row, code=ReasonCode.THREAT, now=now)

    read_veiled(session, actor_of(session, cast.ada), cast.round.id, row.reference, now=now)

    codes = session.scalars(select(RecordEntry.code).order_by(RecordEntry.sequence)).all()
    assert codes == ["veil:threat", "read_veiled"]
    with pytest.raises(NotAllowed):
        read_veiled(session, actor_of(session, cast.olu), cast.round.id, row.reference, now=now)
