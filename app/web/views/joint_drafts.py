"""Amendments that organisations prepare together: written, shown to those invited, filed once."""

from typing import Any

from flask import Blueprint, Response, url_for

from app.domain.contributions import Operation
from app.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from app.domain.joint import Answer, JointState
from app.domain.permissions import Action
from app.domain.rounds import Act
from app.domain.writing import REASON_ADVISED
from app.queries.amending import Ground, amendments_there, ground_of
from app.queries.joint_drafts import JointDraftInView, joint_draft, organisation_names
from app.queries.own import appears_now
from app.queries.rounds import RoundInView, visible_round
from app.services.joint_drafts import (
    collect_support,
    discard_joint_draft,
    file_joint_draft,
    save_joint_draft,
    stop_collecting,
)
from app.services.sponsor_invitations import (
    answer_invitation,
    invite_organisation,
    recall_invitation,
)
from app.web import current, limits
from app.web.drafting import fill
from app.web.forms.amendments import Doing
from app.web.forms.base import PageForm
from app.web.forms.joint_drafts import AnswerForm, JointDraftForm
from app.web.htmx import page, see_other, wants_fragment
from app.web.login import members_only
from app.web.offers import offer
from app.web.previews import begin, neighbours, preview, restore_text, settle
from app.web.refusals import sentence
from app.web.sending import Sheet, answer

bp = Blueprint("joint_drafts", __name__)
AT = "/rounds/<slug>/joint-drafts/<key>"


@bp.route(AT, methods=["GET", "POST"])
@members_only
def show(slug: str, key: str) -> Response:
    """Write on, for delegates of who leads it; read and answer, for those who are invited."""
    view, found = opened(slug, key)
    if found.state is JointState.FILED:
        return see_other(url_for("contributions.show", slug=slug, ref=found.reference))
    if found.organisation_id != current.actor().acting_for:
        return reading(view, found, AnswerForm(edit=str(found.edit)))
    ground = ground_of(current.db(), view, found.number)
    form = begun(found, ground)
    sheet = editor(view, found, ground)
    if form.button() in {"preview", "restore"} and wants_fragment():
        return fragment(sheet, form)
    return answer(sheet, form)


def opened(slug: str, key: str) -> tuple[RoundInView, JointDraftInView]:
    """The round and the joint draft, for whoever may see it."""
    view = visible_round(current.db(), current.actor(), slug, now=current.now())
    return view, joint_draft(current.db(), current.actor(), view, key)


def begun(found: JointDraftInView, ground: Ground) -> JointDraftForm:
    """The editor with the words as all delegates have them."""
    form = JointDraftForm()
    begin(form, ground)
    if not form.is_submitted():
        fill(form, found.fields)
        form.edit.data = str(found.edit)
    base = settle(form, ground)
    if form.pressed("restore"):
        restore_text(form, base, inserting=form.does.operation is Operation.INSERT_AFTER)
    return form


@limits.saves
def fragment(sheet: Sheet, form: JointDraftForm) -> Response:
    """The preview by itself."""
    more = sheet.more(form)
    here = sheet.address()
    return page("amendments/_preview.html", form=form, view=sheet.view, here=here, **more)


def editor(view: RoundInView, found: JointDraftInView, ground: Ground) -> Sheet:
    """The page on which the delegates of one organisation write."""

    def context(form: JointDraftForm) -> dict[str, Any]:
        base = settle(form, ground)
        operation, wording = form.does.operation, form.wording.data or ""
        there = amendments_there(current.db(), view, ground, now=current.now())
        return {
            "found": found,
            "ground": ground,
            "base": base,
            "amends": None,
            "doing": form.does,
            "wording_language": form.language.data,
            "advised": REASON_ADVISED,
            "names": organisation_names(current.db(), view, found.organisation_id),
            "window": view.windows[Act.AMEND],
            **preview(operation, base, wording),
            **neighbours(there, operation, form.language.data, base, wording),
            "near": [],
        }

    def received(_error: Conflict) -> str:
        now_there = joint_draft(current.db(), current.actor(), view, found.key).fields
        parts = ("title", "wording", "reason")
        return "\n\n".join(now_there[name] for name in parts if now_there.get(name))

    return Sheet(
        view=view,
        place=f"joint:{found.key}",
        action=Action.PREPARE_TOGETHER,
        subject=view.subject,
        values={"slug": view.round.slug, "key": found.key},
        template="joint_drafts/edit.html",
        checked=None,
        more=context,
        send=lambda form: pressed(view, found, form),
        received=received,
    )


def pressed(view: RoundInView, found: JointDraftInView, form: JointDraftForm) -> str:
    """Keep the words, then do what the button says; returns where to go on."""
    db, actor, now = current.db(), current.actor(), current.now()
    values: dict[str, Any] = {"slug": view.round.slug, "key": found.key}
    form.edit.data = str(
        save_joint_draft(
            db,
            actor,
            view.round.id,
            found.key,
            form.joint_fields(),
            edit=int(form.edit.data) if str(form.edit.data or "").isdigit() else 0,
            form=str(form.submission_key.data or ""),
            draft=form.draft_key.data or "",
            now=now,
        )
    )
    verb, _, whom = form.button().partition(":")
    if verb == "invite":
        name = form.organisation.data or ""
        invite_organisation(db, actor, view.round.id, found.key, name, now=now)
    elif verb == "recall":
        whose = int(whom) if whom.isdigit() else 0
        recall_invitation(db, actor, view.round.id, found.key, whose, now=now)
    elif verb == "collect":
        collect_support(db, actor, view.round.id, found.key, now=now)
    elif verb == "stop":
        stop_collecting(db, actor, view.round.id, found.key, now=now)
    elif verb == "file":
        return url_for("joint_drafts.file", **values)
    return url_for("joint_drafts.show", **values, kept=1)


def reading(
    view: RoundInView,
    found: JointDraftInView,
    form: PageForm,
    status: int = 200,
    *,
    template: str = "joint_drafts/show.html",
    **more: Any,
) -> Response:
    """The words as they stand, with what this actor can do about them."""
    ground = ground_of(current.db(), view, found.number)
    doing = Doing(found.fields.get("doing") or Doing.REPLACE.value)
    language = ground.language_for(found.fields.get("language"), current.language())
    base = ground.wordings.get(language, "")
    context = {
        "view": view,
        "found": found,
        "form": form,
        "own": found.own(current.actor()),
        "doing": doing,
        "wording_language": language,
        "further": found.further(language),
        "offer": offer(current.actor(), Action.PREPARE_TOGETHER, view, current.now()),
        "window": view.windows[Act.AMEND],
        "problem": None,
        **preview(doing.operation, base, found.fields.get("wording", "")),
        **more,
    }
    return page(template, status, **context)


@bp.post(f"{AT}/answer")
@members_only
@limits.posts
def reply(slug: str, key: str) -> Response:
    """Accept or decline for the organisation acted for."""
    view, found = opened(slug, key)
    form = AnswerForm()
    if not form.validate_on_submit():
        return reading(view, found, form, 422)
    try:
        answer_invitation(
            current.db(),
            current.actor(),
            view.round.id,
            key,
            Answer.ACCEPTED if form.pressed("accept") else Answer.DECLINED,
            edit=int(form.edit.data) if str(form.edit.data or "").isdigit() else 0,
            now=current.now(),
        )
    except Conflict as error:
        current.db().rollback()
        view, found = opened(slug, key)
        form.edit.data = str(found.edit)
        return reading(view, found, form, 409, problem=sentence(error.code))
    return see_other(url_for("joint_drafts.show", slug=slug, key=key))


@bp.route(f"{AT}/file", methods=["GET", "POST"])
@members_only
def file(slug: str, key: str) -> Response:
    """Check what will be public and who signs, then file it."""
    view, found = opened(slug, key)
    if found.organisation_id != current.actor().acting_for:
        raise NotFound("joint_draft")
    if found.state is JointState.FILED:
        return see_other(url_for("own.receipt", slug=slug, ref=found.reference))
    form = AnswerForm(edit=str(found.edit))
    at_once = appears_now(current.db(), current.actor(), view.round)
    template = "joint_drafts/file.html"
    if not form.validate_on_submit():
        return reading(view, found, form, template=template, at_once=at_once)
    try:
        reference = filed(view, key, form)
    except (Conflict, Invalid, NotAllowed) as error:
        current.db().rollback()
        view, found = opened(slug, key)
        form.edit.data = str(found.edit)
        said = {"problem": sentence(error.code), "at_once": at_once}
        status = 422 if isinstance(error, Invalid) else 409
        return reading(view, found, form, status, template=template, **said)
    return see_other(url_for("own.receipt", slug=slug, ref=reference))


@limits.posts
def filed(view: RoundInView, key: str, form: AnswerForm) -> str:
    """File it, counted against the limit of posts."""
    edit = int(form.edit.data) if str(form.edit.data or "").isdigit() else 0
    session, actor, now = current.db(), current.actor(), current.now()
    return file_joint_draft(session, actor, view.round.id, key, edit=edit, now=now)


@bp.route(f"{AT}/discard", methods=["GET", "POST"])
@members_only
def discard(slug: str, key: str) -> Response:
    """Ask, then throw it away for all delegates."""
    view, found = opened(slug, key)
    if found.organisation_id != current.actor().acting_for or found.state is JointState.FILED:
        raise NotFound("joint_draft")
    form = PageForm()
    if form.validate_on_submit():
        discard_joint_draft(current.db(), current.actor(), view.round.id, key, now=current.now())
        return see_other(url_for("me.show", show="joint"))
    return page("joint_drafts/discard.html", view=view, found=found, form=form)
