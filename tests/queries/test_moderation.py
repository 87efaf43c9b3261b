"""The queue: what belongs where, most urgent first, and what is known of a case."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.contributions import Kind, Status
from app.domain.moderation import Decision, ReasonCode, Ruling
from app.domain.people import Group
from app.models.contributions import Revision
from app.models.moderation import ModerationStep, Report
from app.queries.cases import case_of, just_decided
from app.queries.moderation import Tab, counts, waiting
from app.queries.narrowing import Narrowing
from app.queries.rounds import RoundInView, visible_round
from app.services.moderation.decide import decide
from app.services.moderation.undo import undo
from tests.factories.cast import Cast
from tests.factories.contributions import make_amendment, make_contribution
from tests.factories.people import actor_of


def view_of(session: Session, cast: Cast, now: datetime) -> RoundInView:
    return visible_round(session, actor_of(session, cast.ada), "r1", now=now)


def names(
    session: Session,
    cast: Cast,
    tab: Tab = Tab.DECIDE,
    wanted: Narrowing | None = None,
    *,
    now: datetime,
) -> list[str]:
    view = view_of(session, cast, now)
    items, total = waiting(session, view, tab, wanted or Narrowing(), 1, now=now)
    assert total == len(items)
    if wanted is None:
        assert counts(session, view, now=now)[tab] == total
    return [item.reference for item in items]


def report_on(session: Session, contribution_id: int, code: ReasonCode, at: datetime) -> None:
    session.add(
        Report(
            contribution_id=contribution_id,
            reporter=f"v:{code}",
            code=code,
            language="en",
            created_at=at,
        )
    )
    session.flush()


def test_urgent_report_stands_first_then_the_oldest(
    session: Session, cast: Cast, now: datetime
) -> None:
    ago = [now - timedelta(hours=hours) for hours in range(5)]
    newer, older = (
        make_contribution(session, cast.round, cast.bo, now=at, status=Status.PENDING)
        for at in (ago[1], ago[3])
    )
    rude = make_contribution(session, cast.round, cast.bo, now=ago[4])
    exposed = make_contribution(session, cast.round, cast.bo, now=ago[4])
    hateful = make_contribution(session, cast.round, cast.bo, now=ago[4])
    report_on(session, rude.id, ReasonCode.HARASSMENT, ago[2])
    report_on(session, hateful.id, ReasonCode.HATE, ago[1])
    report_on(session, exposed.id, ReasonCode.PERSONAL_DATA, now)

    found = names(session, cast, now=now)

    assert found == [
        exposed.reference,
        hateful.reference,
        older.reference,
        rude.reference,
        newer.reference,
    ]


@pytest.mark.parametrize(
    ("tab", "statuses"),
    [
        (Tab.DECIDE, {Status.PENDING}),
        (Tab.RETURNED, {Status.RETURNED}),
        (Tab.REPORTS, set()),
        (Tab.APPEALS, set()),
        (Tab.TODAY, {Status.WITHHELD, Status.WITHDRAWN}),
    ],
)
def test_each_status_is_in_its_list(
    session: Session, cast: Cast, now: datetime, tab: Tab, statuses: set[Status]
) -> None:
    rows = [
        make_contribution(session, cast.round, cast.bo, now=now, status=status) for status in Status
    ]

    found = set(names(session, cast, tab, now=now))

    assert found == {row.reference for row in rows if row.status in statuses}


def test_decision_taken_back_was_not_decided_today(
    session: Session, cast: Cast, now: datetime
) -> None:
    taken_back, kept = (
        make_contribution(session, cast.round, cast.bo, now=now, status=Status.PENDING)
        for _ in range(2)
    )
    ada = actor_of(session, cast.ada)
    for row in (taken_back, kept):
        ruling = Ruling(Decision.PUBLISH, row.edit)
        decide(session, ada, row.round_id, row.reference, ruling, now=now)
    step = session.scalars(
        select(ModerationStep.id).where(ModerationStep.contribution_id == taken_back.id)
    ).one()
    undo(session, ada, cast.round.id, [step], now=now + timedelta(minutes=1))

    assert names(session, cast, Tab.TODAY, now=now) == [kept.reference]


def test_waiting_revision_leaves_the_queue_once_returned(
    session: Session, cast: Cast, now: datetime
) -> None:
    row = make_contribution(session, cast.round, cast.bo, now=now, last_revision=2)
    session.add(Revision(contribution_id=row.id, number=2, text="Newer.", created_at=now))
    session.flush()
    before = names(session, cast, now=now)
    ruling = Ruling(Decision.RETURN, row.edit, ReasonCode.SPAM, "Please say it once only.")
    decide(session, actor_of(session, cast.ada), row.round_id, row.reference, ruling, now=now)

    assert (before, names(session, cast, now=now)) == ([row.reference], [])


@pytest.mark.parametrize(
    "wanted",
    [
        Narrowing(language="fr"),
        Narrowing(group=Group.INDIVIDUAL),
        Narrowing(paragraph=2),
        Narrowing(kind=Kind.AMENDMENT),
    ],
)
def test_filters_narrow_the_list(
    session: Session, cast: Cast, now: datetime, wanted: Narrowing
) -> None:
    plain = make_contribution(session, cast.round, cast.bo, now=now, status=Status.PENDING)
    fits = make_amendment(
        session,
        cast.round,
        cast.ines,
        cast.paragraphs[1],
        now=now,
        status=Status.PENDING,
        language="fr",
        group=Group.INDIVIDUAL,
    )

    found = names(session, cast, wanted=wanted, now=now)

    assert fits.reference in found
    assert plain.reference not in found


def test_case_links_only_earlier_items_of_the_same_pseudonym(
    session: Session, cast: Cast, now: datetime
) -> None:
    same = make_contribution(session, cast.round, cast.bo, now=now)
    row = make_contribution(session, cast.round, cast.bo, now=now, status=Status.PENDING)
    make_contribution(session, cast.round, cast.bo, now=now)
    make_contribution(session, cast.round, cast.bo, now=now, display_name="Night heron")
    make_contribution(session, cast.round, cast.bo, now=now, organisation_id=cast.league.id)
    make_contribution(session, cast.round, cast.ines, now=now)

    case = case_of(session, view_of(session, cast, now), row.reference, now=now)

    assert [one.reference for one in case.earlier] == [same.reference]


def test_case_finds_what_reads_alike_and_is_not_veiled(
    session: Session, cast: Cast, now: datetime
) -> None:
    texts = "The desk should open in the evening."
    row, near, veiled = (
        make_contribution(session, cast.round, cast.bo, cast.paragraphs[0], now=now, text=texts)
        for _ in range(3)
    )
    veiled.veiled_until = now + timedelta(hours=1)
    session.flush()

    case = case_of(session, view_of(session, cast, now), row.reference, now=now)

    assert [(one.reference, one.share) for one in case.similar] == [(near.reference, 1.0)]


def test_just_decided_is_ones_own_and_for_ten_minutes(
    session: Session, cast: Cast, now: datetime
) -> None:
    row = make_contribution(session, cast.round, cast.bo, now=now, status=Status.PENDING)
    ada, cy = actor_of(session, cast.ada), actor_of(session, cast.cy)
    ruling = Ruling(Decision.PUBLISH, row.edit)
    decide(session, ada, row.round_id, row.reference, ruling, now=now)
    view, later = view_of(session, cast, now), now + timedelta(minutes=11)

    assert [name for _, name in just_decided(session, ada, view, now=now)] == [row.reference]
    assert not just_decided(session, cy, view, now=now)
    assert not just_decided(session, ada, view, now=later)
