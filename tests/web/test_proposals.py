"""Proposed decisions in the browser: the desk shows them, the proposer answers, others see none."""

from datetime import datetime
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from app.domain.languages import LANGUAGES
from app.models.contributions import Contribution
from app.models.dispositions import DeskNote, DispositionRecord, DispositionReply
from tests.factories.cast import Cast
from tests.factories.proposals import propose
from tests.factories.reports import make_story
from tests.web.page import AuditedClient, Page
from tests.web.signing_in import post, sign_in

DESK = "/en/manage/rounds/r1/dispositions"
PROPOSAL = "/en/rounds/r1/contributions/A2/proposal"
SAID = "هذا ليس في الفقرة السابعة."


@pytest.fixture
def story(session: Session, cast: Cast, now: datetime) -> dict[str, Contribution]:
    found = make_story(session, cast, now=now)
    session.commit()
    return found


@pytest.fixture
def shown(session: Session, cast: Cast, story: Any, now: datetime) -> DispositionRecord:
    """A2, which Mina proposed, is to be turned down, and she was shown that."""
    reasons = {"ar": "قيل هذا في الفقرة السابعة."}
    row = propose(session, story["insertion"], cast.ada, now=now, reasons=reasons)
    session.commit()
    return row


def enter(client: FlaskClient, cast: Cast, name: str) -> AuditedClient:
    sign_in(client, getattr(cast, name))
    return AuditedClient(client)


def all_of(session: Session, table: type) -> list[Any]:
    session.rollback()
    return list(session.scalars(select(table).order_by(*inspect(table).primary_key)))


def button(page: Page, ending: str) -> dict[str, str]:
    """The hidden values of the form that posts to an address with this ending."""
    form = next(one for one in page.all("form") if (one.get("action") or "").endswith(ending))
    return {
        one.get("name", ""): one.get("value", "")
        for one in form.iter()
        if str(one.tag).endswith("input") and one.get("type") == "hidden"
    }


def test_ada_shows_a_draft_and_it_says_so(
    client: FlaskClient, session: Session, cast: Cast, story: Any
) -> None:
    ada = enter(client, cast, "ada")
    drafted = {"disposition": "noted", "reason_ar": "شكرًا.", "submission_key": "k"}
    post(ada, f"{DESK}/A2", {**drafted, "edit": "0"})
    values = button(Page(ada.get(f"{DESK}/A2").text), "/proposal")

    answer = post(ada, f"{DESK}/A2/proposal", values)
    page = Page(ada.get(f"{DESK}/A2").text)

    assert answer.status_code == 303
    assert "Its proposer may see this draft" in page.text
    assert "Shown to its proposer" in Page(ada.get(DESK).text).text
    assert all_of(session, DispositionRecord)[-1].shown_version == 1


def test_a_draft_changed_meanwhile_is_not_shown(
    client: FlaskClient, session: Session, cast: Cast, shown: Any
) -> None:
    ada = enter(client, cast, "ada")

    answer = post(ada, f"{DESK}/A2/proposal", {"edit": "7", "submission_key": "x"})

    assert answer.status_code == 409
    assert "Somebody else changed this meanwhile" in answer.text


def test_several_are_shown_at_once(
    client: FlaskClient, session: Session, cast: Cast, story: Any
) -> None:
    ada = enter(client, cast, "ada")
    picks = {"pick": ["A2:0", "C2:0"], "submission_key": "one"}
    post(ada, DESK, {**picks, "disposition": "noted", "reason_en": "Thank you."})

    answer = post(ada, DESK, {"pick": ["A2:1", "C2:1"], "submission_key": "two", "do": "show"})

    assert answer.status_code == 303
    versions = {one.version: one.shown_version for one in all_of(session, DispositionRecord)}
    assert versions[1] == 1


def test_the_desk_counts_by_paragraph_and_finds_who_sees_to_it(
    client: FlaskClient, cast: Cast, shown: Any
) -> None:
    ada = enter(client, cast, "ada")
    listed = ada.get(DESK).text
    found = Page(ada.get(f"{DESK}?responsible={cast.ada.key}").text)

    assert f'href="{DESK}?paragraph=2&amp;state=drafted"' in listed
    assert len(found.by_class("dispo-row")) == 1
    assert "Ada sees to it" in found.text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_proposer_reads_it_from_her_own_contribution(
    client: FlaskClient, cast: Cast, shown: Any, lang: str
) -> None:
    mina = enter(client, cast, "mina")
    links = Page(mina.get(f"/{lang}/rounds/r1/contributions/A2").text).links.values()
    page = Page(mina.get(PROPOSAL.replace("/en/", f"/{lang}/")).text)

    assert PROPOSAL.replace("/en/", f"/{lang}/") in links
    assert "قيل هذا في الفقرة السابعة." in page.text
    assert "Ask the water office" not in page.text


def test_she_objects_and_the_desk_reads_why(
    client: FlaskClient, app: Any, session: Session, cast: Cast, shown: Any
) -> None:
    mina = enter(client, cast, "mina")
    values = Page(mina.get(PROPOSAL).text).values(PROPOSAL)
    empty = post(mina, PROPOSAL, {**values, "answer": "object", "comment": ""})
    nothing = post(mina, PROPOSAL, {**values, "comment": SAID})
    sent = post(mina, PROPOSAL, {**values, "answer": "object", "comment": SAID})
    ada = enter(app.test_client(), cast, "ada")

    assert empty.status_code == nothing.status_code == 422
    assert "say why you object" in empty.text
    assert SAID in nothing.text
    assert sent.status_code == 303
    assert "You object." in mina.get(PROPOSAL).text
    assert SAID in ada.get(f"{DESK}/A2").text
    assert "Its proposer objects" in ada.get(DESK).text
    assert len(all_of(session, DispositionReply)) == 1


def test_an_answer_to_an_older_draft_shows_the_newer_one_and_keeps_what_was_typed(
    client: FlaskClient, session: Session, cast: Cast, shown: DispositionRecord
) -> None:
    mina = enter(client, cast, "mina")
    values = Page(mina.get(PROPOSAL).text).values(PROPOSAL)

    answer = post(mina, PROPOSAL, {**values, "version": "9", "answer": "object", "comment": SAID})

    assert answer.status_code == 409
    assert SAID in answer.text
    assert not all_of(session, DispositionReply)


@pytest.mark.parametrize("name", ["bo", "lea", "dee", "tariq", "olu", "ann", "ada", "sam"])
def test_nobody_else_finds_the_page(client: FlaskClient, cast: Cast, shown: Any, name: str) -> None:
    pages = enter(client, cast, name)

    assert pages.get(PROPOSAL).status_code == 404
    assert post(client, PROPOSAL, {"answer": "agree", "version": "1"}).status_code == 404


def test_a_draft_that_is_shown_is_public_nowhere(
    client: FlaskClient, cast: Cast, shown: Any
) -> None:
    for url in ("contributions/A2", "amendments", "p/2", "contributions", "record"):
        assert "الفقرة السابعة" not in client.get(f"/ar/rounds/r1/{url}").text
    for format_ in ("json", "csv", "akn"):
        assert "الفقرة السابعة" not in client.get(f"/en/rounds/r1/amendments/list.{format_}").text


def test_visitors_are_asked_who_they_are(client: FlaskClient, cast: Cast, shown: Any) -> None:
    assert "/sign-in" in client.get(PROPOSAL).location


def test_a_note_is_kept_and_a_clash_loses_nothing(
    client: FlaskClient, session: Session, cast: Cast, story: Any
) -> None:
    ada = enter(client, cast, "ada")
    values = button(Page(ada.get(f"{DESK}/A2").text), "/note")
    mine = {**values, "responsible": cast.cy.key, "note": "Mine."}

    first = post(ada, f"{DESK}/A2/note", mine)
    second = post(ada, f"{DESK}/A2/note", {**mine, "note": "Typed too late."})
    saved = button(Page(second.text), "/note")
    third = post(ada, f"{DESK}/A2/note", {**saved, "responsible": "", "note": "Typed too late."})

    assert (first.status_code, second.status_code, third.status_code) == (303, 409, 303)
    assert "Typed too late." in second.text
    assert [one.note for one in all_of(session, DeskNote)] == ["Typed too late."]


def test_after_the_decision_the_page_only_tells(
    client: FlaskClient, session: Session, cast: Cast, shown: DispositionRecord, now: datetime
) -> None:
    row = session.merge(shown)
    row.confirmed_at, row.confirmed_by_id = now, cast.sam.id
    session.commit()
    page = Page(enter(client, cast, "mina").get(PROPOSAL).text)

    assert "The decision is taken" in page.text
    assert not [one for one in page.all("input") if one.get("name") == "answer"]
