"""Pages on which a reader reports a contribution, and its author appeals against a decision."""

import secrets
from datetime import timedelta

from flask import Blueprint, Response, session, url_for
from flask_login import login_required

from app.domain.contributions import Status
from app.domain.errors import Conflict, NotFound
from app.domain.moderation import APPEAL_FOR, VEIL_FOR, ReasonCode
from app.domain.permissions import Action, require
from app.queries.appeals import own_appeal
from app.queries.contribution import ContributionPage, contribution_page
from app.queries.reports import own_report
from app.queries.rounds import RoundInView, visible_round
from app.services.moderation.appeal import appeal as lodge_appeal
from app.services.moderation.appeal_report import appeal_report
from app.services.moderation.report import report
from app.web import current, limits
from app.web.forms.moderation import AppealForm, ReportForm
from app.web.htmx import page, see_other
from app.web.refusals import sentence

bp = Blueprint("reports", __name__)

REPORTER = "reporter"


def seen(slug: str, ref: str) -> tuple[RoundInView, ContributionPage]:
    """The round and the contribution, as this reader sees them."""
    view = visible_round(current.db(), current.actor(), slug, now=current.now())
    found = contribution_page(current.db(), current.actor(), view, ref, 1, now=current.now())
    return view, found


def reporter() -> str:
    """Who reports: a member's key, or a random one kept in this browser."""
    key = current.actor().member_key
    if key:
        return f"m:{key}"
    return f"v:{session.setdefault(REPORTER, secrets.token_urlsafe(18))}"


@bp.get("/rounds/<slug>/contributions/<ref>/report")
def new(slug: str, ref: str) -> Response:
    """The report form, or what one reported already."""
    return report_page(slug, ref, ReportForm())


@bp.post("/rounds/<slug>/contributions/<ref>/report")
@limits.reports
def create(slug: str, ref: str) -> Response:
    """Tell the facilitators; nobody needs an account for it."""
    form = ReportForm()
    if not form.validate():
        return report_page(slug, ref, form, 422)
    view, found = seen(slug, ref)
    alert = form.alert(reporter(), current.language())
    name, now = found.contribution.reference, current.now()
    report(current.db(), current.actor(), view.round.id, name, alert, now=now)
    return see_other(url_for("reports.new", slug=slug, ref=name))


@bp.post("/rounds/<slug>/contributions/<ref>/report/appeal")
@limits.posts
def insist(slug: str, ref: str) -> Response:
    """Ask somebody else to look at one's rejected report again."""
    form, now = AppealForm(), current.now()
    view, found = seen(slug, ref)
    name = found.contribution.reference
    if current.actor().is_member and not form.validate():
        return report_page(slug, ref, ReportForm(formdata=None), 422, plea=form)
    about = (current.db(), current.actor(), view.round.id, name, reporter())
    try:
        appeal_report(*about, form.plea(current.language()), now=now)
    except Conflict as error:
        current.db().rollback()
        told = sentence(error.code)
        return report_page(slug, ref, ReportForm(formdata=None), 409, plea=form, refusal=told)
    return see_other(url_for("reports.new", slug=slug, ref=name))


def report_page(
    slug: str,
    ref: str,
    form: ReportForm,
    status: int = 200,
    *,
    plea: AppealForm | None = None,
    refusal: str = "",
) -> Response:
    """The page of the report form; once the report is rejected, that of the appeal against it."""
    view, found = seen(slug, ref)
    known = current.actor().member_key or REPORTER in session
    earlier = own_report(current.db(), found.contribution.id, reporter()) if known else None
    if found.contribution.status is not Status.PUBLISHED and earlier is None:
        raise NotFound("contribution")
    if earlier is None:
        require(current.actor(), Action.REPORT, found.subject, current.now())
    return page(
        "reports/new.html",
        status,
        view=view,
        found=found,
        form=form,
        earlier=earlier,
        lodged=own_appeal(current.db(), earlier.id) if earlier else None,
        plea=plea or AppealForm(formdata=None),
        refusal=refusal,
        until=earlier.settled_at + APPEAL_FOR if earlier and earlier.settled_at else None,
        now=current.now(),
        codes=tuple(ReasonCode),
        veil_hours=int(VEIL_FOR / timedelta(hours=1)),
    )


@bp.get("/rounds/<slug>/contributions/<ref>/appeal")
@login_required  # type: ignore[untyped-decorator]
def appeal(slug: str, ref: str) -> Response:
    """What was decided and why, and the form to appeal; later, what came of it."""
    return appeal_page(slug, ref, AppealForm())


@bp.post("/rounds/<slug>/contributions/<ref>/appeal")
@limits.posts
def lodge(slug: str, ref: str) -> Response:
    """Ask somebody else to look at it again."""
    form = AppealForm()
    if not form.validate():
        return appeal_page(slug, ref, form, 422)
    view, found = seen(slug, ref)
    name, now, plea = found.contribution.reference, current.now(), form.plea(current.language())
    try:
        lodge_appeal(current.db(), current.actor(), view.round.id, name, plea, now=now)
    except Conflict as error:
        current.db().rollback()
        return appeal_page(slug, ref, form, 409, refusal=sentence(error.code))
    return see_other(url_for("reports.appeal", slug=slug, ref=name))


def appeal_page(
    slug: str, ref: str, form: AppealForm, status: int = 200, refusal: str = ""
) -> Response:
    """The page of an appeal, for the author alone."""
    view, found = seen(slug, ref)
    restriction, lodged = found.restriction, found.appeal
    if lodged is None:
        require(current.actor(), Action.APPEAL, found.subject, current.now())
    if not found.is_author:
        raise NotFound("contribution")
    current_appeal = restriction is None or (lodged and lodged.step_id == restriction.id)
    return page(
        "reports/appeal.html",
        status,
        view=view,
        found=found,
        form=form,
        restriction=restriction,
        lodged=lodged if current_appeal else None,
        until=restriction.at + APPEAL_FOR if restriction else None,
        refusal=refusal,
    )
