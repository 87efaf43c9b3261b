"""The published synthesis of a round, edition by edition, and its exports."""

from flask import Blueprint, Response, request, url_for

from app.domain.listings import ListFormat
from app.queries.rounds import RoundInView, visible_round
from app.queries.synthesis.editions import EditionInView, edition_of, next_version
from app.web import current, limits
from app.web.downloads import JSON, download
from app.web.htmx import page, render, see_other
from app.web.listings import list_at_once, list_possible, progress_of_list, report_listing
from app.web.reports import report_page

bp = Blueprint("synthesis", __name__)
data = Blueprint("synthesis_data", __name__)
PDF = "pdf"
FORMATS = {
    PDF: ListFormat.PDF,
    "docx": ListFormat.DOCX,
    "xlsx": ListFormat.XLSX,
    "csv.zip": ListFormat.CSV,
}


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
    """An edition as a document in the language of the page; a long one is made meanwhile."""
    _, edition = _asked(slug)
    made = list_at_once(report_listing(edition.document, current.language()), FORMATS[format])
    return made or see_other(url_for(".progress", slug=slug, format=format, edition=edition.number))


@bp.get("/rounds/<slug>/synthesis.pdf")
@limits.exports
def printed(slug: str) -> Response:
    """An edition laid out as PDF; it is made meanwhile, and a page says how far it is."""
    view, edition = _asked(slug)
    if not list_possible(ListFormat.PDF):
        return page("synthesis/pdf_impossible.html", 404, view=view)
    made = list_at_once(report_listing(edition.document, current.language()), ListFormat.PDF)
    return made or see_other(url_for(".progress", slug=slug, format=PDF, edition=edition.number))


@bp.get('/rounds/<slug>/synthesis.<any(pdf, docx, xlsx, "csv.zip"):format>/progress')
def progress(slug: str, format: str) -> Response:
    """How far the file is, to look at again; with script it looks by itself."""
    view, edition = _asked(slug)
    listing = report_listing(edition.document, current.language())
    return render(
        "synthesis/progress.html",
        "components/_making.html",
        view=view,
        edition=edition,
        format=format,
        again=url_for(".progress", slug=slug, format=format, edition=edition.number),
        file=url_for(".printed", slug=slug, edition=edition.number)
        if format == PDF
        else url_for(".export", slug=slug, format=format, edition=edition.number),
        progress=progress_of_list(listing, FORMATS[format]),
    )


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
