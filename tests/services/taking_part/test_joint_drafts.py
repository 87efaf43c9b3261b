"""Organisations prepare an amendment together: nothing is public, signed or filed unawares."""

from datetime import datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import Conflict, NotAllowed, NotFound, Refusal
from app.domain.joint import JointState
from app.domain.people import Actor
from app.domain.rounds import Act
from app.models.contributions import Contribution
from app.models.joint import JointDraft, SponsorInvitation
from app.models.people import Member
from app.models.rounds import RoundWindow
from app.queries.joint_drafts import joint_drafts_of
from app.services.joint_drafts import (
    begin_joint_draft,
    collect_support,
    discard_joint_draft,
    file_joint_draft,
    save_joint_draft,
    stop_collecting,
)
from app.services.sponsor_invitations import (
    invite_organisation,
    recall_invitation,
)
from tests.factories.cast import Cast
from tests.factories.invited import collected, row_of
from tests.factories.joint import FIELDS
from tests.factories.people import actor_of


def test_nothing_is_filed_by_beginning(session: Session, key: str) -> None:
    assert row_of(session, key).state is JointState.DRAFTING
    assert session.scalars(select(Contribution)).all() == []


def test_repeated_form_begins_once(
    session: Session, cast: Cast, lea: Actor, key: str, now: datetime
) -> None:
    again = begin_joint_draft(session, lea, cast.round.id, 1, FIELDS, key="form", now=now)

    assert again == key
    assert len(session.scalars(select(JointDraft)).all()) == 1


def test_other_delegates_write_on(
    session: Session, cast: Cast, colleague: Actor, key: str, now: datetime
) -> None:
    save_joint_draft(
        session, colleague, cast.round.id, key, {**FIELDS, "title": "Health"}, edit=1, now=now
    )

    assert row_of(session, key).fields["title"] == "Health"
    assert [line.title for line in joint_drafts_of(session, colleague, page=1)] == ["Health"]


def test_nobody_writes_over_a_colleague(
    session: Session, cast: Cast, lea: Actor, colleague: Actor, key: str, now: datetime
) -> None:
    other = {**FIELDS, "title": "Health"}
    save_joint_draft(session, colleague, cast.round.id, key, other, edit=1, now=now)

    mine = {**FIELDS, "title": "Mine"}
    with pytest.raises(Conflict) as caught:
        save_joint_draft(session, lea, cast.round.id, key, mine, edit=1, now=now)

    assert caught.value.code == "changed_meanwhile"
    assert caught.value.details["edit"] == 2
    session.rollback()
    assert row_of(session, key).fields["title"] == "Health"


def test_saving_the_same_words_again_asks_nobody_anew(
    session: Session, cast: Cast, lea: Actor, key: str, now: datetime
) -> None:
    assert save_joint_draft(session, lea, cast.round.id, key, FIELDS, edit=1, now=now) == 1


WRITES = {
    "save": lambda s, a, r, k, now: save_joint_draft(s, a, r, k, FIELDS, edit=1, now=now),
    "collect": lambda s, a, r, k, now: collect_support(s, a, r, k, now=now),
    "stop": lambda s, a, r, k, now: stop_collecting(s, a, r, k, now=now),
    "invite": lambda s, a, r, k, now: invite_organisation(s, a, r, k, "Passage", now=now),
    "recall": lambda s, a, r, k, now: recall_invitation(s, a, r, k, 1, now=now),
    "file": lambda s, a, r, k, now: file_joint_draft(s, a, r, k, edit=1, now=now),
    "discard": lambda s, a, r, k, now: discard_joint_draft(s, a, r, k, now=now),
}


@pytest.mark.parametrize("write", WRITES)
@pytest.mark.parametrize("who", ["ines", "lea as herself", "bo", "tariq", "ada"])
def test_others_change_nothing(
    session: Session,
    cast: Cast,
    lea: Actor,
    bo: Actor,
    key: str,
    now: datetime,
    write: str,
    who: str,
) -> None:
    collected(session, cast, lea, key, now)
    before = dict(row_of(session, key).fields)
    members: dict[str, Member] = {"ines": cast.ines, "tariq": cast.tariq, "ada": cast.ada}
    actor = bo if who == "bo" else actor_of(session, members.get(who, cast.lea))

    with pytest.raises((NotAllowed, NotFound)):
        WRITES[write](session, actor, cast.round.id, key, now)

    session.rollback()
    row = row_of(session, key)
    assert (row.state, row.fields) == (JointState.COLLECTING, before)


@pytest.mark.parametrize("write", WRITES)
def test_nothing_enters_a_closed_window(
    session: Session, cast: Cast, lea: Actor, key: str, now: datetime, write: str
) -> None:
    session.add(
        RoundWindow(
            round_id=cast.round.id, act=Act.AMEND, opens_at=cast.round.opens_at, closes_at=now
        )
    )
    session.commit()

    with pytest.raises(Refusal) as caught:
        WRITES[write](session, lea, cast.round.id, key, now)

    assert caught.value.code == "amend_window_is_open"


def test_discarding_erases_words_and_invitations(
    session: Session, cast: Cast, lea: Actor, key: str, now: datetime
) -> None:
    collected(session, cast, lea, key, now)

    discard_joint_draft(session, lea, cast.round.id, key, now=now)

    assert session.scalars(select(JointDraft)).all() == []
    assert session.scalars(select(SponsorInvitation)).all() == []
