"""The text of the second version as it came back from the secretariat's word processor.

One paragraph was cut in two, another put elsewhere; translators cut their sentences alike.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select

from app.cli.demo.stage import Stage
from app.domain.people import Actor
from app.domain.preview import Preview
from app.models.charters import Charter, CharterText, Paragraph, TextImport, Version
from app.queries.texts import text_of
from app.services.imports.confirming import confirm_import
from app.services.imports.correcting import move_line, split_line
from app.services.imports.opening import open_import
from app.services.imports.placing import confirm_rows

LEADING = "en"


def halves(text: str) -> tuple[str, str]:
    """The first sentence of a paragraph, and the others."""
    first, _, rest = text.partition(". ")
    return f"{first}.", rest


def bring_back(
    stage: Stage, actor: Actor, version: Version, story: Mapping[str, Any], *, now: datetime
) -> None:
    """Import the English text again, a paragraph of it in two pieces and one elsewhere."""
    session = stage.session
    charter = session.get_one(Charter, version.charter_id)
    named = f"{charter.slug}-v{version.number}.en.md"
    row = open_import(
        session, actor, charter, _text(stage, version),
        filename=named, language=LEADING, now=now,
    )  # fmt: skip
    cut, moved = story["split"]["paragraph"], story["moved"]
    line = _line(row, cut)
    text = Preview.from_json(row.tree).line(line).text
    split_line(session, actor, row, line, "\n\n".join(halves(text)), edit=row.edit, now=now)
    at = _number(stage, version, moved["behind"])
    move_line(session, actor, row, _line(row, moved["paragraph"]), at, edit=row.edit, now=now)
    doubtful = list(row.pairs["doubts"])
    confirm_rows(session, actor, row, doubtful, edit=row.edit, now=now)
    confirm_import(session, actor, row, edit=row.edit, now=now)


def _line(row: TextImport, key: str) -> str:
    places: dict[str, str] = row.pairs["places"]
    return next(line for line, place in places.items() if place == f"p-{key}")


def _number(stage: Stage, version: Version, key: str) -> int:
    wanted = select(Paragraph.number).where(
        Paragraph.version_id == version.id, Paragraph.key == key
    )
    return stage.session.scalars(wanted).one()


def as_markdown(title: str, sections: Iterable[tuple[int, str, Iterable[str]]]) -> bytes:
    """A text as a file: its title, then each section's level, heading and lines."""
    parts = [f"# {title}"]
    for level, heading, lines in sections:
        parts += [f"{'#' * (level + 1)} {heading}", *lines]
    return "\n\n".join(part for part in parts if part).encode()


def _text(stage: Stage, version: Version) -> bytes:
    named = stage.session.get_one(CharterText, (version.charter_id, LEADING))
    found = [
        (
            section.level,
            section.heading,
            [f"{p.label} {p.text}" if p.label else p.text or "" for p in section.paragraphs],
        )
        for section in text_of(stage.session, version, LEADING)
    ]
    stage.session.commit()
    return as_markdown(named.title, found)
