"""A marked-up file enters a round once, in the organisation's name, when it is confirmed."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.contributions import Channel, Kind, Operation, Status
from app.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from app.domain.people import Actor
from app.models.contributions import Revision
from app.models.record import OutboxMessage
from app.queries.word_files import (
    WordFileInView,
)
from app.services.word_files.confirming import Choice, confirm_word_file
from tests.factories.cast import Cast
from tests.factories.confirming import confirm, contributions
from tests.factories.contributions import make_contribution
from tests.factories.marking import changed, sent_out
from tests.factories.people import actor_of, make_member

BASE = "Towns keep water, schools and shelter open to everyone who lives there ({})."
Bring = Callable[..., WordFileInView]


def test_nothing_enters_before_it_is_confirmed(
    session: Session, bring: Bring, lea: Actor, marked_up: bytes
) -> None:
    found = bring(lea, marked_up)

    assert contributions(session) == []
    assert found.fresh == 2
    assert found.takeover.amendments[0].authors == ("Reviewer Ruth",)


def test_a_delegate_files_amendments_and_comments(
    session: Session, cast: Cast, bring: Bring, lea: Actor, marked_up: bytes, now: datetime
) -> None:
    row = confirm(session, lea, cast, bring(lea, marked_up), now)

    amendment, comment = contributions(session)
    assert row.result["filed"] == [amendment.reference, comment.reference] == ["A1", "C1"]
    assert {one.channel for one in (amendment, comment)} == {Channel.WORD_FILE}
    assert {one.organisation_id for one in (amendment, comment)} == {cast.town.id}
    assert {one.display_name for one in (amendment, comment)} == {cast.town.name}
    assert {one.status for one in (amendment, comment)} == {Status.PUBLISHED}
    assert (amendment.kind, amendment.operation) == (Kind.AMENDMENT, Operation.REPLACE)
    assert (amendment.paragraph_id, comment.paragraph_id) == (
        cast.paragraphs[0].id,
        cast.paragraphs[1].id,
    )
    words = session.scalars(select(Revision).order_by(Revision.id)).all()
    assert words[0].wording == BASE.format(1).replace("schools", "clinics")
    assert [one.text for one in words] == ["We agreed on it.", "Who pays?"]


def test_names_of_reviewers_are_not_kept(
    session: Session, cast: Cast, bring: Bring, lea: Actor, marked_up: bytes, now: datetime
) -> None:
    row = confirm(session, lea, cast, bring(lea, marked_up), now)

    assert row.content == {}
    assert "Ruth" not in str(row.result)
    assert not any("Ruth" in text for text in session.scalars(select(Revision.text)))
    assert not any("Ruth" in one.display_name for one in contributions(session))


def test_the_same_file_again_adds_nothing(
    session: Session, cast: Cast, bring: Bring, lea: Actor, marked_up: bytes, now: datetime
) -> None:
    confirm(session, lea, cast, bring(lea, marked_up), now)

    again = bring(lea, marked_up)
    row = confirm(session, lea, cast, again, now)

    assert (again.fresh, again.amendments_already, again.comments_already) == (
        0,
        {0: "A1"},
        {0: "C1"},
    )
    assert row.result["already"] == ["A1", "C1"]
    assert len(contributions(session)) == 2


def test_delegates_are_told_what_was_taken(
    session: Session, cast: Cast, bring: Bring, marked_up: bytes, now: datetime
) -> None:
    staff = actor_of(session, cast.sam)
    make_member(session, "No Delegate", cast.town, now=now)
    code = make_member(session, "By Code", cast.town, now=now, delegate=True, code_holder=True)

    row = confirm(session, staff, cast, bring(staff, marked_up), now)

    mails = session.scalars(select(OutboxMessage)).all()
    assert [(one.member_key, one.template, one.language) for one in mails] == [
        (cast.lea.key, "word_file", "fr")
    ]
    assert code.key not in {one.member_key for one in mails}
    context = mails[0].context
    assert (context["filed"], context["already"], context["left_out"]) == (["A1", "C1"], [], 0)
    assert (context["key"], context["filename"]) == (row.key, "ours.docx")
    confirm(session, staff, cast, bring(staff, marked_up), now)
    again = session.scalars(select(OutboxMessage).order_by(OutboxMessage.id)).all()[-1]
    assert (again.context["filed"], again.context["already"]) == ([], ["A1", "C1"])


def test_confirming_twice_files_once(
    session: Session, cast: Cast, bring: Bring, lea: Actor, marked_up: bytes, now: datetime
) -> None:
    found = bring(lea, marked_up)
    first = confirm(session, lea, cast, found, now)

    assert confirm(session, lea, cast, found, now).result == first.result
    assert len(contributions(session)) == 2
    assert len(session.scalars(select(OutboxMessage)).all()) == 1


def test_what_was_revised_or_taken_back_stays_received(
    session: Session, cast: Cast, bring: Bring, lea: Actor, marked_up: bytes, now: datetime
) -> None:
    confirm(session, lea, cast, bring(lea, marked_up), now)
    amendment, comment = contributions(session)
    amendment.status = Status.WITHDRAWN
    session.add(
        Revision(contribution_id=comment.id, number=2, text="Who pays for it?", created_at=now)
    )
    session.commit()

    assert bring(lea, marked_up).fresh == 0


def test_only_what_is_chosen_enters(
    session: Session, cast: Cast, bring: Bring, lea: Actor, marked_up: bytes, now: datetime
) -> None:
    row = confirm(session, lea, cast, bring(lea, marked_up), now, amendments=())

    assert row.result["filed"] == ["C1"]
    assert row.result["not_chosen"] == 1


def test_an_amendment_may_have_a_reason_of_its_own(
    session: Session, cast: Cast, bring: Bring, lea: Actor, marked_up: bytes, now: datetime
) -> None:
    confirm(session, lea, cast, bring(lea, marked_up), now, reasons={0: "Clinics matter."})

    assert session.scalars(select(Revision.text).order_by(Revision.id)).first() == "Clinics matter."


def test_an_amendment_without_reason_stops_everything(
    session: Session, cast: Cast, bring: Bring, lea: Actor, marked_up: bytes, now: datetime
) -> None:
    found = bring(lea, marked_up)

    with pytest.raises(Invalid, match="reason_missing"):
        confirm(session, lea, cast, found, now, reason=" ")

    session.rollback()
    assert contributions(session) == []


def test_a_published_comment_is_answered(
    session: Session, cast: Cast, bring: Bring, lea: Actor, now: datetime
) -> None:
    round_ = session.merge(cast.round)
    above = make_contribution(session, round_, cast.bo, cast.paragraphs[0], now=now)
    session.commit()
    data = sent_out(session, cast, now=now, clean=False)
    thread = '<w15:commentEx w15:paraId="10000001" w15:done="0"/>'
    answer = (
        '</w:comment><w:comment w:id="5" w:author="Ruth" w:date="2026-03-02T10:00:00Z">'
        '<w:p w14:paraId="10000005"><w:r><w:t>It does not.</w:t></w:r></w:p></w:comment>'
    )
    data = changed(data, ("</w:comment>", answer), part="word/comments.xml")
    child = '<w15:commentEx w15:paraId="10000005" w15:paraIdParent="10000001" w15:done="0"/>'
    data = changed(data, (thread, thread + child), part="word/commentsExtended.xml")

    confirm(session, lea, cast, bring(lea, data), now)

    _, answer_row = contributions(session)
    assert answer_row.parent_id == above.id
    assert answer_row.paragraph_id == cast.paragraphs[0].id
    assert bring(lea, data).fresh == 0


def test_nothing_enters_a_closed_window(
    session: Session, cast: Cast, bring: Bring, lea: Actor, marked_up: bytes, now: datetime
) -> None:
    found = bring(lea, marked_up)
    sam = actor_of(session, cast.sam)
    late = cast.round.closes_at + timedelta(minutes=1)

    for actor in (lea, sam):
        with pytest.raises(NotAllowed):
            confirm(session, actor, cast, found, late)
        session.rollback()

    assert contributions(session) == []


def test_kinds_that_are_not_asked_for_stay_out(
    session: Session, cast: Cast, bring: Bring, lea: Actor, marked_up: bytes, now: datetime
) -> None:
    found = bring(lea, marked_up)
    session.merge(cast.round).kinds = [Kind.COMMENT.value]
    session.commit()

    with pytest.raises(NotAllowed, match="kind_is_asked_for"):
        confirm(session, lea, cast, found, now)


def test_a_file_somebody_else_changed_meanwhile_is_shown_again(
    session: Session, cast: Cast, bring: Bring, lea: Actor, marked_up: bytes, now: datetime
) -> None:
    found = bring(lea, marked_up)
    choice = Choice("Why", (), ())

    with pytest.raises(Conflict, match="changed_meanwhile"):
        confirm_word_file(session, lea, cast.round.id, found.row.key, choice, edit=7, now=now)
    with pytest.raises(NotFound):
        confirm_word_file(session, lea, cast.round.id, "nowhere", choice, edit=1, now=now)
