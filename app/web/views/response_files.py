"""The response matrix as a file: asked for with a plain form, made at once or meanwhile."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, request, url_for

from app.domain.errors import NotFound
from app.domain.languages import LANGUAGES
from app.domain.listings import RESPONSES, ListFormat, Listing
from app.queries.response_lists import responses_value
from app.queries.rounds import RoundInView, visible_round
from app.web import current, limits
from app.web.asked import one_among
from app.web.forms.lists import ResponsesForm
from app.web.htmx import render, see_other
from app.web.listings import list_at_once, progress_of_list

bp = Blueprint("response_files", __name__)
FILTERS = ("paragraph", "group", "disposition")
FORMATS = {one.value: one for one in (ListFormat.DOCX, ListFormat.XLSX)}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for: a format, a language, and the filters of the matrix."""

    view: RoundInView
    form: ResponsesForm
    format: ListFormat
    language: str

    @property
    def values(self) -> dict[str, Any]:
        """The same as values of an address."""
        filters = {name: request.args.get(name) or None for name in FILTERS}
        return {
            "slug": self.view.round.slug,
            "format": self.format.value,
            "file_language": self.language,
            **filters,
        }

    def listing(self) -> Listing:
        """The matrix itself."""
        slug = self.view.round.slug
        address = f"{current.settings().public_url}/rounds/{slug}/responses"
        value = responses_value(
            current.db(), self.view, self.form.wanted(), address=address, now=current.now()
        )
        return Listing(RESPONSES, self.language, f"{slug}-responses", value)


@bp.get("/rounds/<slug>/responses/file")
def ask(slug: str) -> Response:
    """What the form asks for, at the address of the file."""
    asked = _asked(slug, request.args.get("format", ListFormat.DOCX))
    return see_other(url_for(".show", **asked.values))


@bp.get("/rounds/<slug>/responses/list.<format>")
@limits.exports
def show(slug: str, format: str) -> Response:
    """The file; one that takes long is made meanwhile, and a page says how far it is."""
    asked = _asked(slug, format)
    made = list_at_once(asked.listing(), asked.format)
    return made or see_other(url_for(".progress", **asked.values))


@bp.get("/rounds/<slug>/responses/list.<format>/progress")
def progress(slug: str, format: str) -> Response:
    """How far a file is, to look at again; with script it looks by itself."""
    asked = _asked(slug, format)
    return render(
        "responses/progress.html",
        "components/_making.html",
        asked=asked,
        view=asked.view,
        again=url_for(".progress", **asked.values),
        file=url_for(".show", **asked.values),
        progress=progress_of_list(asked.listing(), asked.format),
    )


def _asked(slug: str, format_: str) -> Asked:
    view = visible_round(current.db(), current.actor(), slug, now=current.now())
    if format_ not in FORMATS:
        raise NotFound("file")
    form = ResponsesForm.asked()
    language = one_among("file_language", LANGUAGES) or current.language()
    return Asked(view, form, FORMATS[format_], language)
