"""The device keeps nothing, and no draft outlives the form that was sent."""

from collections.abc import Callable
from datetime import datetime

import pytest
from playwright.sync_api import Page, Route, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.contributions import Draft
from tests.factories.cast import Cast
from tests.factories.contributions import make_contribution
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.browser

Visit = Callable[..., Visitor]
HIDE = """() => {
  Object.defineProperty(document, "hidden", { value: true, configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}"""


def never_answered(route: Route) -> None:
    """Hold a request back, so that it is still on its way when the page goes."""


def kept(page: Page) -> list[int]:
    """How much stands in the storages of the browser, read where no page of ours can hide it."""
    client = page.context.new_cdp_session(page)
    origin = page.evaluate("location.origin")
    client.send("DOMStorage.enable")
    found = []
    for local in (True, False):
        where = {"securityOrigin": origin, "isLocalStorage": local}
        entries = client.send("DOMStorage.getDOMStorageItems", {"storageId": where})["entries"]
        found.append(len(entries))
    return found


def test_pages_keep_nothing_and_signing_out_clears_the_rest(
    visit: Visit, session: Session, cast: Cast, now: datetime
) -> None:
    make_contribution(session, cast.round, cast.bo, cast.paragraphs[0], now=now)
    session.commit()
    visitor = visit(cast.bo)
    page = visitor.go("/rounds/r1/text")
    page.locator("a[data-panel]").first.click()
    expect(page.locator("#panel [data-paragraph]").first).to_be_attached()
    assert kept(page) == [0, 0]

    visitor.go("/sign-out")
    visitor.press("Sign out and clear this device")

    visitor.meets("You are signed out")
    assert kept(page) == [0, 0]
    assert page.context.cookies() == []


def test_save_on_its_way_leaves_no_draft_behind(visit: Visit, session: Session, cast: Cast) -> None:
    visitor = visit(cast.bo)
    page = visitor.go("/rounds/r1/p/1/rating")
    page.route("**/drafts?*", never_answered)
    page.locator("input[name=score_0][value='4']").check()
    with page.expect_request("**/drafts?*") as saving:
        page.evaluate(HIDE)
    with page.expect_navigation():
        page.locator("#form button.btn").first.click()
    posted = saving.value
    page.unroute("**/drafts?*")

    late = page.request.post(posted.url, data=posted.post_data_buffer, headers=posted.headers)

    assert late.json() == {"draft_key": ""}
    session.rollback()
    assert session.scalars(select(Draft)).all() == []
