"""A round as a Word file to work in, and marked-up files taken back."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from app.cli.files import keep
from app.cli.operator import OPERATOR
from app.cli.words import words_of
from app.documents.refusals import UnreadableDocument
from app.documents.writers.review.files import review_bytes
from app.domain.errors import Invalid
from app.domain.languages import LANGUAGES
from app.domain.review import numbers_in
from app.queries.imports import languages_of
from app.queries.organisations import organisation_called
from app.queries.review_documents import review_document
from app.queries.rounds import visible_round
from app.queries.word_files import WordFileInView, body_called, word_file_in_view
from app.services.word_files.confirming import confirm_word_file, everything
from app.services.word_files.opening import drop_word_file, open_word_file
from app.web.database import databases
from app.web.review_words import review_words, usual_reason


def review_file(
    slug: str, language: str, output: Path, organisation: str, paragraphs: str, *, clean: bool
) -> None:
    """Write the round's text as a Word file, with what was published or without."""
    session, now = databases().session, datetime.now(UTC)
    view = visible_round(session, OPERATOR, slug, now=now)
    if language not in languages_of(session, view.version):
        raise click.BadParameter(f"{slug} has no text in {language}")
    if organisation:
        organisation_called(session, organisation)
    document = review_document(
        session,
        view,
        language,
        organisation=organisation,
        chosen=numbers_in(paragraphs),
        clean=clean,
        now=now,
    )
    data = review_bytes(document, review_words(language))
    keep(output, data)
    click.echo(
        f"{output}: {len(document.paragraphs)} paragraphs, {len(document.amendments)} amendments,"
        f" {len(document.comments)} comments, {len(data)} bytes"
    )


@click.command("import-word")
@click.argument("slug")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--organisation", required=True, metavar="SLUG")
@click.option(
    "--language", default="", type=click.Choice(["", *LANGUAGES]), help="As the file says."
)
@click.option("--reason", default="", help="Of the amendments; a usual sentence by default.")
@click.option("--dry-run", is_flag=True, help="Show what would be filed, and file nothing.")
@click.option("--json", "as_json", is_flag=True, help="List everything that is in the file.")
def import_word(
    slug: str,
    file: Path,
    organisation: str,
    language: str,
    reason: str,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Take a marked-up Word or OpenDocument FILE as contributions of an organisation.

    Tracked changes become amendments, comments comments; what was received before is not filed
    twice.
    """
    session, now = databases().session, datetime.now(UTC)
    view = visible_round(session, OPERATOR, slug, now=now)
    body = body_called(session, OPERATOR, view, organisation, now=now)
    try:
        row = open_word_file(
            session,
            OPERATOR,
            view,
            body,
            file.read_bytes(),
            filename=file.name,
            language=language,
            now=now,
        )
    except (UnreadableDocument, Invalid) as error:
        raise click.ClickException(f"{file.name} cannot be taken: {words_of(error)}") from error
    found = word_file_in_view(session, OPERATOR, view, row.key, now=now)
    listed = _listed(found)
    if dry_run:
        drop_word_file(session, OPERATOR, view, row, now=now)
    else:
        choice = everything(found, reason or usual_reason(row.language, body.name))
        edit = row.edit
        done = confirm_word_file(
            session, OPERATOR, view.round.id, row.key, choice, edit=edit, now=now
        )
        listed |= {"filed": done.result["filed"], "already": done.result["already"]}
    _say(listed, as_json=as_json, dry_run=dry_run)


def _say(listed: dict[str, Any], *, as_json: bool, dry_run: bool) -> None:
    if as_json:
        click.echo(json.dumps(listed, ensure_ascii=False, indent=1))
        return
    would = "would be filed" if dry_run else "are filed"
    fresh = listed["fresh"] if dry_run else len(listed["filed"])
    click.echo(
        f"{fresh} contributions {would}, {len(listed['already'])} were received before,"
        f" {len(listed['left_out'])} could not be carried"
    )


def _listed(found: WordFileInView) -> dict[str, Any]:
    """Everything in the file, with the reference of what was received before."""
    takeover = found.takeover.to_json()
    marked = (
        (takeover["amendments"], found.amendments_already),
        (takeover["comments"], found.comments_already),
    )
    for items, already in marked:
        for at, one in enumerate(items):
            one["received_as"] = already.get(at)
    return {
        "organisation": found.organisation.slug,
        "language": found.row.language,
        **takeover,
        "fresh": found.fresh,
        "already": [*found.amendments_already.values(), *found.comments_already.values()],
    }
