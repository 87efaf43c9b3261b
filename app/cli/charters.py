"""Commands on charters: import a text from a file."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cli.operator import OPERATOR
from app.cli.words import words_of
from app.documents.readers.changes import Changes
from app.documents.refusals import UnreadableDocument
from app.documents.sandbox import read_safely
from app.domain.languages import LANGUAGES
from app.domain.pairing import OUT, OWN, Pairing, Row
from app.domain.preview import Preview
from app.models.charters import Charter, CharterText, Version
from app.queries.content import content_in
from app.queries.versions import lineage_of
from app.services.charters import CharterPlan, create_charter
from app.services.imports.confirming import import_text
from app.services.imports.keeping import note_items
from app.web.database import databases


@click.group("charters")
def group() -> None:
    """Charters and their texts."""


@group.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--charter", "slug", required=True, metavar="SLUG")
@click.option("--title", help="In the language of this file; needed for a new charter.")
@click.option("--language", required=True, type=click.Choice(LANGUAGES))
@click.option("--authentic", type=click.Choice(LANGUAGES), help="The first imported, unless said.")
@click.option(
    "--reading",
    type=click.Choice([one.value for one in Changes]),
    default=Changes.ACCEPTED.value,
    show_default=True,
    help="Of tracked changes in the file.",
)
@click.option("--json", "as_json", is_flag=True, help="List the tree and the doubtful pairs.")
def import_(
    file: Path,
    slug: str,
    title: str | None,
    language: str,
    authentic: str | None,
    reading: str,
    as_json: bool,
) -> None:
    """Import the text of FILE (DOCX, ODT, HTML, Markdown, text or Akoma Ntoso) in one language.

    The proposed pairs are taken; comments in the file become internal notes.
    """
    session, now = databases().session, datetime.now(UTC)
    try:
        found = read_safely(file.read_bytes(), file.name, Changes(reading), language)
    except UnreadableDocument as error:
        message = f"{file.name} cannot be read: {words_of(error)} {error.detail}".strip()
        raise click.ClickException(message) from error
    charter = session.scalar(select(Charter).where(Charter.slug == slug))
    if charter is None:
        named = title or found.tree.title
        if not named:
            raise click.UsageError("a new charter needs --title")
        charter = _created(session, slug, named, language, authentic or language, now=now)
    elif authentic or title:
        _described(session, charter, language, title, authentic)
    version, preview, pairing = import_text(
        session, OPERATOR, charter, found, language, filename=file.name, now=now
    )
    if as_json:
        listed = _listed(session, version, preview, pairing, language)
        listed["problems"] = [[one.code, one.place, one.detail] for one in found.problems]
        listed["notes"] = [item[:3] for item in note_items(found)]
        click.echo(json.dumps({"charter": slug, **listed}, ensure_ascii=False, indent=1))
        return
    paragraphs = len(preview.paragraphs)
    click.echo(f"{slug} version {version.number}: {paragraphs} paragraphs in {language}")
    if pairing.doubts:
        click.echo(f"{len(pairing.doubts)} doubtful pairs: list them with --json")


def _created(
    session: Session, slug: str, title: str, language: str, authentic: str, *, now: datetime
) -> Charter:
    letters = re.sub(r"[^A-Z0-9]", "", slug.upper())
    plan = CharterPlan(
        slug=slug,
        code=(letters[:3] if len(letters) > 1 else f"{letters}X") or "CH",
        titles={language: title},
        purposes={},
        languages=list(dict.fromkeys((language, authentic))),
        authentic_language=authentic,
    )
    return create_charter(session, OPERATOR, plan, now=now)


def _described(
    session: Session, charter: Charter, language: str, title: str | None, authentic: str | None
) -> None:
    """A title in another language, or another authentic one."""
    if authentic:
        charter.authentic_language, charter.equally_authentic = authentic, False
        charter.languages = list(dict.fromkeys((*charter.languages, authentic)))
    if title:
        text = session.get(CharterText, (charter.id, language))
        if text is None:
            text = CharterText(charter_id=charter.id, language=language, title=title)
            session.add(text)
        text.title = title
    session.flush()


def _listed(
    session: Session, version: Version, preview: Preview, pairing: Pairing, language: str
) -> dict[str, Any]:
    """The tree of the text with its numbers in the version, its lineage and what is doubtful."""
    content = content_in(session, version)
    numbers = {f"p-{row.key}": row.number for row in content.paragraphs}
    doubtful = [
        {
            "paragraph": numbers.get(row.place),
            "texts": [line.text for line in row.lines],
            "certainty": round(row.score or 0.0, 3),
            **({"reason": row.doubt} if row.doubt else {}),
            "state": _state(row),
            **({"joined": len(row.joined) + 1} if row.joined else {}),
        }
        for row in pairing.rows(preview, content.places)
        if row.doubtful
    ]
    return {
        "version": version.number,
        "language": language,
        "paragraphs": len(content.paragraphs),
        "tree": preview.tree.to_json(),
        "lineage": _lineage(session, version),
        "doubtful": doubtful,
    }


def _lineage(session: Session, version: Version) -> list[dict[str, Any]]:
    """What became of each paragraph since the version before, by numbers; none in a first one."""
    return [
        {
            "kind": str(row.kind),
            "paragraph": now,
            "from": before,
            "likeness": None if row.score is None else round(row.score, 3),
            "confirmed": row.confirmed,
        }
        for row, now, before in lineage_of(session, version)
    ]


def _state(row: Row) -> str:
    """What the proposal makes of a doubtful row."""
    if row.place in {OWN, OUT}:
        return row.place
    if row.joined or row.into:
        return "merged"
    return "paired" if row.lines else "missing"
