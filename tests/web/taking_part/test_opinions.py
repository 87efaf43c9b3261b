"""Votes, ratings and positions in the browser."""

from datetime import datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.contributions import Operation
from app.domain.opinions import Choice, Stance
from app.domain.writing import AmendmentWords
from app.models.contributions import Contribution
from app.models.opinions import Position, Rating, Vote
from app.services.amendments import propose_amendment
from tests.factories.cast import Cast
from tests.factories.people import actor_of
from tests.web.page import AuditedClient, Page, checked
from tests.web.signing_in import post, sign_in
from tests.web.taking_part.forms import fill_and_press, typed_in

VOTE = "/en/rounds/r1/contributions/A1/vote"


@pytest.fixture(autouse=True)
def amendment(session: Session, cast: Cast, now: datetime) -> None:
    """An amendment of the town on paragraph 2 that readers see."""
    lea = actor_of(session, cast.lea, cast.town)
    words = AmendmentWords(
        Operation.REPLACE, "en", "Why.", "Towns keep water open.", title="Open water"
    )
    propose_amendment(session, lea, cast.round.id, 2, words, key="seed", now=now)


def votes(session: Session) -> list[tuple[Choice, int]]:
    session.rollback()
    found = [tuple(row) for row in session.execute(select(Vote.choice, Vote.revision))]
    session.rollback()
    return found  # type: ignore[return-value]


@pytest.mark.parametrize("who", [None, "bo", "ada", "tariq"])
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_vote_page_is_sound(web: AuditedClient, cast: Cast, lang: str, who: str | None) -> None:
    if who:
        sign_in(web.client, getattr(cast, who))

    assert web.get(f"/{lang}/rounds/r1/contributions/A1/vote").status_code == 200


def test_vote_leads_back_to_its_place(web: AuditedClient, cast: Cast, session: Session) -> None:
    sign_in(web.client, cast.bo)

    cast_ = post(web.client, VOTE, {"choice": "support"})

    assert cast_.status_code == 303
    assert cast_.location.endswith("/en/rounds/r1/p/2#A1")
    assert votes(session) == [(Choice.SUPPORT, 1)]


def test_vote_is_swapped_in_place_and_said_aloud(
    web: AuditedClient, cast: Cast, session: Session
) -> None:
    sign_in(web.client, cast.bo)

    swapped = checked(post(web.client, VOTE, {"choice": "oppose"}, headers={"HX-Request": "true"}))

    assert swapped.status_code == 200
    assert 'data-announce="You oppose this"' in swapped.text
    assert 'id="vote-A1"' in swapped.text
    assert votes(session) == [(Choice.OPPOSE, 1)]


def test_vote_is_taken_back(web: AuditedClient, cast: Cast, session: Session) -> None:
    sign_in(web.client, cast.bo)
    post(web.client, VOTE, {"choice": "support"})
    assert "Take my vote back" in web.get(VOTE).text

    post(web.client, VOTE, {"choice": ""})

    assert votes(session) == []


def test_visitor_signs_in_and_finds_the_choice_marked(
    web: AuditedClient, cast: Cast, session: Session
) -> None:
    asked = post(web.client, VOTE, {"choice": "support"})
    assert asked.status_code == 303
    assert "sign-in" in asked.location
    assert "choice%3Dsupport" in asked.location
    assert votes(session) == []

    sign_in(web.client, cast.bo)

    assert "You chose: Support" in web.get(f"{VOTE}?choice=support").text


def test_revised_amendment_asks_to_confirm_the_vote(
    web: AuditedClient, cast: Cast, session: Session
) -> None:
    sign_in(web.client, cast.bo)
    post(web.client, VOTE, {"choice": "support"})
    session.rollback()
    row = session.scalars(select(Contribution)).one()
    row.shown_revision = 1
    session.execute(Vote.__table__.update().values(revision=0))
    session.commit()

    assert "was revised after your vote" in web.get(VOTE).text
    assert "was revised after your vote" in web.get("/en/me?show=votes").text


@pytest.mark.parametrize("who", ["ada", "tariq"])
def test_staff_cannot_vote(web: AuditedClient, cast: Cast, session: Session, who: str) -> None:
    sign_in(web.client, getattr(cast, who))

    assert checked(post(web.client, VOTE, {"choice": "support"})).status_code == 403
    assert votes(session) == []


def test_comment_has_no_vote_page(web: AuditedClient, cast: Cast) -> None:
    assert web.get("/en/rounds/r1/contributions/C1/vote").status_code == 404


def marks(session: Session) -> list[tuple[str, int]]:
    session.rollback()
    found = session.execute(select(Rating.criterion, Rating.score).order_by(Rating.criterion)).all()
    session.rollback()
    return [tuple(row) for row in found]  # type: ignore[misc]


def test_rating_is_saved_changed_and_taken_back(
    web: AuditedClient, cast: Cast, session: Session
) -> None:
    sign_in(web.client, cast.bo)
    url = "/en/rounds/r1/p/1/rating"

    assert fill_and_press(web, url, {"score_0": "5", "score_1": "0"}).status_code == 303
    assert marks(session) == [("implementability", 0), ("relevance", 5)]

    assert typed_in(web.get(url), "score_0") == "5"
    fill_and_press(web, url, {"score_0": "2"})
    assert marks(session) == [("implementability", 0), ("relevance", 2)]

    assert fill_and_press(web, url, {}, "remove").status_code == 303
    assert marks(session) == []


def test_empty_rating_comes_back(web: AuditedClient, cast: Cast) -> None:
    sign_in(web.client, cast.bo)

    back = fill_and_press(web, "/en/rounds/r1/p/1/rating", {})

    assert back.status_code == 422
    assert "at least one mark" in back.text


def test_rating_before_signing_in_is_kept(web: AuditedClient, cast: Cast) -> None:
    asked = fill_and_press(web, "/en/rounds/r1/p/1/rating", {"score_0": "3"})

    assert asked.status_code == 303
    assert "draft%3D" in asked.location


@pytest.mark.parametrize("path", ["p/3/position", "contributions/A1/position"])
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_position_is_taken_changed_and_removed(
    web: AuditedClient, cast: Cast, session: Session, path: str, lang: str
) -> None:
    sign_in(web.client, cast.lea, cast.town)
    url = f"/{lang}/rounds/r1/{path}"

    assert fill_and_press(web, url, {"stance": "support"}).status_code == 303
    again = fill_and_press(web, url, {"stance": "support_with_changes", "reason": "Sooner."})
    assert again.status_code == 303
    session.rollback()
    row = session.scalars(select(Position)).one()
    assert (row.stance, row.reason) == (Stance.SUPPORT_WITH_CHANGES, "Sooner.")
    session.rollback()

    assert fill_and_press(web, url, {}, "remove").status_code == 303
    session.rollback()
    assert session.scalars(select(Position)).all() == []


def test_support_with_changes_comes_back_without_them(web: AuditedClient, cast: Cast) -> None:
    sign_in(web.client, cast.lea, cast.town)

    back = fill_and_press(web, "/en/rounds/r1/p/3/position", {"stance": "support_with_changes"})

    assert back.status_code == 422
    assert Page(back.text).by_class("error-summary")


def test_delegate_as_oneself_is_shown_where_to_change_that(web: AuditedClient, cast: Cast) -> None:
    sign_in(web.client, cast.lea)

    shown = web.get("/en/rounds/r1/p/3/position")

    assert "Choose whom you act for" in shown.text
