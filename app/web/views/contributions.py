"""The register of a round, one contribution on its page, and the public log of decisions."""

from typing import Any

from flask import Blueprint, Response, make_response, render_template, request, url_for
from markupsafe import Markup

from app.documents.writers.csv import csv_bytes
from app.domain.contributions import Status
from app.domain.moderation import ReasonCode
from app.domain.permissions import Action, refusal
from app.domain.rounds import RoundState
from app.ledger.record import head
from app.queries.amendment_languages import languages_of
from app.queries.contribution import REPLIES, contribution_page
from app.queries.record import PAGE as LOG_PAGE
from app.queries.record import log_length, log_lines
from app.queries.register import (
    PAGE,
    how_many,
    lines,
    organisations_in,
    totals,
)
from app.queries.rounds import RoundInView
from app.web import current, kept, limits
from app.web.forms.lists import RegisterForm
from app.web.htmx import page
from app.web.offers import offer
from app.web.packed import MARK
from app.web.paging import last_page, page_asked, page_url
from app.web.parts import as_markup, packed_part, part
from app.web.rounds_in_hand import round_in_hand
from app.web.rows import LOG_HEADER, REGISTER_HEADER, log_row, register_row

bp = Blueprint("contributions", __name__)

# The sum of the register in the order in which it is said.
SUM = (
    Status.PUBLISHED,
    Status.PENDING,
    Status.RETURNED,
    Status.WITHHELD,
    Status.WITHDRAWN,
    Status.MERGED,
)


def seen(slug: str) -> RoundInView:
    """The round, if this reader may know of it."""
    return round_in_hand(slug)


@bp.get("/rounds/<slug>/contributions")
@limits.searches
def index(slug: str) -> Response:
    """The register: every reference in order, with the sum that always holds."""
    return kept.answer(slug, lambda: register_page(slug))


def register_page(slug: str) -> kept.Made:
    """The page of the register as HTML; unfiltered, it says the same to everybody."""
    view = seen(slug)
    if set(request.args) - {"page"} or view.state is RoundState.PREPARING:
        made = register_of(view)
        return kept.Made(_register_html(view, as_markup(made)), made.until)
    made = part(view, "register", page_asked(), make=lambda: register_of(view))
    alike = packed_part(view, "register", page_asked(), made.until, make=lambda: made.html)
    return kept.Made(_register_html(view, MARK), made.until, alike)


def _register_html(view: RoundInView, register: Markup) -> str:
    return render_template("contributions/index.html", view=view, register=register)


def register_of(view: RoundInView) -> kept.Made:
    """The list with its sum and its filters, as HTML."""
    db, now, form = current.db(), current.now(), RegisterForm.asked()
    form.offer(organisations_in(db, view.round.id))
    wanted = form.wanted()
    total = how_many(db, current.actor(), view, wanted, now=now)
    found = lines(db, current.actor(), view, wanted, page_asked(), now=now)
    asked = {name: value for name, value in form.data.items() if value not in {None, ""}}
    html = render_template(
        "contributions/_register.html",
        view=view,
        form=form,
        totals=totals(db, view.round.id),
        statuses=SUM,
        lines=found,
        total=total,
        pager=(page_asked(), last_page(total, PAGE), page_url()),
        csv_url=url_for("contributions.csv", slug=view.round.slug, **asked),
    )
    covered = (line.veiled_until for line in found if line.veiled_until)
    return kept.Made(html, min(covered, default=None))


@bp.get("/rounds/<slug>/contributions.csv")
@limits.exports
def csv(slug: str) -> Response:
    """The register as a table: published texts only, everything else by number and status."""
    view, form = seen(slug), RegisterForm.asked()
    found = lines(current.db(), current.actor(), view, form.wanted(), None, now=current.now())
    rows = (register_row(line, view.reference_prefix) for line in found)
    return csv_file(csv_bytes(REGISTER_HEADER, rows), f"{slug}-contributions.csv")


@bp.get("/rounds/<slug>/contributions/<ref>")
def show(slug: str, ref: str) -> Response:
    """One contribution: its words where they appear, and what happened to it."""
    view, db, now = seen(slug), current.db(), current.now()
    found = contribution_page(db, current.actor(), view, ref, page_asked(), now=now)
    return page(
        "contributions/show.html",
        view=view,
        found=found,
        one=found.contribution,
        offers=own_offers(view, found),
        languages=languages_of(db, found.contribution, found.words),
        may_translate=found.is_public
        and refusal(current.actor(), Action.TRANSLATE, view.subject, now) is None,
        may_tag=found.is_public
        and refusal(current.actor(), Action.WRITE_SYNTHESIS, view.subject, now) is None,
        vote_offer=offer(current.actor(), Action.VOTE, view, now, found.subject),
        pager=(page_asked(), last_page(found.reply_total, REPLIES), page_url(anchor="replies")),
    )


def own_offers(view: RoundInView, found: Any) -> dict[str, Any]:
    """What its author may do with it here and now."""
    if not found.is_author:
        return {}
    actions = (Action.REVISE, Action.WITHDRAW, Action.APPEAL)
    return {
        action.value: offer(current.actor(), action, view, current.now(), found.subject)
        for action in actions
    }


@bp.get("/rounds/<slug>/record")
def log(slug: str) -> Response:
    """The public log: what was decided when and by which role, without names or texts."""
    view, db = seen(slug), current.db()
    total = log_length(db, view.round.id)
    return page(
        "contributions/log.html",
        view=view,
        lines=log_lines(db, view.round.id, page_asked()),
        total=total,
        head=head(db, view.round.id),
        reasons={code.value: code for code in ReasonCode},
        pager=(page_asked(), last_page(total, LOG_PAGE), page_url()),
    )


@bp.get("/rounds/<slug>/record.csv")
@limits.exports
def log_csv(slug: str) -> Response:
    """The public log as a table."""
    view = seen(slug)
    found = log_lines(current.db(), view.round.id, None)
    rows = (log_row(line) for line in found)
    return csv_file(csv_bytes(LOG_HEADER, rows), f"{slug}-record.csv")


def csv_file(content: bytes, name: str) -> Response:
    """A table to download."""
    response = make_response(content)
    response.mimetype = "text/csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
