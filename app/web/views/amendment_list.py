"""All amendments of a round, filtered by paragraph, group, language and status."""

from dataclasses import replace

from flask import Blueprint, Response

from app.domain.contributions import Scope
from app.domain.permissions import Action
from app.queries.contributions import published_on, with_replies
from app.queries.proposals import proposals_of
from app.queries.register import how_many, lines
from app.queries.rounds import visible_round
from app.queries.selections import Selection
from app.web import current
from app.web.forms.lists import AmendmentsForm
from app.web.htmx import page
from app.web.offers import offer
from app.web.paging import last_page, page_asked, page_url

bp = Blueprint("amendment_list", __name__)
PAGE = 15


@bp.get("/rounds/<slug>/amendments")
def index(slug: str) -> Response:
    """The amendments that keep a place in the text, with their differences."""
    db, actor, now = current.db(), current.actor(), current.now()
    view = visible_round(db, actor, slug, now=now)
    form = AmendmentsForm.asked()
    wanted = form.wanted()
    total = how_many(db, actor, view, wanted, now=now)
    found = lines(db, actor, view, wanted, page_asked(), now=now, a_page=PAGE)
    numbers = {line.reference: line.number for line in found}
    chosen = Selection(references=tuple(numbers), limit=PAGE)
    cards = {card.reference: card for card in published_on(db, actor, view, chosen, now=now)}
    ordered = [cards[name] for name in numbers if name in cards]
    items = proposals_of(db, with_replies(db, actor, view, ordered, now=now))
    return page(
        "amendment_list/index.html",
        view=view,
        form=form,
        items=items,
        numbers=numbers,
        total=total,
        corrections=0
        if form.filters
        else how_many(db, actor, view, replace(wanted, scope=Scope.LANGUAGE), now=now),
        vote_offers={
            item.card.id: offer(actor, Action.VOTE, view, now, item.card.subject) for item in items
        },
        pager=(page_asked(), last_page(total, PAGE), page_url()),
    )
