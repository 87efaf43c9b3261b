"""Amendments beside each other, in the text, and filtered."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from app.domain.contributions import Operation, Status
from app.domain.rounds import TallyRule
from app.models.contributions import Contribution, Revision
from tests.factories.cast import Cast
from tests.factories.contributions import (
    make_amendment,
    make_contribution,
    make_sponsor,
    make_vote,
)
from tests.web.page import AuditedClient, Page
from tests.web.signing_in import sign_in
from tests.web.statements import counted

BASE = "Towns keep water, schools and shelter open to everyone who lives there (1)."
LIST = "/en/rounds/r1/amendments"
TEXT = "/en/rounds/r1/amendments/text"
COMPARED = "/en/rounds/r1/p/1/amendments"


@pytest.fixture(autouse=True)
def there(session: Session, cast: Cast, now: datetime) -> list[Contribution]:
    """A1 and A2 clash, A3 stands apart, A4 adds a paragraph, A5 is withheld, A6 is Arabic."""
    one = cast.paragraphs[0]
    clinics, baths = BASE.replace("schools", "clinics"), BASE.replace("schools", "baths")
    cities = BASE.replace("Towns", "Cities")
    rows = [
        make_amendment(session, cast.round, cast.bo, one, clinics, now=now),
        make_amendment(session, cast.round, cast.ines, one, baths, now=now),
        make_amendment(session, cast.round, cast.ines, one, cities, now=now),
        make_amendment(session, cast.round, cast.ines, one, "A new thought.", now=now),
        make_amendment(
            session, cast.round, cast.ines, one, "Secret.", now=now, status=Status.WITHHELD
        ),
        make_amendment(session, cast.round, cast.mina, one, "ماء.", now=now, language="ar"),
    ]
    rows[3].operation = Operation.INSERT_AFTER
    rows[4].shown_revision = 1
    session.commit()
    return rows


def references(text: str) -> list[str]:
    return [e.get("id", "") for e in Page(text).by_class("card")]


@pytest.mark.parametrize("lang", ["en", "fr", "es", "ar"])
@pytest.mark.parametrize("path", ["amendments/text", "p/1/amendments", "p/2/amendments"])
def test_pages_are_sound(web: AuditedClient, lang: str, path: str) -> None:
    assert web.get(f"/{lang}/rounds/r1/{path}").status_code == 200


@pytest.mark.parametrize("url", [TEXT, COMPARED])
def test_all_stand_in_the_text_but_what_is_hidden(web: AuditedClient, url: str) -> None:
    page = Page(web.get(url).text)

    inserted = ["".join(e.itertext()) for e in page.all("ins")]
    for words in ("clinics", "baths", "Cities", "A new thought."):
        assert any(words in text for text in inserted), words
    assert [e for e in page.all("mark") if "schools" in "".join(e.itertext())]
    assert "A6 changes the text in Arabic" in page.text
    assert "Secret" not in page.text


@pytest.mark.parametrize("url", [TEXT, COMPARED])
@pytest.mark.parametrize("status", [one for one in Status if one is not Status.PUBLISHED])
def test_words_that_do_not_appear_are_nowhere(
    web: AuditedClient, session: Session, there: list[Contribution], url: str, status: Status
) -> None:
    there[0].status = status
    session.commit()

    page = Page(web.get(url).text)

    assert "clinics" not in page.text
    assert "A1 cannot stand" not in page.text
    assert "baths" in page.text


@pytest.mark.parametrize("url", [TEXT, COMPARED])
def test_covered_words_come_back_when_their_time_is_over(
    web: AuditedClient, session: Session, there: list[Contribution], now: datetime, url: str
) -> None:
    there[0].veiled_until = now + timedelta(hours=1)
    session.commit()
    assert "clinics" not in web.get(url).text
    assert references(web.get(f"{LIST}?only=conflicts").text) == []

    there[0].veiled_until = now
    session.commit()

    assert "clinics" in web.get(url).text


@pytest.mark.parametrize("url", [TEXT, COMPARED])
def test_newer_words_that_nobody_passed_yet_are_not_in_the_text(
    web: AuditedClient, session: Session, there: list[Contribution], now: datetime, url: str
) -> None:
    newer = Revision(
        contribution_id=there[0].id, number=2, text="Why.", wording="Gardens.", created_at=now
    )
    session.add(newer)
    there[0].last_revision = 2
    session.commit()

    text = web.get(url).text

    assert "clinics" in text
    assert "Gardens" not in text


def test_comparison_names_what_cannot_stand_together(web: AuditedClient) -> None:
    text = Page(web.get(COMPARED).text).text

    assert "A1 cannot stand in the text beside:A2" in text
    assert "Both change the same words" in text
    assert "A3 cannot stand" not in text


def test_comparison_shows_support_by_the_rule_of_the_round(
    web: AuditedClient, session: Session, cast: Cast, there: list[Contribution], now: datetime
) -> None:
    make_vote(session, there[0], cast.bo, now=now)
    session.commit()
    assert "Votes of members" not in web.get(COMPARED).text

    cast.round.tallies = TallyRule.ALWAYS
    session.commit()

    assert "Votes of members" in web.get(COMPARED).text


def test_unknown_paragraph_has_no_comparison(web: AuditedClient) -> None:
    assert web.get("/en/rounds/r1/p/77/amendments").status_code == 404


def test_mine_are_what_i_and_my_organisation_sent_or_joined(
    web: AuditedClient, session: Session, cast: Cast, there: list[Contribution], now: datetime
) -> None:
    make_sponsor(session, there[2], cast.town, cast.lea, now=now)
    session.commit()

    sign_in(web.client, cast.bo)
    assert references(web.get(f"{LIST}?only=mine").text) == ["A1"]
    sign_in(web.client, cast.lea)
    assert references(web.get(f"{LIST}?only=mine").text) == ["A3"]
    sign_in(web.client, cast.dee)
    assert references(web.get(f"{LIST}?only=mine").text) == []


def test_mine_are_those_of_a_colleague_and_what_i_joined_as_myself(
    web: AuditedClient, session: Session, cast: Cast, there: list[Contribution], now: datetime
) -> None:
    there[1].organisation_id = cast.town.id
    make_sponsor(session, there[2], None, cast.mina, now=now)
    make_sponsor(session, there[3], cast.league, cast.mina, now=now)
    session.commit()

    sign_in(web.client, cast.lea)
    assert references(web.get(f"{LIST}?only=mine").text) == ["A2"]
    sign_in(web.client, cast.mina)
    assert references(web.get(f"{LIST}?only=mine").text) == ["A3", "A6"]


def test_visitor_has_none_of_one_s_own(web: AuditedClient) -> None:
    assert references(web.get(f"{LIST}?only=mine").text) == []


def test_conflicts_are_found(
    web: AuditedClient, session: Session, there: list[Contribution]
) -> None:
    assert references(web.get(f"{LIST}?only=conflicts").text) == ["A1", "A2"]

    there[2].operation = Operation.DELETE
    session.commit()

    assert references(web.get(f"{LIST}?only=conflicts").text) == ["A1", "A2", "A3", "A6"]


def test_unknown_filter_is_refused(web: AuditedClient) -> None:
    assert web.get(f"{LIST}?only=theirs").status_code == 400
    assert web.get(f"{LIST}?scope=theirs").status_code == 400


@pytest.mark.parametrize("url", [TEXT, COMPARED, f"{LIST}?only=conflicts"])
def test_statements_do_not_grow_with_amendments(
    web: AuditedClient, session: Session, cast: Cast, now: datetime, url: str
) -> None:
    def statements() -> int:
        with counted(web.client.application) as few:
            assert web.get(url).status_code == 200
        return len(few)

    statements()
    before = statements()
    for at in range(8):
        words = BASE.replace("schools", f"place {at}")
        row = make_amendment(session, cast.round, cast.ines, cast.paragraphs[0], words, now=now)
        make_contribution(
            session, cast.round, cast.bo, cast.paragraphs[0], now=now, parent_id=row.id
        )
    session.commit()

    assert statements() <= before + 1
