"""Dispositions: who drafts, who confirms, what is recorded, and nobody overwrites anybody."""

from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.dispositions import Disposition, Outcome
from app.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from app.ledger.record import verify
from app.models.contributions import Contribution
from app.models.dispositions import DispositionRecord
from app.models.people import Member
from app.models.record import RecordEntry
from app.services.dispositions import confirm_dispositions, draft_dispositions
from tests.factories.cast import Cast
from tests.factories.people import actor_of
from tests.factories.reports import make_story

NOTED = Outcome(Disposition.NOTED, {"en": "Thank you."})


@pytest.fixture
def story(session: Session, cast: Cast, now: datetime) -> dict[str, Contribution]:
    found = make_story(session, cast, now=now)
    session.commit()
    return found


class Desk:
    """The two acts of the desk, with a fresh key each time."""

    def __init__(self, session: Session, cast: Cast, now: datetime) -> None:
        self.session, self.cast, self.now, self.count = session, cast, now, 0

    def act(self, member: Member) -> tuple[Any, ...]:
        self.count += 1
        return self.session, actor_of(self.session, member), self.cast.round.id

    def draft(self, member: Member, edits: dict[str, int], outcome: Outcome = NOTED) -> Any:
        act = self.act(member)
        return draft_dispositions(*act, edits, outcome, key=f"d{self.count}", now=self.now)

    def confirm(self, member: Member, edits: dict[str, int]) -> None:
        act = self.act(member)
        confirm_dispositions(*act, edits, key=f"c{self.count}", now=self.now)

    def row(self, contribution: Contribution) -> DispositionRecord:
        return self.session.scalars(
            select(DispositionRecord).where(DispositionRecord.contribution_id == contribution.id)
        ).one()

    def kinds(self) -> list[str]:
        return list(
            self.session.scalars(
                select(RecordEntry.kind).where(RecordEntry.round_id == self.cast.round.id)
            )
        )


@pytest.fixture
def desk(session: Session, cast: Cast, story: dict[str, Contribution], now: datetime) -> Desk:
    return Desk(session, cast, now)


@pytest.mark.parametrize(
    ("name", "drafts", "confirms"),
    [
        ("ada", True, False),
        ("sam", True, True),
        ("bo", False, False),
        ("lea", False, False),
        ("tariq", False, False),
        ("olu", False, False),
        ("ann", False, False),
        ("dee", False, False),
    ],
)
def test_who_drafts_and_who_confirms(
    desk: Desk, cast: Cast, name: str, drafts: bool, confirms: bool
) -> None:
    member = getattr(cast, name)

    for allowed, act in (
        (drafts, lambda: desk.draft(member, {"A2": 0})),
        (confirms, lambda: desk.confirm(member, {"C1": 1})),
    ):
        if allowed:
            act()
            continue
        with pytest.raises(NotAllowed):
            act()


def test_nothing_is_decided_while_the_round_is_open(
    desk: Desk, session: Session, cast: Cast
) -> None:
    cast.round.closes_at = desk.now.replace(year=2027)
    session.commit()

    with pytest.raises(NotAllowed, match="round_is_closed"):
        desk.draft(cast.ada, {"A2": 0})


def test_confirming_enters_the_record(
    desk: Desk, session: Session, cast: Cast, story: dict[str, Contribution]
) -> None:
    desk.draft(cast.ada, {"A2": 0})
    assert "disposition" not in desk.kinds()

    desk.confirm(cast.sam, {"A2": 1})

    assert desk.row(story["insertion"]).self_confirmed is False
    assert desk.kinds() == ["disposition"]
    assert verify(session, cast.round.id).sound


def test_confirming_ones_own_draft_is_marked(
    desk: Desk, cast: Cast, story: dict[str, Contribution]
) -> None:
    desk.confirm(cast.sam, desk.draft(cast.sam, {"A2": 0}))

    assert desk.row(story["insertion"]).self_confirmed is True


def test_saving_the_same_words_stays_their_drafters(
    desk: Desk, cast: Cast, story: dict[str, Contribution]
) -> None:
    first = desk.draft(cast.ada, {"A2": 0})

    desk.confirm(cast.sam, desk.draft(cast.sam, first))

    assert desk.row(story["insertion"]).drafted_by_id == cast.ada.id
    assert desk.row(story["insertion"]).self_confirmed is False


def test_second_of_two_people_is_told(desk: Desk, cast: Cast) -> None:
    desk.draft(cast.ada, {"A2": 0})

    with pytest.raises(Conflict, match="changed_meanwhile"):
        desk.draft(cast.cy, {"A2": 0}, Outcome(Disposition.ACCEPTED, {"en": "Good."}))


def test_facilitator_does_not_change_a_confirmed_decision(desk: Desk, cast: Cast) -> None:
    with pytest.raises(NotAllowed, match="is_secretariat"):
        desk.draft(cast.ada, {"A1": 1})


def test_changing_a_confirmed_decision_is_recorded(
    desk: Desk, cast: Cast, story: dict[str, Contribution]
) -> None:
    desk.draft(cast.sol, {"A1": 1})

    assert desk.row(story["amendment"]).confirmed_at is None
    assert desk.kinds() == ["disposition_reopened"]


def test_several_at_once(desk: Desk, cast: Cast, story: dict[str, Contribution]) -> None:
    desk.draft(cast.ada, {"A2": 0, "C2": 0, "C3": 0})

    assert desk.row(story["whole"]).disposition is Disposition.NOTED


def test_several_do_not_share_a_changed_wording(desk: Desk, cast: Cast) -> None:
    outcome = Outcome(Disposition.ACCEPTED_WITH_CHANGES, {"en": "Yes."}, {"en": "Words."})

    with pytest.raises(Invalid, match="changed_wording_is_per_contribution"):
        desk.draft(cast.ada, {"A2": 0, "C2": 0}, outcome)


@pytest.mark.parametrize("reference", ["C5", "C8", "C99"])
def test_only_published_contributions_are_decided_on(
    desk: Desk, cast: Cast, reference: str
) -> None:
    with pytest.raises(NotFound):
        desk.draft(cast.ada, {reference: 0})


def test_nothing_drafted_is_nothing_to_confirm(desk: Desk, cast: Cast) -> None:
    with pytest.raises(Conflict, match="nothing_drafted"):
        desk.confirm(cast.sam, {"A2": 0})


def test_sending_twice_writes_once(desk: Desk, cast: Cast) -> None:
    first = desk.draft(cast.ada, {"A2": 0})
    desk.count -= 1

    assert desk.draft(cast.ada, {"A2": 0}) == first
