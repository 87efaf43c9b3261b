"""Organisations asked to sign with others read the words first, and sign those only."""

from datetime import datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import Conflict, Invalid, NotFound
from app.domain.joint import Answer, JointState
from app.domain.people import Actor
from app.domain.rounds import Audience
from app.models.contributions import Contribution, CoSponsor, Revision
from app.models.people import Delegation
from app.models.record import OutboxMessage
from app.models.rounds import Invitation
from app.queries.joint_drafts import joint_drafts_of
from app.services.joint_drafts import (
    collect_support,
    file_joint_draft,
    save_joint_draft,
    stop_collecting,
)
from app.services.sponsor_invitations import (
    answer_invitation,
    invite_organisation,
    recall_invitation,
)
from tests.factories.cast import Cast
from tests.factories.invited import collected, row_of, seen
from tests.factories.joint import FIELDS
from tests.factories.people import actor_of


@pytest.mark.parametrize("state", [JointState.DRAFTING, JointState.COLLECTING])
def test_invited_read_only_while_support_is_collected(
    session: Session, cast: Cast, lea: Actor, bo: Actor, key: str, now: datetime, state: JointState
) -> None:
    collected(session, cast, lea, key, now)
    if state is JointState.DRAFTING:
        stop_collecting(session, lea, cast.round.id, key, now=now)
        with pytest.raises(NotFound):
            seen(session, cast, bo, key, now)
    else:
        assert not seen(session, cast, bo, key, now).leads

    listed = [line.key for line in joint_drafts_of(session, bo, page=1)]
    assert listed == ([key] if state is JointState.COLLECTING else [])


@pytest.mark.parametrize("who", ["ines", "mina", "ada", "olu"])
def test_strangers_do_not_know_of_it(
    session: Session, cast: Cast, lea: Actor, key: str, now: datetime, who: str
) -> None:
    collected(session, cast, lea, key, now)

    with pytest.raises(NotFound):
        seen(session, cast, actor_of(session, getattr(cast, who)), key, now)


def test_invited_are_written_to_once_support_is_collected(
    session: Session, cast: Cast, lea: Actor, bo: Actor, key: str, now: datetime
) -> None:
    invite_organisation(session, lea, cast.round.id, key, "league", now=now)
    assert session.scalars(select(OutboxMessage)).all() == []

    collect_support(session, lea, cast.round.id, key, now=now)
    invite_organisation(session, lea, cast.round.id, key, "league", now=now)

    letters = session.scalars(select(OutboxMessage)).all()
    assert [(one.template, one.member_key) for one in letters] == [
        ("joint_invitation", cast.bo.key)
    ]
    assert "wording" not in letters[0].context


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"title": ""}, "title_missing"),
        ({"reason": ""}, "reason_missing"),
        ({"wording": ""}, "wording_empty"),
    ],
)
def test_unfinished_words_are_kept_but_not_shown_to_others(
    session: Session,
    cast: Cast,
    lea: Actor,
    key: str,
    now: datetime,
    change: dict[str, str],
    code: str,
) -> None:
    save_joint_draft(session, lea, cast.round.id, key, FIELDS | change, edit=1, now=now)

    with pytest.raises(Invalid) as caught:
        collect_support(session, lea, cast.round.id, key, now=now)

    session.rollback()
    assert caught.value.code == code
    assert row_of(session, key).state is JointState.DRAFTING


def accepts(
    session: Session, cast: Cast, actor: Actor, key: str, now: datetime, edit: int = 1
) -> None:
    answer_invitation(session, actor, cast.round.id, key, Answer.ACCEPTED, edit=edit, now=now)


def signers(session: Session) -> list[tuple[str, int | None]]:
    rows = session.scalars(select(CoSponsor).order_by(CoSponsor.id))
    return [(row.display_name, row.organisation_id) for row in rows]


def test_filing_names_who_accepted(
    session: Session, cast: Cast, lea: Actor, bo: Actor, key: str, now: datetime
) -> None:
    collected(session, cast, lea, key, now)
    invite_organisation(session, lea, cast.round.id, key, "passage", now=now)
    accepts(session, cast, bo, key, now)

    name = file_joint_draft(session, lea, cast.round.id, key, edit=1, now=now)

    row = session.scalars(select(Contribution).where(Contribution.reference == name)).one()
    words = session.scalars(select(Revision)).one()
    assert (row.organisation_id, row.submitted_at) == (cast.town.id, now)
    assert (words.title, words.wording) == (FIELDS["title"], FIELDS["wording"])
    assert signers(session) == [("League", cast.league.id)]
    assert (row_of(session, key).filed_at, row_of(session, key).fields) == (now, {})


def test_organisation_that_closed_meanwhile_signs_nothing(
    session: Session, cast: Cast, lea: Actor, bo: Actor, key: str, now: datetime
) -> None:
    collected(session, cast, lea, key, now)
    accepts(session, cast, bo, key, now)
    cast.league.closed_at = now
    session.commit()

    file_joint_draft(session, lea, cast.round.id, key, edit=1, now=now)

    assert signers(session) == []


def test_it_is_filed_once(
    session: Session, cast: Cast, lea: Actor, colleague: Actor, key: str, now: datetime
) -> None:
    first = file_joint_draft(session, lea, cast.round.id, key, edit=1, now=now)
    second = file_joint_draft(session, colleague, cast.round.id, key, edit=1, now=now)

    assert first == second
    assert len(session.scalars(select(Contribution)).all()) == 1


def test_changed_words_are_signed_by_nobody_who_has_not_read_them(
    session: Session, cast: Cast, lea: Actor, bo: Actor, key: str, now: datetime
) -> None:
    collected(session, cast, lea, key, now)
    accepts(session, cast, bo, key, now)
    new = {**FIELDS, "wording": "Towns shut the clinics."}
    edit = save_joint_draft(session, lea, cast.round.id, key, new, edit=1, now=now)
    assert seen(session, cast, bo, key, now).own(bo).is_stale

    file_joint_draft(session, lea, cast.round.id, key, edit=edit, now=now)

    assert signers(session) == []


def test_words_read_before_a_change_are_not_accepted(
    session: Session, cast: Cast, lea: Actor, bo: Actor, key: str, now: datetime
) -> None:
    collected(session, cast, lea, key, now)
    new = {**FIELDS, "wording": "Towns shut the clinics."}
    save_joint_draft(session, lea, cast.round.id, key, new, edit=1, now=now)

    with pytest.raises(Conflict) as caught:
        accepts(session, cast, bo, key, now, edit=1)

    assert caught.value.code == "changed_meanwhile"


def test_words_changed_by_a_colleague_are_not_filed_unread(
    session: Session, cast: Cast, lea: Actor, colleague: Actor, key: str, now: datetime
) -> None:
    new = {**FIELDS, "title": "Health"}
    save_joint_draft(session, colleague, cast.round.id, key, new, edit=1, now=now)

    with pytest.raises(Conflict):
        file_joint_draft(session, lea, cast.round.id, key, edit=1, now=now)


def test_declining_and_changing_the_answer(
    session: Session, cast: Cast, lea: Actor, bo: Actor, key: str, now: datetime
) -> None:
    collected(session, cast, lea, key, now)
    accepts(session, cast, bo, key, now)
    answer_invitation(session, bo, cast.round.id, key, Answer.DECLINED, edit=1, now=now)

    file_joint_draft(session, lea, cast.round.id, key, edit=1, now=now)

    assert signers(session) == []


def test_one_person_does_not_sign_for_two(
    session: Session, cast: Cast, lea: Actor, bo: Actor, key: str, now: datetime
) -> None:
    collected(session, cast, lea, key, now)
    invite_organisation(session, lea, cast.round.id, key, "passage", now=now)
    session.add(
        Delegation(member_id=cast.bo.id, organisation_id=cast.association.id, granted_at=now)
    )
    session.commit()
    accepts(session, cast, bo, key, now)

    with pytest.raises(Conflict) as caught:
        accepts(session, cast, actor_of(session, cast.bo, cast.association), key, now)

    assert caught.value.code == "answers_for_two"


def test_who_is_not_invited_does_not_answer(
    session: Session, cast: Cast, lea: Actor, bo: Actor, key: str, now: datetime
) -> None:
    collected(session, cast, lea, key, now)
    recall_invitation(session, lea, cast.round.id, key, cast.league.id, now=now)

    with pytest.raises(NotFound):
        accepts(session, cast, bo, key, now)


@pytest.mark.parametrize(
    ("name", "code"),
    [("Nobody", "organisation_unknown"), ("Rivebelle", "organisation_leads")],
)
def test_only_other_organisations_that_are_here_are_invited(
    session: Session, cast: Cast, lea: Actor, key: str, now: datetime, name: str, code: str
) -> None:
    with pytest.raises(Invalid) as caught:
        invite_organisation(session, lea, cast.round.id, key, name, now=now)

    assert caught.value.code == code
    assert caught.value.details["field"] == "organisation"


def test_round_by_invitation_keeps_others_out(
    session: Session, cast: Cast, lea: Actor, key: str, now: datetime
) -> None:
    cast.round.audience = Audience.INVITATION
    session.add(Invitation(round_id=cast.round.id, organisation_id=cast.town.id, invited_at=now))
    session.commit()

    with pytest.raises(Invalid) as caught:
        invite_organisation(session, lea, cast.round.id, key, "League", now=now)

    assert caught.value.code == "organisation_not_in_round"
