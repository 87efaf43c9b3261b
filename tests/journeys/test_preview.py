"""The preview of an import by keyboard: lines opened, moved, linked, undone; focus stays."""

from collections.abc import Callable
from datetime import datetime

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy.orm import Session

from app.domain.people import Role
from app.models.charters import Principle, Topic
from tests.factories.cast import Cast
from tests.factories.charters import make_charter
from tests.factories.importing import opened
from tests.factories.people import actor_of, grant
from tests.factories.small_text import EN
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.browser

Visit = Callable[..., Visitor]


@pytest.fixture
def address(session: Session, cast: Cast, now: datetime) -> str:
    """A text in English, read and waiting to be confirmed; its charter has themes."""
    charter = make_charter(session, "quays", now=now)
    grant(session, cast.sam, Role.SECRETARIAT, now=now, charter_id=charter.id)
    names = {"en": "Light", "ar": "الضوء"}
    session.add_all(
        [
            Principle(charter_id=charter.id, key="light", position=1, names=names, explanations={}),
            Topic(charter_id=charter.id, key="lamps", position=1, names=names),
        ]
    )
    session.commit()
    row = opened(session, actor_of(session, cast.sam), charter, EN, "en", now)
    return f"/manage/charters/quays/import/{row.key}"


def pressed(page: Page, name: str) -> None:
    """Put the focus on a control and press Enter, as the keyboard does."""
    page.locator(name).first.focus()
    page.keyboard.press("Enter")


def stands(page: Page, lines: str) -> None:
    """The preview soon begins with these lines, in this order."""
    for place, line in enumerate(lines.split()):
        expect(page.locator(".preview-lines > li").nth(place)).to_have_attribute("id", line)


@pytest.mark.parametrize(
    ("language", "width", "script"),
    [("en", 1280, True), ("en", 360, False), ("ar", 1280, False), ("ar", 360, True)],
)
def test_text_is_rearranged_by_keyboard(
    visit: Visit, cast: Cast, address: str, language: str, width: int, script: bool
) -> None:
    sam = visit(cast.sam, width=width, script=script, language=language)
    page = sam.go(address)

    pressed(page, "#edit-l3")
    expect(page.locator("#l3 textarea")).to_be_visible()
    page.locator("#l3 textarea").fill("Noting that nobody carries a map,")
    pressed(page, "#up-l3")
    stands(page, "l1 l3 l2")
    expect(page.locator("#up-l3")).to_be_focused()
    pressed(page, "#up-l3")
    stands(page, "l3 l1 l2")
    expect(page.locator("#l3")).to_be_focused()
    if script:
        sam.finds_no_fault()

    page.locator("#l3 [name=topics]").check()
    pressed(page, "#l3 .btn:not(.btn-2)")
    expect(page.locator("#edit-l3")).to_be_focused()
    expect(page.locator("#l3 .tag")).to_have_count(1)
    sam.reads("Noting that nobody carries a map,")

    for lines in ("l3 l1 l2", "l1 l3 l2", "l1 l2 l3"):
        pressed(page, "#undo button")
        expect(page.locator("#l3 .tag")).to_have_count(0)
        stands(page, lines)
        expect(page.locator("#edit-l3")).to_be_focused()
    sam.misses("Noting that nobody carries a map,")


@pytest.mark.parametrize("script", [True, False])
def test_section_is_moved_and_several_lines_are_linked(
    visit: Visit, cast: Cast, address: str, script: bool
) -> None:
    sam = visit(cast.sam, script=script)
    page = sam.go(address)

    pressed(page, "#edit-l8")
    pressed(page, "#up-l8")
    stands(page, "l1 l2 l3 l8 l9 l4 l5 l6 l7")
    expect(page.locator("#up-l8")).to_be_focused()
    pressed(page, "#lower-l8")
    expect(page.locator("#lift-l8")).to_be_visible()
    expect(page.locator("#l8")).to_be_focused()

    page.locator("#l4 [name=line]").check()
    pressed(page, "#several")
    page.locator("#several-principles-0").check()
    pressed(page, "#several-form [value=link]")
    expect(page.locator(".preview-lines .tag")).to_have_count(3)
    if script:
        sam.finds_no_fault()
    pressed(page, "#undo button")
    expect(page.locator(".preview-lines .tag")).to_have_count(0)

    pressed(page, "#several")
    pressed(page, "#several-form [value=retype]")
    sam.sees("There is a problem")
    if script:
        sam.finds_no_fault()
