"""The text of a version as a file, in one language or two side by side."""

from datetime import UTC, datetime
from pathlib import Path

import click

from app.cli.files import keep
from app.cli.operator import OPERATOR
from app.documents.writers.versions.files import file_bytes
from app.documents.writers.versions.pdf import NoPdf
from app.domain.languages import LANGUAGES
from app.domain.version_documents import TextFormat
from app.queries.imports import languages_of
from app.queries.version_documents import version_document
from app.queries.versions import visible_version
from app.web.database import databases
from app.web.version_files import address_of, fonts
from app.web.version_words import version_words

FORMATS = [one.value for one in TextFormat]
NO_PDF = "PDF files cannot be made here: install the extra “pdf” and Pango"


@click.command()
@click.argument("slug")
@click.option("--version", "number", required=True, type=click.IntRange(1))
@click.option("--format", "format_", required=True, type=click.Choice(FORMATS))
@click.option("--language", required=True, type=click.Choice(LANGUAGES))
@click.option("--beside", type=click.Choice(LANGUAGES), help="A second language beside the first.")
@click.option("--output", required=True, type=click.Path(dir_okay=False, path_type=Path))
def export(
    slug: str, number: int, format_: str, language: str, beside: str | None, output: Path
) -> None:
    """Write the text of a version to a file, working versions included."""
    session = databases().session
    found = visible_version(session, OPERATOR, slug, number, now=datetime.now(UTC))
    languages = list(dict.fromkeys(code for code in (language, beside) if code))
    absent = [code for code in languages if code not in languages_of(session, found.version)]
    if absent:
        raise click.BadParameter(f"{slug} version {number} has no text in {absent[0]}")
    document = version_document(session, found, languages, address=address_of(found))
    try:
        data = file_bytes(document, version_words(language), TextFormat(format_), fonts=fonts())
    except NoPdf as error:
        raise click.ClickException(NO_PDF) from error
    keep(output, data)
    paragraphs = len(document.paragraphs)
    click.echo(f"{output}: {slug} version {number}, {paragraphs} paragraphs, {len(data)} bytes")
