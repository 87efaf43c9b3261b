"""Writing the synthesis, looking it through, and publishing it by two people."""

from typing import Any

from flask import Blueprint, Response, request, url_for

from app.domain.errors import Conflict, Invalid
from app.domain.languages import LANGUAGES
from app.domain.permissions import Action, refusal
from app.domain.report import report_of
from app.domain.synthesis.parts import INTRODUCTION
from app.domain.texts import content_hash
from app.queries.desk_counts import left_to_do
from app.queries.edition.content import content_of
from app.queries.measures import measures_in_view
from app.queries.rounds import RoundInView
from app.queries.synthesis.editions import as_document, edition_numbers
from app.queries.synthesis.workshop import part_asked, workshop
from app.services.measures import ask_again
from app.services.synthesis import publish_synthesis, send_for_review, write_part
from app.web import current, limits
from app.web.downloads import download
from app.web.forms.synthesis import MeasureForm, PartForm, PublishForm, SendForm, seen
from app.web.htmx import page, see_other
from app.web.login import members_only
from app.web.measuring import measure_soon
from app.web.outline import outline_text
from app.web.problems import field_problem
from app.web.publishing import obstacle
from app.web.refusals import sentence
from app.web.reports import report_page
from app.web.synthesis_desk import Desk, part_page, round_at_desk, written_language
from app.web.workspaces import round_workspace

bp = Blueprint("manage_synthesis", __name__)
AT = "/manage/rounds/<slug>/synthesis"


@bp.get(AT)
@members_only
def show(slug: str) -> Response:
    """What is written and what is missing, and the two steps to publication."""
    view = round_at_desk(slug)
    return page("manage_synthesis/show.html", **_context(view))


@bp.get(f"{AT}/parts/<part>")
@members_only
def part(slug: str, part: str) -> Response:
    """The introduction or the part on a section, to be written in one of the languages."""
    view = round_at_desk(slug)
    return part_page(view, part, Desk(part=_from_the_figures(view, part)))


@bp.post(f"{AT}/parts/<part>")
@limits.saves
def write(slug: str, part: str) -> Response:
    """Keep the part; when somebody else changed it meanwhile, both texts are shown."""
    view = round_at_desk(slug)
    form, language = PartForm(), written_language()
    if not form.validate():
        return part_page(view, part, Desk(part=form), 422)
    try:
        write_part(
            current.db(),
            current.actor(),
            view.round.id,
            form.text.data or "",
            part=part,
            language=language,
            edit=seen(form),
            now=current.now(),
        )
    except Conflict as error:
        current.db().rollback()
        theirs = part_asked(current.db(), view, workshop(current.db(), view), part).texts[language]
        form.edit.data = str(theirs.edit)
        problem = sentence(error.code, error.details)
        return part_page(view, part, Desk(part=form, theirs=theirs, problem=problem), 409)
    return see_other(url_for("manage_synthesis.show", slug=slug, _anchor=f"part-{part}"))


@bp.get(f"{AT}/review")
@members_only
def review(slug: str) -> Response:
    """Before sending: who can publish, and what is missing."""
    view = round_at_desk(slug)
    context = _context(view)
    form = SendForm(formdata=None, data={"edit": str(context["state"].edit)})
    return _review(form, context)


@bp.post(f"{AT}/review")
@limits.saves
def send(slug: str) -> Response:
    """Hand the report to a second person."""
    view, form = round_at_desk(slug), SendForm()
    if not form.validate():
        return _review(form, _context(view), 422)
    try:
        send_for_review(
            current.db(),
            current.actor(),
            view.round.id,
            edit=seen(form),
            now=current.now(),
            reason=form.reason.data or "",
        )
    except Invalid as error:
        current.db().rollback()
        field_problem(form, error)
        return _review(form, _context(view), 422)
    except Conflict as error:
        current.db().rollback()
        context = _refused(view, form, error)
        return _review(form, context, 409)
    measure_soon()
    return see_other(url_for("manage_synthesis.show", slug=slug))


@bp.get(f"{AT}/outline")
@members_only
def outline(slug: str) -> Response:
    """What the figures say, sentence by sentence with its rows: a skeleton to write from."""
    view = round_at_desk(slug)
    document = _provisional(view)
    return page(
        "manage_synthesis/outline.html",
        view=view,
        state=workshop(current.db(), view),
        languages=LANGUAGES,
        asked=measures_in_view(current.db(), view.round.id),
        form=MeasureForm(formdata=None),
        workspace=round_workspace(view, "synthesis"),
        **report_page(document),
    )


@bp.post(f"{AT}/outline")
@limits.saves
def measure(slug: str) -> Response:
    """Have the measures made from the present state of the round."""
    view = round_at_desk(slug)
    ask_again(current.db(), current.actor(), view.round.id, now=current.now())
    measure_soon()
    return see_other(url_for("manage_synthesis.outline", slug=slug))


@bp.get(f"{AT}/publication")
@members_only
def publication(slug: str) -> Response:
    """The last look: what is missing, and whether this person may publish."""
    view = round_at_desk(slug)
    context = _context(view)
    form = PublishForm(formdata=None, data={"edit": str(context["state"].edit)})
    return _publication(form, context)


@bp.post(f"{AT}/publication")
@limits.saves
def publish(slug: str) -> Response:
    """Freeze the report as an edition and tell the authors."""
    view, form = round_at_desk(slug), PublishForm()
    context = _context(view)
    if not _warned(context):
        form.leave_out_the_warning()
    if not form.validate():
        return _publication(form, context, status=422)
    try:
        publish_synthesis(
            current.db(),
            current.actor(),
            view.round.id,
            edit=seen(form),
            key=str(form.submission_key.data),
            now=current.now(),
            measured=context["measured"].measured_at is not None,
        )
    except Conflict as error:
        current.db().rollback()
        measure_soon()
        form = PublishForm(formdata=None)
        return _publication(form, _refused(view, form, error), 409)
    return see_other(url_for("synthesis.show", slug=slug))


@bp.get(f"{AT}/preview")
@members_only
def preview(slug: str) -> Response:
    """The report as it would be published now."""
    view = round_at_desk(slug)
    document = _provisional(view)
    return page(
        "manage_synthesis/preview.html",
        view=view,
        workspace=round_workspace(view, "synthesis"),
        edition=None,
        following=None,
        **report_page(document),
    )


@bp.get(f'{AT}/export.<any(docx, xlsx, "csv.zip", json):format>')
@members_only
@limits.exports
def export(slug: str, format: str) -> Response:
    """The present state as a file, marked provisional, for those who run the round."""
    return download(_provisional(round_at_desk(slug)), format, current.language())


def _from_the_figures(view: RoundInView, part: str) -> PartForm | None:
    """An empty introduction begun with what the figures say, where that was asked for."""
    if part != INTRODUCTION or request.args.get("start") != "figures":
        return None
    text = workshop(current.db(), view).part(part).texts[written_language()]
    if text.text:
        return None
    report = report_of(_provisional(view), written_language())
    begun = outline_text(report, written_language())
    return PartForm(formdata=None, data={"text": begun, "edit": str(text.edit)})


def _provisional(view: RoundInView) -> dict[str, Any]:
    content = content_of(current.db(), view.round, now=current.now())
    return as_document(content, content_hash(content))


def _context(view: RoundInView) -> dict[str, Any]:
    state, actor = workshop(current.db(), view), current.actor()
    return {
        "view": view,
        "state": state,
        "missing": state.missing,
        "left": left_to_do(current.db(), view.round.id),
        "measured": measures_in_view(current.db(), view.round.id),
        "editions": edition_numbers(current.db(), view.round.id),
        "languages": LANGUAGES,
        "workspace": round_workspace(view, "synthesis"),
        "obstacle": obstacle(actor, view, state, current.now()),
        "may_decide": refusal(actor, Action.DRAFT_DISPOSITION, view.subject, current.now()) is None,
    }


def _publication(form: PublishForm, context: dict[str, Any], status: int = 200) -> Response:
    if form.aware is not None and not _warned(context):
        form.leave_out_the_warning()
    return page("manage_synthesis/publication.html", status, form=form, **context)


def _warned(context: dict[str, Any]) -> bool:
    """Whether anything is missing that whoever publishes has to have seen."""
    unmeasured = context["measured"].measured_at is None
    unsettled = context["state"].unsettled
    return bool(context["missing"] or context["left"].left or unmeasured or unsettled)


def _review(form: SendForm, context: dict[str, Any], status: int = 200) -> Response:
    if not context["editions"]:
        form.leave_out_the_reason()
    return page("manage_synthesis/review.html", status, form=form, **context)


def _refused(view: RoundInView, form: Any, error: Conflict) -> dict[str, Any]:
    """Somebody changed the report meanwhile: its page as it is now, and why nothing happened."""
    context = _context(view)
    form.edit.data = str(context["state"].edit)
    form.edit.raw_data = [form.edit.data]
    return {**context, "problem": sentence(error.code, error.details)}
