"""Carrying over: what earlier rounds left open, and where it belongs in a new version."""

from typing import Any

from flask import Blueprint, Response, request, url_for

from app.domain.errors import Invalid, NotFound
from app.domain.wording.diff import Difference, difference
from app.queries.carrying import Left, left_open
from app.queries.charters import CharterInView
from app.services.composition.carrying import confirm_clear, confirm_place
from app.web import current, limits
from app.web.charter_links import charter_workspace
from app.web.composition_pages import version_at
from app.web.htmx import page, see_other
from app.web.login import members_only
from app.web.paging import page_of, page_url
from app.web.refusals import sentence

bp = Blueprint("carrying", __name__)

ADDRESS = "/manage/charters/<slug>/versions/<int:number>/carried"
A_PAGE = 50


@bp.get(ADDRESS)
@members_only
def index(slug: str, number: int) -> Response:
    """Everything that was left open, with its place now and whether that is confirmed."""
    return _list(slug, number)


@bp.post(ADDRESS)
@limits.saves
@members_only
def confirm(slug: str, number: int) -> Response:
    """Confirm one place, or every clear one."""
    _view, version = _version(slug, number)
    asked = current.db(), current.actor(), version
    try:
        if request.form.get("do") == "clear":
            confirm_clear(*asked, now=current.now())
            return see_other(url_for(".index", slug=slug, number=number))
        row = request.form.get("contribution", "")
        if not row.isdecimal():
            raise NotFound("contribution")
        confirm_place(*asked, int(row), _number(), now=current.now())
    except Invalid as error:
        current.db().rollback()
        return _list(slug, number, 422, error)
    place = request.form.get("page", "")
    kept = int(place) if place.isdecimal() and int(place) > 1 else None
    return see_other(url_for(".index", slug=slug, number=number, page=kept, _anchor=f"left-{row}"))


def _number() -> int | None:
    """The paragraph asked for; None for no paragraph at all."""
    place = request.form.get("place", "")
    typed = request.form.get("number", "").strip() if place == "other" else place
    if place == "none":
        return None
    if not typed.isdecimal():
        raise Invalid("unknown_paragraph", field="number")
    return int(typed)


def _list(slug: str, number: int, status: int = 200, problem: Invalid | None = None) -> Response:
    view, version = _version(slug, number)
    items = left_open(current.db(), version)
    asked, last = page_of(len(items), A_PAGE)
    return page(
        "compositions/carried.html",
        status,
        view=view,
        version=version,
        items=[(left, _moved(left)) for left in items[(asked - 1) * A_PAGE : asked * A_PAGE]],
        total=len(items),
        waiting=sum(not one.confirmed for one in items),
        clear=sum(one.clear and not one.confirmed for one in items),
        problem=sentence(problem.code) if problem else None,
        typed=request.form if problem else {},
        current_page=asked,
        last=last,
        page_url=page_url(),
        workspace=charter_workspace(view, "carry"),
    )


def _moved(left: Left) -> Difference | None:
    """How the words it is about read now; None where they are the same, or not there."""
    if left.before is None or left.now is None or left.before.text == left.now.text:
        return None
    return difference(left.before.text, left.now.text)


def _version(slug: str, number: int) -> tuple[CharterInView, Any]:
    """The version in the address, where there is one before it to carry from."""
    view, version = version_at(slug, number)
    if version.base_version_id is None:
        raise NotFound("version")
    return view, version
