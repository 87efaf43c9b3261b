"""The amendments of a round as a file: asked for with a plain form, made at once or meanwhile."""

from flask import Blueprint, Response

from app.domain.listings import AMENDMENTS, ListFormat, Listing
from app.queries.amendment_lists import amendments_value
from app.queries.rounds import RoundInView
from app.web import current, limits
from app.web.forms.lists import AmendmentsForm
from app.web.list_requests import ListPages, file_or_progress, progress_page, to_the_file

bp = Blueprint("amendment_files", __name__)


def listing(view: RoundInView, language: str) -> Listing:
    """The amendments that the filters of the address leave."""
    slug = view.round.slug
    address = f"{current.settings().public_url}/rounds/{slug}/amendments"
    wanted = AmendmentsForm.asked().wanted()
    value = amendments_value(current.db(), view, wanted, address=address, now=current.now())
    return Listing(AMENDMENTS, language, f"{slug}-amendments", value)


FILTERS = ("paragraph", "group", "status", "language", "scope")
MAKING = "amendment_list/progress.html"
PAGES = ListPages("amendment_files", MAKING, tuple(ListFormat), FILTERS, listing)


@bp.get("/rounds/<slug>/amendments/file")
def ask(slug: str) -> Response:
    """What the form asks for, at the address of the file."""
    return to_the_file(PAGES, slug)


@bp.get("/rounds/<slug>/amendments/list.<format>")
@limits.exports
def show(slug: str, format: str) -> Response:
    """The file, or the page that says how far it is."""
    return file_or_progress(PAGES, slug, format)


@bp.get("/rounds/<slug>/amendments/list.<format>/progress")
def progress(slug: str, format: str) -> Response:
    """How far a file is."""
    return progress_page(PAGES, slug, format)
