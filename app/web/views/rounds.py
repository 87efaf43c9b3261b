"""The list of rounds and the page of each."""

from dataclasses import replace

from flask import Blueprint, Response, render_template

from app.domain.contributions import Status
from app.domain.permissions import Action, takes_part
from app.domain.rounds import RoundState
from app.queries.home import A_PAGE, rounds_in
from app.queries.overview import overview_of
from app.queries.rounds import visible_round
from app.web import current, kept
from app.web.htmx import page
from app.web.offers import offers, reasons
from app.web.paging import last_page, page_asked, page_url

bp = Blueprint("rounds", __name__)

ACTIONS = (Action.COMMENT, Action.AMEND, Action.VOTE)


@bp.get("/rounds")
def index() -> Response:
    """Every round one may know of, newest first."""
    asked = page_asked()
    rounds, total = rounds_in(
        current.db(), current.actor(), tuple(RoundState), page=asked, now=current.now()
    )
    return page(
        "rounds/index.html",
        rounds=rounds,
        current_page=asked,
        last=last_page(total, A_PAGE),
        page_url=page_url(),
    )


@bp.get("/rounds/<slug>")
def show(slug: str) -> Response:
    """One round: its question, dates, audience, rules, who reads, and where to start."""
    return kept.answer(slug, lambda: kept.Made(overview(slug)))


def overview(slug: str) -> str:
    """The page of a round as HTML."""
    session, actor, now = current.db(), current.actor(), current.now()
    view = visible_round(session, actor, slug, now=now)
    on_published = replace(view.subject, status=Status.PUBLISHED)
    found = overview_of(session, actor, view)
    return render_template(
        "rounds/show.html",
        view=view,
        overview=found,
        taking_part=takes_part(actor, view.subject, now),
        why_not=reasons(offers(actor, ACTIONS, view, now, on_published).values()),
    )
