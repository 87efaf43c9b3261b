"""A list as a file: the words and the file at once, or when it is made."""

from collections.abc import Mapping
from typing import Any

from flask import Response, current_app
from flask_babel import force_locale

from app.documents.writers.listings.files import (
    MOST_LAID_OUT,
    list_bytes,
    list_name,
    list_type,
    takes_long,
)
from app.documents.writers.versions.pdf import pdf_possible
from app.domain.listings import REPORT, ListFormat, Listing
from app.domain.report import report_of
from app.jobs.exports import Progress, call, exports_of
from app.web import current
from app.web.listing_words import listing_words
from app.web.outline import outline_of
from app.web.version_files import fonts


def report_listing(document: Mapping[str, Any], language: str) -> Listing:
    """A synthesis as it is laid out, with what its figures say in words."""
    with force_locale(language):
        outline = [[one.text, list(one.items)] for one in outline_of(report_of(document, language))]
    number = document["edition"]["number"]
    stem = f"{document['round']['slug']}-{f'e{number}' if number else 'provisional'}"
    value = {"moment": document["cut_off_at"], "report": dict(document), "outline": outline}
    return Listing(REPORT, language, stem, value)


def list_at_once(listing: Listing, format_: ListFormat) -> Response | None:
    """The file where it is there or quickly made; else it is asked for, and None."""
    words = listing_words(listing.language)
    if not takes_long(listing, format_):
        return list_file(listing, format_, list_bytes(listing, words, format_, fonts=fonts()))
    settings = current.settings()
    exports = exports_of(settings.instance)
    key, new = exports.ask(listing, words, format_)
    there = exports.read(key)
    if there is not None:
        return list_file(listing, format_, there)
    if new:
        call(settings.instance, settings.redis_url, key, fonts())
    return None


def progress_of_list(listing: Listing, format_: ListFormat) -> Progress:
    """How far the file has come."""
    exports = exports_of(current.settings().instance)
    return exports.progress(exports.key(listing, listing_words(listing.language), format_))


def list_possible(format_: ListFormat) -> bool:
    """Whether this installation can make files of this format."""
    return format_ is not ListFormat.PDF or pdf_possible()


def most_of(format_: ListFormat, total: int) -> int | None:
    """How many entries of a list fit into a file of this format, where these are more."""
    too_many = format_ is ListFormat.PDF and total > MOST_LAID_OUT
    return MOST_LAID_OUT if too_many else None


def list_file(listing: Listing, format_: ListFormat, data: bytes) -> Response:
    """The file to keep; the browser and those on the way store nothing."""
    response: Response = current_app.response_class(data, content_type=list_type(listing, format_))
    named = f'attachment; filename="{list_name(listing, format_)}"'
    response.headers["Content-Disposition"] = named
    response.headers["Cache-Control"] = "no-store"
    return response
