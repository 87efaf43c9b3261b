"""Pages on which a comment is written: on a paragraph, on the whole text, or as a reply."""

from collections.abc import Callable
from functools import cache, partial
from typing import Any

from flask import Blueprint, Response, url_for

from app.domain.contributions import CommentKind, Status
from app.domain.errors import Conflict, NotFound
from app.domain.permissions import Action
from app.domain.writing import COMMENT_ADVISED
from app.queries.contributions import card_of
from app.queries.own import appears_now, own_words
from app.queries.own_marks import own_scores
from app.queries.rounds import RoundInView
from app.queries.texts import ParagraphText, paragraph_at
from app.services.comments import submit_comment
from app.web import current, labels
from app.web.forms.comments import CommentForm, ReplyForm
from app.web.forms.fields import chosen
from app.web.forms.ratings import mark, scales_of, scores_of, with_scales
from app.web.htmx import see_other
from app.web.rounds_in_hand import round_in_hand
from app.web.sending import Sheet, answer

bp = Blueprint("comments", __name__)


@bp.route("/rounds/<slug>/p/<int:number>/comment", methods=["GET", "POST"])
def new(slug: str, number: int) -> Response:
    """Comment on a paragraph, and rate it in the same form."""
    view = round_in_hand(slug)
    place = cache(partial(paragraph_here, view, number))
    criteria = view.round.criteria
    form = begun(with_scales(CommentForm, criteria)())
    if not form.is_submitted():
        own = own_scores(current.db(), current.actor(), view.round.id, place().id)
        mark(form, criteria, own)

    def send(filled: CommentForm) -> str:
        reference = submit_comment(
            current.db(),
            current.actor(),
            view.round.id,
            filled.words(scores_of(filled, criteria)),
            number=number,
            key=filled.submission_key.data,
            draft=filled.draft_key.data or "",
            now=current.now(),
        )
        if reference is None:
            return url_for("reading.paragraph", slug=slug, number=number)
        return url_for("own.receipt", slug=slug, ref=reference)

    return answer(sheet(view, f"comment:p{number}", send, {"number": number}, place), form)


@bp.route("/rounds/<slug>/comment", methods=["GET", "POST"])
def whole(slug: str) -> Response:
    """Comment on the whole text."""
    view = round_in_hand(slug)

    def send(filled: CommentForm) -> str:
        reference = submit_comment(
            current.db(),
            current.actor(),
            view.round.id,
            filled.words(),
            key=filled.submission_key.data,
            draft=filled.draft_key.data or "",
            now=current.now(),
        )
        return url_for("own.receipt", slug=slug, ref=reference)

    return answer(sheet(view, "comment", send, {}, None), begun(CommentForm()))


@bp.route("/rounds/<slug>/contributions/<ref>/reply", methods=["GET", "POST"])
def reply(slug: str, ref: str) -> Response:
    """Reply to a contribution that readers see."""
    actor, now = current.actor(), current.now()
    view = round_in_hand(slug)
    above = card_of(current.db(), actor, view, ref, now=now)
    if above.status is not Status.PUBLISHED or not above.appears:
        raise NotFound("contribution")
    if above.parent_id is not None:
        return see_other(url_for("contributions.show", slug=slug, ref=above.reference))

    def send(filled: ReplyForm) -> str:
        reference = submit_comment(
            current.db(),
            current.actor(),
            view.round.id,
            filled.words(),
            parent=above.reference,
            key=filled.submission_key.data,
            draft=filled.draft_key.data or "",
            now=current.now(),
        )
        return url_for("own.receipt", slug=slug, ref=reference)

    place = f"reply:{above.reference}"
    found = sheet(view, place, send, {"ref": above.reference}, None, above=above)
    return answer(found, begun(ReplyForm()))


def paragraph_here(view: RoundInView, number: int) -> ParagraphText:
    """The paragraph a comment stands on."""
    found = paragraph_at(current.db(), view.version, number, current.language())
    if found is None:
        raise NotFound("paragraph")
    return found


def begun(form: Any) -> Any:
    """The form with the name and language one will most likely want."""
    actor = current.actor()
    if actor.acting_for:
        del form.name
    elif not form.is_submitted():
        form.name.data = actor.display_name
    if not form.is_submitted():
        form.language.data = current.language()
    return form


def kind_name(form: Any) -> str:
    """The word for the kind that was chosen."""
    return labels.label(chosen(form.kind, CommentKind)) if "kind" in form else ""


def sheet(
    view: RoundInView,
    place: str,
    send: Any,
    values: dict[str, Any],
    paragraph: Callable[[], ParagraphText] | None,
    **more: Any,
) -> Sheet:
    """The form page of a comment in its place; the paragraph is read when the page is drawn."""
    criteria = view.round.criteria if paragraph else []

    def context(form: Any) -> dict[str, Any]:
        return {
            "paragraph": paragraph() if paragraph else None,
            "scales": scales_of(form, criteria),
            "advised": COMMENT_ADVISED,
            "at_once": appears_now(current.db(), current.actor(), view.round),
            "above": None,
            "kind_name": kind_name(form),
            **more,
        }

    def received(error: Conflict) -> str:
        return own_words(current.db(), current.actor(), view.round.id, error.details.get("result"))

    replying = "above" in more
    return Sheet(
        view=view,
        place=place,
        action=Action.COMMENT,
        subject=view.subject,
        values={"slug": view.round.slug, **values},
        template="comments/reply.html" if replying else "comments/new.html",
        checked="comments/check.html",
        more=context,
        send=send,
        received=received,
    )
