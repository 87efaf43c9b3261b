"""The response matrix as a file: asked for with a plain form, made at once or meanwhile."""

from flask import Blueprint, Response

from app.domain.listings import RESPONSES, ListFormat, Listing
from app.queries.response_lists import responses_value
from app.queries.rounds import RoundInView
from app.web import current, limits
from app.web.forms.lists import ResponsesForm
from app.web.list_requests import ListPages, file_or_progress, progress_page, to_the_file

bp = Blueprint("response_files", __name__)


def listing(view: RoundInView, language: str) -> Listing:
    """The matrix that the filters of the address leave."""
    slug = view.round.slug
    address = f"{current.settings().public_url}/rounds/{slug}/responses"
    wanted = ResponsesForm.asked().wanted()
    value = responses_value(current.db(), view, wanted, address=address, now=current.now())
    return Listing(RESPONSES, language, f"{slug}-responses", value)


FORMATS = (ListFormat.DOCX, ListFormat.XLSX)
FILTERS = ("paragraph", "group", "disposition")
MAKING = "responses/progress.html"
PAGES = ListPages("response_files", MAKING, FORMATS, FILTERS, listing)


@bp.get("/rounds/<slug>/responses/file")
def ask(slug: str) -> Response:
    """What the form asks for, at the address of the file."""
    return to_the_file(PAGES, slug)


@bp.get("/rounds/<slug>/responses/list.<format>")
@limits.exports
def show(slug: str, format: str) -> Response:
    """The file, or the page that says how far it is."""
    return file_or_progress(PAGES, slug, format)


@bp.get("/rounds/<slug>/responses/list.<format>/progress")
def progress(slug: str, format: str) -> Response:
    """How far a file is."""
    return progress_page(PAGES, slug, format)
