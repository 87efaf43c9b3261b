"""Amendments and responses of a round as files: the same lists a visitor of their pages gets."""

from datetime import UTC, datetime
from pathlib import Path

import click

from app.cli.charter_texts import NO_PDF
from app.cli.files import keep
from app.documents.writers.listings.files import MOST_LAID_OUT, list_bytes, too_long
from app.documents.writers.versions.pdf import NoPdf
from app.domain.contributions import Kind, Scope
from app.domain.listings import AMENDMENTS, RESPONSES, ListFormat, Listing
from app.domain.people import VISITOR
from app.queries.amendment_lists import amendments_value
from app.queries.register import RegisterFilter
from app.queries.response_lists import responses_value
from app.queries.responses import ResponseFilter
from app.queries.rounds import visible_round
from app.web import current
from app.web.database import databases
from app.web.listing_words import listing_words
from app.web.version_files import fonts

TOO_LONG = f"A PDF holds up to {MOST_LAID_OUT} amendments: take another format"


def amendment_file(slug: str, language: str, output: Path, format_: ListFormat) -> None:
    """Write every amendment that keeps its place; of what does not appear only that it is there.

    Corrections of one language version are in it too, each told as what it is.
    """
    session, now = databases().session, datetime.now(UTC)
    view = visible_round(session, VISITOR, slug, now=now)
    wanted = RegisterFilter(kind=Kind.AMENDMENT, in_place=True)
    address = f"{current.settings().public_url}/rounds/{slug}/amendments"
    value = amendments_value(session, view, wanted, address=address, now=now)
    listing = Listing(AMENDMENTS, language, f"{slug}-amendments", value)
    size = _written(listing, output, format_)
    corrections = sum(one["scope"] == Scope.LANGUAGE for one in value["contributions"])
    click.echo(
        f"{output}: {listing.size} amendments of {slug}, {corrections} of them corrections of one"
        f" language version, {size} bytes"
    )


def response_file(slug: str, language: str, output: Path, format_: ListFormat) -> None:
    """Write the response matrix: every contribution readers see, with what became of it and why."""
    session, now = databases().session, datetime.now(UTC)
    view = visible_round(session, VISITOR, slug, now=now)
    address = f"{current.settings().public_url}/rounds/{slug}/responses"
    value = responses_value(session, view, ResponseFilter(), address=address, now=now)
    listing = Listing(RESPONSES, language, f"{slug}-responses", value)
    size = _written(listing, output, format_)
    click.echo(f"{output}: {listing.size} responses of {slug}, {size} bytes")


def _written(listing: Listing, output: Path, format_: ListFormat) -> int:
    if too_long(listing, format_):
        raise click.UsageError(TOO_LONG)
    try:
        data = list_bytes(listing, listing_words(listing.language), format_, fonts=fonts())
    except NoPdf as error:
        raise click.UsageError(NO_PDF) from error
    keep(output, data)
    return len(data)
