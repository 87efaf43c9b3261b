"""Pages for visitors, kept ready in compressed form while nothing on them has changed.

A kept page holds no form that writes, no token and nothing of any person. Every request still asks
the database one cheap question: the round's revision. What the clock changes (the state of the
round and of each window, the day) is part of the key; bounded memory, one store for each process,
so that pages of older templates and style sheets end with it.
"""

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from threading import Lock

from flask import Response, current_app, make_response, request
from flask_login import current_user

from app.domain.rounds import RoundState
from app.queries.rounds import Freshness, freshness
from app.web import current
from app.web.database import Databases, databases
from app.web.htmx import wants_fragment
from app.web.packed import MARK, Packed, respond

LEVEL = 9
ROOM = 48 * 1024 * 1024
STORE = "palabre_kept"
PLACE = "palabre.kept"


@dataclass(frozen=True, slots=True)
class Kept:
    """A page as bytes, compressed, and the moment from which it must be made anew."""

    body: bytes
    etag: str
    until: datetime | None


class Store:
    """Pages by key, the longest unused dropped first when the room is full."""

    def __init__(self, room: int = ROOM) -> None:
        """Begin empty."""
        self.room = room
        self.used = 0
        self._pages: OrderedDict[tuple[object, ...], Kept] = OrderedDict()
        self._lock = Lock()

    def get(self, key: tuple[object, ...], now: datetime) -> Kept | None:
        """The page behind a key, unless its time is over."""
        with self._lock:
            found = self._pages.get(key)
            if found is None or (found.until is not None and now >= found.until):
                return None
            self._pages.move_to_end(key)
            return found

    def put(self, key: tuple[object, ...], page: Kept) -> None:
        """Keep a page and make room for it."""
        with self._lock:
            before = self._pages.pop(key, None)
            self.used += len(page.body) - (len(before.body) if before else 0)
            self._pages[key] = page
            while self.used > self.room and self._pages:
                _, oldest = self._pages.popitem(last=False)
                self.used -= len(oldest.body)


@dataclass(frozen=True, slots=True)
class Place:
    """Which page of which round is asked for."""

    slug: str
    path: str
    language: str
    frugal: bool


@dataclass(frozen=True, slots=True)
class Made:
    """A page just made: its HTML, and the moment from which it would say something else."""

    html: str
    until: datetime | None = None
    part: Packed | None = None

    def response(self) -> Response:
        """The page as an answer to one person."""
        return respond(self.html, self.part) if self.part else make_response(self.html)

    @property
    def whole(self) -> str:
        """The page with all its parts."""
        return self.html.replace(MARK, self.part.text) if self.part else self.html


def answer(slug: str, make: Callable[[], Made]) -> Response:
    """The page for this request: kept ready where nobody in particular asks, else made now."""
    fresh = glanced(databases(), slug) if anonymous() else None
    now = current.now()
    if fresh is None or fresh.state(now) is RoundState.PREPARING:
        return _vary(make().response())
    store = current_app.extensions.setdefault(STORE, Store())
    place = Place(slug, request.path, current.language(), request.headers.get("Save-Data") == "on")
    key = key_of(place, fresh, now)
    page = store.get(key, now)
    if page is None:
        page = kept(make())
        store.put(key, page)
    request.environ[PLACE] = place
    return _vary(_send(page))


def glanced(found: Databases, slug: str) -> Freshness | None:
    """The one cheap question about a round, asked without a transaction where that can be."""
    with found.glance.connect() as connection:
        return freshness(connection, slug)


def anonymous() -> bool:
    """Whether nothing in the request asks for a page of its own."""
    return (
        request.method in {"GET", "HEAD"}
        and not request.query_string
        and not wants_fragment()
        and not getattr(current_user, "is_authenticated", False)
    )


def key_of(place: Place, fresh: Freshness, now: datetime) -> tuple[object, ...]:
    """Everything a kept page depends on."""
    return (place, fresh.marks, fresh.clock(now), now.date())


def kept(made: Made) -> Kept:
    """The page in the form in which it is kept."""
    body = gzip.compress(made.whole.encode(), LEVEL, mtime=0)
    return Kept(body, hashlib.sha256(body).hexdigest()[:32], made.until)


def _send(page: Kept) -> Response:
    response = make_response()
    response.mimetype = "text/html"
    response.set_etag(page.etag, weak=True)
    if request.if_none_match.contains_weak(page.etag):
        response.status_code = 304
        return response
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        response.set_data(page.body)
        response.headers["Content-Encoding"] = "gzip"
    else:
        response.set_data(gzip.decompress(page.body))
    return response


def _vary(response: Response) -> Response:
    response.vary.update(("Accept-Encoding", "Cookie", "HX-Request", "Save-Data"))
    return response
