"""The home page and the fixed pages: about, help, rules, method, privacy and others."""

from datetime import datetime
from typing import Any

from flask import Blueprint, Response

from app.domain.rounds import RoundState
from app.queries.home import ListedRound, rounds_in, specimen
from app.web import current
from app.web.htmx import page

bp = Blueprint("pages", __name__)

FIXED = ("about", "help", "rules", "method", "privacy", "accessibility", "glossary")
FINISHED = (RoundState.CLOSED, RoundState.REPORTED)


@bp.get("/")
def home() -> Response:
    """Open rounds, what this is, how to take part, and what came of finished rounds."""
    session, now = current.db(), current.now()
    rounds, _total = rounds_in(
        session, current.actor(), (RoundState.OPEN, RoundState.SCHEDULED), now=now
    )
    finished, _more = rounds_in(session, current.actor(), FINISHED, now=now)
    return page(
        "pages/home.html",
        rounds=sorted(
            rounds, key=lambda found: (found.state is not RoundState.OPEN, found.round.closes_at)
        ),
        finished=finished,
        specimen=specimen(session, current.language(), now=now),
    )


def open_first(found: ListedRound) -> tuple[bool, datetime]:
    """Open rounds before announced ones, and what closes first first."""
    return found.state is not RoundState.OPEN, found.round.closes_at


def fixed(name: str) -> Any:
    """The view of a fixed page, whose words are one template for each language."""

    def view() -> Response:
        return page(f"pages/{name}.{current.language()}.html", contact=current.settings().contact)

    view.__name__ = name
    view.__doc__ = f"The page {name!r} in the reader's language."
    return view


for _name in FIXED:
    bp.add_url_rule(f"/{_name}", _name, fixed(_name))
