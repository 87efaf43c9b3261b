"""The moderation queue: what waits, one case at a time, and the decisions on it."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, request, session
from flask_login import login_required

from app.domain.errors import Conflict, NotAllowed, NotFound
from app.domain.moderation import Decision, ReasonCode
from app.queries.cases import case_of
from app.queries.rounds import RoundInView
from app.services.moderation.decide import Several, decide, decide_several
from app.services.moderation.decide_appeal import decide_appeal
from app.services.moderation.settle_report import reject_reports
from app.services.moderation.undo import undo
from app.services.moderation.veil import read_veiled
from app.web import current
from app.web.desk import READ, Forms, address, fitted, queue_of, show
from app.web.forms.fields import chosen
from app.web.forms.moderation import AnswerForm, DecisionForm, SeveralForm, statements_for
from app.web.htmx import see_other
from app.web.refusals import sentence

bp = Blueprint("queue", __name__)

READ_KEPT = 20
MOST_PICKS = 100


@bp.get("/manage/rounds/<slug>/queue")
@login_required  # type: ignore[untyped-decorator]
def index(slug: str) -> Response:
    """The queue, with the case asked for or the most urgent one beside it."""
    return show(queue_of(slug), Forms(picked=picks()))


@bp.post("/manage/rounds/<slug>/queue")
def act(slug: str) -> Response:
    """Do what the pressed button says; unknown buttons do nothing."""
    view = queue_of(slug)
    return HANDLERS.get(request.form.get("do", ""), again)(view)


def again(view: RoundInView, reference: str | None = None, **more: Any) -> Response:
    """Back to the list, all that was filtered kept, ready for the next case."""
    return see_other(address(view)(reference, **more))


def refused(view: RoundInView, error: Conflict | NotAllowed, forms: Forms) -> Response:
    """Something changed meanwhile, or a rule says no: say it, and give back what was typed."""
    current.db().rollback()
    current.db().expire_all()
    forms.refusal = sentence(error.code, error.details)
    return show(queue_of(view.round.slug), forms, 409 if isinstance(error, Conflict) else 403)


def sent_decision(view: RoundInView) -> DecisionForm:
    """The decision form as it was sent, for the case it names."""
    found = case_of(current.db(), view, asked_reference(), now=current.now())
    return fitted(found, DecisionForm())


def asked_reference() -> str:
    """The reference of the case a form is about."""
    reference = request.form.get("reference", "")
    if not reference:
        raise NotFound("contribution")
    return reference


def record_decision(view: RoundInView) -> Response:
    """Publish, return or withhold one contribution."""
    form = sent_decision(view)
    if not form.validate():
        return show(view, Forms(decision=form), 422)
    now, ruling = current.now(), form.ruling()
    try:
        decide(current.db(), current.actor(), view.round.id, form.reference, ruling, now=now)
    except Conflict as error:
        return refused(view, error, Forms(decision=form))
    return again(view)


def fill_template(view: RoundInView) -> Response:
    """Fill the statement of reasons in for the rule chosen, and decide nothing yet."""
    form = sent_decision(view)
    if form.fill_template():
        return show(view, Forms(decision=form))
    form.validate()
    return show(view, Forms(decision=form), 422)


def picks() -> dict[str, int]:
    """The contributions picked from the list, each with the state that was seen."""
    found = {}
    for value in request.form.getlist("pick")[:MOST_PICKS]:
        reference, _, edit = value.partition(":")
        if edit.isascii() and edit.isdigit():
            found[reference] = int(edit)
    return found


def publish_several(view: RoundInView) -> Response:
    """Publish all that were picked."""
    return decided(view, Several(Decision.PUBLISH, picks()), Forms())


def withhold_several(view: RoundInView) -> Response:
    """Withhold all that were picked, with one rule and one fact."""
    form = SeveralForm()
    forms = Forms(several=form, picked=picks())
    if not form.validate():
        return show(view, forms, 422)
    code = chosen(form.code, ReasonCode)
    statements = statements_for(code, form.fact.data) if code else {}
    return decided(view, Several(Decision.WITHHOLD, picks(), code, statements), forms)


def decided(view: RoundInView, several: Several, forms: Forms) -> Response:
    """Decide alike on several; those that changed meanwhile are named."""
    now = current.now()
    try:
        done = decide_several(current.db(), current.actor(), view.round.id, several, now=now)
    except NotAllowed as error:
        return refused(view, error, forms)
    return again(view, left=",".join(done.left) or None, done=len(done.decided))


def take_back(view: RoundInView) -> Response:
    """Undo the decision, or the several made at once."""
    ids = [int(text) for text in request.form.getlist("step") if text.isascii() and text.isdigit()]
    now = current.now()
    try:
        found = undo(current.db(), current.actor(), view.round.id, ids[:MOST_PICKS], now=now)
    except Conflict as error:
        return refused(view, error, Forms())
    return again(view, found[0] if len(found) == 1 else None, undone=",".join(found) or None)


def reject(view: RoundInView) -> Response:
    """Let a reported contribution stay."""
    seen = {
        int(text) for text in request.form.getlist("report") if text.isascii() and text.isdigit()
    }
    now, name = current.now(), asked_reference()
    try:
        reject_reports(current.db(), current.actor(), view.round.id, name, seen, now=now)
    except Conflict as error:
        return refused(view, error, Forms())
    return again(view)


def read(view: RoundInView) -> Response:
    """Show veiled words to whoever decides, once that is on record."""
    now, name = current.now(), asked_reference()
    found = read_veiled(current.db(), current.actor(), view.round.id, name, now=now)
    session[READ] = [*session.get(READ, ()), found][-READ_KEPT:]
    return again(view, name)


def answer(view: RoundInView) -> Response:
    """Decide an appeal, or propose to reverse; the second of two people restores."""
    form, now, name = AnswerForm(), current.now(), asked_reference()
    if not form.validate():
        return show(view, Forms(answer=form), 422)
    words = form.words()
    try:
        found = decide_appeal(current.db(), current.actor(), view.round.id, name, words, now=now)
    except (Conflict, NotAllowed) as error:
        return refused(view, error, Forms(answer=form))
    said = f"{found.outcome or 'proposed'}-{'report' if found.report_id else 'decision'}"
    return again(view, None if found.outcome else name, appeal=name, said=said)


HANDLERS: dict[str, Callable[[RoundInView], Response]] = {
    "decide": record_decision,
    "template": fill_template,
    "publish": publish_several,
    "withhold": withhold_several,
    "undo": take_back,
    "reject": reject,
    "read": read,
    "answer": answer,
}
