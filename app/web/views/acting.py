"""Acting for oneself, or for an organisation one is delegate of."""

from flask import Blueprint, request, url_for
from werkzeug.wrappers import Response

from app.queries.people import bodies_of
from app.services.accounts.sessions import act_for
from app.web import current, htmx
from app.web.forms.accounts import ActingForm, options
from app.web.login import members_only, own_path, session_key

bp = Blueprint("acting", __name__)


@bp.get("/acting")
@members_only
def new() -> Response:
    """Whom one can act for."""
    form = acting_form(acting_for=str(current.actor().acting_for or ""))
    form.next.data = own_path(request.args.get("next"))
    return htmx.page("acting/new.html", form=form)


@bp.post("/acting")
@members_only
def create() -> Response:
    """Act for somebody else from now on, in this browser only, and go back to the page."""
    form = acting_form()
    if not form.validate_on_submit():
        return htmx.page("acting/new.html", 422, form=form)
    chosen = int(form.acting_for.data) if form.acting_for.data else None
    act_for(current.identity(), session_key(), chosen)
    return htmx.see_other(own_path(form.next.data) or url_for("pages.home"))


def acting_form(**values: str) -> ActingForm:
    """The form with oneself and one's organisations to choose from."""
    form = ActingForm(**values)
    bodies = bodies_of(current.db(), current.actor())
    form.acting_for.choices = options(
        [("", current.actor().display_name), *((str(body.id), body.name) for body in bodies)]
    )
    return form
