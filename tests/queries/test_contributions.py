"""Cards show what is public, and hold no word of what is not."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from app.domain.contributions import Kind, Status
from app.domain.errors import NotFound
from app.domain.moderation import ReasonCode
from app.domain.people import VISITOR, Group
from app.models.contributions import Revision
from app.queries.cards import Part
from app.queries.contributions import card_of, numbers_on, published_on, with_replies
from app.queries.rounds import RoundInView, visible_round
from app.queries.selections import Selection, Sort
from tests.factories.cast import Cast
from tests.factories.contributions import (
    make_amendment,
    make_contribution,
    make_sponsor,
    make_vote,
)
from tests.factories.people import actor_of, make_member

HOUR = timedelta(hours=1)


@pytest.fixture
def view(session: Session, cast: Cast, now: datetime) -> RoundInView:
    return visible_round(session, VISITOR, "r1", now=now)


def references(session: Session, view: RoundInView, now: datetime, **more: object) -> list[str]:
    found = published_on(session, VISITOR, view, Selection(**more), now=now)  # type: ignore[arg-type]
    return [card.reference for card in found]


@pytest.mark.parametrize("status", [Status.PENDING, Status.RETURNED])
def test_what_never_appeared_has_no_place(
    session: Session, cast: Cast, view: RoundInView, now: datetime, status: Status
) -> None:
    make_contribution(session, cast.round, cast.bo, cast.paragraphs[0], now=now, status=status)

    assert references(session, view, now) == []


@pytest.mark.parametrize("status", [Status.WITHHELD, Status.WITHDRAWN, Status.MERGED])
def test_hidden_one_keeps_number_and_place_without_a_word(
    session: Session, cast: Cast, view: RoundInView, now: datetime, status: Status
) -> None:
    make_contribution(
        session,
        cast.round,
        cast.bo,
        cast.paragraphs[0],
        now=now,
        status=status,
        text="zebrafinch",
        shown_revision=1,
        reason=ReasonCode.HATE,
    )

    card = published_on(session, VISITOR, view, Selection(), now=now)[0]

    assert (card.reference, card.appears, card.author) == ("C1", False, "")
    assert "zebrafinch" not in repr(card)


def test_withheld_one_names_reason_and_date(
    session: Session, cast: Cast, view: RoundInView, now: datetime
) -> None:
    make_contribution(
        session,
        cast.round,
        cast.bo,
        cast.paragraphs[0],
        now=now,
        status=Status.WITHHELD,
        reason=ReasonCode.PERSONAL_DATA,
    )

    card = card_of(session, VISITOR, view, "C1", now=now)

    assert (card.reason, card.decided_at) == (ReasonCode.PERSONAL_DATA, now)


def test_veiled_one_is_covered_until_its_time_is_over(
    session: Session, cast: Cast, view: RoundInView, now: datetime
) -> None:
    make_contribution(
        session, cast.round, cast.bo, cast.paragraphs[0], now=now, veiled_until=now + HOUR
    )

    veiled = card_of(session, VISITOR, view, "C1", now=now)
    later = card_of(session, VISITOR, view, "C1", now=now + HOUR)

    assert (veiled.veiled, veiled.text) == (True, None)
    assert (later.veiled, later.text) == (False, "The counter closes at four.")


def test_revision_waiting_for_a_facilitator_does_not_show(
    session: Session, cast: Cast, view: RoundInView, now: datetime
) -> None:
    row = make_contribution(session, cast.round, cast.bo, cast.paragraphs[0], now=now)
    session.add(Revision(contribution_id=row.id, number=2, text="zebrafinch", created_at=now))
    row.last_revision = 2
    session.flush()

    card = card_of(session, VISITOR, view, "C1", now=now)

    assert (card.text, card.revision) == ("The counter closes at four.", 1)


@pytest.mark.parametrize("reference", ["C9", "A1", "nonsense", "C1"])
def test_unknown_or_unpublished_reference_is_not_found(
    session: Session, cast: Cast, view: RoundInView, now: datetime, reference: str
) -> None:
    make_contribution(
        session, cast.round, cast.bo, cast.paragraphs[0], now=now, status=Status.PENDING
    )

    with pytest.raises(NotFound):
        card_of(session, VISITOR, view, reference, now=now)


def test_tallies_are_not_even_loaded_before_ones_vote(
    session: Session, cast: Cast, view: RoundInView, now: datetime
) -> None:
    row = make_amendment(session, cast.round, cast.bo, cast.paragraphs[0], now=now)
    make_vote(session, row, cast.bo, now=now)
    bo, ines = actor_of(session, cast.bo), actor_of(session, cast.ines)

    before = card_of(session, ines, view, "A1", now=now)
    after = card_of(session, bo, view, "A1", now=now)

    assert (before.votes, before.positions, before.own_vote) == (None, None, None)
    assert after.votes is not None
    assert after.own_vote == "support"


def test_vote_on_an_older_revision_asks_to_be_confirmed(
    session: Session, cast: Cast, view: RoundInView, now: datetime
) -> None:
    row = make_amendment(session, cast.round, cast.bo, cast.paragraphs[0], now=now)
    make_vote(session, row, cast.bo, now=now)
    session.add(Revision(contribution_id=row.id, number=2, text="New.", created_at=now))
    row.shown_revision = row.last_revision = 2
    session.flush()

    assert card_of(session, actor_of(session, cast.bo), view, "A1", now=now).own_vote_is_stale


def test_co_sponsors_are_named(
    session: Session, cast: Cast, view: RoundInView, now: datetime
) -> None:
    row = make_amendment(session, cast.round, cast.bo, cast.paragraphs[0], now=now)
    make_sponsor(session, row, cast.town, cast.lea, now=now)

    sponsors = card_of(session, VISITOR, view, "A1", now=now).sponsors

    assert [(found.name, found.group) for found in sponsors] == [
        ("Rivebelle", Group.LOCAL_GOVERNMENT)
    ]


def test_orders_are_newest_oldest_or_groups_in_turn(
    session: Session, cast: Cast, view: RoundInView, now: datetime
) -> None:
    for group in ("civil_society", "civil_society", "local_government"):
        make_contribution(
            session, cast.round, cast.bo, cast.paragraphs[0], now=now, group=Group(group)
        )
    make_contribution(
        session,
        cast.round,
        cast.bo,
        cast.paragraphs[0],
        now=now,
        status=Status.MERGED,
        merged_into_id=1,
        group=Group.OTHER,
    )

    shown = {
        sort: references(session, view, now, sort=sort, kind=Kind.COMMENT, limit=3) for sort in Sort
    }

    assert shown[Sort.NEWEST] == ["C4", "C3", "C2"]
    assert shown[Sort.OLDEST] == ["C1", "C2", "C3"]
    assert shown[Sort.SUPPORTED][0] == "C1"
    assert shown[Sort.SUPPORTED][-1] != "C2"


def test_replies_come_with_their_card_a_few_at_a_time(
    session: Session, cast: Cast, view: RoundInView, now: datetime
) -> None:
    parent = make_contribution(session, cast.round, cast.bo, cast.paragraphs[0], now=now)
    for _ in range(7):
        make_contribution(
            session, cast.round, cast.ines, cast.paragraphs[0], now=now, parent_id=parent.id
        )
    cards = published_on(session, VISITOR, view, Selection(top_level=True), now=now)

    card = with_replies(session, VISITOR, view, cards, now=now)[0]

    assert [reply.reference for reply in card.replies] == ["C2", "C3", "C4", "C5", "C6"]
    assert card.reply_count == 7


def test_numbers_count_published_ones_only(
    session: Session, cast: Cast, view: RoundInView, now: datetime
) -> None:
    first = cast.paragraphs[0]
    make_contribution(session, cast.round, cast.bo, first, now=now)
    make_amendment(session, cast.round, cast.bo, first, now=now)
    make_contribution(session, cast.round, cast.bo, first, now=now, status=Status.WITHHELD)
    make_member(session, "Nobody", now=now)

    assert numbers_on(session, cast.round.id) == {first.id: (1, 1)}


def test_part_in_an_amendment_is_that_of_whom_one_acts_for(
    session: Session, cast: Cast, view: RoundInView, now: datetime
) -> None:
    row = make_amendment(session, cast.round, cast.lea, cast.paragraphs[0], now=now)
    row.organisation_id = cast.town.id
    make_sponsor(session, row, cast.league, cast.bo, now=now)
    session.commit()
    card = card_of(session, VISITOR, view, row.reference, now=now)
    lea, bo = actor_of(session, cast.lea), actor_of(session, cast.bo)

    assert card.part_of(VISITOR) is None
    assert card.part_of(replace(lea, acting_for=cast.town.id)) is Part.PROPOSED
    assert card.part_of(lea) is Part.PROPOSED
    assert card.part_of(replace(bo, acting_for=cast.league.id)) is Part.JOINED
    assert card.part_of(bo) is None
    assert card.part_of(replace(bo, acting_for=cast.association.id)) is None
