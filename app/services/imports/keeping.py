"""Keeping the comments of an imported file beside the paragraphs they were made on."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.documents.readers.reading import Reading
from app.domain.preview import Preview
from app.models.charters import ImportedNote, Paragraph, Version

Item = Sequence[str]


def note_items(reading: Reading) -> list[list[str]]:
    """The comments of a file as an import keeps them, each with the id of its line.

    In place of the author's name stands a number, the same for one name throughout the file: who
    wrote in a margin did not ask to be known to the platform, and the office has the file.
    """
    names = dict.fromkeys(one.author for one in reading.notes if one.author)
    numbers = {name: str(number) for number, name in enumerate(names, start=1)}
    return [
        [numbers.get(one.author, ""), one.text, one.place, f"l{one.line}"] for one in reading.notes
    ]


def keep_notes(
    session: Session,
    version: Version,
    preview: Preview,
    placed: Mapping[str, int],
    items: Sequence[Item],
    *,
    language: str,
    filename: str,
    now: datetime,
) -> None:
    """A row for each comment; one on a heading goes to the paragraph after it."""
    keys = dict(
        session.execute(
            select(Paragraph.id, Paragraph.key).where(Paragraph.version_id == version.id)
        ).all()
    )
    for author, text, place, line in items:
        paragraph = placed.get(_paragraph_of(preview, line, place))
        session.add(
            ImportedNote(
                charter_id=version.charter_id,
                paragraph_key=keys.get(paragraph) if paragraph else None,
                language=language,
                filename=filename,
                author=author,
                text=text,
                place=place,
                created_at=now,
            )
        )


def _paragraph_of(preview: Preview, line: str, place: str) -> str:
    """The id of the paragraph for a comment; empty when nothing of its line is left."""
    ids = [one.id for one in preview.lines]
    at = ids.index(line) if line in ids else _found_again(preview, place)
    if at is None:
        return ""
    return next((one.id for one in preview.lines[at:] if not one.is_heading), "")


def _found_again(preview: Preview, place: str) -> int | None:
    """Where a line went that was merged with another: to the one that holds its beginning."""
    start = place.removesuffix("…")
    lines = enumerate(preview.lines)
    return next((at for at, one in lines if start and start in one.text), None)
