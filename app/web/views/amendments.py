"""The amendment editor, and joining somebody else's amendment."""

from typing import Any

from flask import Blueprint, Response, request, url_for

from app.domain.contributions import Kind, Operation
from app.domain.errors import Conflict, Invalid, NotFound
from app.domain.permissions import Action
from app.domain.rounds import Act
from app.domain.writing import REASON_ADVISED
from app.queries.amending import Ground, amendments_there, ground_of
from app.queries.contributions import card_of
from app.queries.joint_drafts import invited_to, organisation_names
from app.queries.own import appears_now, number_of, own_words
from app.queries.own_opinions import has_joined
from app.queries.proposals import proposals_of
from app.queries.rounds import RoundInView, visible_round
from app.services.amendments import propose_amendment
from app.services.co_sponsors import (
    decline_amendment,
    invite_co_sponsor,
    join_amendment,
    leave_amendment,
    recall_co_sponsor,
)
from app.services.joint_drafts import begin_joint_draft
from app.web import current, limits
from app.web.drafting import kept
from app.web.forms.amendments import AmendmentForm
from app.web.forms.opinions import JoinForm
from app.web.htmx import page, see_other, wants_fragment
from app.web.offers import offer
from app.web.previews import begin, neighbours, preview, restore_text, settle
from app.web.refusals import sentence
from app.web.sending import Sheet, answer

bp = Blueprint("amendments", __name__)
LISTED = 5


@bp.route("/rounds/<slug>/p/<int:number>/amend", methods=["GET", "POST"])
def new(slug: str, number: int) -> Response:
    """Propose an amendment to a paragraph, with the difference in sight."""
    view = visible_round(current.db(), current.actor(), slug, now=current.now())
    ground = ground_of(current.db(), view, number)
    form = AmendmentForm()
    begin(form, ground)
    if form.is_submitted():
        base = settle(form, ground)
        if form.pressed("restore"):
            restore_text(form, base, inserting=form.does.operation is Operation.INSERT_AFTER)
    sheet = editor(view, ground)
    if form.button() in {"preview", "restore"} and wants_fragment():
        return fragment(view, sheet, form)
    return supported(view, ground, form) or shared(view, ground, form) or answer(sheet, form)


@limits.saves
def fragment(view: RoundInView, sheet: Sheet, form: AmendmentForm) -> Response:
    """The preview by itself, and the box where another choice empties or fills it."""
    more = sheet.more(form)
    replaced = "chosen" in request.form and form.wording.data != request.form.get("wording")
    return page(
        "amendments/_chosen.html",
        form=form,
        view=view,
        here=sheet.address(),
        replaced=replaced,
        **more,
    )


def editor(view: RoundInView, ground: Ground) -> Sheet:
    """The editor's page for one paragraph."""
    existing = amendments_there(current.db(), view, ground, now=current.now())

    def context(form: AmendmentForm) -> dict[str, Any]:
        base = settle(form, ground)
        return {
            "ground": ground,
            "amends": None,
            "base": base,
            "doing": form.does,
            "wording_language": form.language.data,
            "advised": REASON_ADVISED,
            "at_once": appears_now(current.db(), current.actor(), view.round),
            "window": view.windows[Act.AMEND],
            **preview(form.does.operation, base, form.wording.data or ""),
            "existing": existing[:LISTED],
            **neighbours(
                existing,
                form.does.operation,
                form.language.data,
                base,
                form.wording.data or "",
            ),
        }

    def received(error: Conflict) -> str:
        result = error.details.get("result")
        return own_words(current.db(), current.actor(), view.round.id, result)

    return Sheet(
        view=view,
        place=f"amend:p{ground.number}",
        action=Action.AMEND,
        subject=view.subject,
        values={"slug": view.round.slug, "number": ground.number},
        template="amendments/new.html",
        checked="amendments/check.html",
        more=context,
        send=lambda form: sent(view, ground, form),
        received=received,
    )


def supported(view: RoundInView, ground: Ground, form: AmendmentForm) -> Response | None:
    """Keep what was typed and go to an amendment that is here already, if one was chosen."""
    verb, _, name = form.button().partition(":")
    if verb != "support":
        return None
    there = amendments_there(current.db(), view, ground, now=current.now())
    if name not in {one.reference for one in there}:
        raise NotFound("amendment")
    key = kept(form, f"amend:p{ground.number}", view.round.id)
    page = "amendments.co_sponsor" if current.actor().acting_for else "opinions.vote"
    return see_other(url_for(page, slug=view.round.slug, ref=name, kept=key))


def shared(view: RoundInView, ground: Ground, form: AmendmentForm) -> Response | None:
    """Put the words where all delegates of the organisation can write on, if that was asked."""
    actor, now = current.actor(), current.now()
    if not (form.pressed("together") and actor.acting_for):
        return None
    if not offer(actor, Action.PREPARE_TOGETHER, view, now, view.subject).possible:
        return None
    key = begin_joint_draft(
        current.db(),
        actor,
        view.round.id,
        ground.number,
        form.kept_fields(),
        key=form.submission_key.data,
        draft=form.draft_key.data or "",
        now=now,
    )
    return see_other(url_for("joint_drafts.show", slug=view.round.slug, key=key))


def sent(view: RoundInView, ground: Ground, form: AmendmentForm) -> str:
    """Send the amendment; returns the address of its receipt."""
    reference = propose_amendment(
        current.db(),
        current.actor(),
        view.round.id,
        ground.number,
        form.words(),
        key=form.submission_key.data,
        draft=form.draft_key.data or "",
        now=current.now(),
    )
    return url_for("own.receipt", slug=view.round.slug, ref=reference)


@bp.route("/rounds/<slug>/contributions/<ref>/co-sponsor", methods=["GET", "POST"])
def co_sponsor(slug: str, ref: str) -> Response:
    """Join an amendment, confirm that one still joins it, or leave it."""
    session, actor, now = current.db(), current.actor(), current.now()
    view = visible_round(session, actor, slug, now=now)
    card = card_of(session, actor, view, ref, now=now)
    if card.kind is not Kind.AMENDMENT or not card.appears:
        raise NotFound("amendment")
    form = JoinForm()
    if form.validate_on_submit():
        if not actor.is_member:
            back = url_for("amendments.co_sponsor", slug=slug, ref=card.reference)
            return see_other(url_for("sign_in.new", next=back))
        try:
            return joined(view, card.reference, form)
        except Invalid as error:
            session.rollback()
            form.organisation.errors = [sentence(error.code, error.details)]
    return page(
        "amendments/co_sponsor.html",
        422 if form.errors else 200,
        form=form,
        view=view,
        proposal=proposals_of(session, [card])[0],
        number=card.paragraph_id and number_of(session, card.paragraph_id),
        joined=has_joined(session, actor, card.id),
        part=card.part_of(actor),
        invited=invited_to(session, card.id, card.revision),
        names=organisation_names(session, view, actor.acting_for or 0),
        offer=offer(actor, Action.CO_SPONSOR, view, now, card.subject),
        window=view.windows[Act.AMEND],
    )


@limits.posts
def joined(view: RoundInView, reference: str, form: JoinForm) -> Response:
    """Join or leave, then show the amendment; or ask others to, and stay."""
    verb, _, whom = form.button().partition(":")
    asked = current.db(), current.actor(), view.round.id, reference
    now, here = current.now(), url_for(".co_sponsor", slug=view.round.slug, ref=reference)
    if verb == "invite":
        invite_co_sponsor(*asked, form.organisation.data or "", now=now)
        return see_other(here)
    if verb == "recall":
        recall_co_sponsor(*asked, int(whom) if whom.isdecimal() else 0, now=now)
        return see_other(here)
    if verb == "decline":
        decline_amendment(*asked, now=now)
    elif verb == "leave":
        leave_amendment(*asked, now=now)
    else:
        join_amendment(*asked, key=form.submission_key.data, now=now)
    return see_other(url_for("contributions.show", slug=view.round.slug, ref=reference))
