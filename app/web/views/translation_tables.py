"""Translating elsewhere: a bilingual table goes out, comes back, is looked at and taken."""

from typing import Any

from flask import Blueprint, Response, current_app, request, url_for

from app.documents.refusals import UnreadableDocument
from app.domain.bilingual import CONFLICTS, REFUSED, Choice, Outcome, Table
from app.domain.errors import Conflict, Invalid
from app.domain.translation import Standing
from app.queries.desk import desk_of
from app.queries.tables import compared_table, open_tables, table_behind
from app.services.translation.tables import drop_table, hold_table, take_table
from app.web import current, limits
from app.web.charter_links import charter_workspace
from app.web.downloads import TYPES
from app.web.forms.tables import TableForm, refusal_words
from app.web.htmx import page, see_other
from app.web.login import members_only
from app.web.table_words import table_file
from app.web.translation_pages import DeskInView, desk_view, named

bp = Blueprint("translation_tables", __name__)

TABLE = "/manage/charters/<slug>/versions/<int:number>/translations/<into>/table"
SHOWN_AT_MOST = 300


@bp.get(TABLE)
@members_only
def show(slug: str, number: int, into: str) -> Response:
    """What a table is for, the file, and the form to send it back."""
    return start_page(desk_view(slug, number, into), TableForm(formdata=None))


@bp.get(f"{TABLE}.xlsx")
@limits.exports
@members_only
def download(slug: str, number: int, into: str) -> Response:
    """The table as it stands now."""
    desk_at = desk_view(slug, number, into)
    try:
        data, name = table_file(current.db(), desk_at.version, into, current.language())
    except Invalid as error:
        form = TableForm(formdata=None)
        form.file.errors = [refusal_words(error)]
        return start_page(desk_at, form, 422)
    response: Response = current_app.response_class(data, mimetype=TYPES["xlsx"])
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response


@bp.post(TABLE)
@limits.posts
@members_only
def send(slug: str, number: int, into: str) -> Response:
    """Read a table that came back, and show what it would do."""
    desk_at = desk_view(slug, number, into)
    form, upload = TableForm(), request.files.get("file")
    if not form.validate_on_submit() or upload is None or not upload.filename:
        form.file.errors = [*form.file.errors, refusal_words(Invalid("empty"))]
        return start_page(desk_at, form, 422)
    try:
        row = hold_table(
            current.db(),
            current.actor(),
            desk_at.version,
            into,
            upload.read(),
            filename=upload.filename,
            now=current.now(),
        )
    except (UnreadableDocument, Invalid) as error:
        form.file.errors = [*form.file.errors, refusal_words(error)]
        return start_page(desk_at, form, 422)
    return see_other(url_for(".preview", key=row.key, **desk_at.values))


@bp.get(f"{TABLE}/<key>")
@members_only
def preview(slug: str, number: int, into: str, key: str) -> Response:
    """Row by row what the table would do; nothing has entered."""
    return preview_page(desk_view(slug, number, into), key)


@bp.post(f"{TABLE}/<key>")
@limits.saves
@members_only
def decide(slug: str, number: int, into: str, key: str) -> Response:
    """Take the rows as chosen, or drop the table."""
    desk_at = desk_view(slug, number, into)
    session, actor, now = current.db(), current.actor(), current.now()
    row = table_behind(session, desk_at.version, into, key)
    if request.form.get("do") == "drop":
        drop_table(session, actor, desk_at.version, row, now=now)
        return see_other(url_for(".show", **desk_at.values))
    choices = chosen()
    try:
        take_table(
            session,
            actor,
            desk_at.version,
            row,
            choices,
            token=request.form.get("edit", ""),
            now=now,
        )
    except Conflict as error:
        session.rollback()
        return preview_page(desk_at, key, status=409, problem=error.code, choices=choices)
    return see_other(url_for("translations.index", **desk_at.values))


def chosen() -> dict[str, Choice]:
    """What was chosen, by the code of the place."""
    known = {choice.value: choice for choice in Choice}
    return {
        name.removeprefix("row:"): known[value]
        for name, value in request.form.items()
        if name.startswith("row:") and value in known
    }


def start_page(desk_at: DeskInView, form: TableForm, status: int = 200) -> Response:
    """The page that a table goes out from and comes back to."""
    session = current.db()
    desk = desk_of(session, desk_at.version, desk_at.into)
    return page(
        "translation_tables/show.html",
        status,
        place=desk_at,
        view=desk_at.view,
        version=desk_at.version,
        into=desk_at.into,
        desk=desk,
        waiting=desk.count(Standing.MISSING, Standing.STALE),
        form=form,
        open=open_tables(session, desk_at.version, desk_at.into),
        workspace=charter_workspace(desk_at.view, "charter"),
    )


def preview_page(
    desk_at: DeskInView,
    key: str,
    *,
    status: int = 200,
    problem: str = "",
    choices: dict[str, Choice] | None = None,
) -> Response:
    """The table beside the words there are now."""
    session = current.db()
    row = table_behind(session, desk_at.version, desk_at.into, key)
    table = Table.from_json(row.rows)
    found = compared_table(session, desk_at.version, desk_at.into, table)
    entering = found.among(Outcome.ENTERS)
    values: dict[str, Any] = {
        "conflicts": found.among(*CONFLICTS),
        "entering": entering[:SHOWN_AT_MOST],
        "more": max(0, len(entering) - SHOWN_AT_MOST),
        "refused": found.among(*REFUSED),
        "same": len(found.among(Outcome.SAME, Outcome.UNTOUCHED)),
        "edited": [one for one in found.rows if one.source_edited],
        "notes": [one for one in found.rows if one.place and one.row.note],
    }
    return page(
        "translation_tables/preview.html",
        status,
        place=desk_at,
        view=desk_at.view,
        version=desk_at.version,
        into=desk_at.into,
        row=row,
        about=table.about,
        found=found,
        named=named,
        numbers={one.place: one.number for one in desk_of_numbers(desk_at)},
        problem=problem,
        chosen=choices or {},
        workspace=charter_workspace(desk_at.view, "charter"),
        **values,
    )


def desk_of_numbers(desk_at: DeskInView) -> Any:
    """The rows of the desk, for the numbers of their paragraphs."""
    return desk_of(current.db(), desk_at.version, desk_at.into).rows
