"""The review of a synthesis: comments on its parts, settled by those who write it."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from app.models.people import Member
from app.models.synthesis import Synthesis, SynthesisComment
from app.queries.rounds import visible_round
from app.queries.synthesis.workshop import Workshop, workshop
from app.services.synthesis import publish_synthesis, send_for_review, write_part
from app.services.synthesis_comments import comment_on_part, settle_comment
from tests.factories.cast import Cast
from tests.factories.charters import make_round
from tests.factories.people import actor_of
from tests.factories.reports import make_story


class Review:
    """The acts of a review."""

    def __init__(self, session: Session, cast: Cast, now: datetime) -> None:
        self.session, self.cast, self.now = session, cast, now

    def say(self, member: Member, text: str, *, part: str = "s1", key: str = "c") -> None:
        actor = actor_of(self.session, member)
        comment_on_part(
            self.session, actor, self.cast.round.id, text, part=part, key=key, now=self.now
        )

    def settle(self, member: Member, comment: int, answer: str = "Done.") -> str:
        actor = actor_of(self.session, member)
        return settle_comment(
            self.session, actor, self.cast.round.id, comment, answer, now=self.now
        )

    @property
    def state(self) -> Workshop:
        actor = actor_of(self.session, self.cast.ada)
        return workshop(self.session, visible_round(self.session, actor, "r1", now=self.now))


@pytest.fixture
def draft(session: Session, cast: Cast, now: datetime) -> Review:
    make_story(session, cast, now=now)
    session.commit()
    return Review(session, cast, now)


@pytest.fixture
def review(draft: Review, session: Session, cast: Cast, now: datetime) -> Review:
    send_for_review(session, actor_of(session, cast.ada), cast.round.id, edit=0, now=now)
    return draft


def comments(session: Session) -> list[SynthesisComment]:
    return list(session.scalars(select(SynthesisComment).order_by(SynthesisComment.id)))


def test_comment_waits_on_its_part_until_it_is_settled(review: Review, cast: Cast) -> None:
    review.say(cast.sam, "Which towns?")
    found = review.state.part("s1")
    assert (found.unsettled, review.state.unsettled) == (1, 1)
    assert (found.comments[0].author, found.comments[0].text) == ("Sam", "Which towns?")

    assert review.settle(cast.ada, found.comments[0].id, "Named.") == "s1"

    settled = review.state.part("s1").comments[0]
    assert review.state.unsettled == 0
    assert (settled.answer, settled.settled_by) == ("Named.", "Ada")


def test_whoever_comments_may_publish_still(review: Review, session: Session, cast: Cast) -> None:
    review.say(cast.sam, "Which towns?")
    edit = session.scalars(select(Synthesis.edit)).one()

    actor = actor_of(session, cast.sam)
    number = publish_synthesis(session, actor, cast.round.id, edit=edit, key="k", now=review.now)

    assert number == 1


def test_one_submit_is_one_comment(review: Review, session: Session, cast: Cast) -> None:
    review.say(cast.sam, "Which towns?")
    review.say(cast.sam, "Which towns?")

    assert len(comments(session)) == 1


def test_draft_that_nobody_sent_is_not_reviewed(
    draft: Review, session: Session, cast: Cast, now: datetime
) -> None:
    ada = actor_of(session, cast.ada)
    write_part(session, ada, cast.round.id, "x", part="s1", language="en", edit=0, now=now)

    with pytest.raises(Conflict, match="not_sent_for_review"):
        draft.say(cast.sam, "Which towns?")


@pytest.mark.parametrize(("text", "part"), [("  ", "s1"), ("Words.", "s99")])
def test_empty_comments_and_unknown_parts_are_refused(
    review: Review, cast: Cast, text: str, part: str
) -> None:
    with pytest.raises(Invalid):
        review.say(cast.sam, text, part=part)


@pytest.mark.parametrize("name", ["bo", "lea", "olu", "tariq", "ann", "dee"])
def test_others_neither_comment_nor_settle(
    review: Review, session: Session, cast: Cast, name: str
) -> None:
    review.say(cast.sam, "Which towns?")
    one = comments(session)[0].id
    with pytest.raises(NotAllowed):
        review.say(getattr(cast, name), "Words.", key="other")
    session.rollback()
    with pytest.raises(NotAllowed):
        review.settle(getattr(cast, name), one)


def test_second_to_settle_finds_it_settled(review: Review, session: Session, cast: Cast) -> None:
    review.say(cast.sam, "Which towns?")
    one = comments(session)[0].id
    with pytest.raises(Invalid):
        review.settle(cast.cy, one, " ")
    session.rollback()
    review.settle(cast.ada, one, "Named.")

    with pytest.raises(Conflict, match="changed_meanwhile"):
        review.settle(cast.cy, one, "Named twice.")

    session.rollback()
    assert comments(session)[0].answer == "Named."


def test_comments_of_another_round_are_not_reached(
    review: Review, session: Session, cast: Cast, now: datetime
) -> None:
    review.say(cast.sam, "Which towns?")
    other = make_round(session, cast.version, "r9", now=now, number=9, opens_in=timedelta(days=1))
    session.commit()
    one, actor = comments(session)[0].id, actor_of(session, cast.ada)

    with pytest.raises(NotFound):
        settle_comment(session, actor, other.id, one, "Done.", now=now)
