"""Organisations are asked to join an amendment that is public, and answer for themselves."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import Invalid, NotAllowed, NotFound
from app.domain.joint import Answer
from app.domain.people import Actor
from app.models.contributions import Contribution, CoSponsor
from app.models.joint import SponsorInvitation
from app.models.record import OutboxMessage
from app.queries.joint_drafts import asked_to_join, invited_to
from app.services.co_sponsors import (
    decline_amendment,
    invite_co_sponsor,
    join_amendment,
    leave_amendment,
    recall_co_sponsor,
)
from tests.factories.cast import Cast
from tests.factories.contributions import make_amendment


@pytest.fixture(autouse=True)
def amendment(session: Session, cast: Cast, now: datetime) -> Contribution:
    row = make_amendment(session, cast.round, cast.lea, cast.paragraphs[0], "Other words.", now=now)
    row.organisation_id, row.display_name = cast.town.id, cast.town.name
    session.commit()
    return row


def invite(session: Session, cast: Cast, actor: Actor, now: datetime, name: str = "League") -> None:
    invite_co_sponsor(session, actor, cast.round.id, "A1", name, now=now)


def answers(session: Session) -> list[Answer]:
    session.expire_all()
    return list(session.scalars(select(SponsorInvitation.answer)))


def test_delegates_are_written_to_once_in_their_language(
    session: Session, cast: Cast, lea: Actor, bo: Actor, now: datetime
) -> None:
    cast.bo.language = "fr"
    session.commit()
    invite(session, cast, lea, now)
    invite(session, cast, lea, now, "league")

    letter = session.scalars(select(OutboxMessage)).one()
    assert (letter.template, letter.member_key, letter.language) == (
        "joint_invitation", cast.bo.key, "fr",
    )  # fmt: skip
    assert letter.context["reference"] == "A1"
    assert answers(session) == [Answer.INVITED]
    assert [one.reference for one in asked_to_join(session, bo)] == ["A1"]


def test_joining_answers_the_invitation_and_leaving_takes_it_back(
    session: Session, cast: Cast, lea: Actor, bo: Actor, now: datetime, amendment: Contribution
) -> None:
    invite(session, cast, lea, now)
    join_amendment(session, bo, cast.round.id, "A1", key="j", now=now)

    assert session.scalars(select(CoSponsor.organisation_id)).all() == [cast.league.id]
    assert invited_to(session, amendment.id, 1)[0].stands
    assert invited_to(session, amendment.id, 2)[0].is_stale
    assert asked_to_join(session, bo) == []
    leave_amendment(session, bo, cast.round.id, "A1", now=now)
    assert answers(session) == [Answer.DECLINED]


def test_declining_signs_nothing_and_can_be_changed(
    session: Session, cast: Cast, lea: Actor, bo: Actor, now: datetime
) -> None:
    invite(session, cast, lea, now)
    decline_amendment(session, bo, cast.round.id, "A1", now=now)

    assert answers(session) == [Answer.DECLINED]
    assert session.scalars(select(CoSponsor)).all() == []
    join_amendment(session, bo, cast.round.id, "A1", key="j", now=now)
    assert answers(session) == [Answer.ACCEPTED]


def test_who_was_not_asked_has_nothing_to_decline(
    session: Session, cast: Cast, bo: Actor, now: datetime
) -> None:
    with pytest.raises(NotFound, match="invitation"):
        decline_amendment(session, bo, cast.round.id, "A1", now=now)


def test_only_who_proposed_it_invites(
    session: Session, cast: Cast, lea: Actor, bo: Actor, now: datetime
) -> None:
    with pytest.raises(NotFound):
        invite(session, cast, bo, now, "Town")
    invite(session, cast, lea, now)
    with pytest.raises(NotFound):
        recall_co_sponsor(session, bo, cast.round.id, "A1", cast.league.id, now=now)
    assert answers(session) == [Answer.INVITED]


def test_invitation_is_taken_back_but_not_a_signature(
    session: Session, cast: Cast, lea: Actor, bo: Actor, now: datetime
) -> None:
    invite(session, cast, lea, now)
    recall_co_sponsor(session, lea, cast.round.id, "A1", cast.league.id, now=now)
    assert answers(session) == []

    invite(session, cast, lea, now)
    join_amendment(session, bo, cast.round.id, "A1", key="j", now=now)
    recall_co_sponsor(session, lea, cast.round.id, "A1", cast.league.id, now=now)
    assert answers(session) == [Answer.ACCEPTED]


def test_who_leads_or_joined_is_not_asked(
    session: Session, cast: Cast, lea: Actor, bo: Actor, now: datetime
) -> None:
    with pytest.raises(Invalid, match="organisation_leads"):
        invite(session, cast, lea, now, cast.town.name)
    with pytest.raises(Invalid, match="organisation_unknown"):
        invite(session, cast, lea, now, "Nobody")
    join_amendment(session, bo, cast.round.id, "A1", key="j", now=now)
    with pytest.raises(Invalid, match="organisation_joined"):
        invite(session, cast, lea, now)


def test_nobody_is_asked_once_the_window_has_closed(
    session: Session, cast: Cast, lea: Actor, now: datetime
) -> None:
    late = cast.round.closes_at + timedelta(minutes=1)

    with pytest.raises(NotAllowed):
        invite(session, cast, lea, late)
