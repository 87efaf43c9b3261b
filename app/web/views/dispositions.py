"""The disposition desk: what happens to each contribution after the round."""

from typing import Any

from flask import Blueprint, Response, request, url_for

from app.domain.errors import Conflict, Invalid
from app.domain.permissions import Action, refusal, require
from app.queries.dispositions import PAGE, DeskRow, desk, desk_row, left_to_do
from app.queries.rounds import RoundInView, visible_round
from app.services.dispositions import confirm_dispositions, draft_dispositions
from app.web import current, limits
from app.web.comparing import differences
from app.web.forms.dispositions import STATES, DispositionForm, FilterForm, SeveralForm, filter_of
from app.web.htmx import page, render, see_other, wants_fragment
from app.web.login import members_only
from app.web.paging import last_page, page_asked, page_url
from app.web.refusals import sentence
from app.web.workspaces import round_workspace

bp = Blueprint("dispositions", __name__)

KEPT = ("paragraph", "kind", "state", "language", "page")
MOST_PICKS = 100


@bp.get("/manage/rounds/<slug>/dispositions")
@members_only
def index(slug: str) -> Response:
    """The contributions of a closed round, by paragraph, each with its decision."""
    return _listed(_round(slug), SeveralForm())


@bp.post("/manage/rounds/<slug>/dispositions")
@limits.saves
def several(slug: str) -> Response:
    """Draft or confirm every contribution that is ticked."""
    view, form, picked = _round(slug), SeveralForm(), _picks()
    confirming = form.pressed("confirm")
    if not confirming and not form.validate():
        return _listed(view, form, 422, picked=picked)
    key = str(form.submission_key.data)
    try:
        if confirming:
            confirm_dispositions(*_acting(view), picked, key=key, now=current.now())
        else:
            draft_dispositions(*_acting(view), picked, form.outcome(), key=key, now=current.now())
    except Invalid as error:
        form.refuse(error, current.language())
        return _listed(view, form, 422, picked=picked)
    except Conflict as error:
        current.db().rollback()
        problem = sentence(error.code, error.details)
        return _listed(view, form, 409, picked=picked, problem=problem, about=error.details)
    return see_other(url_for("dispositions.index", slug=slug, **_kept()))


@bp.get("/manage/rounds/<slug>/dispositions/<ref>")
@members_only
def show(slug: str, ref: str) -> Response:
    """One contribution with its text, its votes and positions, and its decision in full."""
    view = _round(slug)
    row = desk_row(current.db(), view, ref)
    return page("dispositions/show.html", form=DispositionForm.on(row), **_context(view, row=row))


@bp.post("/manage/rounds/<slug>/dispositions/<ref>")
@limits.saves
def decide(slug: str, ref: str) -> Response:
    """Save the decision as a draft, or save and confirm it."""
    view = _round(slug)
    row = desk_row(current.db(), view, ref)
    form = DispositionForm.on(row, sent=True)
    if not form.validate():
        return _again(view, row, form)
    try:
        _save(view, row, form)
    except Invalid as error:
        form.refuse(error, row.contribution.language)
        return _again(view, row, form)
    except Conflict as error:
        current.db().rollback()
        return _changed(view, ref, form, error)
    return _saved(view, ref)


def _save(view: RoundInView, row: DeskRow, form: DispositionForm) -> None:
    reference, key, now = row.contribution.reference, str(form.submission_key.data), current.now()
    seen = {reference: int(form.edit.data) if (form.edit.data or "").isdigit() else 0}
    after = draft_dispositions(*_acting(view), seen, form.outcome(), key=key, now=now)
    if form.pressed("confirm"):
        confirm_dispositions(*_acting(view), after, key=f"{key}:confirm", now=now)


def _saved(view: RoundInView, ref: str) -> Response:
    slug = view.round.slug
    if not wants_fragment():
        if request.args.get("list"):
            return see_other(url_for("dispositions.index", slug=slug, _anchor=ref, **_kept()))
        return see_other(url_for("dispositions.show", slug=slug, ref=ref))
    current.db().expire_all()
    row = desk_row(current.db(), view, ref)
    template, left = "dispositions/_saved.html", left_to_do(current.db(), view.round.id)
    context = _context(view, row=row, left=left, chosen=filter_of(), states=STATES)
    return render(template, template, form=DispositionForm.on(row), **context)


def _again(view: RoundInView, row: DeskRow, form: DispositionForm, status: int = 422) -> Response:
    if wants_fragment():
        return _row(view, row, form, status)
    return page("dispositions/show.html", status, form=form, **_context(view, row=row))


def _row(view: RoundInView, row: DeskRow, form: DispositionForm, status: int = 200) -> Response:
    template = "dispositions/_row.html"
    return render(template, template, status, form=form, **_context(view, row=row))


def _changed(view: RoundInView, ref: str, form: DispositionForm, error: Conflict) -> Response:
    """Somebody else saved meanwhile: both texts, then one's own form on top of theirs."""
    current.db().expire_all()
    row = desk_row(current.db(), view, ref)
    theirs = DispositionForm.on(row)
    form.edit.data = str(row.edit)
    form.submission_key.data = theirs.submission_key.data
    return page(
        "dispositions/changed.html",
        409,
        form=form,
        differing=differences(form, theirs),
        problem=sentence(error.code, error.details),
        **_context(view, row=row),
    )


def _listed(view: RoundInView, form: SeveralForm, status: int = 200, **more: Any) -> Response:
    chosen = filter_of()
    found = desk(current.db(), view, chosen, page_asked())
    filters = FilterForm(request.args)
    filters.offer(found.languages)
    return page(
        "dispositions/index.html",
        status,
        form=form,
        filters=filters,
        desk=found,
        left=found.left,
        chosen=chosen,
        rows=[(row, DispositionForm.on(row, sent=False)) for row in found.rows],
        states=STATES,
        last=last_page(found.total, PAGE),
        url=page_url(),
        picked=more.pop("picked", {}),
        problem=more.pop("problem", ""),
        **_context(view, **more),
    )


def _context(view: RoundInView, **more: Any) -> dict[str, Any]:
    actor, now = current.actor(), current.now()
    return {
        "view": view,
        "workspace": round_workspace(view, "dispositions"),
        "may_confirm": refusal(actor, Action.CONFIRM_DISPOSITION, view.subject, now) is None,
        "kept": _kept(),
        **more,
    }


def _round(slug: str) -> RoundInView:
    view = visible_round(current.db(), current.actor(), slug, now=current.now())
    require(current.actor(), Action.DRAFT_DISPOSITION, view.subject, current.now())
    return view


def _acting(view: RoundInView) -> tuple[Any, Any, int]:
    return current.db(), current.actor(), view.round.id


def _kept() -> dict[str, Any]:
    return {name: request.args[name] for name in KEPT if request.args.get(name)}


def _picks() -> dict[str, int]:
    """The contributions ticked, each with the state that was seen."""
    found = {}
    for value in request.form.getlist("pick")[: MOST_PICKS + 1]:
        reference, _, edit = value.partition(":")
        if edit.isascii() and edit.isdigit():
            found[reference] = int(edit)
    return found
