"""The pages of the disposition desk: what each of them needs, whichever view shows it."""

from typing import Any

from flask import Response, request

from app.domain.permissions import Action, refusal, require
from app.queries.decision_history import care_for, history_of
from app.queries.dispositions import DeskRow
from app.queries.rounds import RoundInView, visible_round
from app.queries.staff import those_who_run
from app.web import current
from app.web.forms.dispositions import CareForm, DispositionForm
from app.web.htmx import page
from app.web.workspaces import round_workspace

KEPT = ("paragraph", "kind", "state", "language", "responsible", "page")


def round_on_desk(slug: str) -> RoundInView:
    """The round in the address, for those who decide in it."""
    view = visible_round(current.db(), current.actor(), slug, now=current.now())
    require(current.actor(), Action.DRAFT_DISPOSITION, view.subject, current.now())
    return view


def desk_context(view: RoundInView, **more: Any) -> dict[str, Any]:
    """What every page of the desk shows."""
    actor, now = current.actor(), current.now()
    return {
        "view": view,
        "workspace": round_workspace(view, "dispositions"),
        "may_confirm": refusal(actor, Action.CONFIRM_DISPOSITION, view.subject, now) is None,
        "kept": kept_filters(),
        **more,
    }


def kept_filters() -> dict[str, Any]:
    """The filters of the list, to come back to."""
    return {name: request.args[name] for name in KEPT if request.args.get(name)}


def care_form(view: RoundInView, contribution_id: int, *, sent: bool = False) -> CareForm:
    """The form of who sees to a contribution."""
    care = care_for(current.db(), contribution_id)
    return CareForm.on(care, those_who_run(current.db(), view.round), sent=sent)


def decision_page(
    view: RoundInView, row: DeskRow, form: DispositionForm, status: int = 200, **more: Any
) -> Response:
    """One contribution with its decision, the versions of it, and who sees to it."""
    contribution = row.contribution.id
    shown = {
        "form": form,
        "history": history_of(current.db(), contribution),
        "care": care_for(current.db(), contribution),
        "care_form": more.pop("care_form", None) or care_form(view, contribution),
        "problem": more.pop("problem", ""),
    }
    return page("dispositions/show.html", status, **shown, **desk_context(view, row=row, **more))
