"""Reading a round's text, and one paragraph with everything said on it."""

from datetime import datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.domain.contributions import Operation, Status
from app.domain.languages import LANGUAGES
from app.domain.moderation import ReasonCode
from app.domain.opinions import Stance
from app.domain.rounds import TallyRule
from app.models.charters import Paragraph, Wording
from tests.factories.bulk import make_full_round, make_long_version
from tests.factories.cast import Cast
from tests.factories.contributions import (
    make_amendment,
    make_contribution,
    make_position,
    make_rating,
    make_sponsor,
    make_vote,
)
from tests.factories.people import make_member
from tests.web.page import AuditedClient, Page
from tests.web.signing_in import sign_in
from tests.web.statements import counted

DAY = timedelta(days=1)
HTMX = {"HX-Request": "true"}


@pytest.fixture
def reader(client: FlaskClient) -> AuditedClient:
    return AuditedClient(client)


@pytest.fixture
def said(session: Session, cast: Cast, now: datetime) -> Cast:
    """The cast's round with something of every kind on paragraph 1."""
    first = cast.paragraphs[0]
    parent = make_contribution(
        session, cast.round, cast.bo, first, now=now, text="Does this hold at night?", quote="open"
    )
    make_contribution(session, cast.round, cast.ines, first, now=now, parent_id=parent.id)
    make_contribution(
        session,
        cast.round,
        cast.ines,
        first,
        now=now,
        text="zebrafinch",
        status=Status.WITHHELD,
        reason=ReasonCode.PERSONAL_DATA,
    )
    make_contribution(
        session, cast.round, cast.ines, first, now=now, text="zebrafinch", veiled_until=now + DAY
    )
    amendment = make_amendment(session, cast.round, cast.ines, first, now=now)
    make_sponsor(session, amendment, cast.town, cast.lea, now=now)
    make_amendment(
        session,
        cast.round,
        cast.ines,
        first,
        "A new one.",
        now=now,
        operation=Operation.INSERT_AFTER,
    )
    make_amendment(session, cast.round, cast.ines, first, now=now, operation=Operation.DELETE)
    for at in range(5):
        member = make_member(session, f"M{at}", now=now)
        make_vote(session, amendment, member, now=now)
        make_rating(session, cast.round, first, member, 5, now=now)
    make_position(session, cast.round, cast.town, cast.lea, Stance.OPPOSE, now=now, paragraph=first)
    session.commit()
    return cast


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", ["/text", "/text?p=1", "/p/1", "/p/6", "/text?filter=open"])
def test_page_is_sound_in_every_language(
    reader: AuditedClient, said: Cast, language: str, path: str
) -> None:
    assert reader.get(f"/{language}/rounds/r1{path}").status_code == 200


@pytest.mark.parametrize("path", ["/text?p=1", "/p/1"])
@pytest.mark.parametrize("name", ["bo", "lea", "ada", "tariq", "olu"])
def test_page_is_sound_for_everybody(
    reader: AuditedClient, said: Cast, name: str, path: str
) -> None:
    sign_in(reader.client, getattr(said, name), said.town if name == "lea" else None)

    assert reader.get(f"/ar/rounds/r1{path}").status_code == 200


def test_panel_is_the_same_paragraph_as_a_fragment(reader: AuditedClient, said: Cast) -> None:
    whole = reader.get("/en/rounds/r1/p/1")
    panel = reader.get("/en/rounds/r1/p/1", headers=HTMX)

    assert "<html" not in panel.text
    assert 'data-paragraph="1"' in panel.text
    assert set(Page(panel.text).ids) & {"C1", "A1", "comments", "amendments"} == {
        "C1",
        "A1",
        "comments",
        "amendments",
    }
    assert "HX-Request" in panel.headers["Vary"]
    assert "HX-Request" in whole.headers["Vary"]


def test_paragraph_opens_beside_the_text_without_script_too(
    reader: AuditedClient, said: Cast
) -> None:
    found = Page(reader.get("/en/rounds/r1/text?p=1").text)

    assert found.by_id("panel-h") is not None
    assert found.by_id("A1") is not None
    assert [e.get("id") for e in found.by_class("para-here")] == ["p1"]


@pytest.mark.parametrize("path", ["/text?p=7", "/p/7", "/p/0", "/text?p=99999"])
def test_paragraph_that_is_not_there_is_not_found(
    reader: AuditedClient, cast: Cast, path: str
) -> None:
    assert reader.get(f"/en/rounds/r1{path}").status_code == 404


@pytest.mark.parametrize("query", ["p=x", "p=1e9", "comments=0", "show=", "type=&principle="])
def test_nonsense_in_the_address_is_ignored(reader: AuditedClient, cast: Cast, query: str) -> None:
    assert reader.get(f"/en/rounds/r1/text?{query}").status_code == 200


@pytest.mark.parametrize("path", ["/text?p=1", "/p/1", "/text"])
@pytest.mark.parametrize("who", ["visitor", "ines", "ada"])
def test_hidden_words_are_nowhere(reader: AuditedClient, said: Cast, path: str, who: str) -> None:
    if who != "visitor":
        sign_in(reader.client, getattr(said, who))

    text = reader.get(f"/en/rounds/r1{path}").text

    assert "zebrafinch" not in text


def test_withheld_one_keeps_number_reason_and_date(reader: AuditedClient, said: Cast) -> None:
    found = Page(reader.get("/en/rounds/r1/p/1").text)

    line = found.by_id("C3")
    assert line is not None
    assert "personal data exposed" in "".join(line.itertext())


def test_reason_stands_before_wording_and_vote_before_tally(
    reader: AuditedClient, session: Session, said: Cast, now: datetime
) -> None:
    said.round.tallies = TallyRule.ALWAYS
    session.commit()
    sign_in(reader.client, said.bo)

    text = reader.get("/en/rounds/r1/p/1").text
    card = text[text.index('id="A1"') :]

    places = [card.index(word) for word in ("Shorter words", "<del", 'name="choice"', "<caption>")]
    assert places == sorted(places)


def test_tally_stays_away_until_ones_own_vote(
    reader: AuditedClient, session: Session, said: Cast, now: datetime
) -> None:
    sign_in(reader.client, said.bo)
    before = reader.get("/en/rounds/r1/p/1").text
    amendment = make_amendment(session, said.round, said.ines, said.paragraphs[1], now=now)
    make_vote(session, amendment, said.bo, now=now)
    session.commit()

    after = reader.get("/en/rounds/r1/p/2").text

    assert "Votes of members" not in before
    assert "You see the tally once you have voted." in before
    assert "Votes of members" in after


def test_ratings_stay_away_until_ones_own(
    reader: AuditedClient, session: Session, said: Cast, now: datetime
) -> None:
    sign_in(reader.client, said.bo)
    assert "Cannot judge" not in reader.get("/en/rounds/r1/p/1").text
    make_rating(session, said.round, said.paragraphs[0], said.bo, 2, now=now)
    session.commit()

    assert "Cannot judge" in reader.get("/en/rounds/r1/p/1").text


def test_positions_of_organisations_are_public(reader: AuditedClient, said: Cast) -> None:
    text = reader.get("/en/rounds/r1/p/1").text

    assert "Positions on paragraph 1" in text
    assert "Rivebelle" in text


def test_missing_language_is_said_and_the_original_shown(
    reader: AuditedClient, session: Session, cast: Cast
) -> None:
    session.execute(
        delete(Wording).where(
            Wording.paragraph_id == cast.paragraphs[0].id, Wording.language == "fr"
        )
    )
    session.commit()

    for path in ("/text", "/p/1"):
        found = Page(reader.get(f"/fr/rounds/r1{path}").text)
        assert any(e.get("lang") == "en" for e in found.by_class("para-text"))


def test_refusal_is_a_sentence_in_place_of_the_buttons(
    reader: AuditedClient, session: Session, cast: Cast, now: datetime
) -> None:
    sign_in(reader.client, cast.ada)
    assert "You help to run this round" in reader.get("/en/rounds/r1/p/1").text
    cast.round.closes_at = now - DAY
    session.commit()

    found = reader.get("/en/rounds/r1/p/1").text

    assert "/p/1/comment" not in found


def test_closed_round_says_until_when_it_was_possible(
    reader: AuditedClient, session: Session, cast: Cast, now: datetime
) -> None:
    cast.round.closes_at = now - DAY
    session.commit()

    for path in ("/text", "/p/1"):
        assert "Comments and ratings were possible until" in reader.get(f"/en/rounds/r1{path}").text


def test_activity_can_be_hidden(reader: AuditedClient, said: Cast) -> None:
    assert not Page(reader.get("/en/rounds/r1/text?activity=off").text).by_class("activity")


def test_print_carries_the_fingerprint_of_the_text(reader: AuditedClient, cast: Cast) -> None:
    found = Page(reader.get("/en/rounds/r1/text").text).by_class("print-only")[0]

    assert "0" * 64 in "".join(found.itertext())


def test_comments_come_page_by_page_and_the_order_is_kept(
    reader: AuditedClient, session: Session, cast: Cast, now: datetime
) -> None:
    for _ in range(12):
        make_contribution(session, cast.round, cast.bo, cast.paragraphs[0], now=now)
    session.commit()

    found = Page(reader.get("/en/rounds/r1/p/1?sort=oldest").text)
    onward = next(
        e for e in found.all("a") if e.get("rel") == "next" and "comments" in e.get("href", "")
    )
    second = Page(reader.get(onward.get("href")).text)

    assert ("C1" in found.ids, "C12" in found.ids) == (True, False)
    assert ("C1" in second.ids, "C12" in second.ids) == (False, True)


@pytest.mark.parametrize("who", ["visitor", "bo", "lea"])
@pytest.mark.parametrize("path", ["/text?show=all", "/text?p=1", "/p/1?sort=newest"])
def test_number_of_statements_does_not_grow(
    app: Flask,
    client: FlaskClient,
    session: Session,
    cast: Cast,
    now: datetime,
    who: str,
    path: str,
) -> None:
    for number, (paragraphs, contributions) in enumerate(((30, 10), (500, 1000)), start=2):
        version = make_long_version(session, cast.charter, paragraphs, number, now=now)
        first = session.query(Paragraph).filter_by(version_id=version.id, number=1).one()
        make_full_round(session, version, f"size-{number}", cast.bo, first, contributions, now=now)
    session.commit()
    if who != "visitor":
        sign_in(client, getattr(cast, who), cast.town if who == "lea" else None)

    numbers = []
    for number in (2, 3):
        app.extensions.pop("palabre_themes", None)  # the charter's, which both rounds share
        with counted(app) as statements:
            assert client.get(f"/en/rounds/size-{number}{path}").status_code == 200
        numbers.append(len(statements))

    assert numbers[0] == numbers[1]
