"""By keyboard only: reading, commenting, voting; focus is seen, and goes where it helps."""

from collections.abc import Callable
from datetime import datetime

import pytest
from playwright.sync_api import Locator, Page, expect
from sqlalchemy.orm import Session

from tests.factories.cast import Cast
from tests.factories.contributions import make_amendment
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.browser

Visit = Callable[..., Visitor]
TEXT = "/rounds/r1/text"
SMALLEST = 24
# Whether what has the focus is drawn, on the screen, and covered by nothing.
SEEN = """() => {
  const element = document.activeElement;
  const box = element.getBoundingClientRect();
  const x = Math.min(Math.max(box.x + box.width / 2, 1), innerWidth - 1);
  const y = box.y + Math.min(box.height / 2, 12);
  const top = document.elementFromPoint(x, y);
  const style = getComputedStyle(element);
  const ring = style.outlineStyle !== "none" || style.boxShadow !== "none";
  const hit = top && (element.contains(top) || top.contains(element) || top.closest("label"));
  return { tag: element.tagName, text: element.textContent.trim().slice(0, 40),
    seen: box.width > 0 && box.height > 0 && box.y >= 0 && y < innerHeight && Boolean(hit), ring };
}"""
# Targets, outside of running text, that a thumb 24 px wide would miss around their middle.
SMALL = """least => {
  const reach = least / 2 - 0.5;
  const missed = target => {
    target.scrollIntoView({ block: "center" });
    const box = target.getBoundingClientRect();
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    return [[reach, 0], [-reach, 0], [0, reach], [0, -reach]].some(([right, down]) =>
      !target.contains(document.elementFromPoint(x + right, y + down)));
  };
  return [...document.querySelectorAll("a, button, summary, select, input:not([type=hidden])")]
    .filter(e => e.checkVisibility() && !e.closest(".vh, .skip, p, dd, td, th"))
    .map(e => e.closest("label") || e)
    .filter(e => Math.min(e.offsetWidth, e.offsetHeight) < least && missed(e))
    .map(e => `${e.outerHTML.slice(0, 120)} ${e.offsetWidth}x${e.offsetHeight}`);
}"""


@pytest.fixture
def amendment(session: Session, cast: Cast, now: datetime) -> str:
    """An amendment to paragraph 1 that can be voted on."""
    row = make_amendment(session, cast.round, cast.bo, cast.paragraphs[0], now=now)
    session.commit()
    return row.reference


def tab_to(page: Page, target: Locator, most: int = 60) -> None:
    """Press Tab until the target has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"{target} is not within {most} tabs")


def walk(page: Page, most: int = 40) -> list[str]:
    """Press Tab through the page; what of it could not be seen with the focus on it."""
    hidden = []
    for _ in range(most):
        page.keyboard.press("Tab")
        found = page.evaluate(SEEN)
        if found["tag"] == "BODY":
            break
        if not (found["seen"] and found["ring"]):
            hidden.append(f"{found['tag']} {found['text']} {found}")
    return hidden


def test_skip_link_is_first_and_leads_to_the_main_part(visit: Visit, cast: Cast) -> None:
    page = visit(cast.bo).go(TEXT)

    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.closest('#main') !== null")


@pytest.mark.parametrize("width", [1280, 320])
def test_focus_is_always_seen(visit: Visit, cast: Cast, amendment: str, width: int) -> None:
    page = visit(cast.bo, width=width).go(f"{TEXT}?p=1")

    assert walk(page) == []


def test_tab_goes_through_contents_then_text_then_panel(
    visit: Visit, cast: Cast, amendment: str
) -> None:
    page = visit(cast.bo).go(f"{TEXT}?p=1")

    parts = [".reading-contents", "#p1", "#p2", "#panel"]
    places = [page.locator(f"{part} a").first for part in parts]

    for place in places:
        tab_to(page, place, most=120)


def test_panel_takes_the_focus_to_its_heading_and_gives_it_back(
    visit: Visit, cast: Cast, amendment: str
) -> None:
    page = visit(cast.bo).go(TEXT)
    opener = page.locator("#p1 .activity a").first

    opener.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#panel-h")).to_be_focused()
    assert "p=1" in page.url
    closer = page.locator("[data-panel-close]")
    tab_to(page, closer, most=3)
    page.keyboard.press("Enter")

    expect(page.locator("#panel-h")).to_have_count(0)
    assert page.evaluate("document.activeElement.closest('#p1') !== null")


def test_vote_by_keyboard_says_so_where_the_focus_is(
    visit: Visit, cast: Cast, amendment: str
) -> None:
    page = visit(cast.mina, language="ar").go("/rounds/r1/p/1")
    button = page.locator(f"#vote-{amendment} button[value=support]")

    tab_to(page, button)
    page.keyboard.press("Enter")

    expect(page.locator(f"#vote-{amendment}")).to_be_focused()
    expect(page.locator("#live")).not_to_be_empty()


def test_comment_by_keyboard_from_error_to_receipt(visit: Visit, cast: Cast) -> None:
    page = visit(cast.bo).go("/rounds/r1/p/2/comment")

    tab_to(page, page.locator("textarea[name=text]"))
    page.keyboard.type("The school is far.")
    page.keyboard.press("Tab")
    tab_to(page, page.get_by_role("button", name="Check before sending"))
    page.keyboard.press("Enter")
    summary = page.locator(".error-summary")
    expect(summary).to_be_focused()
    tab_to(page, summary.locator("a"), most=2)
    page.keyboard.press("Enter")
    page.keyboard.press("Space")
    expect(page.locator("input[name=kind]").first).to_be_checked()
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("button", name="Send comment"))
    page.keyboard.press("Enter")

    expect(page.locator(".receipt-ref")).to_have_text("C1")


@pytest.mark.parametrize("path", ["/", f"{TEXT}?p=1", "/rounds/r1/p/1/comment", "/sign-in"])
def test_targets_are_large_enough_for_a_thumb(
    visit: Visit, cast: Cast, amendment: str, path: str
) -> None:
    page = visit(width=360).go(path)

    assert page.evaluate(SMALL, SMALLEST) == []
