"""A charter as its secretariat sees it: made, described, its versions and imports, adoption."""

from typing import Any

from flask import Blueprint, Response, request, url_for

from app.domain.errors import Conflict, Invalid
from app.domain.languages import LANGUAGES
from app.domain.permissions import Action, require
from app.queries.charters import (
    CharterInView,
    about_charter,
    completeness,
    managed_charter,
    rounds_of,
)
from app.queries.composition import may_start_next
from app.queries.desk import parts_waiting
from app.queries.imports import languages_of, open_imports, source_language
from app.queries.translation import open_queries
from app.queries.versions import doubtful_lineage, visible_version
from app.services.adoption import adopt_version
from app.services.charters import create_charter, edit_charter
from app.services.versions import confirm_lineage, review_language
from app.web import current, limits
from app.web.charter_links import charter_workspace
from app.web.comparing import differences
from app.web.forms.charters import AdoptionForm, CharterForm, starting_values, values_of
from app.web.htmx import page, see_other
from app.web.login import members_only
from app.web.problems import field_problem

bp = Blueprint("manage_charters", __name__)


@bp.get("/manage/charters/new")
@members_only
def new() -> Response:
    """An empty description."""
    require(current.actor(), Action.EDIT_CHARTER, about_charter(None), current.now())
    return form_page(CharterForm(data=starting_values()), view=None)


@bp.post("/manage/charters/new")
@limits.posts
@members_only
def create() -> Response:
    """Keep the description as a charter without text."""
    require(current.actor(), Action.EDIT_CHARTER, about_charter(None), current.now())
    form = CharterForm()
    if form.rearranged():
        return form_page(form, view=None)
    if not form.validate_on_submit():
        return form_page(form, view=None, status=422)
    try:
        row = create_charter(current.db(), current.actor(), form.plan(), now=current.now())
    except Invalid as error:
        field_problem(form, error)
        return form_page(form, view=None, status=422)
    return see_other(url_for("imports.new", slug=row.slug))


@bp.get("/manage/charters/<slug>")
@members_only
def show(slug: str) -> Response:
    """The charter's desk: versions, languages, imports, rounds."""
    view = managed(slug, edit=False)
    session = current.db()
    newest = view.versions[0] if view.versions else None
    return page(
        "manage_charters/show.html",
        view=view,
        workspace=charter_workspace(view, "charter"),
        newest=newest,
        languages=completeness(session, newest, view.charter.languages) if newest else [],
        source=source_language(view.charter, languages_of(session, newest)) if newest else None,
        around=parts_waiting(session, newest) if newest else {},
        waiting=open_queries(session, newest) if newest else {},
        imports=open_imports(session, view.charter),
        doubtful=doubtful_lineage(session, newest) if newest else [],
        rounds=rounds_of(session, current.actor(), view.charter, now=current.now()),
        may_start=newest is not None and may_start_next(session, newest),
    )


@bp.post("/manage/charters/<slug>")
@limits.posts
@members_only
def act(slug: str) -> Response:
    """Mark a language as reviewed, or confirm doubtful lineage."""
    view = managed(slug, edit=False)
    session, actor, now = current.db(), current.actor(), current.now()
    newest = view.versions[0] if view.versions else None
    do, _colon, what = request.form.get("do", "").partition(":")
    if newest is not None and do == "review":
        review_language(session, actor, newest, what, now=now)
    elif newest is not None and do == "lineage":
        rows = [int(row) for row in request.form.getlist("lineage") if row.isdigit()]
        confirm_lineage(session, actor, newest, rows, now=now)
    return see_other(url_for(".show", slug=slug, _anchor="languages"))


@bp.get("/manage/charters/<slug>/edit")
@members_only
def edit(slug: str) -> Response:
    """The description of the charter."""
    view = managed(slug)
    form = CharterForm(data=values_of(view))
    form.slug.data = view.slug
    return form_page(form, view=view)


@bp.post("/manage/charters/<slug>/edit")
@limits.posts
@members_only
def update(slug: str) -> Response:
    """Keep the changed description; when somebody else changed it meanwhile, show both."""
    view = managed(slug)
    form = CharterForm()
    form.slug.data = view.slug
    if form.rearranged():
        return form_page(form, view=view)
    if not form.validate_on_submit():
        return form_page(form, view=view, status=422)
    try:
        edit_charter(
            current.db(),
            current.actor(),
            view.charter,
            form.plan(),
            edit=int(form.edit.data or 0),
            now=current.now(),
        )
    except Invalid as error:
        field_problem(form, error)
        return form_page(form, view=view, status=422)
    except Conflict:
        current.db().rollback()
        fresh = managed(slug)
        saved = CharterForm(formdata=None, data=values_of(fresh))
        form.edit.data = fresh.charter.edit
        return form_page(form, view=fresh, status=409, meanwhile=differences(form, saved))
    return see_other(url_for(".show", slug=slug))


@bp.get("/manage/charters/<slug>/versions/<int:number>/adopt")
@members_only
def ask(slug: str, number: int) -> Response:
    """What adoption means, and its date."""
    form = AdoptionForm(data={"adopted_on": current.now().date()})
    return adoption_page(slug, number, form)


@bp.post("/manage/charters/<slug>/versions/<int:number>/adopt")
@limits.posts
@members_only
def adopt(slug: str, number: int) -> Response:
    """Adopt the version."""
    view = managed(slug)
    form = AdoptionForm()
    if not form.validate_on_submit():
        return adoption_page(slug, number, form, status=422)
    session, actor, now = current.db(), current.actor(), current.now()
    version = visible_version(session, actor, slug, number, now=now).version
    try:
        adopt_version(
            session,
            actor,
            version,
            form.adopted_on.data,
            edit=int(form.edit.data or 0),
            now=now,
        )
    except Invalid as error:
        field_problem(form, error)
        return adoption_page(slug, number, form, status=422)
    return see_other(url_for("versions.show", slug=view.slug, number=number))


def managed(slug: str, *, edit: bool = True) -> CharterInView:
    """The charter, for those who work on its text."""
    return managed_charter(current.db(), current.actor(), slug, now=current.now(), edit=edit)


def form_page(
    form: CharterForm, *, view: CharterInView | None, status: int = 200, meanwhile: Any = None
) -> Response:
    """The description's page, empty or filled."""
    if view and view.versions:
        form.settled()
    return page(
        "manage_charters/edit.html" if view else "manage_charters/new.html",
        status,
        form=form,
        view=view,
        languages=LANGUAGES,
        meanwhile=meanwhile,
        workspace=charter_workspace(view, "edit") if view else None,
    )


def adoption_page(slug: str, number: int, form: AdoptionForm, status: int = 200) -> Response:
    """The page that asks before an adoption."""
    view = managed(slug)
    found = visible_version(current.db(), current.actor(), slug, number, now=current.now())
    form.edit.data = form.edit.data or str(found.version.edit)
    return page(
        "manage_charters/adopt.html",
        status,
        form=form,
        view=view,
        version=found.version,
        workspace=charter_workspace(view, "charter"),
    )
