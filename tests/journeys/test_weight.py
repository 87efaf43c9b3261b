"""Weight: pages that open on a bad connection, and nothing from elsewhere."""

from collections.abc import Callable
from datetime import datetime

import pytest
from sqlalchemy.orm import Session

from app.models.rounds import Round
from tests.factories.cast import Cast
from tests.factories.charters import make_charter, make_round, make_version
from tests.factories.contributions import make_contribution
from tests.journeys.visitor import Visitor
from tests.journeys.weights import weigh

pytestmark = pytest.mark.browser

Visit = Callable[..., Visitor]
MOST, MOST_SCRIPT, MOST_REQUESTS = 60_000, 22_000, 8
# Three faces, of which the page asks only after its first paint, and the sign in the tab.
HAS_ITS_FACES = """async () => {
    if (!document.documentElement.classList.contains("fonts")) return false;
    await new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    await document.fonts.ready;
    return [...document.fonts].some(face => face.status === "loaded");
}"""
AFTERWARDS = ("/static/fonts/", "/static/img/palabre.svg")


@pytest.fixture
def demo_like(session: Session, cast: Cast, now: datetime) -> Round:
    """A round on 36 paragraphs in six sections, each with comments."""
    charter = make_charter(session, "long", now=now)
    version = make_version(session, charter, now=now, sections=6, paragraphs=6)
    round_ = make_round(session, version, "long", now=now)
    for _ in range(40):
        make_contribution(session, round_, cast.bo, now=now)
    session.commit()
    return round_


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("path", ["/", "/rounds/long/text", "/rounds/long/text?p=1"])
def test_page_is_light(visit: Visit, demo_like: Round, site: str, path: str, language: str) -> None:
    visitor = visit(language=language)

    found = weigh(visitor.page, site + visitor.own(path))

    needed = [url for url in found.requests if not url.removeprefix(site).startswith(AFTERWARDS)]
    assert found.needed <= MOST, found.bytes
    assert found.bytes["js"] <= MOST_SCRIPT, found.bytes
    assert len(found.requests) <= MOST_REQUESTS, found.requests
    assert len(needed) <= MOST_REQUESTS - len(AFTERWARDS)
    assert found.foreign(site) == []


def test_second_page_asks_for_nothing_but_itself(visit: Visit, demo_like: Round) -> None:
    visitor = visit()
    visitor.go("/rounds/long/text")
    visitor.page.wait_for_load_state("networkidle")
    visitor.page.wait_for_function(HAS_ITS_FACES)
    asked: list[str] = []
    visitor.page.on(
        "requestfinished", lambda request: asked.append(request.url) if fetched(request) else None
    )

    visitor.go("/rounds/long/p/1")

    assert [url for url in asked if "/static/" in url] == []


def fetched(request: object) -> bool:
    """Whether it came over the wire rather than out of the cache."""
    return request.sizes()["responseBodySize"] > 0  # type: ignore[attr-defined]


def test_no_cookie_before_sign_in_and_one_after(visit: Visit, cast: Cast, site: str) -> None:
    visitor, member = visit(), visit(cast.bo)
    visitor.go("/")
    visitor.go("/rounds/r1/text")
    member.go("/rounds/r1/p/1/comment")
    member.go("/me")

    assert visitor.page.context.cookies() == []
    assert [cookie["name"] for cookie in member.page.context.cookies()] == ["palabre"]
    assert visitor.page.evaluate("localStorage.length") == 0
