"""One's own contribution: its receipt, a revision of it, taking it back."""

from typing import Any

from flask import Blueprint, Response, request, url_for

from app.domain.contributions import Kind, Operation, Status
from app.domain.errors import Conflict, NotFound
from app.domain.permissions import Action
from app.domain.rounds import Act
from app.domain.rules import is_author
from app.domain.wording.diff import difference
from app.domain.writing import COMMENT_ADVISED, REASON_ADVISED
from app.queries.amending import base_under, others_on
from app.queries.own import (
    ContributionInView,
    appears_now,
    contribution_in,
    own_words,
    reference_of,
)
from app.queries.rounds import RoundInView, visible_round
from app.services.contributions import NewWords, revise_contribution, withdraw_contribution
from app.web import current, limits
from app.web.drafting import kept
from app.web.forms.amendments import AmendmentRevisionForm
from app.web.forms.base import PageForm
from app.web.forms.comments import CommentRevisionForm
from app.web.htmx import page, request_path, see_other, wants_fragment
from app.web.offers import offer
from app.web.previews import neighbours, preview, restore_text
from app.web.sending import Sheet, answer

bp = Blueprint("own", __name__)


@bp.get("/rounds/<slug>/contributions/<ref>/receipt")
def receipt(slug: str, ref: str) -> Response:
    """The receipt of a contribution, to keep or to photograph."""
    if not current.actor().is_member:
        return ask_who()
    view, found = own_contribution(slug, ref)
    return page("own/receipt.html", view=view, found=found, row=found.contribution)


@bp.route("/rounds/<slug>/contributions/<ref>/revise", methods=["GET", "POST"])
def revise(slug: str, ref: str) -> Response:
    """Revise one's contribution; every revision is kept."""
    if not current.actor().is_member:
        return ask_who_and_keep(slug, ref)
    view, found = own_contribution(slug, ref)
    row = found.contribution
    form = begun(found)
    sheet = revision_sheet(view, found)
    if row.kind is Kind.AMENDMENT and form.is_submitted():
        base = base_under(current.db(), row)
        if form.pressed("restore"):
            restore_text(form, base, inserting=operation_of(row) is Operation.INSERT_AFTER)
        if form.button() in {"preview", "restore"} and wants_fragment():
            return fragment(view, sheet, form)
    return answer(sheet, form)


@limits.saves
def fragment(view: RoundInView, sheet: Sheet, form: PageForm) -> Response:
    """The preview by itself."""
    more = sheet.more(form)
    return page("amendments/_preview.html", form=form, view=view, here=sheet.address(), **more)


@bp.route("/rounds/<slug>/contributions/<ref>/withdraw", methods=["GET", "POST"])
def withdraw(slug: str, ref: str) -> Response:
    """Ask, then take one's contribution back."""
    if not current.actor().is_member:
        return ask_who()
    view, found = own_contribution(slug, ref)
    row, form, now = found.contribution, PageForm(), current.now()
    if form.validate_on_submit():
        withdraw_contribution(
            current.db(),
            current.actor(),
            view.round.id,
            row.reference,
            key=form.submission_key.data,
            now=now,
        )
        return see_other(url_for("own.receipt", slug=slug, ref=row.reference))
    asked = offer(current.actor(), Action.WITHDRAW, view, now, view.about(row))
    return page(
        "own/withdraw.html", view=view, found=found, row=row, form=form, offer=asked, done=gone(row)
    )


def ask_who() -> Response:
    """These pages are for the author alone, so the first question is who is there."""
    return see_other(url_for("sign_in.new", next=request_path()))


def ask_who_and_keep(slug: str, ref: str) -> Response:
    """Ask who is there; words typed before the session ended wait until that is known."""
    if request.method != "POST":
        return ask_who()
    view = visible_round(current.db(), current.actor(), slug, now=current.now())
    form = AmendmentRevisionForm() if ref.upper().startswith("A") else CommentRevisionForm()
    key = kept(form, f"revise:{ref.upper()}", view.round.id)
    back = url_for("own.revise", slug=slug, ref=ref.upper(), draft=key, step="check")
    return see_other(url_for("sign_in.new", next=back, draft=key))


def own_contribution(slug: str, ref: str) -> tuple[RoundInView, ContributionInView]:
    """A contribution of one's own or of one's organisation; others are not to be found here."""
    view = visible_round(current.db(), current.actor(), slug, now=current.now())
    found = contribution_in(current.db(), view.round.id, ref)
    if not is_author(current.actor(), view.about(found.contribution), current.now()):
        raise NotFound("contribution")
    return view, found


def gone(row: Any) -> bool:
    """Whether it was taken back or joined to another one already."""
    return row.status in {Status.WITHDRAWN, Status.MERGED}


def begun(found: ContributionInView) -> Any:
    """The form with the newest words."""
    row, words = found.contribution, found.newest
    amends = row.kind is Kind.AMENDMENT
    form = AmendmentRevisionForm() if amends else CommentRevisionForm()
    if not form.is_submitted():
        form.edit.data = str(row.edit)
    if not form.is_submitted() and amends:
        form.title.data, form.wording.data, form.reason.data = (
            words.title,
            words.wording,
            words.text,
        )
        for code, text in words.wordings.items():
            form[f"also_{code}"].data = text
        form.effect.data, form.mandate.data = words.effect, words.mandate
    elif not form.is_submitted():
        form.text.data, form.quote.data = words.text, words.quote
    return form


def operation_of(row: Any) -> Operation:
    """What it does to what it is compared with; other words for a new paragraph replace those."""
    return Operation.REPLACE if row.amends_id else row.operation or Operation.REPLACE


def revision_sheet(view: RoundInView, found: ContributionInView) -> Sheet:
    """The form page of a revision."""
    row = found.contribution
    amending = row.kind is Kind.AMENDMENT
    amends = reference_of(current.db(), row.amends_id)

    def context(form: Any) -> dict[str, Any]:
        return {
            "found": found,
            "row": row,
            "at_once": appears_now(current.db(), current.actor(), view.round),
            "window": view.windows[Act.AMEND if amending else Act.COMMENT],
            "wording_language": row.language,
            "amends": amends,
            **(amended(form) if amending else commented(form)),
        }

    def amended(form: Any) -> dict[str, Any]:
        base = base_under(current.db(), row)
        operation = operation_of(row)
        others = others_on(current.db(), view, row, now=current.now())
        return {
            "base": base,
            "advised": REASON_ADVISED,
            **preview(operation, base, form.wording.data or ""),
            **neighbours(others, operation, row.language, base, form.wording.data or ""),
        }

    def commented(form: Any) -> dict[str, Any]:
        changed = difference(found.newest.text, form.text.data or "")
        return {"advised": COMMENT_ADVISED, "diff": changed}

    def received(_error: Conflict) -> str:
        return own_words(current.db(), current.actor(), view.round.id, row.reference)

    kind = "amendment" if amending else "comment"
    return Sheet(
        view=view,
        place=f"revise:{row.reference}",
        action=Action.REVISE,
        subject=view.about(row),
        values={"slug": view.round.slug, "ref": row.reference},
        template=f"own/revise_{kind}.html",
        checked=f"own/check_{kind}.html",
        more=context,
        send=lambda form: sent(view, found, form),
        received=received,
    )


def sent(view: RoundInView, found: ContributionInView, form: Any) -> str:
    """Send the revision; returns the address of the receipt."""
    row = found.contribution
    amends = row.kind is Kind.AMENDMENT
    words = (
        NewWords(
            title=form.title.data or "",
            text=form.reason.data or "",
            wording="" if row.operation is Operation.DELETE else form.wording.data or "",
            effect=form.effect.data or "",
            mandate=form.mandate.data or "",
            wordings=form.wordings(row.language),
        )
        if amends
        else NewWords(text=form.text.data or "", quote=form.quote.data or "")
    )
    revise_contribution(
        current.db(),
        current.actor(),
        view.round.id,
        row.reference,
        words,
        edit=int(form.edit.data) if str(form.edit.data or "").isdigit() else 0,
        key=form.submission_key.data,
        draft=form.draft_key.data or "",
        now=current.now(),
    )
    return url_for("own.receipt", slug=view.round.slug, ref=row.reference)
