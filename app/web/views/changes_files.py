"""What changed and why, to keep: to read in Word or on paper, as a table or as JSON."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, Response, current_app, url_for

from app.documents.writers.csv import csv_bytes
from app.documents.writers.json import json_bytes
from app.domain.errors import NotFound
from app.domain.listings import CHANGES, ListFormat, Listing
from app.queries.change_lists import changes_value
from app.queries.changes import ChangedParagraph, ChangesInView, changes_of, shown_in
from app.queries.versions import VersionInView, visible_version
from app.web import current, limits
from app.web.htmx import page, render, see_other
from app.web.listings import list_at_once, list_possible, progress_of_list

bp = Blueprint("changes_files", __name__)

COLUMNS = (
    "paragraph", "key", "kind", "before", "after", "editorial", "edited", "reason", "references",
)  # fmt: skip
TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json"}


@bp.get("/charters/<slug>/versions/<int:number>/changes.<any(csv, json):format>")
@limits.exports
def show(slug: str, number: int, format: str) -> Response:
    """Every changed paragraph with both wordings, the reason and what led to it."""
    found, said, language = _asked(slug, number)
    if format == "json":
        data = json_bytes(_document(found, said, language))
    else:
        data = csv_bytes(COLUMNS, (_row(item, language) for item in said.items))
    response: Response = current_app.response_class(data, content_type=TYPES[format])
    name = f"{slug}-v{number}-changes-{language}.{format}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@bp.get("/charters/<slug>/versions/<int:number>/changes.<any(docx, pdf):format>")
@limits.exports
def read(slug: str, number: int, format: str) -> Response:
    """The same to read; a file that takes long is made meanwhile, and a page says how far it is."""
    asked, format_ = _asked(slug, number), ListFormat(format)
    if not list_possible(format_):
        return page("compositions/changes_impossible.html", 404, **_shown(asked))
    made = list_at_once(_listing(*asked), format_)
    return made or see_other(url_for(".progress", slug=slug, number=number, format=format))


@bp.get("/charters/<slug>/versions/<int:number>/changes.<any(docx, pdf):format>/progress")
def progress(slug: str, number: int, format: str) -> Response:
    """How far a file is, to look at again; with script it looks by itself."""
    asked = _asked(slug, number)
    values: dict[str, Any] = {"slug": slug, "number": number, "format": format}
    return render(
        "compositions/changes_progress.html",
        "components/_making.html",
        format=format,
        again=url_for(".progress", **values),
        file=url_for(".read", **values),
        progress=progress_of_list(_listing(*asked), ListFormat(format)),
        **_shown(asked),
    )


Asked = tuple[VersionInView, ChangesInView, str]


def _asked(slug: str, number: int) -> Asked:
    """The version with its changes, and the language its text is shown in."""
    session, actor, now = current.db(), current.actor(), current.now()
    found = visible_version(session, actor, slug, number, now=now)
    if found.version.changes_published_at is None and not found.view.works_on_it:
        raise NotFound("changes")
    language = shown_in(session, found.version, current.language())
    said = changes_of(session, found.version, language)
    if said is None:
        raise NotFound("changes")
    return found, said, language


def _shown(asked: Asked) -> dict[str, Any]:
    return {"view": asked[0].view, "version": asked[0].version}


def _listing(found: VersionInView, said: ChangesInView, language: str) -> Listing:
    slug, number = found.view.slug, found.version.number
    address = f"{current.settings().public_url}/charters/{slug}/versions/{number}/changes"
    value = changes_value(found, said, language, address=address)
    return Listing(CHANGES, current.language(), f"{slug}-v{number}-changes", value)


def _document(found: VersionInView, said: ChangesInView, language: str) -> dict[str, Any]:
    return {
        "charter": found.view.slug,
        "version": found.version.number,
        "hash": found.version.content_hash,
        "base_version": said.base.number,
        "base_hash": said.base.content_hash,
        "language": language,
        "introduction": dict(found.version.changes_introduction),
        "unchanged": said.unchanged,
        "changes": [
            {
                **dict(zip(COLUMNS, _row(item, language), strict=True)),
                "reason": dict(item.reasons),
                "references": [f"{slug}/{reference}" for slug, reference in item.cited],
            }
            for item in said.items
        ],
    }


def _row(item: ChangedParagraph, language: str) -> Sequence[Any]:
    one = item.compared
    before, after = one.before, one.after
    shown = after or before
    reason = item.reasons.get(language) or next(iter(item.reasons.values()), "")
    return (
        item.number,
        shown.key if shown else "",
        one.kind.value,
        before.text if before else None,
        after.text if after else None,
        item.editorial,
        item.edited.value if item.edited else None,
        reason,
        " ".join(f"{slug}/{reference}" for slug, reference in item.cited),
    )
