"""Proposing amendments in a browser: alike, in conflict, in other words, and together."""

from collections.abc import Callable
from datetime import datetime

import pytest
from playwright.sync_api import Route, expect
from sqlalchemy.orm import Session

from app.domain.contributions import Operation
from app.models.people import Delegation
from tests.factories.cast import Cast
from tests.factories.contributions import make_amendment
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.browser

Visit = Callable[..., Visitor]
BASES = {
    "en": "Towns keep water, schools and shelter open to everyone who lives there (1).",
    "ar": "تُبقي المدن الماء والمدرسة والمأوى مفتوحةً أمام كل من يسكنها (1).",
}
WAYS = [("en", 1280, True), ("en", 360, False), ("ar", 1280, False), ("ar", 360, True)]


@pytest.fixture
def there(session: Session, cast: Cast, now: datetime) -> dict[str, str]:
    """In each language an amendment that changes the first words, and a new paragraph."""
    changed = {}
    for language, base in BASES.items():
        first, rest = base.split(" ", 1)
        always = "always" if language == "en" else "دائمًا"
        changed[language] = f"{first} {always} {rest}"
        one = cast.paragraphs[0]
        row = make_amendment(
            session, cast.round, cast.ines, one, changed[language], now=now, language=language
        )
        row.display_name = "Ines"
    for language, words in (("en", "Bells ring."), ("ar", "تُقرع الأجراس.")):
        added = make_amendment(
            session, cast.round, cast.ines, cast.paragraphs[1], words, now=now, language=language
        )
        added.operation = Operation.INSERT_AFTER
    session.add(Delegation(member_id=cast.bo.id, organisation_id=cast.league.id, granted_at=now))
    session.commit()
    return changed


def previewed(somebody: Visitor, *, script: bool) -> None:
    """The preview follows the typing; without script a button shows it."""
    if not script:
        somebody.press("Update preview")
    expect(somebody.page.locator("#preview ins").first).to_be_visible()


def sound(somebody: Visitor, *, script: bool) -> None:
    """The page has no fault; without script there is no asking it."""
    if script:
        somebody.finds_no_fault()


@pytest.mark.parametrize(("language", "width", "script"), WAYS)
def test_who_proposes_the_same_supports_it_and_keeps_the_draft(
    visit: Visit, cast: Cast, there: dict[str, str], language: str, width: int, script: bool
) -> None:
    ref = "A1" if language == "en" else "A2"
    bo = visit(cast.bo, width=width, script=script, language=language)
    bo.go("/rounds/r1/p/1/amend")
    bo.fill("wording", there[language])
    previewed(bo, script=script)
    expect(bo.page.locator("#preview")).to_contain_text(
        bo.say("Somebody proposes exactly this already. Support it instead?")
    )
    sound(bo, script=script)

    bo.press("Vote on %(reference)s", reference=ref)

    bo.meets("Vote on %(reference)s", reference=ref)
    bo.sees("What you typed waits as a draft.")
    sound(bo, script=script)
    bo.follow("Go on writing it")
    expect(bo.page.locator("textarea[name=wording]")).to_have_value(there[language])


@pytest.mark.parametrize(("language", "width", "script"), WAYS)
def test_conflict_is_named_in_every_view_before_sending(
    visit: Visit, cast: Cast, there: dict[str, str], language: str, width: int, script: bool
) -> None:
    other = there[language].replace("always", "never").replace("دائمًا", "أبدًا")
    bo = visit(cast.bo, width=width, script=script, language=language)
    bo.go("/rounds/r1/p/1/amend")
    bo.fill("wording", other)
    previewed(bo, script=script)
    for view in ("side", "new", "text"):
        bo.tick("view", view)
        if not script:
            bo.press("Update preview")
        expect(bo.page.locator("#preview .sides")).to_have_count(int(view == "side"))
        expect(bo.page.locator("#preview")).to_contain_text(bo.say("Both insert at the same point"))
        sound(bo, script=script)
    bo.fill("title", "Title")
    bo.fill("reason", "Reason")
    bo.press("Check before sending")
    bo.meets("Check your amendment")
    bo.sees("Both insert at the same point")
    sound(bo, script=script)
    bo.press("Send amendment")
    expect(bo.page.locator(".receipt-ref")).to_have_text("A5")


@pytest.mark.parametrize(("language", "width", "script"), WAYS)
def test_other_words_are_proposed_for_a_new_paragraph(
    visit: Visit, cast: Cast, there: dict[str, str], language: str, width: int, script: bool
) -> None:
    ref = "A3" if language == "en" else "A4"
    words = "Bells ring at noon." if language == "en" else "تُقرع الأجراس ظهرًا."
    bo = visit(cast.bo, width=width, script=script, language=language)
    bo.go(f"/rounds/r1/contributions/{ref}")
    bo.follow("Propose other words for it")
    bo.meets("Propose other words for the new paragraph of %(reference)s", reference=ref)
    bo.fill("wording", words)
    previewed(bo, script=script)
    sound(bo, script=script)
    bo.fill("title", "Title")
    bo.fill("reason", "Reason")
    bo.press("Check before sending")
    sound(bo, script=script)
    bo.press("Send amendment")
    expect(bo.page.locator(".receipt-ref")).to_have_text("A5")


@pytest.mark.parametrize(("language", "width", "script"), WAYS)
def test_two_organisations_prepare_an_amendment_together(
    visit: Visit, cast: Cast, there: dict[str, str], language: str, width: int, script: bool
) -> None:
    lea = visit(cast.lea, acting_for=cast.town, width=width, script=script, language=language)
    lea.go("/rounds/r1/p/3/amend")
    lea.fill("wording", "Towns and cities." if language == "en" else "المدن والبلدات.")
    lea.press("Write it together")
    lea.meets("Joint draft on paragraph %(number)s", number=3)
    sound(lea, script=script)
    lea.fill("organisation", "League")
    lea.press("Invite", exact=True)
    lea.reads("League")
    lea.press("Collect support", exact=True)
    lea.sees("Please give the amendment a title, a few words to know it by.")
    lea.fill("title", "Cities")
    lea.fill("reason", "Both.")
    lea.press("Collect support", exact=True)
    lea.sees("Collecting support")
    sound(lea, script=script)

    bo = visit(cast.bo, acting_for=cast.league, width=width, script=script, language=language)
    bo.go("/me?show=joint")
    sound(bo, script=script)
    bo.follow("Read and answer")
    sound(bo, script=script)
    bo.press("Accept and co-sponsor")
    bo.sees("%(name)s is named as co-sponsor when this is filed.", name="League")

    lea.press("Check before filing")
    lea.meets("Check the joint amendment")
    lea.reads("League")
    sound(lea, script=script)
    lea.press("File the amendment")
    expect(lea.page.locator(".receipt-ref")).to_have_text("A5")
    bo.go("/rounds/r1/contributions/A5")
    bo.reads("League")


@pytest.mark.parametrize(("language", "width"), [("en", 1280), ("ar", 360)])
def test_amendments_are_read_in_the_text_and_beside_each_other(
    visit: Visit, cast: Cast, there: dict[str, str], language: str, width: int
) -> None:
    bo = visit(cast.bo, width=width, language=language)
    bo.go("/rounds/r1/amendments?only=conflicts")
    bo.finds_no_fault()
    bo.follow("All amendments in the text")
    bo.meets("All amendments in the text")
    bo.finds_no_fault()
    bo.follow("Compare the amendments to paragraph %(number)s", number=1)
    bo.meets("Amendments to paragraph %(number)s compared", number=1)
    bo.finds_no_fault()
    tariq = visit(cast.tariq, width=width, language=language)
    tariq.go("/rounds/r1/contributions/A1/wordings/fr")
    tariq.finds_no_fault()


def test_nothing_typed_is_lost_while_a_slow_line_changes_the_form(visit: Visit, cast: Cast) -> None:
    bo = visit(cast.bo)
    bo.go("/rounds/r1/p/1/amend")
    held: list[Route] = []
    bo.page.route("**/p/1/amend", lambda route: held.append(route))  # noqa: PLW0108
    box = bo.page.locator("#wording")

    with bo.page.expect_request("**/p/1/amend"):
        bo.tick("doing", "insert_after")
    expect(box).to_be_disabled()
    held[0].continue_()
    bo.page.unroute("**/p/1/amend")
    expect(box).to_be_enabled()
    expect(box).to_have_value("")
    box.fill("Bells ring at noon.")
    previewed(bo, script=True)

    expect(box).to_have_value("Bells ring at noon.")
