"""Kept pages answered before anything else happens, to visitors who carry no cookie of ours.

The first answer for an address goes through the whole application, which checks host, path and
person; what it said in its headers is remembered. From then on the same address costs the one
cheap question of a kept page, and the page as it is kept. Anything unusual takes the long way.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterable
from typing import Any

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from app.web import current
from app.web.database import EXTENSION, begin_reading
from app.web.kept import PLACE, STORE, Kept, Place, glanced, key_of

ADDRESSES_AT_MOST = 5_000
OF_ONE_ANSWER = frozenset({"content-length", "etag", "date"})

Headers = list[tuple[str, str]]
Environ = dict[str, Any]
Start = Callable[..., Any]


class Early:
    """Stands before the application and answers what it already knows."""

    def __init__(self, app: Flask) -> None:
        """Keep the application and its own way of answering."""
        self.app = app
        self.long_way = app.wsgi_app
        self.known: OrderedDict[tuple[str, ...], tuple[Place, Headers]] = OrderedDict()
        self.cookie = f"{app.config['SESSION_COOKIE_NAME']}="

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        """Answer at once, or let the application do it and remember what it said."""
        if not self.usual(environ):
            return self.long_way(environ, start)
        address = address_of(environ)
        known = self.known.get(address)
        page = self.page(known[0]) if known else None
        if known and page:
            start("200 OK", [*known[1], *of_page(page)])
            return [page.body]

        def started(status: str, headers: Headers, *more: Any) -> Any:
            place = environ.get(PLACE)
            if place is not None and status.startswith("200") and is_same_for_all(headers):
                self.remember(address, place, headers)
            return start(status, headers, *more)

        return self.long_way(environ, started)

    def usual(self, environ: Environ) -> bool:
        """Whether a browser that nobody has signed in with asks for a whole page."""
        return (
            environ["REQUEST_METHOD"] == "GET"
            and not environ.get("QUERY_STRING")
            and "HTTP_HX_REQUEST" not in environ
            and "HTTP_IF_NONE_MATCH" not in environ
            and self.cookie not in environ.get("HTTP_COOKIE", "")
            and "gzip" in environ.get("HTTP_ACCEPT_ENCODING", "")
        )

    def page(self, place: Place) -> Kept | None:
        """The page kept for a place, if it is still true; without a database, the long way."""
        store = self.app.extensions.get(STORE)
        if store is None:
            return None
        begin_reading()
        now = current.moment(self.app)
        try:
            fresh = glanced(self.app.extensions[EXTENSION], place.slug)
        except SQLAlchemyError:
            return None
        found: Kept | None = store.get(key_of(place, fresh, now), now) if fresh else None
        return found

    def remember(self, address: tuple[str, ...], place: Place, headers: Headers) -> None:
        """Keep what an answer said; the first one remembered goes when there are too many."""
        self.known[address] = (
            place,
            [(name, value) for name, value in headers if name.lower() not in OF_ONE_ANSWER],
        )
        while len(self.known) > ADDRESSES_AT_MOST:
            self.known.popitem(last=False)


def install(app: Flask) -> None:
    """Let kept pages be answered first."""
    app.wsgi_app = Early(app)  # type: ignore[assignment,method-assign]


def address_of(environ: Environ) -> tuple[str, ...]:
    """All of a usual request that its answer may depend on."""
    return (
        environ["wsgi.url_scheme"],
        environ.get("HTTP_HOST", ""),
        environ.get("SCRIPT_NAME", ""),
        environ.get("PATH_INFO", ""),
        environ.get("HTTP_SAVE_DATA", ""),
    )


def of_page(page: Kept) -> Headers:
    """The headers that belong to one state of a page."""
    return [("ETag", f'W/"{page.etag}"'), ("Content-Length", str(len(page.body)))]


def is_same_for_all(headers: Headers) -> bool:
    """Whether the answer is a compressed page without a cookie."""
    names = {name.lower(): value for name, value in headers}
    return "set-cookie" not in names and names.get("content-encoding") == "gzip"
