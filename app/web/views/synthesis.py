"""The published synthesis of a round, edition by edition, and its exports."""

from flask import Blueprint, Response, request

from app.queries.rounds import RoundInView, visible_round
from app.queries.synthesis.editions import EditionInView, edition_of, next_version
from app.web import current, limits
from app.web.downloads import JSON, download
from app.web.htmx import page
from app.web.reports import report_page

bp = Blueprint("synthesis", __name__)
data = Blueprint("synthesis_data", __name__)


@bp.get("/rounds/<slug>/synthesis")
def show(slug: str) -> Response:
    """The newest edition, or the one asked for, made from its frozen content alone."""
    view, edition = _asked(slug)
    return page(
        "synthesis/show.html",
        view=view,
        edition=edition,
        following=next_version(current.db(), view.version.id),
        **report_page(edition.document),
    )


@bp.get('/rounds/<slug>/synthesis.<any(docx, xlsx, "csv.zip"):format>')
@limits.exports
def export(slug: str, format: str) -> Response:
    """An edition as a document in the language of the page."""
    _, edition = _asked(slug)
    return download(edition.document, format, current.language())


@data.get("/rounds/<slug>/synthesis.json", endpoint="export")
@limits.exports
def export_json(slug: str) -> Response:
    """An edition as JSON, in all languages."""
    _, edition = _asked(slug)
    return download(edition.document, JSON, current.language())


def _asked(slug: str) -> tuple[RoundInView, EditionInView]:
    view = visible_round(current.db(), current.actor(), slug, now=current.now())
    number = request.args.get("edition", "")
    wanted = int(number) if number.isascii() and number.isdigit() else None
    return view, edition_of(current.db(), view.round.id, wanted)
