"""Invitations: a one-time address that leads somebody in for the first time."""

from flask import Blueprint, url_for
from werkzeug.wrappers import Response

from app.queries.accounts import Purpose, token_behind
from app.queries.people import actor_behind
from app.services.accounts.invitations import accept_invitation
from app.web import current, htmx, limits
from app.web.arrivals import arrive

bp = Blueprint("invitations", __name__)


@bp.get("/invitations/<token>")
def show(token: str) -> Response:
    """Who is invited, and a button; looking spends nothing."""
    found = token_behind(current.identity(), token, [Purpose.INVITATION], now=current.now())
    invited = actor_behind(current.db(), found.member_key) if found and found.member_key else None
    if invited is None:
        return htmx.page("sign_in/expired.html", 404)
    return htmx.page("invitations/show.html", invited=invited, token=token)


@bp.post("/invitations/<token>")
@limits.sign_ins
def accept(token: str) -> Response:
    """Spend the invitation, sign in, and choose a way back in."""
    key = accept_invitation(current.identity(), token, now=current.now())
    return arrive(key, url_for("settings.show", done="arrived"))
