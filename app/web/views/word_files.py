"""Marked-up files of organisations: brought, looked at, taken; and what came of them."""

from flask import Blueprint, Response, request, url_for

from app.documents.refusals import UnreadableDocument
from app.domain.errors import Conflict, Invalid, NotAllowed
from app.domain.permissions import Action, refusal
from app.queries.rounds import RoundInView, visible_round
from app.queries.word_files import (
    WordFileInView,
    bodies_for,
    body_called,
    files_brought,
    speaking_for,
    word_file_in_view,
)
from app.services.word_files.confirming import Choice, confirm_word_file
from app.services.word_files.opening import drop_word_file, open_word_file
from app.web import current, limits
from app.web.forms.word_files import (
    ASIDES,
    REASONS,
    BringForm,
    TakeForm,
    problem_words,
    refusal_words,
)
from app.web.htmx import page, see_other
from app.web.login import members_only
from app.web.refusals import sentence
from app.web.review_words import usual_reason
from app.web.word_file_pages import changes_shown

bp = Blueprint("word_files", __name__)
ADDRESS = "/rounds/<slug>/word-files"


@bp.get(ADDRESS)
@members_only
def new(slug: str) -> Response:
    """The form for a marked-up file."""
    return bring_page(_view(slug), BringForm())


@bp.post(ADDRESS)
@limits.posts
@members_only
def create(slug: str) -> Response:
    """Read the file apart from everything, and show what it asks for."""
    view = _view(slug)
    form = BringForm()
    upload = request.files.get("file")
    name = (upload.filename or "") if upload else ""
    if not form.validate_on_submit() or not upload or not name:
        form.file.errors = [*form.file.errors, refusal_words(Invalid("not_a_word_file"))]
        return bring_page(view, form, 422)
    session, actor, now = current.db(), current.actor(), current.now()
    body = body_called(session, actor, view, form.organisation.data or "", now=now)
    language = form.language.data or ""
    try:
        row = open_word_file(
            session, actor, view, body, upload.read(), filename=name, language=language, now=now
        )
    except (UnreadableDocument, Invalid) as error:
        session.rollback()
        field = form.language if error.details.get("field") == "language" else form.file
        field.errors = [*field.errors, refusal_words(error)]
        return bring_page(view, form, 422)
    return see_other(url_for(".show", slug=slug, key=row.key))


@bp.get(f"{ADDRESS}/<key>")
@members_only
def show(slug: str, key: str) -> Response:
    """What the file asks for, to be looked at before it enters; or what came of it."""
    view = _view(slug)
    found = _found(view, key)
    if found.row.confirmed_at is not None:
        return page("word_files/receipt.html", view=view, found=found)
    reason = usual_reason(found.row.language, found.organisation.name)
    return preview_page(view, found, TakeForm(data={"reason": reason, "edit": found.row.edit}))


@bp.post(f"{ADDRESS}/<key>")
@limits.posts
@members_only
def act(slug: str, key: str) -> Response:
    """Take what was chosen, or forget the file."""
    view = _view(slug)
    session, actor, now = current.db(), current.actor(), current.now()
    found = _found(view, key)
    form = TakeForm()
    if form.pressed("drop"):
        drop_word_file(session, actor, view, found.row, now=now)
        return see_other(url_for(".new", slug=slug))
    if found.takeover.amendments and not form.validate():
        return preview_page(view, found, form, status=422)
    edit = str(form.edit.data or "0")
    try:
        confirm_word_file(
            session,
            actor,
            view.round.id,
            key,
            chosen(found, form),
            edit=int(edit) if edit.isascii() and edit.isdigit() else 0,
            now=now,
        )
    except (Invalid, NotAllowed, Conflict) as error:
        session.rollback()
        status = {Invalid: 422, NotAllowed: 403}.get(type(error), 409)
        return preview_page(
            view, _found(view, key), form, problem=sentence(error.code), status=status
        )
    return see_other(url_for(".show", slug=slug, key=key))


def chosen(found: WordFileInView, form: TakeForm) -> Choice:
    """What is ticked, and the reasons written beside single amendments."""
    ticked = set(request.form.getlist("take"))
    amendments = range(len(found.takeover.amendments))
    comments = range(len(found.takeover.comments))
    return Choice(
        reason=form.reason.data or "",
        amendments={at for at in amendments if f"a{at}" in ticked},
        comments={at for at in comments if f"c{at}" in ticked},
        reasons={at: request.form.get(f"reason_{at}", "") for at in amendments},
    )


def bring_page(view: RoundInView, form: BringForm, status: int = 200) -> Response:
    """The page of the upload form."""
    session, actor, now = current.db(), current.actor(), current.now()
    bodies = bodies_for(session, actor, view, now=now)
    form.offer(bodies)
    if form.organisation.data is None and actor.acting_for:
        own = (one.slug for one in bodies if one.id == actor.acting_for)
        form.organisation.data = next(own, None)
    return page(
        "word_files/new.html",
        status,
        view=view,
        form=form,
        brought=files_brought(session, actor, view, now=now),
    )


def preview_page(
    view: RoundInView,
    found: WordFileInView,
    form: TakeForm,
    *,
    problem: str = "",
    status: int = 200,
) -> Response:
    """Everything in the file; nothing of it is in the round yet."""
    return page(
        "word_files/show.html",
        status,
        view=view,
        found=found,
        form=form,
        problem=problem,
        ticked=set(request.form.getlist("take")) if request.method == "POST" else None,
        typed=request.form,
        closed=closed_for(view, found),
        changes=changes_shown(found),
        asides=ASIDES,
        reasons=REASONS,
        problem_words=problem_words,
    )


def closed_for(view: RoundInView, found: WordFileInView) -> list[str]:
    """Why amendments or comments of this file cannot enter now."""
    writer = speaking_for(current.actor(), found.organisation)
    runs = refusal(current.actor(), Action.ENTER_FOR_ORGANISATION, view.subject, current.now())
    kinds = [(found.takeover.amendments, Action.AMEND), (found.takeover.comments, Action.COMMENT)]
    codes = [
        refusal(writer, action, view.subject, current.now()) for items, action in kinds if items
    ]
    own = {"does_not_run_this_round", "is_not_platform_staff"} if runs is None else set()
    return [sentence(code) for code in dict.fromkeys(codes) if code and code not in own]


def _view(slug: str) -> RoundInView:
    return visible_round(current.db(), current.actor(), slug, now=current.now())


def _found(view: RoundInView, key: str) -> WordFileInView:
    return word_file_in_view(current.db(), current.actor(), view, key, now=current.now())
