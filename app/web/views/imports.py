"""Importing a text: the file, the preview with its corrections, the pairs, confirmation."""

from flask import Blueprint, Response, request, url_for

from app.documents.refusals import UnreadableDocument
from app.domain.errors import Conflict, Invalid
from app.queries.charters import CharterInView
from app.queries.import_pages import import_in_view
from app.queries.imports import import_behind, languages_of
from app.services.imports import choosing, confirming, opening, placing, undoing
from app.web import current, limits
from app.web.forms.imports import ImportForm, LineForm
from app.web.htmx import see_other, shown_as
from app.web.import_corrections import (
    SEVERAL,
    all_corrected,
    corrected,
    edit_seen,
    neighbour,
    put_line,
    values_of,
)
from app.web.import_pages import form_page, managed, opened, pairs_page
from app.web.import_words import refusal_words
from app.web.login import members_only
from app.web.preview_pages import PreviewPage, Seen, after, focus_after

bp = Blueprint("imports", __name__)

ADDRESS = "/manage/charters/<slug>/import"


@bp.get(ADDRESS)
@members_only
def new(slug: str) -> Response:
    """The form for a file or a pasted text."""
    view = managed(slug)
    language = request.args.get("language") or next_language(view)
    return form_page(view, ImportForm(language=language))


@bp.post(ADDRESS)
@limits.posts
@members_only
def create(slug: str) -> Response:
    """Read the file apart from everything, and show what was read."""
    view = managed(slug)
    form = ImportForm()
    valid = form.validate_on_submit()
    upload = request.files.get("file")
    pasted = (form.text.data or "").strip()
    name = (upload.filename or "") if upload else ""
    if valid and not name and not pasted:
        form.file.errors = [*form.file.errors, refusal_words(Invalid("empty"))]
        valid = False
    if not valid:
        return form_page(view, form, 422)
    data = upload.read() if upload and name else pasted.encode()
    try:
        row = opening.open_import(
            current.db(),
            current.actor(),
            view.charter,
            data,
            filename=name,
            language=form.language.data,
            now=current.now(),
        )
    except (UnreadableDocument, Invalid) as error:
        field = form.file if name else form.text
        field.errors = [*field.errors, refusal_words(error)]
        return form_page(view, form, 422)
    return see_other(url_for(".show", slug=slug, key=row.key))


@bp.get(f"{ADDRESS}/<key>")
@members_only
def show(slug: str, key: str) -> Response:
    """The text as it was read and corrected, nothing saved to a version yet."""
    return PreviewPage(slug, key).response()


@bp.post(f"{ADDRESS}/<key>")
@limits.saves
@members_only
def act(slug: str, key: str) -> Response:
    """Confirm the text, drop it, propose the pairs again, correct several lines, or undo."""
    do = request.form.get("do", "")
    if do in SEVERAL:
        return several(slug, key, do)
    view = managed(slug)
    session, actor, now = current.db(), current.actor(), current.now()
    row = import_behind(session, view.charter, key)
    if do == "drop":
        opening.drop_import(session, actor, view.charter, row, now=now)
        return see_other(url_for("manage_charters.show", slug=slug))
    if do == "again":
        placing.propose_again(session, actor, row, edit=edit_seen(), now=now)
        return see_other(url_for(".pairs", slug=slug, key=key))
    try:
        confirming.confirm_import(session, actor, row, edit=edit_seen(), now=now)
    except (Invalid, Conflict) as error:
        if error.code not in {"doubts_left", "charter_changed_meanwhile", "changed_meanwhile"}:
            raise
        session.rollback()
        status = 422 if error.code == "doubts_left" else 409
        if import_in_view(session, view.charter, row).pairs_needed:
            return pairs_page(slug, key, problem=error, status=status)
        return PreviewPage(slug, key, problem=error, status=status).response()
    return see_other(url_for("manage_charters.show", slug=slug, _anchor="next"))


@bp.post(f"{ADDRESS}/<key>/reading")
@limits.saves
@members_only
def choose(slug: str, key: str) -> Response:
    """Take the accepted or the rejected reading of the changes, or leave comments out."""
    view = managed(slug)
    session, actor, now = current.db(), current.actor(), current.now()
    row = import_behind(session, view.charter, key)
    do, _colon, number = request.form.get("do", "").partition(":")
    try:
        if do == "leave_out":
            everyone = range(len(row.notes.get("items", [])))
            numbers = {int(number)} if number.isascii() and number.isdigit() else set(everyone)
            choosing.leave_out_notes(session, actor, row, numbers, edit=edit_seen(), now=now)
        else:
            reading = request.form.get("reading", "")
            choosing.choose_reading(session, actor, row, reading, edit=edit_seen(), now=now)
    except Conflict as error:
        if error.code != "changed_meanwhile":
            raise
        session.rollback()
        return PreviewPage(slug, key, problem=error, status=409).response()
    return see_other(url_for(".show", slug=slug, key=key))


@bp.get(f"{ADDRESS}/<key>/lines/<line>")
@members_only
def line(slug: str, key: str, line: str) -> Response:
    """The preview with one line open, to be corrected."""
    found = opened(slug, key)
    found.preview.line(line)
    seen = Seen(line=line, focus=line)
    form = None
    if found.row.confirmed_at is None:
        form = LineForm(data=values_of(found, line))
    page = PreviewPage(slug, key, seen if form else Seen(focus=line), form).response()
    return shown_as(page, url_for(".line", slug=slug, key=key, line=line))


@bp.post(f"{ADDRESS}/<key>/lines/<line>")
@limits.saves
@members_only
def correct(slug: str, key: str, line: str) -> Response:
    """Change, split, move, merge or delete a line; what was typed is taken with it."""
    found = opened(slug, key)
    one = found.preview.line(line)
    form = LineForm()
    form.offer(managed(slug), found.preview, one, current.language())
    do = form.button()
    if not (do in {"delete", "take_out"} or form.validate_on_submit()):
        return PreviewPage(slug, key, Seen(line=line), form, status=422).response()
    stay = neighbour(found.preview, [line]) if do in {"delete", "take_out"} else line
    try:
        corrected(found, line, form)
    except Invalid as error:
        current.db().rollback()
        name = str(error.details.get("field", "text"))
        at = getattr(form, name, form.text)
        at.errors = [*at.errors, refusal_words(error)]
        return PreviewPage(slug, key, Seen(line=line), form, status=422).response()
    except Conflict as error:
        if error.code != "changed_meanwhile":
            raise
        current.db().rollback()
        return PreviewPage(slug, key, Seen(line=line), form, error, status=409).response()
    return after(slug, key, focus_after(opened(slug, key), do, stay))


@bp.get(f"{ADDRESS}/<key>/pairs")
@members_only
def pairs(slug: str, key: str) -> Response:
    """The text beside the version, pair by pair."""
    return pairs_page(slug, key)


@bp.post(f"{ADDRESS}/<key>/pairs")
@limits.saves
@members_only
def decide(slug: str, key: str) -> Response:
    """Agree with pairs, or say where a line belongs."""
    found = opened(slug, key)
    session, actor, now = current.db(), current.actor(), current.now()
    do, _colon, line_id = request.form.get("do", "").partition(":")
    try:
        if do == "confirm":
            rows = [line_id] if line_id else request.form.getlist("row")
            placing.confirm_rows(session, actor, found.row, rows, edit=edit_seen(), now=now)
        elif do == "undo":
            undoing.undo_step(session, actor, found.row, edit=edit_seen(), now=current.now())
        elif do == "part":
            placing.part_line(session, actor, found.row, line_id, edit=edit_seen(), now=now)
        else:
            put_line(found, line_id)
    except (Invalid, Conflict) as error:
        session.rollback()
        status = 409 if isinstance(error, Conflict) else 422
        return pairs_page(slug, key, problem=error, status=status)
    anchor = request.form.get("anchor") or None
    asked, show = request.args.get("page"), request.args.get("show")
    return see_other(url_for(".pairs", _anchor=anchor, slug=slug, key=key, page=asked, show=show))


def several(slug: str, key: str, do: str) -> Response:
    """Correct the ticked lines, or take the last step back."""
    found = opened(slug, key)
    ids = {one.id for one in found.preview.lines}
    ticked = [one for one in dict.fromkeys(request.form.getlist("line")) if one in ids]
    try:
        seen = all_corrected(found, do, ticked)
    except (Invalid, Conflict) as error:
        if isinstance(error, Conflict) and error.code != "changed_meanwhile":
            raise
        current.db().rollback()
        status = 409 if isinstance(error, Conflict) else 422
        page = PreviewPage(slug, key, Seen(ticked=ticked), problem=error, status=status)
        return page.response()
    return after(slug, key, seen)


def next_language(view: CharterInView) -> str:
    """The first language without a text, the authentic one before all; else that of the page."""
    newest = view.versions[0] if view.versions else None
    present = languages_of(current.db(), newest) if newest else {}
    order = (view.charter.authentic_language, *view.charter.languages)
    missing = [code for code in order if code and code not in present]
    return missing[0] if missing and (present or order[0]) else current.language()
