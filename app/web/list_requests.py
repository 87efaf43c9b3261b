"""What the address of a file of a list asks for, and the answers that all such files share."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Response, request, url_for

from app.domain.errors import NotFound
from app.domain.languages import LANGUAGES
from app.domain.listings import ListFormat, Listing
from app.queries.rounds import RoundInView, visible_round
from app.web import current
from app.web.asked import one_among
from app.web.htmx import page, render, see_other
from app.web.listings import list_at_once, list_possible, most_of, progress_of_list


@dataclass(frozen=True, slots=True)
class ListPages:
    """A kind of list: its views, the page that says how far a file is, its formats and filters.

    ``listing`` makes the list of a round in a language, by the filters of the address.
    """

    blueprint: str
    making: str
    formats: Sequence[ListFormat]
    filters: Sequence[str]
    listing: Callable[[RoundInView, str], Listing]


@dataclass(frozen=True, slots=True)
class AskedList:
    """What an address asks for: a round, a format, a language; ``kept`` are the filters in it."""

    pages: ListPages
    view: RoundInView
    format: ListFormat
    language: str
    kept: dict[str, str | None]

    def url(self, endpoint: str) -> str:
        """The address of the same file under another view."""
        asked: dict[str, Any] = {
            "slug": self.view.round.slug,
            "format": self.format.value,
            "file_language": self.language,
            **self.kept,
        }
        return url_for(f"{self.pages.blueprint}.{endpoint}", **asked)

    def listing(self) -> Listing:
        """The list itself."""
        return self.pages.listing(self.view, self.language)


def asked_list(pages: ListPages, slug: str, format_: str) -> AskedList:
    """What the address asks for; raises ``NotFound`` for a format that there is not."""
    view = visible_round(current.db(), current.actor(), slug, now=current.now())
    if format_ not in {*pages.formats}:
        raise NotFound("file")
    kept = {name: request.args.get(name) or None for name in pages.filters}
    language = one_among("file_language", LANGUAGES) or current.language()
    return AskedList(pages, view, ListFormat(format_), language, kept)


def to_the_file(pages: ListPages, slug: str) -> Response:
    """From what a form asks for to the address of the file."""
    asked = asked_list(pages, slug, request.args.get("format", ListFormat.DOCX))
    return see_other(asked.url("show"))


def file_or_progress(pages: ListPages, slug: str, format_: str) -> Response:
    """The file; one that takes long is made meanwhile, and a page says how far it is."""
    asked = asked_list(pages, slug, format_)
    if not list_possible(asked.format):
        return page("amendment_list/impossible.html", 404, asked=asked, view=asked.view)
    listing = asked.listing()
    if most := most_of(asked.format, listing.size):
        view = asked.view
        return page("amendment_list/impossible.html", 404, asked=asked, view=view, most=most)
    made = list_at_once(listing, asked.format)
    return made or see_other(asked.url("progress"))


def progress_page(pages: ListPages, slug: str, format_: str) -> Response:
    """How far a file is, to look at again; with script it looks by itself."""
    asked = asked_list(pages, slug, format_)
    return render(
        pages.making,
        "components/_making.html",
        asked=asked,
        view=asked.view,
        again=asked.url("progress"),
        file=asked.url("show"),
        progress=progress_of_list(asked.listing(), asked.format),
    )
