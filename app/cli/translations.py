"""Bilingual tables for translators who work elsewhere: out as a workbook, and back."""

import json
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
from sqlalchemy.orm import Session

from app.cli.files import keep
from app.cli.operator import OPERATOR
from app.cli.words import words_of
from app.documents.refusals import UnreadableDocument
from app.documents.sandbox import read_table_safely
from app.domain.bilingual import CONFLICTS, REFUSED, Choice, Comparison, Outcome, Table
from app.domain.languages import LANGUAGES
from app.models.charters import Version
from app.queries.tables import compared_table
from app.queries.versions import visible_version
from app.services.translation.tables import check_table, import_table
from app.web.database import databases
from app.web.table_words import table_file


@click.group("translations")
def group() -> None:
    """Bilingual tables of a version."""


@group.command("export")
@click.argument("slug")
@click.option("--version", "number", required=True, type=click.IntRange(1))
@click.option("--language", required=True, type=click.Choice(LANGUAGES), help="Translated into.")
@click.option("--output", required=True, type=click.Path(dir_okay=False, path_type=Path))
def export(slug: str, number: int, language: str, output: Path) -> None:
    """Write a version and its translation side by side to a workbook (.xlsx)."""
    session = databases().session
    version = _version(session, slug, number)
    data, _name = table_file(session, version, language, language)
    keep(output, data)
    click.echo(f"{output}: {slug} version {number} into {language}, {len(data)} bytes")


@group.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--charter", "slug", metavar="SLUG", help="Must be what the table says.")
@click.option("--version", "number", type=click.IntRange(1), help="The same.")
@click.option("--language", type=click.Choice(LANGUAGES), help="The same.")
@click.option(
    "--conflicts",
    type=click.Choice([one.value for one in Choice]),
    default=Choice.KEEP.value,
    show_default=True,
    help="Where original or translation changed meanwhile.",
)
@click.option("--dry-run", is_flag=True, help="Say what would enter; change nothing.")
@click.option("--json", "as_json", is_flag=True, help="List every row and what it comes to.")
def import_(
    file: Path,
    slug: str | None,
    number: int | None,
    language: str | None,
    conflicts: str,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Take a bilingual table (.xlsx) back; what enters are drafts that nobody has reviewed."""
    session, now = databases().session, datetime.now(UTC)
    try:
        table = read_table_safely(file.read_bytes(), file.name)
    except UnreadableDocument as error:
        raise click.ClickException(f"{file.name} cannot be read: {words_of(error)}") from error
    about = table.about
    version = _version(session, slug or about.charter, number or about.version)
    into = language or about.target
    check_table(session, version, into, table)
    if dry_run:
        shown, taken = compared_table(session, version, into, table), Counter[Choice]()
    else:
        choice = Choice(conflicts)
        shown, taken = import_table(
            session, OPERATOR, version, into, table, conflicts=choice, now=now
        )
    if as_json:
        click.echo(json.dumps(_listed(table, shown, taken), ensure_ascii=False, indent=1))
        return
    click.echo(_line(shown, taken, dry_run=dry_run))


def _version(session: Session, slug: str, number: int) -> Version:
    return visible_version(session, OPERATOR, slug, number, now=datetime.now(UTC)).version


def _line(shown: Comparison, taken: Counter[Choice], *, dry_run: bool) -> str:
    entered = len(shown.among(Outcome.ENTERS)) if dry_run else taken[Choice.TABLE]
    verb = "would enter" if dry_run else "entered"
    said = [
        f"{entered} {verb}",
        f"{taken[Choice.STALE]} entered as stale",
        f"{len(shown.among(*CONFLICTS))} met changes",
        f"{len(shown.among(*REFUSED))} cannot be taken",
        f"{len(shown.left_out)} not in the table",
    ]
    return ", ".join(said)


def _listed(table: Table, shown: Comparison, taken: Counter[Choice]) -> dict[str, Any]:
    return {
        "charter": table.about.charter,
        "version": table.about.version,
        "source": table.about.source,
        "language": table.about.target,
        "rows": [
            {"line": one.row.line, "key": one.row.code, "outcome": one.outcome.value}
            for one in shown.rows
        ],
        "not_in_table": [place.code for place in shown.left_out],
        "queries": [one.row.note for one in shown.rows if one.row.note],
        "taken": {choice.value: taken[choice] for choice in Choice},
    }
