"""The text of a version as a file: asked for with a plain form, made at once or meanwhile."""

from flask import Blueprint, Response, request, url_for

from app.domain.version_documents import TextFormat
from app.web import limits
from app.web.htmx import page, render, see_other
from app.web.version_files import TextAsked, asked_for, at_once, possible, progress_of
from app.web.versions_in_hand import shown_language, version_in_view

bp = Blueprint("version_texts", __name__)


@bp.get("/charters/<slug>/versions/<int:number>/text")
def ask(slug: str, number: int) -> Response:
    """What the form asks for, at the address of the file."""
    asked = _asked(slug, number, request.args.get("format", TextFormat.HTML))
    return see_other(url_for(".show", **asked.values))


@bp.get("/charters/<slug>/versions/<int:number>/text.<format>")
@limits.exports
def show(slug: str, number: int, format: str) -> Response:
    """The file; one that takes long is made meanwhile, and a page says how far it is."""
    asked = _asked(slug, number, format)
    if not possible(asked.format):
        return page("version_texts/impossible.html", 404, asked=asked, view=asked.found.view)
    made = at_once(asked)
    return made or see_other(url_for(".progress", **asked.values))


@bp.get("/charters/<slug>/versions/<int:number>/text.<format>/progress")
def progress(slug: str, number: int, format: str) -> Response:
    """How far a file is, to look at again; with script it looks by itself."""
    asked = _asked(slug, number, format)
    return render(
        "version_texts/progress.html",
        "version_texts/_progress.html",
        asked=asked,
        view=asked.found.view,
        progress=progress_of(asked),
    )


def _asked(slug: str, number: int, format_: str) -> TextAsked:
    found = version_in_view(slug, number)
    return asked_for(found, format_, shown_language(found))
