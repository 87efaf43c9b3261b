"""The disposition desk: what happens to each contribution after the round."""

from typing import Any

from flask import Blueprint, Response, request, url_for

from app.domain.errors import Conflict, Invalid
from app.queries.desk_counts import left_by_paragraph, left_to_do
from app.queries.dispositions import PAGE, DeskRow, desk, desk_row
from app.queries.rounds import RoundInView
from app.queries.staff import those_who_run
from app.services.dispositions import confirm_dispositions, draft_dispositions
from app.services.proposed_decisions import show_to_proposers
from app.web import current, limits
from app.web.comparing import differences
from app.web.decision_pages import decision_page, desk_context, kept_filters, round_on_desk
from app.web.forms.dispositions import STATES, DispositionForm, FilterForm, SeveralForm, filter_of
from app.web.htmx import page, render, see_other, wants_fragment
from app.web.login import members_only
from app.web.paging import last_page, page_asked, page_url
from app.web.refusals import sentence

bp = Blueprint("dispositions", __name__)

MOST_PICKS = 100
# What is done with drafts that are there; every other button saves one.
STEPS = {"confirm": confirm_dispositions, "show": show_to_proposers}


@bp.get("/manage/rounds/<slug>/dispositions")
@members_only
def index(slug: str) -> Response:
    """The contributions of a closed round, by paragraph, each with its decision."""
    return _listed(round_on_desk(slug), SeveralForm())


@bp.post("/manage/rounds/<slug>/dispositions")
@limits.saves
def several(slug: str) -> Response:
    """Draft or confirm every contribution that is ticked."""
    view, form, picked = round_on_desk(slug), SeveralForm(), _picks()
    step = STEPS.get(form.button())
    if step is None and not form.validate():
        return _listed(view, form, 422, picked=picked)
    key = str(form.submission_key.data)
    try:
        if step is not None:
            step(*_acting(view), picked, key=key, now=current.now())
        else:
            draft_dispositions(*_acting(view), picked, form.outcome(), key=key, now=current.now())
    except Invalid as error:
        form.refuse(error, current.language())
        return _listed(view, form, 422, picked=picked)
    except Conflict as error:
        current.db().rollback()
        problem = sentence(error.code, error.details)
        return _listed(view, form, 409, picked=picked, problem=problem, about=error.details)
    return see_other(url_for("dispositions.index", slug=slug, **kept_filters()))


@bp.get("/manage/rounds/<slug>/dispositions/<ref>")
@members_only
def show(slug: str, ref: str) -> Response:
    """One contribution with its text, its votes and positions, and its decision in full."""
    view = round_on_desk(slug)
    row = desk_row(current.db(), view, ref)
    return decision_page(view, row, DispositionForm.on(row))


@bp.post("/manage/rounds/<slug>/dispositions/<ref>")
@limits.saves
def decide(slug: str, ref: str) -> Response:
    """Save the decision as a draft, or save and confirm it."""
    view = round_on_desk(slug)
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
            return see_other(
                url_for("dispositions.index", slug=slug, _anchor=ref, **kept_filters())
            )
        return see_other(url_for("dispositions.show", slug=slug, ref=ref))
    current.db().expire_all()
    row = desk_row(current.db(), view, ref)
    template, session = "dispositions/_saved.html", current.db()
    left, paragraphs = left_to_do(session, view.round.id), left_by_paragraph(session, view.round.id)
    context = desk_context(view, row=row, left=left, chosen=filter_of(), states=STATES)
    context["paragraphs"] = paragraphs
    return render(template, template, form=DispositionForm.on(row), **context)


def _again(view: RoundInView, row: DeskRow, form: DispositionForm, status: int = 422) -> Response:
    if wants_fragment():
        return _row(view, row, form, status)
    return decision_page(view, row, form, status)


def _row(view: RoundInView, row: DeskRow, form: DispositionForm, status: int = 200) -> Response:
    template = "dispositions/_row.html"
    return render(template, template, status, form=form, **desk_context(view, row=row))


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
        **desk_context(view, row=row),
    )


def _listed(view: RoundInView, form: SeveralForm, status: int = 200, **more: Any) -> Response:
    chosen = filter_of()
    found = desk(current.db(), view, chosen, page_asked())
    filters = FilterForm(request.args)
    filters.offer(found.languages, those_who_run(current.db(), view.round))
    return page(
        "dispositions/index.html",
        status,
        form=form,
        filters=filters,
        desk=found,
        left=found.left,
        paragraphs=left_by_paragraph(current.db(), view.round.id),
        chosen=chosen,
        rows=[(row, DispositionForm.on(row, sent=False)) for row in found.rows],
        states=STATES,
        last=last_page(found.total, PAGE),
        url=page_url(),
        picked=more.pop("picked", {}),
        problem=more.pop("problem", ""),
        **desk_context(view, **more),
    )


def _acting(view: RoundInView) -> tuple[Any, Any, int]:
    return current.db(), current.actor(), view.round.id


def _picks() -> dict[str, int]:
    """The contributions ticked, each with the state that was seen."""
    found = {}
    for value in request.form.getlist("pick")[: MOST_PICKS + 1]:
        reference, _, edit = value.partition(":")
        if edit.isascii() and edit.isdigit():
            found[reference] = int(edit)
    return found
