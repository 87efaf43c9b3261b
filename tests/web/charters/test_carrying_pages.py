"""Carrying over in the browser: every open contribution to a place that somebody confirms."""

from datetime import datetime

import pytest
from flask.testing import FlaskClient
from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.models.contributions import Contribution
from app.models.dispositions import DispositionRecord
from tests.factories.accepted import accept
from tests.factories.cast import Cast
from tests.factories.charters import WORDS, make_round
from tests.factories.desk import Desk, publish
from tests.factories.people import actor_of
from tests.web.page import AuditedClient, Page
from tests.web.signing_in import post, sign_in

CARRIED = "/en/manage/charters/mobility/versions/2/carried"


@pytest.fixture
def row(session: Session, cast: Cast) -> Contribution:
    """An open amendment on paragraph 1."""
    now = cast.round.opens_at
    words = WORDS["en"].format(n=1).replace("water", "safe water")
    made = accept(session, cast, words, on=cast.paragraphs[0], now=now)
    session.execute(delete(DispositionRecord))
    session.commit()
    return made


@pytest.fixture
def desk(session: Session, cast: Cast, row: Contribution, now: datetime) -> Desk:
    made = Desk(session, cast, actor_of(session, cast.sam), now)
    made.prepare()
    return made


@pytest.fixture
def sam(client: FlaskClient, desk: Desk) -> AuditedClient:
    sign_in(client, desk.cast.sam)
    return AuditedClient(client)


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_page_shows_what_is_open_and_where_it_would_stand(sam: AuditedClient, lang: str) -> None:
    answer = sam.get(CARRIED.replace("/en/", f"/{lang}/"))

    assert answer.status_code == 200
    assert "A1" in answer.text


def test_clear_places_are_confirmed_at_once(sam: AuditedClient) -> None:
    assert "1 place to confirm" in Page(sam.get(CARRIED).text).text
    post(sam, CARRIED, {"do": "clear"})

    assert "0 places to confirm" in Page(sam.get(CARRIED).text).text


def test_another_paragraph_is_chosen_by_its_number(sam: AuditedClient, row: Contribution) -> None:
    form = {"contribution": row.id, "place": "other", "number": "3"}
    assert post(sam, CARRIED, form).status_code == 303

    assert "paragraph 3 now" in Page(sam.get(CARRIED).text).text


@pytest.mark.parametrize("number", ["99", "", "three"])
def test_unknown_number_is_said_and_stays_in_the_form(
    sam: AuditedClient, row: Contribution, number: str
) -> None:
    answer = post(sam, CARRIED, {"contribution": row.id, "place": "other", "number": number})

    assert answer.status_code == 422
    assert "no paragraph with this number" in answer.text
    field = Page(answer.text).by_id(f"number-{row.id}")
    assert field is not None
    assert field.get("value") == number


def test_open_contribution_stands_at_its_new_paragraph(
    sam: AuditedClient, desk: Desk, row: Contribution
) -> None:
    publish(desk)
    post(sam, CARRIED, {"contribution": row.id, "place": "1"})
    stranger = AuditedClient(sam.application.test_client())
    page = Page(stranger.get("/en/charters/mobility/versions/2/p/k1").text)
    assert "Still open from earlier rounds" in page.text
    assert "A1" in page.text
    page = Page(stranger.get("/en/rounds/r1/contributions/A1").text)
    assert "Carried over to paragraph 1 of version 2" in page.text


def test_a_round_on_the_new_version_leads_to_what_is_still_open(
    sam: AuditedClient, desk: Desk, session: Session, row: Contribution, now: datetime
) -> None:
    make_round(session, publish(desk), "next", now=now, number=9)
    session.commit()
    stranger = AuditedClient(sam.application.test_client())
    place = "/en/charters/mobility/versions/2/p/k1#carried-h"
    pages = ("/en/rounds/next/text", "/en/rounds/next/p/1")
    before = [place in Page(stranger.get(url).text).links.values() for url in pages]

    post(sam, CARRIED, {"contribution": row.id, "place": "1"})

    assert before == [False, False]
    for url in pages:
        assert place in Page(stranger.get(url).text).links.values(), url
    assert place not in Page(stranger.get("/en/rounds/next/p/2").text).links.values()


def test_publication_page_says_how_many_wait(sam: AuditedClient) -> None:
    page = Page(sam.get("/en/manage/charters/mobility/versions/2/publish").text)

    assert "What is still open has a confirmed place" in page.text
    assert "1 left" in page.text


@pytest.mark.parametrize("name", ["bo", "ada", "tariq", "olu"])
def test_others_do_not_carry_over(client: FlaskClient, desk: Desk, cast: Cast, name: str) -> None:
    sign_in(client, getattr(cast, name))

    assert client.get(CARRIED).status_code == 403
    assert post(client, CARRIED, {"do": "clear"}).status_code == 403


def test_first_version_carries_nothing(sam: AuditedClient) -> None:
    assert sam.get(CARRIED.replace("/2/", "/1/")).status_code == 404
