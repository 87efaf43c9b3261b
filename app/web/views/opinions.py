"""Pages of opinions: ratings, votes, and positions of organisations."""

from typing import Any

from flask import Blueprint, Response, request, url_for

from app.domain.contributions import Kind
from app.domain.errors import NotFound
from app.domain.opinions import Stance
from app.domain.permissions import Action
from app.domain.rounds import Act
from app.queries.cards import Card
from app.queries.contributions import amendment_place, card_of
from app.queries.own import number_of
from app.queries.own_marks import own_scores
from app.queries.own_opinions import position_on_amendment, position_on_paragraph
from app.queries.proposals import proposals_of
from app.queries.rounds import RoundInView
from app.queries.texts import ParagraphText, paragraph_at
from app.services.positions import remove_position, take_position
from app.services.ratings import rate_paragraph, remove_rating
from app.services.votes import cast_vote
from app.web import current, limits
from app.web.forms.fields import chosen
from app.web.forms.opinions import PositionForm, RatingForm, VoteForm, choice_in, read_revision
from app.web.forms.ratings import mark, scales_of, scores_of, with_scales
from app.web.htmx import render, see_other, wants_fragment
from app.web.offers import offer
from app.web.rounds_in_hand import round_in_hand
from app.web.sending import Sheet, answer

bp = Blueprint("opinions", __name__)


@bp.route("/rounds/<slug>/p/<int:number>/rating", methods=["GET", "POST"])
def rating(slug: str, number: int) -> Response:
    """Rate a paragraph, change the marks, or take them back."""
    session, actor, now = current.db(), current.actor(), current.now()
    view, paragraph = paragraph_of(slug, number)
    criteria = view.round.criteria
    scores = own_scores(session, actor, view.round.id, paragraph.id)
    form = with_scales(RatingForm, criteria)()
    back = url_for("reading.paragraph", slug=slug, number=number)
    if not form.is_submitted():
        mark(form, criteria, scores)
    elif form.pressed("remove") and actor.is_member and form.validate():
        remove_rating(session, actor, view.round.id, number, now=now)
        return see_other(back)

    def send(filled: RatingForm) -> str:
        rate_paragraph(
            session,
            actor,
            view.round.id,
            number,
            scores_of(filled, criteria),
            key=filled.submission_key.data,
            draft=filled.draft_key.data or "",
            now=now,
        )
        return back

    def context(filled: RatingForm) -> dict[str, Any]:
        return {
            "paragraph": paragraph,
            "scales": scales_of(filled, criteria),
            "rated": bool(scores),
            "window": view.windows[Act.COMMENT],
        }

    sheet = Sheet(
        view=view,
        place=f"rating:p{number}",
        action=Action.RATE,
        subject=view.subject,
        values={"slug": slug, "number": number},
        template="opinions/rating.html",
        checked=None,
        more=context,
        send=send,
    )
    return answer(sheet, form)


@bp.get("/rounds/<slug>/contributions/<ref>/vote")
def vote(slug: str, ref: str) -> Response:
    """The amendment with the three buttons; also where one comes back to after signing in."""
    view, card = amendment_of(slug, ref)
    return vote_page(view, card)


@bp.post("/rounds/<slug>/contributions/<ref>/vote")
@limits.votes
def cast(slug: str, ref: str) -> Response:
    """Keep the vote, and show it where it was cast."""
    session, actor, now = current.db(), current.actor(), current.now()
    view = round_in_hand(slug)
    reference, number = amendment_place(session, view.round.id, ref, now=now)
    typed = request.form.get("choice", "")
    if not actor.is_member:
        back = url_for("opinions.vote", slug=slug, ref=reference, choice=typed)
        return see_other(url_for("sign_in.new", next=back))
    choice = choice_in(typed)
    cast_vote(
        session,
        actor,
        view.round.id,
        reference,
        choice,
        revision=read_revision(request.values.get("revision", "")),
        key=request.form.get("submission_key"),
        now=now,
    )
    if wants_fragment():
        fresh = card_of(session, actor, view, reference, now=now)
        return vote_page(view, fresh, announced=True)
    return see_other(place_of(slug, reference, number))


def vote_page(view: RoundInView, card: Card, *, announced: bool = False) -> Response:
    """The page of a vote, or the part of a card that shows it."""
    session, actor, now = current.db(), current.actor(), current.now()
    return render(
        "opinions/vote.html",
        "opinions/_vote.html",
        view=view,
        card=card,
        proposal=proposals_of(session, [card])[0],
        number=card.paragraph_id and number_of(session, card.paragraph_id),
        vote_offer=offer(actor, Action.VOTE, view, now, card.subject),
        form=VoteForm(revision=card.revision),
        wanted=choice_in(request.args.get("choice", "")),
        window=view.windows[Act.VOTE],
        announced=announced,
    )


@bp.route("/rounds/<slug>/p/<int:number>/position", methods=["GET", "POST"])
def position(slug: str, number: int) -> Response:
    """Take, change or remove a position on a paragraph."""
    session, actor = current.db(), current.actor()
    view, paragraph = paragraph_of(slug, number)
    taken = position_on_paragraph(session, actor, view.round.id, paragraph.id)
    values: dict[str, Any] = {"slug": slug, "number": number}
    back = url_for("reading.paragraph", **values)
    more = {"paragraph": paragraph, "proposal": None, "taken": taken}
    sheet = stance_sheet(view, number, values, more, back)
    return removed(sheet, number, back) or answer(sheet, begun(taken, None))


@bp.route("/rounds/<slug>/contributions/<ref>/position", methods=["GET", "POST"])
def position_on(slug: str, ref: str) -> Response:
    """Take, change or remove a position on an amendment."""
    session, actor = current.db(), current.actor()
    view, card = amendment_of(slug, ref)
    taken = position_on_amendment(session, actor, card.id)
    values: dict[str, Any] = {"slug": slug, "ref": card.reference}
    back = url_for("contributions.show", **values)
    number = card.paragraph_id and number_of(session, card.paragraph_id)
    proposal = proposals_of(session, [card])[0]
    more = {"paragraph": None, "proposal": proposal, "number": number, "taken": taken}
    sheet = stance_sheet(view, card.reference, values, more, back)
    return removed(sheet, card.reference, back) or answer(sheet, begun(taken, card))


def begun(taken: Any, card: Card | None) -> PositionForm:
    """The form with the position as it stands."""
    form = PositionForm()
    if not form.is_submitted():
        form.revision.data = card.revision if card else None
        form.stance.data = taken.stance.value if taken else None
        form.reason.data = taken.reason if taken else None
    return form


def removed(sheet: Sheet, item: int | str, back: str) -> Response | None:
    """Take the position back, if that button was pressed."""
    form = PositionForm()
    if not (form.is_submitted() and form.pressed("remove") and current.actor().is_member):
        return None
    remove_position(current.db(), current.actor(), sheet.view.round.id, item, now=current.now())
    return see_other(back)


def stance_sheet(
    view: RoundInView, item: int | str, values: dict[str, Any], more: dict[str, Any], back: str
) -> Sheet:
    """The form page of a position on one item."""

    def send(form: PositionForm) -> str:
        take_position(
            current.db(),
            current.actor(),
            view.round.id,
            item,
            chosen(form.stance, Stance) or Stance.ABSTAIN,
            form.reason.data or "",
            revision=read_revision(str(form.revision.data or "")),
            key=form.submission_key.data,
            draft=form.draft_key.data or "",
            now=current.now(),
        )
        return back

    return Sheet(
        view=view,
        place=f"position:{f'p{item}' if isinstance(item, int) else item}",
        action=Action.TAKE_POSITION,
        subject=view.subject,
        values=values,
        template="opinions/position.html",
        checked=None,
        more=lambda _form: {**more, "window": view.windows[Act.POSITION]},
        send=send,
    )


def paragraph_of(slug: str, number: int) -> tuple[RoundInView, ParagraphText]:
    """The round and its paragraph with this number."""
    view = round_in_hand(slug)
    found = paragraph_at(current.db(), view.version, number, current.language())
    if found is None:
        raise NotFound("paragraph")
    return view, found


def amendment_of(slug: str, ref: str) -> tuple[RoundInView, Card]:
    """The round and the amendment behind a reference, which readers see."""
    session, actor, now = current.db(), current.actor(), current.now()
    view = round_in_hand(slug)
    card = card_of(session, actor, view, ref, now=now)
    if card.kind is not Kind.AMENDMENT or not card.appears:
        raise NotFound("amendment")
    return view, card


def place_of(slug: str, reference: str, number: int | None) -> str:
    """Where readers find the amendment: on its paragraph, else on a page of its own."""
    if number is None:
        return url_for("contributions.show", slug=slug, ref=reference)
    return url_for("reading.paragraph", slug=slug, number=number, _anchor=reference)
