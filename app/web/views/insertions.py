"""Other words for the new paragraph that an amendment proposes, one level deep."""

from typing import Any

from flask import Blueprint, Response, url_for

from app.domain.contributions import Operation
from app.domain.errors import Conflict, NotFound
from app.domain.permissions import Action
from app.domain.rounds import Act
from app.domain.writing import REASON_ADVISED
from app.queries.amending import Inserted, inserted_by
from app.queries.contributions import card_of
from app.queries.own import appears_now, own_words
from app.queries.rounds import RoundInView, visible_round
from app.services.amendments import propose_amendment
from app.web import current, limits
from app.web.drafting import kept
from app.web.forms.amendments import InsertionForm
from app.web.htmx import page, see_other, wants_fragment
from app.web.previews import neighbours, preview, restore_text
from app.web.sending import Sheet, answer

bp = Blueprint("insertions", __name__)


@bp.route("/rounds/<slug>/contributions/<ref>/amend", methods=["GET", "POST"])
def new(slug: str, ref: str) -> Response:
    """Propose other words for a new paragraph, with the difference in sight."""
    view = visible_round(current.db(), current.actor(), slug, now=current.now())
    card = card_of(current.db(), current.actor(), view, ref, now=current.now())
    found = inserted_by(current.db(), view, card, now=current.now())
    form = begun(found)
    sheet = editor(view, found)
    if form.button() in {"preview", "restore"} and wants_fragment():
        return fragment(view, sheet, form)
    return supported(view, found, form) or answer(sheet, form)


def begun(found: Inserted) -> InsertionForm:
    """The form, which starts from the words that are proposed."""
    form = InsertionForm()
    actor = current.actor()
    if actor.acting_for:
        del form.name
    elif not form.is_submitted():
        form.name.data = actor.display_name
    if not form.is_submitted():
        form.wording.data = found.wording
    elif form.pressed("restore"):
        restore_text(form, found.wording, inserting=False)
    return form


@limits.saves
def fragment(view: RoundInView, sheet: Sheet, form: InsertionForm) -> Response:
    """The preview by itself."""
    more = sheet.more(form)
    return page("amendments/_preview.html", form=form, view=view, here=sheet.address(), **more)


def supported(view: RoundInView, found: Inserted, form: InsertionForm) -> Response | None:
    """Keep what was typed and go to other words that are here already, if one was chosen."""
    verb, _, name = form.button().partition(":")
    if verb != "support":
        return None
    if name not in {one.reference for one in found.alternatives}:
        raise NotFound("amendment")
    kept(form, f"amend:{found.reference}", view.round.id)
    where = "amendments.co_sponsor" if current.actor().acting_for else "opinions.vote"
    return see_other(url_for(where, slug=view.round.slug, ref=name))


def editor(view: RoundInView, found: Inserted) -> Sheet:
    """The editor's page for one new paragraph."""

    def context(form: InsertionForm) -> dict[str, Any]:
        wording = form.wording.data or ""
        return {
            "inserted": found,
            "amends": found.reference,
            "base": found.wording,
            "wording_language": found.language,
            "advised": REASON_ADVISED,
            "at_once": appears_now(current.db(), current.actor(), view.round),
            "window": view.windows[Act.AMEND],
            **preview(Operation.REPLACE, found.wording, wording),
            **neighbours(
                found.alternatives, Operation.REPLACE, found.language, found.wording, wording
            ),
        }

    def received(error: Conflict) -> str:
        result = error.details.get("result")
        return own_words(current.db(), current.actor(), view.round.id, result)

    def send(form: InsertionForm) -> str:
        reference = propose_amendment(
            current.db(),
            current.actor(),
            view.round.id,
            found.number or 0,
            form.words(found.reference, found.language),
            key=form.submission_key.data,
            draft=form.draft_key.data or "",
            now=current.now(),
        )
        return url_for("own.receipt", slug=view.round.slug, ref=reference)

    return Sheet(
        view=view,
        place=f"amend:{found.reference}",
        action=Action.AMEND,
        subject=view.subject,
        values={"slug": view.round.slug, "ref": found.reference},
        template="amendments/beside.html",
        checked="amendments/check_beside.html",
        more=context,
        send=send,
        received=received,
    )
