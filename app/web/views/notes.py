"""Notes and citations of a version: the list of its paragraphs, and the form of each."""

from typing import Any

from flask import Blueprint, Response, request, url_for

from app.domain.errors import Conflict
from app.domain.parts import Part
from app.queries.beside import Beside, beside, beside_rows
from app.queries.charters import CharterInView
from app.services.notes import write_notes
from app.web import current, limits
from app.web.asked import one_among
from app.web.charter_links import charter_workspace
from app.web.composition_pages import version_at
from app.web.forms.notes import BesideForm, values_of
from app.web.htmx import page, see_other
from app.web.login import members_only
from app.web.paging import last_page, page_asked, page_url

bp = Blueprint("notes", __name__)

NOTES = "/manage/charters/<slug>/versions/<int:number>/notes"
ROWS_A_PAGE = 50
SHOWN = ("all", "without", "check")


@bp.get(NOTES)
@members_only
def index(slug: str, number: int) -> Response:
    """The paragraphs, and the languages that their notes and citations are in."""
    view, version = version_at(slug, number)
    every = beside_rows(current.db(), version, current.language())
    show = one_among("show", SHOWN) or "all"
    without = [row for row in every if not row.notes]
    check = [row for row in every if row.doubtful]
    rows = {"without": without, "check": check}.get(show, every)
    last = last_page(len(rows), ROWS_A_PAGE)
    asked = min(page_asked(), last)
    return page(
        "notes/index.html",
        view=view,
        version=version,
        rows=rows[(asked - 1) * ROWS_A_PAGE : asked * ROWS_A_PAGE],
        lists=[("all", len(every)), ("without", len(without)), ("check", len(check))],
        show=show,
        current_page=asked,
        last=last,
        page_url=page_url(),
        workspace=charter_workspace(view, "charter"),
    )


@bp.get(f"{NOTES}/<key>")
@members_only
def edit(slug: str, number: int, key: str) -> Response:
    """What stands beside one paragraph, in every language."""
    view, version = version_at(slug, number)
    row = beside(current.db(), version, key)
    return form_page(view, version, row, BesideForm(formdata=None, data=values_of(row)))


@bp.post(f"{NOTES}/<key>")
@limits.saves
@members_only
def change(slug: str, number: int, key: str) -> Response:
    """Keep it; when somebody else changed it meanwhile, show both."""
    view, version = version_at(slug, number)
    form, session = BesideForm(), current.db()
    row = beside(session, version, key)
    if not form.validate_on_submit():
        return form_page(view, version, row, form, 422)
    shown = view.charter.languages
    try:
        write_notes(
            session,
            current.actor(),
            version,
            key,
            form.notes(shown),
            form.citations(shown),
            token=form.edit.data or "",
            now=current.now(),
        )
    except Conflict:
        session.rollback()
        fresh = beside(session, version, key)
        form.edit.data = fresh.token
        return form_page(view, version, fresh, form, 409)
    onward = request.form.get("do") == "next" and row.after
    return see_other(
        url_for(".edit", slug=slug, number=number, key=row.after)
        if onward
        else url_for(".index", slug=slug, number=number, _anchor=f"p-{key}")
    )


def form_page(
    view: CharterInView, version: Any, row: Beside, form: BesideForm, status: int = 200
) -> Response:
    """The form of one paragraph."""
    first = [row.source] if row.source else []
    return page(
        "notes/edit.html",
        status,
        view=view,
        version=version,
        row=row,
        form=form,
        meanwhile=status == 409,  # noqa: PLR2004  the status of a conflict
        languages=list(dict.fromkeys((*first, *view.charter.languages))),
        parts={"note": Part.NOTE, "citations": Part.CITATIONS},
        workspace=charter_workspace(view, "charter"),
    )
