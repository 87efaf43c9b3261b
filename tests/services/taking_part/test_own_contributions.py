"""Authors revise and withdraw: revisions are kept, the number stays, hidden text stays hidden."""

from datetime import datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.contributions import CommentKind, Operation, Status, Step
from app.domain.errors import Conflict, Invalid, NotAllowed
from app.domain.opinions import Choice
from app.domain.rounds import ModerationRule
from app.domain.writing import AmendmentWords, CommentWords
from app.models.contributions import Contribution, Revision
from app.models.moderation import ModerationStep
from app.models.rounds import Round
from app.queries.own_opinions import votes_of
from app.services.amendments import propose_amendment
from app.services.comments import submit_comment
from app.services.contributions import NewWords, revise_contribution, withdraw_contribution
from app.services.votes import cast_vote
from tests.factories.cast import Cast
from tests.factories.people import actor_of

NEW = NewWords("Hours matter more.")


@pytest.fixture
def comment(session: Session, cast: Cast, now: datetime) -> Contribution:
    words = CommentWords("Hours matter.", "en", CommentKind.CONCERN)
    submit_comment(
        session, actor_of(session, cast.bo), cast.round.id, words, number=1, key="seed", now=now
    )
    return session.scalars(select(Contribution)).one()


def publish(session: Session, row: Contribution) -> None:
    row.status, row.shown_revision = Status.PUBLISHED, row.last_revision
    session.commit()


def revise(
    session: Session,
    cast: Cast,
    now: datetime,
    words: NewWords = NEW,
    edit: int = 1,
    key: str = "r",
) -> None:
    revise_contribution(
        session, actor_of(session, cast.bo), cast.round.id, "C1", words, edit=edit, key=key, now=now
    )


def test_every_revision_is_kept(
    session: Session, cast: Cast, now: datetime, comment: Contribution
) -> None:
    revise(session, cast, now)

    texts = session.scalars(select(Revision.text).order_by(Revision.number)).all()
    assert texts == ["Hours matter.", "Hours matter more."]
    assert (comment.last_revision, comment.edit, comment.status) == (2, 2, Status.PENDING)


def test_published_one_shows_new_words_at_once_for_the_trusted(
    session: Session, cast: Cast, now: datetime, comment: Contribution
) -> None:
    publish(session, comment)

    revise(session, cast, now)

    assert (comment.status, comment.shown_revision) == (Status.PUBLISHED, 2)


def test_published_one_keeps_its_words_up_until_the_new_are_read(
    session: Session, cast: Cast, now: datetime, comment: Contribution
) -> None:
    cast.round.moderation = ModerationRule.BEFORE
    publish(session, comment)

    revise(session, cast, now)

    assert (comment.status, comment.shown_revision, comment.last_revision) == (
        Status.PUBLISHED,
        1,
        2,
    )


def test_veiled_one_shows_nothing_new(
    session: Session, cast: Cast, now: datetime, comment: Contribution
) -> None:
    comment.veiled_until = cast.round.closes_at
    publish(session, comment)

    revise(session, cast, now)

    assert comment.shown_revision == 1


def test_returned_one_is_pending_again(
    session: Session, cast: Cast, now: datetime, comment: Contribution
) -> None:
    cast.round.moderation = ModerationRule.AFTER
    comment.status = Status.RETURNED
    session.commit()

    revise(session, cast, now)

    assert (comment.status, comment.shown_revision) == (Status.PENDING, None)
    step = session.scalars(select(ModerationStep).order_by(ModerationStep.id)).all()[-1]
    assert (step.step, step.before, step.revision) == (Step.REVISE, Status.RETURNED, 2)


@pytest.mark.parametrize("status", [Status.WITHHELD, Status.WITHDRAWN, Status.MERGED])
def test_one_that_is_gone_takes_no_revision(
    session: Session, cast: Cast, now: datetime, comment: Contribution, status: Status
) -> None:
    comment.status = status
    session.commit()

    with pytest.raises(Conflict) as caught:
        revise(session, cast, now)

    assert caught.value.code == "step_impossible"


def test_second_writer_is_told(
    session: Session, cast: Cast, now: datetime, comment: Contribution
) -> None:
    revise(session, cast, now)

    with pytest.raises(Conflict) as caught:
        revise(session, cast, now, NewWords("Something else."), edit=1, key="r2")

    assert (caught.value.code, caught.value.details["edit"]) == ("changed_meanwhile", 2)


def test_repeated_revision_is_kept_once(
    session: Session, cast: Cast, now: datetime, comment: Contribution
) -> None:
    revise(session, cast, now)
    revise(session, cast, now)

    assert comment.last_revision == 2


@pytest.mark.parametrize(
    ("words", "code"),
    [(NewWords("Hours  matter."), "nothing_changed"), (NewWords(""), "nothing_written")],
)
def test_empty_revision_is_refused(
    session: Session, cast: Cast, now: datetime, comment: Contribution, words: NewWords, code: str
) -> None:
    with pytest.raises(Invalid) as caught:
        revise(session, cast, now, words)

    assert caught.value.code == code


def test_stranger_revises_nothing(
    session: Session, cast: Cast, now: datetime, comment: Contribution
) -> None:
    ines = actor_of(session, cast.ines)

    with pytest.raises(NotAllowed) as caught:
        revise_contribution(session, ines, cast.round.id, "C1", NEW, edit=1, key="r", now=now)

    assert caught.value.code == "is_author"


def test_votes_on_an_older_revision_ask_to_be_confirmed(
    session: Session, cast: Cast, now: datetime
) -> None:
    lea, bo = actor_of(session, cast.lea), actor_of(session, cast.bo)
    words = AmendmentWords(
        Operation.REPLACE, "en", "Why.", "Towns keep water open.", title="Open water"
    )
    propose_amendment(session, lea, cast.round.id, 2, words, key="seed", now=now)
    cast_vote(session, bo, cast.round.id, "A1", Choice.SUPPORT, now=now)
    assert [vote.stale for vote in votes_of(session, bo, page=1)] == [False]

    new = NewWords("Why.", wording="Towns keep water and schools open.", title="Open water")
    revise_contribution(session, lea, cast.round.id, "A1", new, edit=1, key="r", now=now)

    assert [vote.stale for vote in votes_of(session, bo, page=1)] == [True]


def test_amendment_cannot_be_revised_into_nothing(
    session: Session, cast: Cast, now: datetime
) -> None:
    lea = actor_of(session, cast.lea)
    words = AmendmentWords(
        Operation.REPLACE, "en", "Why.", "Towns keep water open.", title="Open water"
    )
    propose_amendment(session, lea, cast.round.id, 2, words, key="seed", now=now)
    base = "Towns keep water, schools and shelter open to everyone who lives there (2)."

    with pytest.raises(Invalid) as caught:
        revise_contribution(
            session,
            lea,
            cast.round.id,
            "A1",
            NewWords("Why.", wording=base, title="Open water"),
            edit=1,
            key="r",
            now=now,
        )

    assert caught.value.code == "wording_unchanged"


def test_withdrawing_seals_the_text_and_keeps_the_number(
    session: Session, cast: Cast, now: datetime, comment: Contribution
) -> None:
    publish(session, comment)
    before = session.scalar(select(Round.revision)) or 0

    withdraw_contribution(
        session, actor_of(session, cast.bo), cast.round.id, "C1", key="w", now=now
    )

    step = session.scalars(select(ModerationStep).order_by(ModerationStep.id)).all()[-1]
    assert (comment.reference, comment.status, comment.shown_revision) == (
        "C1",
        Status.WITHDRAWN,
        None,
    )
    assert (step.step, step.before, step.shown_before) == (Step.WITHDRAW, Status.PUBLISHED, 1)
    assert session.scalar(select(Round.revision)) == before + 1


def test_withdrawing_twice_is_the_same_once(
    session: Session, cast: Cast, now: datetime, comment: Contribution
) -> None:
    bo = actor_of(session, cast.bo)
    withdraw_contribution(session, bo, cast.round.id, "C1", key="w", now=now)
    withdraw_contribution(session, bo, cast.round.id, "C1", key="w", now=now)

    with pytest.raises(Conflict):
        withdraw_contribution(session, bo, cast.round.id, "C1", key="w2", now=now)


def test_colleague_of_record_may_withdraw_for_the_town(
    session: Session, cast: Cast, now: datetime
) -> None:
    lea = actor_of(session, cast.lea, cast.town)
    words = CommentWords("Yes.", "fr", CommentKind.AGREE)
    submit_comment(session, lea, cast.round.id, words, number=1, key="seed", now=now)
    row = session.scalars(select(Contribution)).one()
    row.member_id = cast.bo.id
    session.commit()

    withdraw_contribution(
        session, actor_of(session, cast.lea), cast.round.id, "C1", key="w", now=now
    )

    assert row.status is Status.WITHDRAWN
