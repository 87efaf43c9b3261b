"""Drafts: kept while somebody types, and thrown away when asked."""

from flask import Blueprint, Response, jsonify, make_response, request, url_for

from app.domain.errors import NotFound
from app.queries.rounds import visible_round
from app.services.drafts import discard_draft, save_draft
from app.web import current, limits
from app.web.drafting import posted_fields
from app.web.forms.base import PageForm
from app.web.htmx import page, see_other

bp = Blueprint("drafts", __name__)
LONGEST_PLACE = 64


@bp.get("/drafts")
def index() -> Response:
    """Drafts are listed with one's contributions."""
    return see_other(url_for("me.show", show="drafts"))


@bp.post("/drafts")
@limits.saves
def save() -> Response:
    """Keep what is being typed; answers with the draft's key, an empty one where it was sent."""
    place = request.args.get("place", "")
    if not place or len(place) > LONGEST_PLACE:
        raise NotFound("form")
    now, actor = current.now(), current.actor()
    view = visible_round(current.db(), actor, request.args.get("round", ""), now=now)
    fields = posted_fields(request.form)
    key = request.form.get("draft_key")
    if fields:
        key = save_draft(
            current.db(),
            actor,
            view.round.id,
            place,
            fields,
            key=key,
            form=request.form.get("submission_key", ""),
            unless_sent=True,
            now=now,
        )
    return make_response(jsonify(draft_key=key), 200)


@bp.route("/drafts/<key>/discard", methods=["GET", "POST"])
def discard(key: str) -> Response:
    """Ask, then throw a draft away."""
    form = PageForm()
    if form.validate_on_submit():
        discard_draft(current.db(), current.actor(), key, now=current.now())
        return see_other(url_for("me.show", show="drafts"))
    return page("me/discard.html", form=form, key=key)
