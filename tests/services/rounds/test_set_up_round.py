"""Setting up a round and changing its plan."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.charters import VersionStatus
from app.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from app.domain.people import VISITOR
from app.domain.rounds import Act, Audience, RoundState, Window
from app.ledger.record import verify
from app.models.record import RecordEntry
from app.models.rounds import Invitation, Round, RoundWindow
from app.queries.rounds import state_of, windows_of
from app.services.rounds.set_up_round import create_round, edit_round
from tests.factories.cast import Cast
from tests.factories.people import actor_of
from tests.services.rounds.plans import plan_for


def test_round_starts_in_preparation_with_the_next_number(
    session: Session, cast: Cast, now: datetime
) -> None:
    row = create_round(session, actor_of(session, cast.ada), plan_for(cast, now), now=now)

    assert state_of(row, now=now) is RoundState.PREPARING
    assert (row.number, row.titles, row.timezone) == (2, {"en": "Round 2"}, "Africa/Tunis")


def test_setting_up_enters_the_record(session: Session, cast: Cast, now: datetime) -> None:
    row = create_round(session, actor_of(session, cast.ada), plan_for(cast, now), now=now)

    entry = session.scalars(select(RecordEntry)).one()
    assert (entry.kind, entry.role, entry.code) == ("round_created", "facilitator", "v1")
    assert verify(session, row.id).sound


@pytest.mark.parametrize("name", ["dee", "bo", "tariq", "olu", "ann"])
def test_others_set_up_nothing(session: Session, cast: Cast, now: datetime, name: str) -> None:
    with pytest.raises(NotAllowed):
        create_round(session, actor_of(session, getattr(cast, name)), plan_for(cast, now), now=now)

    session.rollback()
    assert session.scalars(select(Round)).all() == [cast.round]


def test_visitor_sets_up_nothing(session: Session, cast: Cast, now: datetime) -> None:
    with pytest.raises(NotAllowed):
        create_round(session, VISITOR, plan_for(cast, now), now=now)


def test_name_is_never_given_twice(session: Session, cast: Cast, now: datetime) -> None:
    with pytest.raises(Invalid, match="slug_taken"):
        create_round(session, actor_of(session, cast.sam), plan_for(cast, now, slug="r1"), now=now)


def test_superseded_version_gets_no_round(session: Session, cast: Cast, now: datetime) -> None:
    cast.version.status = VersionStatus.SUPERSEDED
    session.commit()

    with pytest.raises(Invalid, match="version_is_over"):
        create_round(session, actor_of(session, cast.sam), plan_for(cast, now), now=now)


def test_unknown_version_is_not_found(session: Session, cast: Cast, now: datetime) -> None:
    with pytest.raises(NotFound):
        create_round(
            session, actor_of(session, cast.sam), plan_for(cast, now, version_id=999), now=now
        )


def test_windows_and_invitations_are_kept(session: Session, cast: Cast, now: datetime) -> None:
    window = Window(Act.AMEND, now + timedelta(days=2), now + timedelta(days=9))
    plan = plan_for(
        cast,
        now,
        windows=(window,),
        audience=Audience.INVITATION,
        invited=frozenset({cast.town.id, 12345}),
    )

    row = create_round(session, actor_of(session, cast.ada), plan, now=now)

    assert windows_of(session, row)[Act.AMEND] == window
    assert session.scalars(select(Invitation.organisation_id)).all() == [cast.town.id]


def test_changed_plan_replaces_windows(session: Session, cast: Cast, now: datetime) -> None:
    ada = actor_of(session, cast.ada)
    window = Window(Act.AMEND, now + timedelta(days=2), now + timedelta(days=9))
    row = create_round(session, ada, plan_for(cast, now, windows=(window,)), now=now)

    edit_round(
        session, ada, row.id, plan_for(cast, now, titles={"en": "New"}), edit=row.edit, now=now
    )

    assert row.titles == {"en": "New"}
    assert session.scalars(select(RoundWindow)).all() == []


def test_second_writer_is_told(session: Session, cast: Cast, now: datetime) -> None:
    ada, plan = actor_of(session, cast.ada), plan_for(cast, now)
    row = create_round(session, ada, plan, now=now)
    seen = row.edit
    edit_round(session, ada, row.id, plan, edit=seen, now=now)

    with pytest.raises(Conflict, match="changed_meanwhile"):
        edit_round(session, ada, row.id, plan, edit=seen, now=now)


def test_scheduled_round_keeps_its_plan(session: Session, cast: Cast, now: datetime) -> None:
    plan = plan_for(cast, now, slug="r1")

    with pytest.raises(Conflict, match="round_is_scheduled"):
        edit_round(session, actor_of(session, cast.ada), cast.round.id, plan, edit=1, now=now)


def test_name_stays(session: Session, cast: Cast, now: datetime) -> None:
    ada, plan = actor_of(session, cast.ada), plan_for(cast, now)
    row = create_round(session, ada, plan, now=now)

    with pytest.raises(Invalid, match="charter_or_slug_changed"):
        edit_round(session, ada, row.id, replace(plan, slug="other"), edit=row.edit, now=now)
