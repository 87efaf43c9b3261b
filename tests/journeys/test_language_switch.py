"""Changing the language: the page stays the same, and so does everything that was typed."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import expect
from sqlalchemy.orm import Session

from app.domain.contributions import Status
from app.domain.moderation import ReasonCode
from app.models.rounds import Round
from tests.factories.accepted import accept
from tests.factories.cast import Cast
from tests.factories.charters import make_round
from tests.factories.contributions import make_amendment, make_contribution
from tests.factories.desk import Desk
from tests.factories.people import actor_of
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.browser

Visit = Callable[..., Visitor]
TYPED = "Two lamps, “bright” – ضوء."
# Who, where, and what is typed into which field.
FORMS = {
    "comment": ("bo", "/rounds/r1/p/1/comment", {"text": TYPED, "quote": "water"}),
    "whole text": ("reader", "/rounds/r1/comment", {"text": TYPED}),
    "reply": ("bo", "/rounds/r1/contributions/C1/reply", {"text": TYPED}),
    "amendment": (
        "bo",
        "/rounds/r1/p/1/amend",
        {"wording": TYPED, "title": "Words", "reason": TYPED},
    ),
    "report": ("reader", "/rounds/r1/contributions/C1/report", {"text": TYPED}),
    "appeal": ("bo", "/rounds/r1/contributions/C2/appeal", {"text": TYPED}),
    "position": ("lea", "/rounds/r1/contributions/A1/position", {"reason": TYPED}),
    "revision": ("bo", "/rounds/r1/contributions/C1/revise", {"text": TYPED}),
    "round": ("ada", "/manage/rounds/new", {"title_en": TYPED, "opens_at": "2026-04-01T09:00"}),
    "more time": ("ada", "/manage/rounds/r1/extend", {"reason": TYPED}),
    "disposition": ("ada", "/manage/rounds/r3/dispositions/C1", {"reason_en": TYPED}),
    "synthesis": ("ada", "/manage/rounds/r3/synthesis/parts/introduction", {"text": TYPED}),
    "charter": ("sam", "/manage/charters/mobility/edit", {"purpose_en": TYPED}),
    "queue": ("ada", "/manage/rounds/r1/queue", {"statement": TYPED, "note": TYPED}),
    "person": ("ann", "/manage/people/new", {"display_name": TYPED, "email": "bo@example.org"}),
    "delegate": ("ann", "/manage/people/1", {"function": TYPED}),
    "organisation": ("sam", "/manage/organisations/new", {"name": TYPED}),
    "correction": ("sam", "/manage/organisations/rivebelle/edit", {"name": TYPED}),
    "own name": ("bo", "/me/settings", {"display_name": TYPED}),
    "sign-in": ("reader", "/sign-in", {"email": "bo@example.org"}),
}


@pytest.fixture
def rounds(session: Session, cast: Cast, now: datetime) -> Round:
    """An open round with something to answer to, and a closed one to decide on."""
    one = cast.paragraphs[0]
    make_contribution(session, cast.round, cast.bo, one, now=now)
    spam = {"status": Status.WITHHELD, "reason": ReasonCode.SPAM}
    make_contribution(session, cast.round, cast.bo, one, now=now, **spam)
    make_amendment(session, cast.round, cast.ines, one, now=now)
    make_contribution(session, cast.round, cast.bo, one, now=now, status=Status.PENDING)
    past = timedelta(days=-1)
    closed = make_round(session, cast.version, "r3", now=now, number=3, closes_in=past)
    make_contribution(session, closed, cast.bo, one, now=now)
    session.commit()
    return closed


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
@pytest.mark.parametrize("form", FORMS)
def test_typed_text_and_page_survive(
    visit: Visit, cast: Cast, rounds: Round, form: str, script: bool
) -> None:
    who, path, typed = FORMS[form]
    member = None if who == "reader" else getattr(cast, who)
    visitor = visit(member, acting_for=cast.town if who == "lea" else None, script=script)
    page = visitor.go(path)
    for name, text in typed.items():
        visitor.fill(name, text)

    page.locator(".langs [lang=ar]").click()

    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    assert page.url.removeprefix(visitor.site).startswith(f"/ar{path}")
    for name, text in typed.items():
        expect(page.locator(f"[name='{name}']:not([type=hidden])").first).to_have_value(text)


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_what_the_secretariat_composes_survives(
    visit: Visit, session: Session, cast: Cast, now: datetime, script: bool
) -> None:
    accept(session, cast, "Bells ring.", on=cast.paragraphs[0], now=now)
    desk = Desk(session, cast, actor_of(session, cast.sam), now)
    desk.prepare()
    visitor = visit(cast.sam, script=script)
    version = "/manage/charters/mobility/versions/2"
    path = f"{version}/edit/{cast.paragraphs[0].key}"
    for name, at in (("text_en", path), ("introduction_en", f"{version}/publish")):
        page = visitor.go(at)
        visitor.fill(name, TYPED)
        page.locator(".langs [lang=ar]").click()
        expect(page.locator("html")).to_have_attribute("dir", "rtl")
        expect(page.locator(f"[name={name}]")).to_have_value(TYPED)


def test_with_script_the_form_last_typed_into_goes_along_from_language_to_language(
    visit: Visit, cast: Cast
) -> None:
    visitor = visit(cast.bo)
    page = visitor.go("/me/settings")
    visitor.fill("email", "bo@example.org")

    for code in ("ar", "fr"):
        page.locator(f".langs [lang={code}]").click()
        expect(page.locator("html")).to_have_attribute("lang", code)
        expect(page.locator("[name=email]")).to_have_value("bo@example.org")

    expect(page.locator("[name=display_name]")).to_have_value("Bo")


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_passwords_stay_behind(visit: Visit, script: bool) -> None:
    visitor = visit(script=script)
    page = visitor.go("/sign-in")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.post_data or ""))
    visitor.fill("login", "bo")
    visitor.fill("password", "a long secret of mine")

    page.locator(".langs [lang=es]").click()

    expect(page.locator("html")).to_have_attribute("lang", "es")
    expect(page.locator("[name=password]")).to_have_value("")
    assert not any("secret" in text for text in sent)


def test_enter_in_a_field_sends_the_form_and_switches_nothing(
    visit: Visit, cast: Cast, rounds: Round
) -> None:
    visitor = visit(cast.sam)
    page = visitor.go("/manage/charters/mobility/edit")

    page.locator("[name=title_en]").press("Enter")

    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("h1")).to_have_text("The Test Charter")
