"""Sorting contributions by theme: many at once from a list, or one from its page or the queue."""

from typing import Any

from flask import Blueprint, Response, request, url_for

from app.domain.errors import Invalid, NotFound
from app.domain.permissions import Action, require
from app.queries.codebook import PAGE, tagged_list, tagged_one, themes_in
from app.queries.rounds import RoundInView, visible_round
from app.services.codebook.tagging import tag
from app.web import current, limits
from app.web.forms.codebook import TagFilterForm, TagsForm, sent
from app.web.htmx import page, see_other
from app.web.login import members_only
from app.web.paging import last_page, page_asked, page_url
from app.web.problems import field_problem
from app.web.workspaces import round_workspace

bp = Blueprint("tagging", __name__)

AT = "/manage/rounds/<slug>/tags"


@bp.get(AT)
@members_only
def index(slug: str) -> Response:
    """The contributions with their themes, to be ticked and put under some."""
    return _list(_round(slug), TagsForm(formdata=None))


@bp.post(AT)
@limits.saves
def several(slug: str) -> Response:
    """Put what is ticked under the themes ticked, or take it away from them."""
    view, form = _round(slug), TagsForm()
    filters: dict[str, Any] = request.args.to_dict()
    themes, away = sent("theme"), request.form.get("do") == "remove"
    try:
        tag(
            current.db(),
            current.actor(),
            view.round.id,
            sent("pick"),
            add=() if away else themes,
            remove=themes if away else (),
            now=current.now(),
        )
    except Invalid as error:
        current.db().rollback()
        field_problem(form, error)
        return _list(view, form, 422)
    return see_other(url_for(".index", slug=slug, **filters))


@bp.get(f"{AT}/<ref>")
@members_only
def one(slug: str, ref: str) -> Response:
    """One contribution with every theme, to be ticked."""
    view = _round(slug)
    return page(
        "codebook/one.html",
        view=view,
        row=tagged_one(current.db(), view, ref, now=current.now()),
        themes=themes_in(current.db(), view.round.id),
        form=TagsForm(formdata=None),
        workspace=round_workspace(view, "synthesis"),
    )


@bp.post(f"{AT}/<ref>")
@limits.saves
def change(slug: str, ref: str) -> Response:
    """Keep what changed against what was seen: somebody else's tags stay."""
    view = _round(slug)
    before, now = set(sent("seen")), set(sent("theme"))
    known = {theme.key for theme in themes_in(current.db(), view.round.id)}
    if now - known:
        raise NotFound("theme")
    put, taken = now - before, (before - now) & known
    if put or taken:
        tag(
            current.db(),
            current.actor(),
            view.round.id,
            [ref],
            add=put,
            remove=taken,
            now=current.now(),
        )
    return see_other(url_for("contributions.show", slug=slug, ref=ref))


def _round(slug: str) -> RoundInView:
    view = visible_round(current.db(), current.actor(), slug, now=current.now())
    require(current.actor(), Action.WRITE_SYNTHESIS, view.subject, current.now())
    return view


def _list(view: RoundInView, form: TagsForm, status: int = 200) -> Response:
    session, filters = current.db(), TagFilterForm.asked()
    themes = themes_in(session, view.round.id)
    filters.offer(themes, current.language())
    rows, total = tagged_list(session, view, filters.wanted(), page_asked(), now=current.now())
    return page(
        "codebook/tags.html",
        status,
        view=view,
        rows=rows,
        total=total,
        themes=themes,
        filters=filters,
        form=form,
        picked=set(sent("pick")),
        chosen=set(sent("theme")),
        names={theme.key: theme.names for theme in themes},
        asked={**request.args.to_dict(), "slug": view.round.slug},
        pager=(page_asked(), last_page(total, PAGE), page_url()),
        workspace=round_workspace(view, "synthesis"),
    )
