"""Setting up a round and running it: plan, checklist, schedule, open, close, extend, reopen."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from flask import Blueprint, Response, current_app, request, url_for
from flask_babel import gettext as _

from app.domain.errors import Conflict, Invalid, NotAllowed
from app.domain.languages import LANGUAGES
from app.domain.moderation import ReasonCode
from app.domain.permissions import Action, refusal, require
from app.domain.rounds import Act, RoundState
from app.queries.dashboard.turnout import few_heard
from app.queries.preparation import checklist, mendable
from app.queries.rounds import RoundInView, visible_round
from app.queries.running import (
    RECORD_A_PAGE,
    organisations_by_name,
    plan_of,
    record_of,
    statuses_in,
    versions_for,
)
from app.services.rounds import run_round, set_up_round
from app.web import current, limits
from app.web.comparing import differences
from app.web.forms.fields import options
from app.web.forms.rounds import (
    MoreTimeForm,
    RoundForm,
    StepForm,
    starting_values,
    to_utc,
    values_of,
)
from app.web.forms.zones import with_zone
from app.web.htmx import page, see_other
from app.web.login import members_only
from app.web.paging import last_page, page_asked, page_url
from app.web.problems import field_problem
from app.web.workspaces import round_workspace

bp = Blueprint("manage_rounds", __name__)

STEPS: dict[str, tuple[RoundState, ...]] = {
    "schedule": (RoundState.PREPARING,),
    "open": (RoundState.PREPARING, RoundState.SCHEDULED),
    "close": (RoundState.OPEN,),
    "extend": (RoundState.SCHEDULED, RoundState.OPEN),
    "reopen": (RoundState.CLOSED,),
}
AT_ONCE: dict[str, Callable[..., object]] = {
    "schedule": run_round.schedule_round,
    "open": run_round.open_round,
    "close": run_round.close_round,
}
WITH_REASON: dict[str, Callable[..., object]] = {
    "extend": run_round.extend_round,
    "reopen": run_round.reopen_round,
}


@bp.get("/manage/rounds/new")
@members_only
def new() -> Response:
    """An empty plan."""
    values = {**starting_values(), "version": request.args.get("version", type=int)}
    return plan_page(on_a_version(RoundForm(data=values)), view=None)


def on_a_version(form: RoundForm) -> RoundForm:
    """The form with the versions this person may set a round up on, refused where there is none."""
    filled(form)
    if not form.version.choices:
        raise NotAllowed("is_facilitator")
    return form


@bp.post("/manage/rounds/new")
@limits.posts
@members_only
def create() -> Response:
    """Keep the plan as a round in preparation."""
    form = on_a_version(RoundForm())
    if not form.validate_on_submit():
        return plan_page(form, view=None, status=422)
    try:
        row = set_up_round.create_round(
            current.db(), current.actor(), form.plan(), now=current.now()
        )
    except Invalid as error:
        field_problem(form, error)
        return plan_page(form, view=None, status=422)
    return see_other(url_for(".show", slug=row.slug))


@bp.get("/manage/rounds/<slug>")
@members_only
def show(slug: str) -> Response:
    """The round as those who run it see it: state, checklist, numbers, record."""
    view = run_view(slug)
    session, now, asked = current.db(), current.now(), page_asked()
    entries, total = record_of(session, view.round.id, asked)
    steps, checks = possible_steps(view, now), checklist(session, view, rules_in(), now=now)
    preparing = view.state is RoundState.PREPARING
    return page(
        "manage_rounds/show.html",
        view=view,
        workspace=round_workspace(view, "round"),
        steps=steps,
        plan_is_open=preparing,
        checks=checks if preparing else mendable(checks) if steps else (),
        statuses=statuses_in(session, view.round.id),
        few=few_heard(session, view),
        entries=entries,
        current_page=asked,
        last=last_page(total, RECORD_A_PAGE),
        page_url=page_url(anchor="record"),
        reasons={code.value: code for code in ReasonCode},
    )


@bp.get("/manage/rounds/<slug>/plan")
@members_only
def edit(slug: str) -> Response:
    """The plan of a round in preparation."""
    view = run_view(slug)
    form = filled(RoundForm(data=values_of(plan_of(current.db(), view), view.round.edit)), view)
    return plan_page(form, view=view)


@bp.post("/manage/rounds/<slug>/plan")
@limits.posts
@members_only
def update(slug: str) -> Response:
    """Keep the changed plan; when somebody else changed it meanwhile, show both."""
    view = run_view(slug)
    form = filled(RoundForm(), view)
    if not form.validate_on_submit():
        return plan_page(form, view=view, status=422)
    try:
        set_up_round.edit_round(
            current.db(),
            current.actor(),
            view.round.id,
            form.plan(),
            edit=int(form.edit.data or 0),
            now=current.now(),
        )
    except Invalid as error:
        field_problem(form, error)
        return plan_page(form, view=view, status=422)
    except Conflict as error:
        if error.code != "changed_meanwhile":
            raise
        return changed_meanwhile(slug, form)
    return see_other(url_for(".show", slug=slug))


@bp.get("/manage/rounds/<slug>/<any(schedule, open, close, extend, reopen):step>")
@members_only
def ask(slug: str, step: str) -> Response:
    """What the step does, before it is done."""
    return step_page(run_view(slug), step, step_form(step))


@bp.post("/manage/rounds/<slug>/<any(schedule, open, close, extend, reopen):step>")
@limits.posts
@members_only
def do(slug: str, step: str) -> Response:
    """Do the step; it enters the record."""
    view = run_view(slug)
    form = step_form(step)
    if not form.validate_on_submit():
        return step_page(view, step, form, status=422)
    try:
        take(view, step, form)
    except Invalid as error:
        field_problem(form, error)
        return step_page(view, step, form, status=422)
    return see_other(url_for(".show", slug=slug))


def take(view: RoundInView, step: str, form: Any) -> None:
    """Hand the step to its service."""
    asked = (current.db(), current.actor(), view.round.id)
    if step in AT_ONCE:
        AT_ONCE[step](*asked, now=current.now())
        return
    closes_at = to_utc(form.closes_at.data, view.round.timezone)
    WITH_REASON[step](*asked, closes_at, reason=form.reason.data or "", now=current.now())


def run_view(slug: str) -> RoundInView:
    """The round, for those who run it."""
    now, actor = current.now(), current.actor()
    view = visible_round(current.db(), actor, slug, now=now)
    require(actor, Action.SET_UP_ROUND, view.subject, now)
    return view


def possible_steps(view: RoundInView, now: datetime) -> list[str]:
    """The steps that the state of the round allows."""
    if refusal(current.actor(), Action.RUN_ROUND, view.subject, now):
        return []
    return [step for step, states in STEPS.items() if view.state in states]


def step_form(step: str) -> Any:
    """The form of a step: more time wants a date and a reason."""
    return MoreTimeForm() if step in WITH_REASON else StepForm()


def step_page(view: RoundInView, step: str, form: Any, status: int = 200) -> Response:
    """The page that asks before a step."""
    if step not in possible_steps(view, current.now()):
        raise Conflict("round_state")
    freezes = view.state is RoundState.PREPARING
    checks = checklist(current.db(), view, rules_in(), now=current.now()) if freezes else ()
    return page(
        "manage_rounds/step.html",
        status,
        view=view,
        step=step,
        freezes_plan=freezes,
        missing=sum(not item.fine for item in checks),
        form=form,
        workspace=round_workspace(view, "round"),
    )


def filled(form: RoundForm, view: RoundInView | None = None) -> RoundForm:
    """The form with what can be chosen in it."""
    session = current.db()
    versions = versions_for(session, current.actor(), current.language())
    if view is not None:
        versions = [found for found in versions if found.charter_slug == view.charter.slug]
    form.version.choices = options(
        (
            str(found.id),
            _("%(charter)s, version %(number)s", charter=found.charter_title, number=found.number),
        )
        for found in versions
    )
    form.invited.choices = options(
        (str(found), name) for found, name in organisations_by_name(session)
    )
    form.timezone.choices = options(with_zone(current.language(), form.timezone.data))
    return form


def plan_page(form: RoundForm, *, view: RoundInView | None, status: int = 200) -> Response:
    """The plan's page, empty or filled."""
    if view is not None and view.state is not RoundState.PREPARING:
        raise Conflict("round_is_scheduled")
    return page(
        "manage_rounds/edit.html" if view else "manage_rounds/new.html",
        status,
        form=form,
        view=view,
        acts=tuple(Act),
        languages=LANGUAGES,
        workspace=round_workspace(view, "round") if view else None,
    )


def changed_meanwhile(slug: str, form: RoundForm) -> Response:
    """What was typed beside what somebody else saved meanwhile; saving again is a choice."""
    current.db().rollback()
    view = run_view(slug)
    saved = filled(
        RoundForm(formdata=None, data=values_of(plan_of(current.db(), view), view.round.edit)), view
    )
    form.edit.data = str(view.round.edit)
    form.edit.raw_data = [form.edit.data]
    return page(
        "manage_rounds/changed.html",
        409,
        form=form,
        differing=differences(form, saved),
        view=view,
        acts=tuple(Act),
        languages=LANGUAGES,
        workspace=round_workspace(view, "round"),
    )


def rules_in() -> list[str]:
    """The languages in which the rules page exists."""
    names = current_app.jinja_env.list_templates(
        filter_func=lambda name: name.startswith("pages/rules.")
    )
    return [name.split(".")[1] for name in names]
