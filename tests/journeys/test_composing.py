"""Composing a version in a browser: single changes, an order, open places, two people at once."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect
from sqlalchemy.orm import Session

from tests.factories.accepted import accept
from tests.factories.cast import Cast
from tests.factories.charters import WORDS
from tests.factories.desk import Desk
from tests.factories.people import actor_of
from tests.journeys.visitor import Visitor

DESK = "/manage/charters/mobility/versions/2/edit"
CARRIED = "/manage/charters/mobility/versions/2/carried"
LATER = 11_000  # milliseconds; what is typed is kept every ten seconds
Visit = Callable[..., Visitor]


@pytest.fixture
def cast_with_wishes(session: Session, cast: Cast, now: object) -> Cast:
    """Two changes in one amendment on paragraph 2, and two amendments at one point of 1."""
    wide = WORDS["en"].format(n=2)
    wide = wide.replace("water", "clean water").replace("lives there", "stays there")
    accept(session, cast, wide, on=cast.paragraphs[1], now=now)  # type: ignore[arg-type]
    for words in ("clean water", "safe water"):
        text = WORDS["en"].format(n=1).replace("water", words)
        accept(session, cast, text, on=cast.paragraphs[0], now=now)  # type: ignore[arg-type]
    desk = Desk(session, cast, actor_of(session, cast.sam), now)  # type: ignore[arg-type]
    desk.prepare()
    session.commit()
    return cast


@pytest.mark.parametrize(("language", "script"), [("en", True), ("ar", True), ("ar", False)])
def test_text_is_composed_change_by_change(
    visit: Visit, cast_with_wishes: Cast, language: str, script: bool
) -> None:
    sam = visit(cast_with_wishes.sam, language=language, script=script, width=360)
    sam.go(f"{DESK}/k2")
    sam.page.locator("input[name=part]").nth(1).check()
    sam.press("Put in only what is ticked")
    sam.sees("in the text")
    words = sam.page.locator("[name=text_en]")
    expect(words).to_have_value(WORDS["en"].format(n=2).replace("lives", "stays"))

    sam.go(f"{DESK}/k1")
    sam.press("Take this one")
    sam.press("Put it in before %(reference)s", reference="A2")
    expect(words).to_have_value(WORDS["en"].format(n=1).replace("water", "safe clean water"))
    sam.press("Take the decision back", about="A3")
    expect(words).to_have_value(WORDS["en"].format(n=1).replace("water", "clean water"))
    if script:
        sam.finds_no_fault()
        sam.go(CARRIED)
        sam.finds_no_fault()


@pytest.mark.parametrize(("language", "script"), [("en", True), ("ar", True), ("ar", False)])
def test_steps_are_taken_back_and_the_text_follows(
    visit: Visit, cast_with_wishes: Cast, language: str, script: bool
) -> None:
    sam = visit(cast_with_wishes.sam, language=language, script=script, width=360)
    sam.go(f"{DESK}/k1")
    sam.press("Take this one")
    words = sam.page.locator("[name=text_en]")
    expect(words).not_to_have_value(WORDS["en"].format(n=1))

    sam.go("/manage/charters/mobility/versions/2/steps")
    sam.meets("What was done while composing")
    if script:
        sam.finds_no_fault()
    sam.press("Take this step back")

    sam.sees("taken back")
    sam.go(f"{DESK}/k1")
    expect(words).to_have_value(WORDS["en"].format(n=1))


def test_two_people_compose_and_neither_loses_a_word(visit: Visit, cast_with_wishes: Cast) -> None:
    first, second = (visit(who) for who in (cast_with_wishes.sam, cast_with_wishes.sol))
    for visitor in (first, second):
        visitor.page.clock.install()
        visitor.go(f"{DESK}/k3")
    second.fill("text_en", "What the second one typed.")
    with second.page.expect_response(lambda answer: answer.url.endswith("/typed")):
        second.page.clock.fast_forward(LATER)
    first.fill("text_en", "What the first one saved.")
    first.tick("kind", "substantive")
    first.fill("why", "Said more plainly.")
    first.press("Save the words")
    expect(first.page.locator("[name=text_en]")).to_have_value("What the first one saved.")

    second.go(f"{DESK}/k3")
    expect(second.page.locator("[name=text_en]")).to_have_value("What the second one typed.")
    second.tick("kind", "substantive")
    second.fill("why", "Said otherwise.")
    second.press("Save the words")
    second.reads("What the first one saved.")
    expect(second.page.locator("[name=text_en]")).to_have_value("What the second one typed.")
    second.finds_no_fault()
