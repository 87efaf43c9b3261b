"""Each revision is kept and compared, and opinions on earlier words say so."""

from datetime import datetime

import pytest
from sqlalchemy.orm import Session

from app.domain.opinions import Choice
from app.domain.rounds import TallyRule
from app.models.contributions import Contribution
from app.queries.contribution import ContributionPage, contribution_page
from app.queries.rounds import visible_round
from app.services.contributions import NewWords, revise_contribution
from tests.factories.cast import Cast
from tests.factories.contributions import make_amendment, make_position, make_vote
from tests.factories.people import actor_of

FIRST = "Towns keep water and light open to all."
SECOND = "Towns keep water and clean light open to all."
THIRD = "Cities keep water and clean light open to all."


@pytest.fixture
def amendment(session: Session, cast: Cast, now: datetime) -> Contribution:
    """Published by somebody with a published contribution; one vote and one position."""
    cast.round.tallies = TallyRule.ALWAYS
    row = make_amendment(session, cast.round, cast.ines, cast.paragraphs[0], FIRST, now=now)
    make_vote(session, row, cast.bo, Choice.SUPPORT, now=now)
    stood = make_position(session, cast.round, cast.town, cast.lea, now=now, contribution=row)
    stood.revision = 1
    session.commit()
    return row


def revise(
    session: Session, cast: Cast, now: datetime, wording: str, edit: int, reason: str = "Why."
) -> None:
    new = NewWords(reason, wording=wording, title="Light")
    ines = actor_of(session, cast.ines)
    revise_contribution(session, ines, cast.round.id, "A1", new, edit=edit, key=wording, now=now)


def page(session: Session, cast: Cast, now: datetime) -> ContributionPage:
    bo = actor_of(session, cast.bo)
    view = visible_round(session, bo, "r1", now=now)
    return contribution_page(session, bo, view, "A1", 1, now=now)


def test_each_revision_is_compared_with_the_next(
    session: Session, cast: Cast, now: datetime, amendment: Contribution
) -> None:
    revise(session, cast, now, SECOND, 1)
    revise(session, cast, now, THIRD, 2)

    found = page(session, cast, now).revisions

    assert [one.number for one in found] == [2, 1]
    assert [one.wordings and one.wordings.base for one in found] == [SECOND, FIRST]
    assert [one.wordings and one.wordings.target for one in found] == [THIRD, SECOND]
    assert found[0].reasons is None


def test_changed_reason_alone_is_told_as_such(
    session: Session, cast: Cast, now: datetime, amendment: Contribution
) -> None:
    revise(session, cast, now, FIRST, 1, "A better reason.")

    found = page(session, cast, now).revisions

    assert found[0].wordings is None
    assert found[0].reasons is not None


def test_opinions_on_earlier_words_are_flagged(
    session: Session, cast: Cast, now: datetime, amendment: Contribution
) -> None:
    before = page(session, cast, now)
    assert (before.votes_are_older, [one.is_older for one in before.positions]) == (False, [False])

    revise(session, cast, now, SECOND, 1)

    after = page(session, cast, now)
    assert (after.votes_are_older, [one.is_older for one in after.positions]) == (True, [True])


def test_nothing_is_told_of_votes_while_tallies_are_hidden(
    session: Session, cast: Cast, now: datetime, amendment: Contribution
) -> None:
    revise(session, cast, now, SECOND, 1)
    cast.round.tallies = TallyRule.AFTER_CLOSING
    session.commit()

    found = page(session, cast, now)

    assert (found.votes_are_older, found.positions) == (False, ())
