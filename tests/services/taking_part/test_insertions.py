"""Other words can be proposed for a new paragraph, one level deep, and for nothing else."""

from dataclasses import replace
from datetime import datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.contributions import Operation, Status
from app.domain.errors import Invalid, NotFound
from app.domain.writing import AmendmentWords
from app.models.contributions import Contribution
from app.queries.contributions import card_of
from app.queries.proposals import proposals_of
from app.queries.rounds import visible_round
from app.services.amendments import propose_amendment
from app.services.contributions import NewWords, revise_contribution, withdraw_contribution
from tests.factories.cast import Cast
from tests.factories.contributions import make_amendment
from tests.factories.people import actor_of

ADDED = "Towns open a counter where everybody is heard."
OTHER = "Towns open a counter in each quarter where everybody is heard."
WORDS = AmendmentWords(
    Operation.INSERT_AFTER, "en", "Quarters are near.", OTHER, title="Near by", amends="A1"
)


@pytest.fixture
def added(session: Session, cast: Cast, now: datetime) -> Contribution:
    row = make_amendment(session, cast.round, cast.ines, cast.paragraphs[1], ADDED, now=now)
    row.operation = Operation.INSERT_AFTER
    session.commit()
    return row


def propose(
    session: Session, cast: Cast, now: datetime, words: AmendmentWords = WORDS, key: str = "k"
) -> Contribution:
    bo = actor_of(session, cast.bo)
    name = propose_amendment(session, bo, cast.round.id, 0, words, key=key, now=now)
    return session.scalars(select(Contribution).where(Contribution.reference == name)).one()


def shown(session: Session, cast: Cast, name: str, now: datetime) -> tuple[str | None, str, bool]:
    """Whose paragraph it has other words for, its difference as text, whether that one changed."""
    bo = actor_of(session, cast.bo)
    view = visible_round(session, bo, "r1", now=now)
    card = card_of(session, bo, view, name, now=now)
    found = proposals_of(session, [card])[0]
    return card.amends, found.difference.target if found.difference else "", card.amended_since


def publish(session: Session, row: Contribution) -> None:
    row.status, row.shown_revision = Status.PUBLISHED, 1
    session.commit()


def test_other_words_stand_where_the_insertion_stands(
    session: Session, cast: Cast, now: datetime, added: Contribution
) -> None:
    row = propose(session, cast, now)

    assert row.operation is Operation.INSERT_AFTER
    assert (row.paragraph_id, row.section_id) == (added.paragraph_id, added.section_id)
    assert (row.amends_id, row.amends_revision, row.language) == (added.id, 1, "en")


def test_difference_is_to_the_proposed_paragraph(
    session: Session, cast: Cast, now: datetime, added: Contribution
) -> None:
    publish(session, propose(session, cast, now))

    assert shown(session, cast, "A2", now) == ("A1", OTHER, False)


def test_later_revision_of_the_insertion_is_told(
    session: Session, cast: Cast, now: datetime, added: Contribution
) -> None:
    publish(session, propose(session, cast, now))
    ines = actor_of(session, cast.ines)
    new = NewWords("Why.", wording="Towns open two counters.", title="Counters")
    revise_contribution(session, ines, cast.round.id, "A1", new, edit=1, key="r", now=now)

    assert shown(session, cast, "A2", now) == ("A1", OTHER, True)


def test_words_of_a_hidden_insertion_are_not_in_the_difference(
    session: Session, cast: Cast, now: datetime, added: Contribution
) -> None:
    publish(session, propose(session, cast, now))
    ines = actor_of(session, cast.ines)
    withdraw_contribution(session, ines, cast.round.id, "A1", key="w", now=now)

    amends, difference, _ = shown(session, cast, "A2", now)

    assert (amends, difference) == ("A1", "")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"wording": ADDED}, "wording_unchanged"),
        ({"wording": ""}, "wording_empty"),
        ({"title": ""}, "title_missing"),
        ({"reason": ""}, "reason_missing"),
    ],
)
def test_other_words_that_say_nothing_are_refused(
    session: Session,
    cast: Cast,
    now: datetime,
    added: Contribution,
    change: dict[str, str],
    code: str,
) -> None:
    with pytest.raises(Invalid) as caught:
        propose(session, cast, now, replace(WORDS, **change))  # type: ignore[arg-type]

    assert caught.value.code == code


def test_one_level_is_enough(
    session: Session, cast: Cast, now: datetime, added: Contribution
) -> None:
    publish(session, propose(session, cast, now))

    with pytest.raises(Invalid) as caught:
        propose(session, cast, now, replace(WORDS, amends="A2", wording="More."), key="k2")

    assert caught.value.code == "amended_one_level_deep"


def test_replacement_is_not_amended(
    session: Session, cast: Cast, now: datetime, added: Contribution
) -> None:
    added.operation = Operation.REPLACE
    session.commit()

    with pytest.raises(Invalid) as caught:
        propose(session, cast, now)

    assert caught.value.code == "only_insertions_are_amended"


@pytest.mark.parametrize("status", [Status.WITHHELD, Status.PENDING, Status.WITHDRAWN])
def test_insertion_that_readers_do_not_see_is_not_found(
    session: Session, cast: Cast, now: datetime, added: Contribution, status: Status
) -> None:
    added.status = status
    session.commit()

    with pytest.raises(NotFound):
        propose(session, cast, now)


def test_revision_may_not_become_the_insertion_itself(
    session: Session, cast: Cast, now: datetime, added: Contribution
) -> None:
    propose(session, cast, now)
    new = NewWords("Why.", wording=ADDED, title="Near by")
    bo = actor_of(session, cast.bo)

    with pytest.raises(Invalid) as caught:
        revise_contribution(session, bo, cast.round.id, "A2", new, edit=1, key="r", now=now)

    assert caught.value.code == "wording_unchanged"
