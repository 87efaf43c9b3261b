"""The amendments of a round as a file: asked for with a plain form, made at once or meanwhile."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, request, url_for

from app.domain.errors import NotFound
from app.domain.languages import LANGUAGES
from app.domain.listings import AMENDMENTS, ListFormat, Listing
from app.queries.amendment_lists import amendments_value
from app.queries.rounds import RoundInView, visible_round
from app.web import current, limits
from app.web.asked import one_among
from app.web.forms.lists import AmendmentsForm
from app.web.htmx import page, render, see_other
from app.web.listings import list_at_once, list_possible, progress_of_list

bp = Blueprint("amendment_files", __name__)
FILTERS = ("paragraph", "group", "status", "language", "scope")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for: a format, a language, and the filters of the list."""

    view: RoundInView
    form: AmendmentsForm
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
        """The list itself."""
        round_ = self.view.round
        value = amendments_value(
            current.db(),
            self.view,
            self.form.wanted(),
            address=f"{current.settings().public_url}/rounds/{round_.slug}/amendments",
            now=current.now(),
        )
        return Listing(AMENDMENTS, self.language, f"{round_.slug}-amendments", value)


@bp.get("/rounds/<slug>/amendments/file")
def ask(slug: str) -> Response:
    """What the form asks for, at the address of the file."""
    asked = _asked(slug, request.args.get("format", ListFormat.DOCX))
    return see_other(url_for(".show", **asked.values))


@bp.get("/rounds/<slug>/amendments/list.<format>")
@limits.exports
def show(slug: str, format: str) -> Response:
    """The file; one that takes long is made meanwhile, and a page says how far it is."""
    asked = _asked(slug, format)
    if not list_possible(asked.format):
        return page("amendment_list/impossible.html", 404, asked=asked, view=asked.view)
    made = list_at_once(asked.listing(), asked.format)
    return made or see_other(url_for(".progress", **asked.values))


@bp.get("/rounds/<slug>/amendments/list.<format>/progress")
def progress(slug: str, format: str) -> Response:
    """How far a file is, to look at again; with script it looks by itself."""
    asked = _asked(slug, format)
    return render(
        "amendment_list/progress.html",
        "components/_making.html",
        asked=asked,
        view=asked.view,
        again=url_for(".progress", **asked.values),
        file=url_for(".show", **asked.values),
        progress=progress_of_list(asked.listing(), asked.format),
    )


def _asked(slug: str, format_: str) -> Asked:
    view = visible_round(current.db(), current.actor(), slug, now=current.now())
    if format_ not in {*ListFormat}:
        raise NotFound("file")
    form = AmendmentsForm.asked()
    language = one_among("file_language", LANGUAGES) or current.language()
    return Asked(view, form, ListFormat(format_), language)
