"""A burst is slowed down with the words kept, and holds up nobody else; no Redis is needed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from app.config import Settings
from app.factory import create_app
from app.models.people import Member
from app.web.database import EXTENSION
from app.web.limits import limiter
from tests.conftest import Clock
from tests.factories.cast import Cast
from tests.factories.contributions import make_amendment, make_contribution
from tests.factories.reports import close_round
from tests.factories.written import publish_report, write_report
from tests.web.signing_in import post, sign_in

HERE, ELSEWHERE = "203.0.113.77", "198.51.100.9"
NEIGHBOUR = "203.0.113.9"
WORDS = "الماء قبل الفجر. " * 20
TOKEN = "x" * 43
DEAD = "redis://127.0.0.1:1"
PATIENCE = 130
EXPORTS = (
    "/rounds/r1/synthesis.json",
    "/en/rounds/r1/synthesis.xlsx",
    "/en/rounds/r1/contributions.csv",
)


@dataclass(frozen=True)
class Way:
    """A route that can be flooded: its address, its form, and whether a member sends it."""

    url: str
    form: Callable[[int], dict[str, Any]]
    member: bool = False
    keeps: bool = True
    by_network: bool = False

    @property
    def beside(self) -> str:
        """Where somebody else sits who must not be held up."""
        return NEIGHBOUR if self.member and not self.by_network else ELSEWHERE


def nothing(_at: int) -> dict[str, Any]:
    """An empty form: it counts before it is read."""
    return {}


WAYS = {
    "link": Way("/en/sign-in", lambda at: {"email": f"a{at}@example.org"}, keeps=False),
    "password": Way(
        "/en/sign-in",
        lambda _at: {"do": "password", "login": "bo", "password": "wrong wrong wrong"},
        keeps=False,
    ),
    "code": Way("/en/code", lambda _at: {"code": "AAAA-BBBB-CCCC"}, keeps=False),
    "post": Way(
        "/en/rounds/r1/p/1/comment",
        lambda at: {
            "text": WORDS,
            "kind": "concern",
            "language": "ar",
            "do": "send",
            "submission_key": f"key-{at}",
        },
        member=True,
    ),
    "vote": Way(
        "/en/rounds/r1/contributions/A1/vote",
        lambda _at: {"choice": "support", "do": "support"},
        member=True,
        keeps=False,
    ),
    "follow": Way(f"/en/sign-in/{TOKEN}", nothing, keeps=False),
    "name of a code": Way("/en/code/name", lambda _at: {"code": "AAAA-BBBB-CCCC"}, keeps=False),
    "invitation": Way(f"/en/invitations/{TOKEN}", nothing, keeps=False),
    "first administrator": Way(f"/en/setup/{TOKEN}", nothing, keeps=False),
    "new address": Way(
        "/en/me/settings/email",
        lambda at: {"email": f"a{at}@example.org"},
        member=True,
        keeps=False,
        by_network=True,
    ),
    "confirmed address": Way(
        f"/en/me/settings/email/{TOKEN}", nothing, member=True, keeps=False, by_network=True
    ),
    "new password": Way(
        "/en/me/settings/password", nothing, member=True, keeps=False, by_network=True
    ),
    "amendment": Way(
        "/en/rounds/r1/p/1/amend",
        lambda at: {
            "title": "Water",
            "reason": WORDS,
            "wording": f"Towns keep water open {at}.",
            "language": "en",
            "do": "send",
            "submission_key": f"key-{at}",
        },
        member=True,
    ),
    "rating": Way(
        "/en/rounds/r1/p/1/rating",
        lambda at: {"do": "send", "submission_key": f"key-{at}"},
        member=True,
        keeps=False,
    ),
    "appeal": Way(
        "/en/rounds/r1/contributions/C1/appeal", lambda _at: {"text": WORDS}, member=True
    ),
    "draft": Way("/en/drafts", lambda _at: {"text": WORDS}, member=True, keeps=False),
    "report": Way(
        "/en/rounds/r1/contributions/C1/report",
        lambda _at: {"code": "spam", "text": WORDS},
        member=True,
    ),
}


def counting(settings: Settings, clock: Clock, **more: Any) -> Flask:
    """An application that counts, as in real operation."""
    app = create_app(replace(settings, testing=False, **more))
    app.extensions["palabre_clock"] = clock
    return app


def end(app: Flask) -> None:
    limiter.enabled = False
    app.extensions[EXTENSION].engine.dispose()
    app.extensions[EXTENSION].identity_engine.dispose()


@pytest.fixture(params=[None, DEAD], ids=["in the process", "Redis is dead"])
def busy(
    request: pytest.FixtureRequest, settings: Settings, cast: Cast, clock: Clock, world: None
) -> Iterator[Flask]:
    app = counting(settings, clock, redis_url=request.param)
    yield app
    end(app)


@pytest.fixture
def world(session: Session, cast: Cast, now: datetime) -> None:
    """One comment to report, one amendment to vote on."""
    first = cast.paragraphs[0]
    make_contribution(session, cast.round, cast.ines, first, now=now)
    make_amendment(session, cast.round, cast.ines, first, now=now)
    session.commit()


def visitor(app: Flask, address: str, member: Member | None = None) -> FlaskClient:
    client = app.test_client()
    client.environ_base["REMOTE_ADDR"] = address
    if member:
        sign_in(client, member)
    return client


def flood(client: FlaskClient, way: Way) -> TestResponse:
    """Send until it is refused; the refusal."""
    for at in range(PATIENCE):
        answer = post(client, way.url, way.form(at))
        assert answer.status_code < 500, answer.status
        if answer.status_code == 429:
            return answer
    pytest.fail("never slowed down")


@pytest.mark.parametrize("name", WAYS)
def test_burst_is_slowed_and_holds_up_nobody_else(busy: Flask, cast: Cast, name: str) -> None:
    way = WAYS[name]
    sender, other = (cast.bo, cast.lea) if way.member else (None, None)

    refused = flood(visitor(busy, HERE, sender), way)

    assert int(refused.headers["Retry-After"]) > 0
    assert "<html" in refused.text
    if way.keeps:
        assert WORDS.strip() in refused.text
    answer = post(visitor(busy, way.beside, other), way.url, way.form(999))
    assert answer.status_code not in {429, 500, 503}


@pytest.mark.parametrize("name", ["password", "post", "vote"])
def test_whoever_was_slowed_down_may_go_on_after_the_time_named(
    busy: Flask, cast: Cast, clock: Clock, name: str
) -> None:
    way = WAYS[name]
    client = visitor(busy, HERE, cast.bo if way.member else None)
    wait = int(flood(client, way).headers["Retry-After"])

    assert wait <= 61
    clock.now += timedelta(seconds=wait)
    assert post(client, way.url, way.form(999)).status_code not in {429, 500, 503}


@pytest.mark.parametrize("name", ["link", "password", "code"])
def test_prefix_is_one_sender_for_those_not_signed_in(busy: Flask, name: str) -> None:
    flood(visitor(busy, HERE), WAYS[name])

    assert post(visitor(busy, NEIGHBOUR), WAYS[name].url, WAYS[name].form(1)).status_code == 429


@pytest.mark.parametrize("url", EXPORTS)
def test_exports_are_counted(
    settings: Settings, cast: Cast, clock: Clock, session: Session, now: datetime, url: str
) -> None:
    close_round(session, cast.round, now=now)
    write_report(session, cast, now=now)
    publish_report(session, cast, now=now)
    app = counting(settings, clock)
    here, elsewhere = visitor(app, HERE), visitor(app, ELSEWHERE)
    try:
        codes = [here.get(url).status_code for _ in range(21)]
        last = here.get(url)

        assert codes == [200] * 20 + [429]
        assert int(last.headers["Retry-After"]) > 0
        assert elsewhere.get(url).status_code == 200
    finally:
        end(app)


def test_pages_open_while_redis_is_dead(busy: Flask) -> None:
    for url in ("/en/", "/en/rounds/r1", "/en/rounds/r1/text", "/livez"):
        assert visitor(busy, HERE).get(url).status_code == 200


@pytest.mark.parametrize("busy", [None], indirect=True, ids=["in the process"])
@pytest.mark.parametrize("url", ["/en/rounds/r1/contributions", "/en/organisations"])
def test_searches_are_counted_and_reading_is_not(busy: Flask, cast: Cast, url: str) -> None:
    client = visitor(busy, HERE)

    codes = [client.get(url, query_string={"q": f"water {at}"}).status_code for at in range(61)]
    refused = client.get(url, query_string={"q": "more"})

    assert codes == [200] * 60 + [429]
    assert int(refused.headers["Retry-After"]) > 0
    assert client.get(url).status_code == 200
    assert visitor(busy, ELSEWHERE).get(url, query_string={"q": "water"}).status_code == 200
