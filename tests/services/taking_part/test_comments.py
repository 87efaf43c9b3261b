"""A comment is filed once, numbered, and appears when the round's rule lets it."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.contributions import CommentKind, Status, Step
from app.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from app.domain.people import Group
from app.domain.rounds import ModerationRule
from app.domain.writing import CommentWords
from app.models.contributions import Contribution, Revision
from app.models.moderation import ModerationStep
from app.models.opinions import Rating
from app.models.record import OutboxMessage
from app.models.rounds import Round
from app.queries.own import progress
from app.services.comments import submit_comment
from app.services.drafts import save_draft
from tests.factories.cast import Cast
from tests.factories.people import actor_of

WORDS = CommentWords("Hours matter.", "en", CommentKind.CONCERN, quote="open")


def rows(session: Session) -> list[Contribution]:
    return list(session.scalars(select(Contribution).order_by(Contribution.id)))


def test_newcomer_waits_under_the_usual_rule(session: Session, cast: Cast, now: datetime) -> None:
    bo = actor_of(session, cast.bo)

    reference = submit_comment(session, bo, cast.round.id, WORDS, number=2, key="k", now=now)

    row = rows(session)[0]
    assert reference == row.reference == "C1"
    assert (row.status, row.shown_revision, row.published_at) == (Status.PENDING, None, None)
    assert (row.group, row.display_name, row.paragraph_id) == (
        Group.CIVIL_SOCIETY,
        "Bo",
        cast.paragraphs[1].id,
    )


def test_member_with_a_published_one_does_not_wait(
    session: Session, cast: Cast, now: datetime
) -> None:
    bo = actor_of(session, cast.bo)
    submit_comment(session, bo, cast.round.id, WORDS, number=2, key="k", now=now)
    rows(session)[0].status = Status.PUBLISHED
    session.commit()

    submit_comment(session, bo, cast.round.id, WORDS, number=3, key="k2", now=now)

    assert rows(session)[1].status is Status.PUBLISHED
    assert rows(session)[1].shown_revision == 1


@pytest.mark.parametrize(
    ("rule", "status"),
    [(ModerationRule.BEFORE, Status.PENDING), (ModerationRule.AFTER, Status.PUBLISHED)],
)
def test_rule_of_the_round_decides(
    session: Session, cast: Cast, now: datetime, rule: ModerationRule, status: Status
) -> None:
    cast.round.moderation = rule
    session.commit()

    submit_comment(
        session, actor_of(session, cast.lea), cast.round.id, WORDS, number=1, key="k", now=now
    )

    assert rows(session)[0].status is status


def test_delegate_writes_under_the_name_of_the_town(
    session: Session, cast: Cast, now: datetime
) -> None:
    lea = actor_of(session, cast.lea, cast.town)
    words = CommentWords("Yes.", "fr", CommentKind.AGREE, name="Somebody else")

    submit_comment(session, lea, cast.round.id, words, number=1, key="k", now=now)

    row = rows(session)[0]
    assert (row.display_name, row.organisation_id) == (cast.town.name, cast.town.id)
    assert row.group is Group.LOCAL_GOVERNMENT
    assert row.status is Status.PUBLISHED


def test_timeline_and_receipt_come_with_it(session: Session, cast: Cast, now: datetime) -> None:
    submit_comment(
        session, actor_of(session, cast.bo), cast.round.id, WORDS, number=1, key="k", now=now
    )

    step = session.scalars(select(ModerationStep)).one()
    mail = session.scalars(select(OutboxMessage)).one()
    assert (step.step, step.before, step.after) == (Step.SUBMIT, None, Status.PENDING)
    assert (mail.member_key, mail.template, mail.context["reference"]) == (
        cast.bo.key,
        "receipt",
        "C1",
    )


def test_code_holder_gets_no_mail(session: Session, cast: Cast, now: datetime) -> None:
    submit_comment(
        session, actor_of(session, cast.mina), cast.round.id, WORDS, number=1, key="k", now=now
    )

    assert session.scalar(select(func.count()).select_from(OutboxMessage)) == 0


def test_repeated_form_writes_once(session: Session, cast: Cast, now: datetime) -> None:
    bo = actor_of(session, cast.bo)
    submit_comment(session, bo, cast.round.id, WORDS, number=1, key="k", now=now)
    late = now + timedelta(days=30)

    again = submit_comment(session, bo, cast.round.id, WORDS, number=1, key="k", now=late)

    assert again == "C1"
    assert len(rows(session)) == 1
    assert session.scalar(select(Round.next_comment)) == 2


def test_repeated_form_with_other_words_is_refused(
    session: Session, cast: Cast, now: datetime
) -> None:
    bo = actor_of(session, cast.bo)
    submit_comment(session, bo, cast.round.id, WORDS, number=1, key="k", now=now)
    other = CommentWords("Other words.", "en", CommentKind.CONCERN)

    with pytest.raises(Conflict) as caught:
        submit_comment(session, bo, cast.round.id, other, number=1, key="k", now=now)

    assert (caught.value.code, caught.value.details["result"]) == ("other_content", "C1")


def test_somebody_else_cannot_use_the_key(session: Session, cast: Cast, now: datetime) -> None:
    submit_comment(
        session, actor_of(session, cast.bo), cast.round.id, WORDS, number=1, key="k", now=now
    )

    with pytest.raises(Conflict):
        submit_comment(
            session, actor_of(session, cast.ines), cast.round.id, WORDS, number=1, key="k", now=now
        )


def test_closed_window_is_noticed_inside_the_write(
    session: Session, cast: Cast, now: datetime
) -> None:
    bo, after = actor_of(session, cast.bo), cast.round.closes_at

    with pytest.raises(NotAllowed) as caught:
        submit_comment(session, bo, cast.round.id, WORDS, number=1, key="k", now=after)

    assert caught.value.code == "comment_window_is_open"
    session.rollback()
    assert rows(session) == []


def test_ratings_come_along_and_may_come_alone(session: Session, cast: Cast, now: datetime) -> None:
    bo = actor_of(session, cast.bo)
    both = CommentWords("Yes.", "en", CommentKind.AGREE, scores=(("relevance", 5),))
    alone = CommentWords("", "en", scores=(("relevance", 4), ("implementability", 0)))

    submit_comment(session, bo, cast.round.id, both, number=1, key="k", now=now)
    result = submit_comment(session, bo, cast.round.id, alone, number=1, key="k2", now=now)

    found = session.execute(select(Rating.criterion, Rating.score)).all()
    assert result is None
    assert sorted(tuple(row) for row in found) == [("implementability", 0), ("relevance", 4)]
    assert len(rows(session)) == 1


def test_nothing_at_all_is_refused(session: Session, cast: Cast, now: datetime) -> None:
    with pytest.raises(Invalid):
        submit_comment(
            session,
            actor_of(session, cast.bo),
            cast.round.id,
            CommentWords("", "en"),
            number=1,
            key="k",
            now=now,
        )


def test_reply_stands_under_its_parent_one_level_deep(
    session: Session, cast: Cast, now: datetime
) -> None:
    bo, lea = actor_of(session, cast.bo), actor_of(session, cast.lea)
    submit_comment(session, lea, cast.round.id, WORDS, number=2, key="k", now=now)
    submit_comment(
        session, lea, cast.round.id, CommentWords("So do we.", "en"), parent="C1", key="r", now=now
    )

    first, reply = rows(session)
    assert (reply.parent_id, reply.paragraph_id) == (first.id, first.paragraph_id)
    with pytest.raises(Invalid):
        submit_comment(session, bo, cast.round.id, WORDS, parent="C2", key="r2", now=now)


def test_unpublished_contribution_takes_no_reply(
    session: Session, cast: Cast, now: datetime
) -> None:
    submit_comment(
        session, actor_of(session, cast.bo), cast.round.id, WORDS, number=1, key="k", now=now
    )

    with pytest.raises(NotAllowed):
        submit_comment(
            session,
            actor_of(session, cast.lea),
            cast.round.id,
            WORDS,
            parent="C1",
            key="r",
            now=now,
        )


@pytest.mark.parametrize("place", [{"number": 99}, {"parent": "C99"}, {"parent": "nonsense"}])
def test_place_has_to_exist(
    session: Session, cast: Cast, now: datetime, place: dict[str, object]
) -> None:
    with pytest.raises(NotFound):
        submit_comment(
            session,
            actor_of(session, cast.bo),
            cast.round.id,
            WORDS,
            key="k",
            now=now,
            **place,  # type: ignore[arg-type]
        )


def test_round_that_asks_for_no_comments_takes_none(
    session: Session, cast: Cast, now: datetime
) -> None:
    cast.round.kinds = ["amendment"]
    session.commit()

    with pytest.raises(NotAllowed):
        submit_comment(
            session, actor_of(session, cast.bo), cast.round.id, WORDS, number=1, key="k", now=now
        )


def test_sending_erases_the_draft_and_moves_cached_pages_on(
    session: Session, cast: Cast, now: datetime
) -> None:
    bo = actor_of(session, cast.bo)
    revision = cast.round.revision
    draft = save_draft(session, bo, cast.round.id, "comment:p1", {"text": "x"}, key=None, now=now)

    submit_comment(session, bo, cast.round.id, WORDS, number=1, key="k", draft=draft, now=now)

    assert session.scalar(select(Round.revision)) == revision + 1
    assert session.scalar(select(func.count()).select_from(Revision)) == 1
    assert progress(session, bo, cast.round.id) == {1}
