"""The glossary of a charter: agreed terms, kept by its translators and secretariat."""

from typing import Any

from flask import Blueprint, Response, request, url_for

from app.domain.errors import Conflict, Invalid
from app.queries.charters import CharterInView, managed_charter
from app.queries.glossary import term_behind, terms_of
from app.services.glossary.keeping import keep_term
from app.services.glossary.removing import remove_term
from app.web import current, limits
from app.web.charter_links import charter_workspace
from app.web.forms.translations import TermForm, values_of
from app.web.htmx import page, see_other
from app.web.login import members_only
from app.web.problems import field_problem

bp = Blueprint("terms", __name__)

GLOSSARY = "/manage/charters/<slug>/glossary"


@bp.get(GLOSSARY)
@members_only
def index(slug: str) -> Response:
    """All terms, and the form for a new one."""
    return list_page(managed(slug), TermForm(formdata=None))


@bp.post(GLOSSARY)
@limits.posts
@members_only
def add(slug: str) -> Response:
    """Agree on a term."""
    view, form = managed(slug), TermForm()
    return kept(view, form) or list_page(view, form, 422)


@bp.get(f"{GLOSSARY}/<int:term>")
@members_only
def edit(slug: str, term: int) -> Response:
    """One term."""
    view = managed(slug)
    row = term_behind(current.db(), view.charter, term)
    return term_page(view, row, TermForm(formdata=None, data=values_of(row)))


@bp.post(f"{GLOSSARY}/<int:term>")
@limits.posts
@members_only
def change(slug: str, term: int) -> Response:
    """Change or remove a term; when somebody else changed it meanwhile, show both."""
    view, form = managed(slug), TermForm()
    session, now = current.db(), current.now()
    row = term_behind(session, view.charter, term)
    seen = int(form.edit.data) if (form.edit.data or "").isdigit() else 0
    try:
        if request.form.get("do") == "remove":
            remove_term(session, current.actor(), view.charter, term, edit=seen, now=now)
            return see_other(url_for(".index", slug=slug))
        done = kept(view, form, row.id, seen)
    except Conflict as error:
        session.rollback()
        row = term_behind(session, view.charter, term)
        session.refresh(row)
        form.edit.data = row.edit
        return term_page(view, row, form, 409, meanwhile=error)
    return done or term_page(view, row, form, 422)


def kept(
    view: CharterInView, form: TermForm, term: int | None = None, seen: int = 0
) -> Response | None:
    """Keep the term and go to the list; None where the form has to come back."""
    if not form.validate_on_submit():
        return None
    session, words = current.db(), form.renderings()
    try:
        keep_term(
            session,
            current.actor(),
            view.charter,
            words,
            form.note.data or "",
            term_id=term,
            edit=seen,
            now=current.now(),
        )
    except Invalid as error:
        session.rollback()
        field_problem(form, error)
        return None
    return see_other(url_for(".index", slug=view.slug))


def managed(slug: str) -> CharterInView:
    """The charter, for those who work on its text."""
    return managed_charter(current.db(), current.actor(), slug, now=current.now(), edit=False)


def list_page(view: CharterInView, form: TermForm, status: int = 200) -> Response:
    """The glossary."""
    return page(
        "terms/index.html",
        status,
        view=view,
        terms=terms_of(current.db(), view.charter),
        form=form,
        languages=view.charter.languages,
        workspace=charter_workspace(view, "glossary"),
    )


def term_page(
    view: CharterInView,
    row: Any,
    form: TermForm,
    status: int = 200,
    *,
    meanwhile: Conflict | None = None,
) -> Response:
    """The page of one term."""
    return page(
        "terms/edit.html",
        status,
        view=view,
        row=row,
        form=form,
        meanwhile=meanwhile,
        languages=view.charter.languages,
        workspace=charter_workspace(view, "glossary"),
    )
