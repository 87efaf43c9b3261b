"""Pages kept ready for visitors are never wrong: every visible change shows at once."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.domain.contributions import Status
from app.domain.rounds import Act, TallyRule
from app.ledger.rounds import touch
from app.models.contributions import Contribution
from app.models.rounds import RoundWindow
from app.services.rounds.run_round import close_round
from app.services.votes import cast_vote
from app.web.kept import STORE, Kept, Store
from tests.conftest import Clock
from tests.factories.cast import Cast
from tests.factories.contributions import make_amendment, make_contribution
from tests.factories.people import actor_of
from tests.web.signing_in import sign_in
from tests.web.statements import counted

DAY = timedelta(days=1)
TEXT = "/en/rounds/r1/text"
PARAGRAPH = "/en/rounds/r1/p/1"
PAGES = (TEXT, PARAGRAPH, "/en/rounds/r1")

Says = Callable[[str, str], bool]


@pytest.fixture
def says(client: FlaskClient) -> Says:
    def say(path: str, words: str) -> bool:
        return words in client.get(path).text

    return say


@pytest.mark.parametrize("path", PAGES)
def test_second_visitor_costs_one_cheap_statement(
    app: Flask, client: FlaskClient, cast: Cast, path: str
) -> None:
    first = client.get(path)

    with counted(app) as statements:
        second = client.get(path)

    assert len(statements) == 1
    assert second.data == first.data


@pytest.mark.parametrize("path", PAGES)
def test_kept_page_holds_no_form_and_no_token(
    client: FlaskClient, session: Session, cast: Cast, now: datetime, path: str
) -> None:
    make_amendment(session, cast.round, cast.bo, cast.paragraphs[0], now=now)
    session.commit()

    response = client.get(path)

    assert "<form" not in response.text
    assert "csrf" not in response.text
    assert "Set-Cookie" not in response.headers


def test_published_comment_shows_at_once(
    session: Session, cast: Cast, now: datetime, says: Says
) -> None:
    assert not says(TEXT, "1 comment")

    make_contribution(session, cast.round, cast.bo, cast.paragraphs[0], now=now, text="At night?")
    touch(cast.round)
    session.commit()

    assert says(TEXT, "1 comment")
    assert says(PARAGRAPH, "At night?")


def test_withheld_comment_disappears_at_once(
    session: Session, cast: Cast, now: datetime, says: Says
) -> None:
    row = make_contribution(
        session, cast.round, cast.bo, cast.paragraphs[0], now=now, text="At night?"
    )
    session.commit()
    assert says(PARAGRAPH, "At night?")
    assert says(TEXT, "1 comment")

    session.get_one(Contribution, row.id).status = Status.WITHHELD
    touch(cast.round)
    session.commit()

    assert not says(PARAGRAPH, "At night?")
    assert not says(TEXT, "1 comment")


def test_veiled_comment_comes_back_by_the_clock(
    session: Session, cast: Cast, clock: Clock, says: Says
) -> None:
    make_contribution(
        session,
        cast.round,
        cast.bo,
        cast.paragraphs[0],
        now=clock.now,
        text="At night?",
        veiled_until=clock.now + timedelta(hours=1),
    )
    session.commit()
    assert not says(PARAGRAPH, "At night?")

    clock.now += timedelta(hours=1)

    assert says(PARAGRAPH, "At night?")


@pytest.mark.parametrize("path", PAGES)
def test_each_language_has_a_page_of_its_own(client: FlaskClient, cast: Cast, path: str) -> None:
    for language in ("en", "ar", "fr", "en"):
        text = client.get(path.replace("/en/", f"/{language}/")).text
        assert f'<html lang="{language}"' in text


def test_signed_in_person_gets_a_page_of_ones_own(
    client: FlaskClient, cast: Cast, says: Says
) -> None:
    assert not says(TEXT, "You have responded")

    sign_in(client, cast.bo)

    assert says(TEXT, "You have responded")


def test_page_of_a_person_is_never_kept(client: FlaskClient, app: Flask, cast: Cast) -> None:
    sign_in(client, cast.bo)
    client.get(TEXT)

    assert "You have responded" not in app.test_client().get(TEXT).text


@pytest.mark.parametrize("query", ["?p=1", "?activity=off", "?filter=open"])
def test_page_asked_for_in_another_way_is_made_anew(
    client: FlaskClient, cast: Cast, query: str
) -> None:
    plain = client.get(TEXT).text

    other = client.get(TEXT + query).text

    assert other != plain
    assert client.get(TEXT).text == plain


def test_panel_and_page_are_not_mixed_up(client: FlaskClient, cast: Cast) -> None:
    client.get(PARAGRAPH)
    panel = client.get(PARAGRAPH, headers={"HX-Request": "true"}).text
    page = client.get(PARAGRAPH).text

    assert ("<html" in panel, "<html" in page) == (False, True)


def test_round_closes_on_kept_pages_by_the_clock_alone(
    cast: Cast, clock: Clock, says: Says
) -> None:
    assert says(TEXT, "/p/1/comment")

    clock.now = cast.round.closes_at

    assert not says(TEXT, "/p/1/comment")
    assert says(TEXT, "closed since")


def test_window_opens_and_closes_on_kept_pages_by_the_clock_alone(
    session: Session, cast: Cast, clock: Clock, says: Says
) -> None:
    begin, end = clock.now + timedelta(hours=1), clock.now + timedelta(hours=2)
    session.add(RoundWindow(round_id=cast.round.id, act=Act.AMEND, opens_at=begin, closes_at=end))
    session.commit()

    shown = []
    for moment in (clock.now, begin, end):
        clock.now = moment
        shown.append(says(TEXT, "/p/1/amend"))

    assert shown == [False, True, False]


def test_round_closed_by_hand_is_closed_on_kept_pages(
    session: Session, cast: Cast, now: datetime, says: Says
) -> None:
    assert says(TEXT, "/p/1/comment")

    close_round(session, actor_of(session, cast.ada), cast.round.id, now=now)

    assert not says(TEXT, "/p/1/comment")


def test_vote_shows_at_once_where_tallies_always_show(
    session: Session, cast: Cast, now: datetime, says: Says
) -> None:
    cast.round.tallies = TallyRule.ALWAYS
    make_amendment(session, cast.round, cast.ines, cast.paragraphs[0], now=now)
    session.commit()
    assert not says(PARAGRAPH, "fewer than 5 voters")

    cast_vote(session, actor_of(session, cast.bo), cast.round.id, "A1", "support", now=now)  # type: ignore[arg-type]

    assert says(PARAGRAPH, "fewer than 5 voters")


def test_round_page_and_charter_title_are_fresh(session: Session, cast: Cast, says: Says) -> None:
    assert not says("/en/rounds/r1", "ask@example")

    cast.round.contact = "ask@example"
    touch(cast.round)
    session.commit()

    assert says("/en/rounds/r1", "ask@example")


def test_browser_that_has_the_page_gets_no_body(client: FlaskClient, cast: Cast) -> None:
    tag = client.get(TEXT).headers["ETag"]

    again = client.get(TEXT, headers={"If-None-Match": tag})

    assert (again.status_code, again.data) == (304, b"")


def test_page_travels_compressed_where_the_browser_takes_it(
    client: FlaskClient, cast: Cast
) -> None:
    small = client.get(TEXT, headers={"Accept-Encoding": "gzip"})
    plain = client.get(TEXT, headers={"Accept-Encoding": "identity"})

    assert small.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain.headers
    assert len(small.data) < len(plain.data) / 2


def test_data_saving_page_is_another_one(client: FlaskClient, cast: Cast) -> None:
    client.get(TEXT)

    assert "data-save" in client.get(TEXT, headers={"Save-Data": "on"}).text


def test_day_is_part_of_what_a_page_depends_on(
    app: Flask, client: FlaskClient, cast: Cast, clock: Clock
) -> None:
    client.get(PARAGRAPH)
    clock.now += DAY

    with counted(app) as statements:
        client.get(PARAGRAPH)

    assert len(statements) > 1


def test_store_never_grows_over_its_room(now: datetime) -> None:
    store = Store(room=100)

    for at in range(50):
        store.put((at,), Kept(b"x" * 30, str(at), None))

    assert store.used <= 100
    assert store.get((49,), now) is not None
    assert store.get((0,), now) is None


def test_keeping_is_per_application(app: Flask, client: FlaskClient, cast: Cast) -> None:
    assert STORE not in app.extensions

    client.get(TEXT)

    assert app.extensions[STORE].used > 0
