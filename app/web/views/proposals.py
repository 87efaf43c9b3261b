"""Proposed decisions: shown to their proposers, who agree or object; and who sees to what."""

from flask import Blueprint, Response, url_for

from app.domain.errors import Conflict, Invalid
from app.queries.decision_history import ProposalInView, proposal_for
from app.queries.dispositions import desk_row
from app.queries.rounds import RoundInView, visible_round
from app.services.proposed_decisions import (
    Care,
    Reply,
    answer_proposal,
    keep_note,
    show_to_proposers,
)
from app.web import current, limits
from app.web.decision_pages import care_form, decision_page, round_on_desk
from app.web.forms.base import PageForm
from app.web.forms.dispositions import DispositionForm, ReplyForm
from app.web.htmx import page, request_path, see_other
from app.web.login import members_only
from app.web.refusals import sentence

bp = Blueprint("proposals", __name__)
DESK = "/manage/rounds/<slug>/dispositions/<ref>"


@bp.post(f"{DESK}/proposal")
@limits.saves
@members_only
def show_proposer(slug: str, ref: str) -> Response:
    """Let whoever proposed it see the draft as it stands."""
    view = round_on_desk(slug)
    row = desk_row(current.db(), view, ref)
    form = PageForm()
    seen = {row.contribution.reference: _number(form.edit.data)}
    key, now = str(form.submission_key.data), current.now()
    try:
        show_to_proposers(current.db(), current.actor(), view.round.id, seen, key=key, now=now)
    except Conflict as error:
        current.db().rollback()
        return _desk_again(view, ref, error)
    return see_other(url_for("dispositions.show", slug=slug, ref=ref, _anchor="history-h"))


@bp.post(f"{DESK}/note")
@limits.saves
@members_only
def note(slug: str, ref: str) -> Response:
    """Keep who sees to it, and the note; a clash shows what somebody else wrote meanwhile."""
    view = round_on_desk(slug)
    row = desk_row(current.db(), view, ref)
    form = care_form(view, row.contribution.id, sent=True)
    if not form.validate():
        return decision_page(view, row, DispositionForm.on(row), 422, care_form=form)
    care = Care(form.responsible.data or "", form.note.data or "")
    session, actor, edit = current.db(), current.actor(), _number(form.edit.data)
    try:
        keep_note(session, actor, view.round.id, ref, edit, care, now=current.now())
    except Conflict as error:
        current.db().rollback()
        return _desk_again(view, ref, error, sent=True)
    return see_other(url_for("dispositions.show", slug=slug, ref=ref, _anchor="care-h"))


def _desk_again(view: RoundInView, ref: str, error: Conflict, *, sent: bool = False) -> Response:
    """The page as it stands now; what was typed in the note stays, to be saved on top."""
    current.db().expire_all()
    row = desk_row(current.db(), view, ref)
    form = care_form(view, row.contribution.id, sent=sent)
    if sent:
        kept = care_form(view, row.contribution.id)
        form.edit.data, form.submission_key.data = kept.edit.data, kept.submission_key.data
    problem = sentence(error.code, error.details)
    decision = DispositionForm.on(row)
    return decision_page(view, row, decision, 409, care_form=form, problem=problem)


@bp.get("/rounds/<slug>/contributions/<ref>/proposal")
def show(slug: str, ref: str) -> Response:
    """The decision proposed on one's own contribution, with what one said to it."""
    if not current.actor().is_member:
        return see_other(url_for("sign_in.new", next=request_path()))
    view, found = _own(slug, ref)
    form = ReplyForm()
    form.version.data = str(found.version.number)
    return _page(view, found, form)


@bp.post("/rounds/<slug>/contributions/<ref>/proposal")
@limits.posts
@members_only
def answer(slug: str, ref: str) -> Response:
    """Agree, or object and say why."""
    view, found = _own(slug, ref)
    form = ReplyForm()
    if not form.validate():
        return _page(view, found, form, 422)
    reply = Reply(form.answer.data == "agree", form.comment.data or "")
    key, version = str(form.submission_key.data), _number(form.version.data)
    act = (current.db(), current.actor(), view.round.id, ref, version, reply)
    try:
        answer_proposal(*act, key=key, now=current.now())
    except Invalid as error:
        current.db().rollback()
        form.comment.errors = [sentence(error.code, error.details)]
        return _page(view, found, form, 422)
    except Conflict as error:
        current.db().rollback()
        view, found = _own(slug, ref)
        form.version.data = str(found.version.number)
        return _page(view, found, form, 409, problem=sentence(error.code, error.details))
    return see_other(url_for(".show", slug=slug, ref=ref))


def _own(slug: str, ref: str) -> tuple[RoundInView, ProposalInView]:
    view = visible_round(current.db(), current.actor(), slug, now=current.now())
    return view, proposal_for(current.db(), current.actor(), view, ref, now=current.now())


def _page(
    view: RoundInView,
    found: ProposalInView,
    form: ReplyForm,
    status: int = 200,
    problem: str = "",
) -> Response:
    row = found.found.contribution
    more = {"row": row, "history": found.history, "version": found.version}
    return page("proposals/show.html", status, view=view, form=form, problem=problem, **more)


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 0
