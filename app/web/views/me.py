"""One's own page: progress, contributions and what became of them, drafts, votes."""

from typing import Any

from flask import Blueprint, Response, url_for

from app.domain.people import Actor
from app.queries.drafts import drafts_of
from app.queries.joint_drafts import asked_to_join, joint_drafts_of
from app.queries.mine import (
    PER_PAGE,
    contributions_for,
    contributions_of,
    counts_of,
    progress_of,
)
from app.queries.own_opinions import positions_of, votes_of
from app.web import current
from app.web.asked import one_among
from app.web.htmx import page, request_path, see_other
from app.web.paging import last_page, page_asked, page_url
from app.web.places import form_of, place_address

bp = Blueprint("me", __name__)

LISTS = ("contributions", "drafts", "votes", "organisation", "positions", "joint")


@bp.get("/me")
def show() -> Response:
    """Everything one did, one list at a time."""
    actor, now = current.actor(), current.now()
    if not actor.is_member:
        return see_other(url_for("sign_in.new", next=request_path()))
    counts = counts_of(current.db(), actor)
    wanted = one_among("show", LISTS)
    shown = wanted if wanted in offered(actor) else LISTS[0]
    number = page_asked()
    return page(
        "me/show.html",
        shown=shown,
        asked=asked_to_join(current.db(), actor) if actor.delegations else [],
        counts=counts,
        lists=offered(actor),
        rounds=progress_of(current.db(), actor, now=now),
        items=items_of(actor, shown, number),
        pager=(number, last_page(getattr(counts, shown), PER_PAGE), page_url()),
        place_address=place_address,
        form_of=form_of,
    )


def offered(actor: Actor) -> tuple[str, ...]:
    """The lists this person has; those of organisations are for their delegates."""
    return LISTS if actor.delegations else LISTS[:3]


def items_of(actor: Actor, shown: str, number: int) -> list[Any]:
    """One page of the list that is shown."""
    session, now = current.db(), current.now()
    if shown == "drafts":
        return list(drafts_of(session, actor, page=number, per_page=PER_PAGE))
    if shown == "votes":
        return votes_of(session, actor, page=number)
    if shown == "organisation":
        return list(contributions_for(session, actor, page=number, now=now))
    if shown == "joint":
        return list(joint_drafts_of(session, actor, page=number))
    if shown == "positions":
        return list(positions_of(session, actor, page=number))
    return list(contributions_of(session, actor, page=number, now=now))
