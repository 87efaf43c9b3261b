"""Drafts are one's own: by key until claimed, then by member."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import Invalid
from app.domain.people import VISITOR
from app.domain.writing import CommentWords
from app.models.contributions import Draft
from app.queries.drafts import draft_at, draft_behind, drafts_of
from app.services.comments import submit_comment
from app.services.drafts import claim_draft, discard_draft, save_draft
from tests.factories.cast import Cast
from tests.factories.people import actor_of

PLACE = "comment:p1"


def test_visitor_draft_is_reached_by_its_key(session: Session, cast: Cast, now: datetime) -> None:
    key = save_draft(session, VISITOR, cast.round.id, PLACE, {"text": "Hello"}, key=None, now=now)

    found = draft_behind(session, VISITOR, key, PLACE, now=now)

    assert len(key) >= 32
    assert found is not None
    assert found.fields == {"text": "Hello"}


def test_same_key_goes_on_with_the_same_draft(session: Session, cast: Cast, now: datetime) -> None:
    key = save_draft(session, VISITOR, cast.round.id, PLACE, {"text": "One"}, key=None, now=now)

    again = save_draft(session, VISITOR, cast.round.id, PLACE, {"text": "Two"}, key=key, now=now)

    assert again == key
    assert session.scalars(select(Draft.fields)).all() == [{"text": "Two"}]


def test_claimed_draft_belongs_to_the_member_alone(
    session: Session, cast: Cast, now: datetime
) -> None:
    key = save_draft(session, VISITOR, cast.round.id, PLACE, {"text": "Mine"}, key=None, now=now)

    assert claim_draft(session, cast.bo.id, key, now=now) == PLACE

    assert draft_behind(session, actor_of(session, cast.bo), key, PLACE, now=now)
    assert draft_behind(session, VISITOR, key, PLACE, now=now) is None
    assert draft_behind(session, actor_of(session, cast.ines), key, PLACE, now=now) is None
    assert claim_draft(session, cast.ines.id, key, now=now) is None


def test_claiming_twice_is_harmless(session: Session, cast: Cast, now: datetime) -> None:
    key = save_draft(session, VISITOR, cast.round.id, PLACE, {"text": "Mine"}, key=None, now=now)

    assert claim_draft(session, cast.bo.id, key, now=now) == PLACE
    assert claim_draft(session, cast.bo.id, key, now=now) == PLACE


def test_unclaimed_draft_is_gone_after_a_day(session: Session, cast: Cast, now: datetime) -> None:
    key = save_draft(session, VISITOR, cast.round.id, PLACE, {"text": "Old"}, key=None, now=now)
    later = now + timedelta(hours=24)

    assert draft_behind(session, VISITOR, key, PLACE, now=later) is None
    assert claim_draft(session, cast.bo.id, key, now=later) is None
    assert save_draft(session, VISITOR, cast.round.id, PLACE, {"t": "x"}, key=key, now=later) != key


def test_stranger_cannot_write_into_a_draft(session: Session, cast: Cast, now: datetime) -> None:
    bo, ines = actor_of(session, cast.bo), actor_of(session, cast.ines)
    key = save_draft(session, bo, cast.round.id, PLACE, {"text": "Mine"}, key=None, now=now)

    other = save_draft(session, ines, cast.round.id, PLACE, {"text": "No"}, key=key, now=now)

    assert other != key
    assert draft_at(session, bo, cast.round.id, PLACE).fields == {"text": "Mine"}  # type: ignore[union-attr]


def test_draft_stays_at_its_place(session: Session, cast: Cast, now: datetime) -> None:
    bo = actor_of(session, cast.bo)
    key = save_draft(session, bo, cast.round.id, PLACE, {"text": "Mine"}, key=None, now=now)

    assert (
        save_draft(session, bo, cast.round.id, "comment:p2", {"text": "x"}, key=key, now=now) != key
    )
    assert draft_behind(session, bo, key, "comment:p2", now=now) is None


def test_discarding_takes_only_ones_own(session: Session, cast: Cast, now: datetime) -> None:
    bo, ines = actor_of(session, cast.bo), actor_of(session, cast.ines)
    key = save_draft(session, bo, cast.round.id, PLACE, {"text": "Mine"}, key=None, now=now)

    discard_draft(session, ines, key, now=now)
    assert len(drafts_of(session, bo)) == 1

    discard_draft(session, bo, key, now=now)
    assert drafts_of(session, bo) == []


@pytest.mark.parametrize("heard", [True, False], ids=["key known", "key not yet known"])
def test_what_was_kept_while_a_form_was_sent_goes_with_it(
    session: Session, cast: Cast, now: datetime, heard: bool
) -> None:
    bo = actor_of(session, cast.bo)
    own = {"form": "form 1", "unless_sent": True, "now": now}
    key = save_draft(session, bo, cast.round.id, PLACE, {"text": "Hou"}, key=None, **own)

    words, known = CommentWords("Hours matter.", "en"), key if heard else ""
    submit_comment(session, bo, cast.round.id, words, key="form 1", draft=known, now=now)
    assert drafts_of(session, bo) == []

    for late in (key, None):
        assert not save_draft(session, bo, cast.round.id, PLACE, {"text": "H"}, key=late, **own)
    assert drafts_of(session, bo) == []


def test_draft_that_was_sent_from_another_page_does_not_come_back(
    session: Session, cast: Cast, now: datetime
) -> None:
    bo = actor_of(session, cast.bo)
    key = save_draft(session, bo, cast.round.id, PLACE, {"text": "H"}, key=None, form="1", now=now)
    words = CommentWords("Hours matter.", "en")
    submit_comment(session, bo, cast.round.id, words, key="form 2", draft=key, now=now)

    late = {"key": key, "form": "form 1", "unless_sent": True}
    assert not save_draft(session, bo, cast.round.id, PLACE, {"text": "H"}, **late, now=now)
    assert drafts_of(session, bo) == []


def test_form_has_one_draft_however_often_it_is_saved_at_once(
    session: Session, cast: Cast, now: datetime
) -> None:
    bo, own = actor_of(session, cast.bo), {"key": None, "form": "form 1", "now": now}
    first = save_draft(session, bo, cast.round.id, PLACE, {"text": "One"}, **own)

    assert save_draft(session, bo, cast.round.id, PLACE, {"text": "One two"}, **own) == first
    assert [draft.fields for draft in drafts_of(session, bo)] == [{"text": "One two"}]


def test_words_kept_on_purpose_are_kept_even_from_a_form_that_was_sent(
    session: Session, cast: Cast, now: datetime
) -> None:
    bo, words = actor_of(session, cast.bo), CommentWords("Hours matter.", "en")
    submit_comment(session, bo, cast.round.id, words, key="form 1", now=now)

    own = {"key": None, "form": "form 1", "now": now}
    assert save_draft(session, bo, cast.round.id, PLACE, {"text": "More"}, **own)


def test_endless_draft_is_refused(session: Session, cast: Cast, now: datetime) -> None:
    with pytest.raises(Invalid):
        save_draft(session, VISITOR, None, PLACE, {"text": "x" * 200_000}, key=None, now=now)
