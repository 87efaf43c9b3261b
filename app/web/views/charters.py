"""Charters: the list, and the home of each with its versions and rounds in time."""

from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, Response

from app.domain.charters import VersionStatus
from app.domain.errors import NotFound
from app.queries.charters import (
    CharterInView,
    RoundOnCharter,
    charters_in_view,
    rounds_of,
    visible_charter,
)
from app.web import current
from app.web.htmx import page
from app.web.paging import page_asked, page_url

bp = Blueprint("charters", __name__)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a charter, or will."""

    at: datetime
    kind: str
    number: int
    slug: str = ""


@bp.get("/charters")
def index() -> Response:
    """Every charter this reader may know of."""
    asked = page_asked()
    lines, last = charters_in_view(current.db(), current.actor(), page=asked)
    if asked > last:
        raise NotFound("page")
    return page(
        "charters/index.html", lines=lines, current_page=asked, last=last, page_url=page_url()
    )


@bp.get("/charters/<slug>")
def show(slug: str) -> Response:
    """The home of a charter: purpose, principles, versions and rounds."""
    session, actor, now = current.db(), current.actor(), current.now()
    view = visible_charter(session, actor, slug, now=now)
    rounds = rounds_of(session, actor, view.charter, now=now)
    return page(
        "charters/show.html",
        view=view,
        rounds=rounds,
        events=sorted(events_of(view, rounds), key=lambda event: event.at, reverse=True),
    )


def events_of(view: CharterInView, rounds: list[RoundOnCharter]) -> list[Event]:
    """What happened to the charter, from its dates."""
    found: list[Event] = []
    for version in view.versions:
        if version.status is VersionStatus.WORKING:
            continue
        moments = {
            "adopted": version.adopted_at,
            "changes": version.changes_published_at,
            "frozen": None if version.changes_published_at else version.frozen_at,
        }
        found += [Event(at, kind, version.number) for kind, at in moments.items() if at]
    for one in rounds:
        row = one.round
        if row.scheduled_at is None:
            continue
        moments = {"opened": row.opens_at, "closed": row.closes_at, "reported": row.reported_at}
        found += [Event(at, kind, row.number, row.slug) for kind, at in moments.items() if at]
    return found
