"""Exports of a round as files: the newest edition, or the present state marked as provisional."""

from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cli.amendment_files import amendment_file, response_file
from app.cli.charter_texts import NO_PDF
from app.cli.files import keep
from app.cli.word_files import review_file
from app.documents.writers.listings.files import page_of
from app.documents.writers.versions.pdf import NoPdf, laid_out
from app.domain.errors import NotFound
from app.domain.languages import LANGUAGES
from app.domain.listings import ListFormat
from app.domain.texts import content_hash
from app.models.rounds import Round
from app.queries.edition.content import content_of
from app.queries.synthesis.editions import as_document, edition_of
from app.web.database import databases
from app.web.downloads import CSV, export_bytes
from app.web.listing_words import listing_words
from app.web.listings import report_listing
from app.web.version_files import fonts

PDF = "pdf"
FORMATS = {PDF: PDF, "docx": "docx", "xlsx": "xlsx", "csv": CSV, "json": "json"}
REVIEW, CLEAN = "docx-review", "docx-clean"
LISTS = {f"amendments-{one.value}": one for one in ListFormat}
RESPONSES = {f"responses-{one.value}": one for one in (ListFormat.DOCX, ListFormat.XLSX)}


@click.command()
@click.argument("slug")
@click.option(
    "--format",
    "format_",
    required=True,
    type=click.Choice([*FORMATS, REVIEW, CLEAN, *LISTS, *RESPONSES]),
)
@click.option("--language", default=LANGUAGES[0], type=click.Choice(LANGUAGES))
@click.option("--output", required=True, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--organisation", default="", metavar="SLUG", help="Of docx-review: only its own.")
@click.option("--paragraphs", default="", metavar="1,2", help="Of docx-review: only these.")
def export(
    slug: str, format_: str, language: str, output: Path, organisation: str, paragraphs: str
) -> None:
    """Write a round to a file; csv is a zip of tables, json holds every language.

    docx-review is its text with published amendments as tracked changes and comments in the
    margin, docx-clean the text alone, to be marked up and brought back. amendments-… is the list
    of all amendments, responses-… the matrix of all responses, as a visitor of its page gets it.
    """
    if format_ in {REVIEW, CLEAN}:
        review_file(slug, language, output, organisation, paragraphs, clean=format_ == CLEAN)
        return
    if format_ in LISTS:
        amendment_file(slug, language, output, LISTS[format_])
        return
    if format_ in RESPONSES:
        response_file(slug, language, output, RESPONSES[format_])
        return
    document = document_of(databases().session, slug, now=datetime.now(UTC))
    number = document["edition"]["number"]
    if format_ == PDF:
        page = page_of(report_listing(document, language), listing_words(language), fonts())
        del document
        data = _pdf(*page)
    else:
        data = export_bytes(document, FORMATS[format_], language)
    keep(output, data)
    state = f"edition {number}" if number else "the present state, provisional"
    click.echo(f"{output}: {state} of {slug}, {len(data)} bytes")


def _pdf(page: str, moment: datetime) -> bytes:
    try:
        return laid_out(page, moment)
    except NoPdf as error:
        raise click.ClickException(NO_PDF) from error


def document_of(session: Session, slug: str, *, now: datetime) -> dict[str, Any]:
    """The newest edition of a round, else its present state."""
    round_ = session.scalar(select(Round).where(Round.slug == slug))
    if round_ is None:
        raise NotFound("round", slug=slug)
    with suppress(NotFound):
        return edition_of(session, round_.id).document
    content = content_of(session, round_, now=now)
    return as_document(content, content_hash(content))
