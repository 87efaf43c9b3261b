"""A served application and a real browser for the journeys."""

import os
import shutil
import threading
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Error, expect
from werkzeug.serving import WSGIRequestHandler, make_server
from werkzeug.test import run_wsgi_app

from app.models.people import Member, Organisation
from tests.conftest import Clock
from tests.journeys.story import Story
from tests.journeys.visitor import Visitor
from tests.web.signing_in import sign_in

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

PATIENCE = 8000
expect.set_options(timeout=PATIENCE)
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def browser_path() -> str | None:
    named = os.environ.get("CHROMIUM")
    return named or next(filter(None, map(shutil.which, BROWSERS)), None)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    path = browser_path()
    return {
        **browser_type_launch_args,
        **({"executable_path": path} if path else {}),
        "args": [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ],
    }


class Quiet(WSGIRequestHandler):
    """Answers without a line in the log for each request."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing."""


def read_whole(app: Flask) -> "WSGIApplication":
    """The application with each answer read and closed before any of it is sent.

    Where a browser hangs up, the server of the tests stops before it closes what it was sending.
    """

    def answer(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        parts, status, headers = run_wsgi_app(app, environ, buffered=True)
        start_response(status, list(headers))
        return parts

    return answer


@pytest.fixture
def site(app: Flask) -> Iterator[str]:
    """The address of the application, served for one test."""
    server = make_server("localhost", 0, read_whole(app), threaded=True, request_handler=Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


Visit = Callable[..., Visitor]


@pytest.fixture
def visit(browser: Browser, app: Flask, site: str) -> Iterator[Visit]:
    """Open a browser for somebody; closed browsers must have met no fault."""
    opened: list[tuple[BrowserContext, Visitor]] = []

    def open_browser(
        member: Member | None = None,
        *,
        acting_for: Organisation | None = None,
        width: int = 1280,
        script: bool = True,
        language: str = "en",
        scheme: str = "light",
    ) -> Visitor:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            java_script_enabled=script,
            locale=language,
            reduced_motion="reduce",
            color_scheme="dark" if scheme == "dark" else "light",
            forced_colors="active" if scheme == "forced" else "none",
        )
        context.set_default_timeout(PATIENCE)
        if member is not None:
            client = app.test_client()
            sign_in(client, member, acting_for)
            cookie = client.get_cookie("palabre")
            assert cookie is not None
            context.add_cookies(
                [{"name": "palabre", "value": cookie.value, "url": site, "httpOnly": True}]
            )
        visitor = Visitor(context.new_page(), site, language)
        opened.append((context, visitor))
        return visitor

    yield open_browser
    for context, visitor in opened:
        print(last_seen(visitor))
        context.close()
    assert [fault for _, visitor in opened for fault in visitor.faults] == []


def last_seen(visitor: Visitor) -> str:
    """Where a browser was when its test ended; pytest shows it when the test failed."""
    try:
        return f"--- {visitor.page.url}\n{visitor.page.locator('main').inner_text()[:900]}"
    except Error as error:
        return f"--- {visitor.page.url}\n{error}"


@pytest.fixture
def story(app: Flask, clock: Clock, visit: Visit) -> Callable[..., Story]:
    """Begin a story in a language, at a width, with or without script."""

    def begin(**choices: Any) -> Story:
        return Story(app, clock, visit, **choices)

    return begin
