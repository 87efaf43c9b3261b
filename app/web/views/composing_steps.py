"""The history of a composition, and the way back, one step or several."""

from flask import Blueprint, Response, request, url_for

from app.domain.errors import Conflict, NotFound
from app.queries.composition_steps import PAGE, how_many_steps, newest_step, steps_in
from app.services.composition.stepping import step_back
from app.web import current, limits
from app.web.charter_links import charter_workspace
from app.web.composition_pages import opened
from app.web.htmx import page, see_other
from app.web.login import members_only
from app.web.paging import page_of, page_url
from app.web.refusals import sentence

bp = Blueprint("composing_steps", __name__)
ADDRESS = "/manage/charters/<slug>/versions/<int:number>/steps"


@bp.get(ADDRESS)
@members_only
def index(slug: str, number: int) -> Response:
    """What was done, newest first."""
    return _list(slug, number)


@bp.post(ADDRESS)
@limits.saves
@members_only
def back(slug: str, number: int) -> Response:
    """Take back the step named and all after it."""
    _view, composition = opened(slug, number)
    step, newest = _number("step"), _number("newest")
    asked = current.db(), current.actor(), composition.version, step
    try:
        step_back(*asked, newest=newest, now=current.now())
    except Conflict as error:
        current.db().rollback()
        return _list(slug, number, 409, sentence(error.code, error.details))
    return see_other(url_for(".index", slug=slug, number=number))


def _number(name: str) -> int:
    text = request.form.get(name, "")
    if not text.isdecimal() or len(text) > len(str(2**31)):
        raise NotFound("step")
    return int(text)


def _list(slug: str, number: int, status: int = 200, problem: str = "") -> Response:
    view, composition = opened(slug, number)
    session, version = current.db(), composition.version
    asked, last = page_of(how_many_steps(session, version), PAGE)
    return page(
        "compositions/steps.html",
        status,
        view=view,
        version=version,
        steps=steps_in(session, version, asked),
        newest=newest_step(session, version),
        problem=problem,
        pager=(asked, last, page_url()),
        workspace=charter_workspace(view, "compose"),
    )
