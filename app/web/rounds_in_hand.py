"""Rounds kept in hand: read once until their plan changes, with one cheap question a request."""

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Any

from flask import current_app

from app.domain.errors import NotFound
from app.domain.rounds import RoundState
from app.queries.rounds import RoundInView, freshness, visible_round
from app.queries.straight import straight
from app.web import current

ROUNDS = "palabre_rounds"
ROUNDS_AT_MOST = 50


class Shelf:
    """Things made once, the longest unused dropped first."""

    def __init__(self, at_most: int) -> None:
        """Begin empty."""
        self.at_most = at_most
        self._things: OrderedDict[tuple[object, ...], Any] = OrderedDict()
        self._lock = Lock()

    def take(
        self,
        key: tuple[object, ...],
        make: Callable[[], Any],
        fits: Callable[[Any], bool] = lambda _found: True,
    ) -> Any:
        """The thing behind a key, made if it is not there or does not fit any more."""
        with self._lock:
            found = self._things.get(key)
        if found is None or not fits(found):
            found = make()
        with self._lock:
            self._things[key] = found
            self._things.move_to_end(key)
            while len(self._things) > self.at_most:
                self._things.popitem(last=False)
        return found


def round_in_hand(slug: str) -> RoundInView:
    """The round behind a slug, if whoever asks may know it exists; for reading only.

    A round in preparation is read anew: who may see it differs, and it changes in many places.
    """
    session, now = current.db(), current.now()
    fresh = freshness(straight(session), slug)
    if fresh is None:
        raise NotFound("round")
    if fresh.state(now) is RoundState.PREPARING:
        return visible_round(session, current.actor(), slug, now=now)
    shelf: Shelf = current_app.extensions.setdefault(ROUNDS, Shelf(ROUNDS_AT_MOST))
    found: RoundInView = shelf.take((slug, fresh.plan), lambda: _read(slug))
    return found.at(now, fresh.revision)


def _read(slug: str) -> RoundInView:
    """The round with its rows let go by the session, so that they outlive the request."""
    session = current.db()
    found = visible_round(session, current.actor(), slug, now=current.now())
    for row in (found.round, found.charter, found.version):
        session.expunge(row)
    return found
