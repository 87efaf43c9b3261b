"""All amendments of a round, filtered by paragraph, group, language and status."""

from dataclasses import replace

from flask import Blueprint, Response

from app.domain.contributions import Kind, Scope
from app.domain.errors import NotFound
from app.domain.listings import ListFormat
from app.domain.opinions import groups_in
from app.domain.permissions import Action
from app.queries.contributions import published_on, with_replies
from app.queries.in_text import (
    PARAGRAPHS,
    in_conflict,
    marked_paragraph,
    marked_text,
    number_of_paragraphs,
)
from app.queries.proposals import proposals_of
from app.queries.register import RegisterFilter, how_many, lines
from app.queries.rounds import visible_round
from app.queries.selections import Selection, Sort
from app.web import current
from app.web.forms.listings import ListFileForm
from app.web.forms.lists import AmendmentsForm
from app.web.htmx import page
from app.web.listings import list_possible, most_of
from app.web.offers import offer
from app.web.paging import last_page, page_asked, page_url

bp = Blueprint("amendment_list", __name__)
PAGE = 15
COMPARED = 30


@bp.get("/rounds/<slug>/amendments")
def index(slug: str) -> Response:
    """The amendments that keep a place in the text, with their differences."""
    db, actor, now = current.db(), current.actor(), current.now()
    view = visible_round(db, actor, slug, now=now)
    form = AmendmentsForm.asked()
    wanted = form.wanted()
    if form.only.data == "conflicts":
        wanted = replace(wanted, ids=in_conflict(db, view, now=now))
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
        file_form=ListFileForm.offered(
            [one for one in ListFormat if list_possible(one) and not most_of(one, total)],
            current.language(),
        ),
        kept={name: value for name, value in form.data.items() if value not in {None, ""}},
        pdf_possible=list_possible(ListFormat.PDF),
        most=most_of(ListFormat.PDF, total),
    )


@bp.get("/rounds/<slug>/amendments/text")
def in_text(slug: str) -> Response:
    """The whole text with every amendment in its place."""
    db, now = current.db(), current.now()
    view = visible_round(db, current.actor(), slug, now=now)
    return page(
        "amendment_list/text.html",
        view=view,
        paragraphs=marked_text(db, view, current.language(), page_asked(), now=now),
        pager=(page_asked(), last_page(number_of_paragraphs(db, view), PARAGRAPHS), page_url()),
    )


@bp.get("/rounds/<slug>/p/<int:number>/amendments")
def compare(slug: str, number: int) -> Response:
    """Everything proposed for one paragraph beside each other, with its support."""
    db, actor, now = current.db(), current.actor(), current.now()
    view = visible_round(db, actor, slug, now=now)
    marked = marked_paragraph(db, view, current.language(), number, now=now)
    if marked is None:
        raise NotFound("paragraph")
    wanted = RegisterFilter(kind=Kind.AMENDMENT, paragraph=number, in_place=True)
    total = how_many(db, actor, view, wanted, now=now)
    found = lines(db, actor, view, wanted, page_asked(), now=now, a_page=COMPARED)
    chosen = Selection(references=tuple(line.reference for line in found), sort=Sort.OLDEST)
    items = proposals_of(
        db, with_replies(db, actor, view, published_on(db, actor, view, chosen, now=now), now=now)
    )
    return page(
        "amendment_list/compare.html",
        view=view,
        marked=marked,
        items=items,
        total=total,
        voted=groups_in(item.card.votes for item in items if item.card.votes),
        took_position=groups_in(item.card.positions for item in items if item.card.positions),
        vote_offers={
            item.card.id: offer(actor, Action.VOTE, view, now, item.card.subject) for item in items
        },
        pager=(page_asked(), last_page(total, COMPARED), page_url()),
    )
