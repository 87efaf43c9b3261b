"""A reader whose report was rejected asks somebody else to look again."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.contributions import Status
from app.domain.errors import Conflict, NotAllowed, NotFound
from app.domain.moderation import Answer, AppealOutcome, Plea
from app.domain.people import VISITOR
from app.ledger.record import verify
from app.models.contributions import Contribution
from app.models.moderation import Appeal, Report
from app.models.people import Member
from app.models.record import OutboxMessage
from app.queries.cases import case_of
from app.queries.contribution import contribution_page
from app.queries.moderation import Tab, counts
from app.queries.rounds import visible_round
from app.services.moderation.appeal_report import appeal_report
from app.services.moderation.decide_appeal import decide_appeal
from app.services.moderation.settle_report import reject_reports
from tests.factories.cast import Cast
from tests.factories.people import actor_of
from tests.services.moderation.cases import published, reported

PLEA = Plea("It names a street.", "es", "k1")


def key(member: Member) -> str:
    return f"m:{member.key}"


def only(session: Session) -> Report:
    return session.scalars(select(Report)).one()


def insist(
    session: Session, cast: Cast, row: Contribution, *, now: datetime, plea: Plea = PLEA
) -> None:
    """Ines appeals."""
    actor, reporter = actor_of(session, cast.ines), key(cast.ines)
    appeal_report(session, actor, cast.round.id, row.reference, reporter, plea, now=now)


def answered(
    session: Session, cast: Cast, member: Member, outcome: AppealOutcome, *, now: datetime
) -> Appeal:
    row = session.scalars(select(Contribution)).one()
    answer = Answer(outcome, "We looked at it together.")
    actor = actor_of(session, member)
    return decide_appeal(session, actor, cast.round.id, row.reference, answer, now=now)


@pytest.fixture
def row(session: Session, cast: Cast, now: datetime) -> Contribution:
    """Published by Bo, reported by Ines; Ada rejects the report."""
    found = published(session, cast, now=now)
    reported(session, found, key(cast.ines), now=now, member=cast.ines)
    ids = [only(session).id]
    actor = actor_of(session, cast.ada)
    reject_reports(session, actor, cast.round.id, found.reference, ids, now=now)
    return found


def test_rejected_report_is_appealed_and_waits_for_somebody_else(
    session: Session, cast: Cast, row: Contribution, now: datetime
) -> None:
    insist(session, cast, row, now=now)
    view = visible_round(session, VISITOR, "r1", now=now)
    case = case_of(session, view, row.reference, now=now)

    assert counts(session, view, now=now)[Tab.APPEALS] == 1
    assert (case.decided_by, case.appealed_report) == (cast.ada.id, only(session))
    with pytest.raises(NotAllowed, match="somebody_else_decided"):
        answered(session, cast, cast.ada, AppealOutcome.UPHELD, now=now)


def test_two_people_reverse_and_the_report_waits_again(
    session: Session, cast: Cast, row: Contribution, now: datetime
) -> None:
    insist(session, cast, row, now=now)
    answered(session, cast, cast.cy, AppealOutcome.REVERSED, now=now)
    with pytest.raises(NotAllowed, match="second_person_needed"):
        answered(session, cast, cast.cy, AppealOutcome.REVERSED, now=now)
    found = answered(session, cast, cast.sam, AppealOutcome.REVERSED, now=now)

    report = only(session)
    assert (report.settled_at, report.settled_by_id, report.upheld) == (None, None, None)
    assert found.outcome is AppealOutcome.REVERSED
    assert row.status is Status.PUBLISHED
    assert verify(session, cast.round.id).sound


def test_upheld_rejection_stands(
    session: Session, cast: Cast, row: Contribution, now: datetime
) -> None:
    insist(session, cast, row, now=now)
    answered(session, cast, cast.cy, AppealOutcome.UPHELD, now=now)
    view = visible_round(session, VISITOR, "r1", now=now)

    assert only(session).upheld is False
    assert counts(session, view, now=now)[Tab.APPEALS] == 0


@pytest.mark.parametrize(
    ("members", "outcome", "mails"),
    [
        (["cy"], AppealOutcome.UPHELD, [False]),
        (["cy"], AppealOutcome.REVERSED, []),
        (["cy", "sam"], AppealOutcome.REVERSED, [True]),
    ],
)
def test_reader_is_told_by_mail_once_the_appeal_is_decided(
    session: Session,
    cast: Cast,
    row: Contribution,
    now: datetime,
    members: list[str],
    outcome: AppealOutcome,
    mails: list[bool],
) -> None:
    cast.ines.language = "fr"
    insist(session, cast, row, now=now)
    for name in members:
        answered(session, cast, getattr(cast, name), outcome, now=now)

    found = session.scalars(
        select(OutboxMessage).where(OutboxMessage.template == "report_appeal")
    ).all()
    assert [mail.context["reversed"] for mail in found] == mails
    assert {(mail.member_key, mail.language) for mail in found} <= {(cast.ines.key, "fr")}


def test_author_does_not_see_the_appeal_of_a_reader(
    session: Session, cast: Cast, row: Contribution, now: datetime
) -> None:
    insist(session, cast, row, now=now)
    bo = actor_of(session, cast.bo)
    view = visible_round(session, bo, "r1", now=now)

    assert contribution_page(session, bo, view, row.reference, 1, now=now).appeal is None


def test_same_form_sent_twice_is_one_appeal(
    session: Session, cast: Cast, row: Contribution, now: datetime
) -> None:
    insist(session, cast, row, now=now)
    insist(session, cast, row, now=now)

    assert session.scalars(select(Appeal)).one().report_id == only(session).id


def test_rejection_is_appealed_once(
    session: Session, cast: Cast, row: Contribution, now: datetime
) -> None:
    insist(session, cast, row, now=now)

    with pytest.raises(Conflict, match="already_appealed"):
        insist(session, cast, row, now=now, plea=Plea("Again.", "es", "k2"))


def test_appeal_has_its_time(
    session: Session, cast: Cast, row: Contribution, now: datetime
) -> None:
    with pytest.raises(NotAllowed, match="appeal_time_is_over"):
        insist(session, cast, row, now=now + timedelta(days=185))


def test_only_a_rejected_report_is_appealed(
    session: Session, cast: Cast, row: Contribution, now: datetime
) -> None:
    only(session).upheld = True
    session.commit()

    with pytest.raises(Conflict, match="report_not_rejected"):
        insist(session, cast, row, now=now)


def test_without_an_account_or_a_report_there_is_nothing_to_appeal(
    session: Session, cast: Cast, row: Contribution, now: datetime
) -> None:
    lea = actor_of(session, cast.lea)

    with pytest.raises(NotAllowed, match="signed_in"):
        appeal_report(session, VISITOR, cast.round.id, row.reference, "v:1", PLEA, now=now)
    with pytest.raises(NotFound, match="report"):
        appeal_report(session, lea, cast.round.id, row.reference, key(cast.lea), PLEA, now=now)
