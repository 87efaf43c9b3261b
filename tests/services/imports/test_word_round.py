"""A version goes to Word, is edited there and comes back: keys, lineage, labels and types."""

from datetime import datetime

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.documents.writers.versions.files import file_bytes
from app.domain.charters import LineageKind
from app.domain.pairing import Pairing
from app.domain.people import Actor
from app.domain.texts import ParagraphType
from app.domain.version_documents import TextFormat
from app.ledger.freezing import freeze_version
from app.models.charters import Charter, Paragraph, Version, Wording
from app.queries.texts import paragraphs_of
from app.queries.version_documents import version_document
from app.queries.versions import lineage_of, visible_version
from app.services.imports.confirming import confirm_import
from app.services.imports.opening import open_import
from app.services.imports.placing import confirm_rows
from app.web.version_words import version_words
from tests.factories.importing import keys, taken
from tests.factories.word_edits import LONG, WordFile, edited

READ_AGAIN = ("docx", "odt", "html", "md", "txt")


@pytest.fixture
def first(session: Session, secretary: Actor, charter: Charter, now: datetime) -> Version:
    """Version one; a person made a principle of its last paragraph, and gave another a label."""
    version = taken(session, secretary, charter, LONG, "en", now)
    rows = session.scalars(
        select(Paragraph).where(Paragraph.version_id == version.id).order_by(Paragraph.number)
    ).all()
    rows[-1].type = ParagraphType.PRINCIPLE
    wording = session.scalars(select(Wording).where(Wording.paragraph_id == rows[1].id)).one()
    wording.label = "Second"
    freeze_version(session, version, now=now)
    session.commit()
    return version


def exported(
    app: Flask, session: Session, actor: Actor, version: Version, format_: str, now: datetime
) -> bytes:
    found = visible_version(session, actor, "quays", version.number, now=now)
    document = version_document(session, found, ["en"], address="https://palabre.example/q")
    with app.app_context():
        return file_bytes(document, version_words("en"), TextFormat(format_), fonts=app.root_path)


def back(
    session: Session, actor: Actor, charter: Charter, data: bytes, name: str, now: datetime
) -> Version:
    """The file through the import, agreeing with what is proposed."""
    row = open_import(session, actor, charter, data, filename=name, language="en", now=now)
    confirm_rows(
        session, actor, row, list(Pairing.from_json(row.pairs).doubts), edit=row.edit, now=now
    )
    return confirm_import(session, actor, row, edit=row.edit, now=now)


def told(session: Session, version: Version) -> set[tuple[LineageKind, int | None, int | None]]:
    """Kind, number now and number before."""
    return {(row.kind, now, before) for row, now, before in lineage_of(session, version)}


@pytest.mark.parametrize("format_", READ_AGAIN)
def test_untouched_file_keeps_every_key_label_and_type(
    app: Flask,
    session: Session,
    secretary: Actor,
    charter: Charter,
    first: Version,
    now: datetime,
    format_: str,
) -> None:
    data = exported(app, session, secretary, first, format_, now)
    version = back(session, secretary, charter, data, f"back.{format_}", now)

    assert keys(session, version) == keys(session, first)
    assert {kind for kind, _, _ in told(session, version)} == {LineageKind.KEPT}
    assert [(one.label, one.text, one.type) for one in paragraphs_of(session, version, "en")] == [
        (one.label, one.text, one.type) for one in paragraphs_of(session, first, "en")
    ]


def test_edited_word_file_says_what_became_of_each_paragraph(
    app: Flask, session: Session, secretary: Actor, charter: Charter, first: Version, now: datetime
) -> None:
    data = edited(exported(app, session, secretary, first, "docx", now))
    version = back(session, secretary, charter, data, "back.docx", now)
    before, after = keys(session, first), keys(session, version)

    # 1 and 2 changed places; 3 was cut in two; 4 and 5 joined; 9 taken out; the last one is new.
    assert told(session, version) == {
        (LineageKind.MOVED, 1, 2),
        (LineageKind.KEPT, 2, 1),
        (LineageKind.CHANGED, 3, 3),
        (LineageKind.SPLIT, 4, 3),
        (LineageKind.MERGED, 5, 4),
        (LineageKind.MERGED, 5, 5),
        (LineageKind.KEPT, 6, 6),
        (LineageKind.CHANGED, 7, 7),
        (LineageKind.KEPT, 8, 8),
        (LineageKind.REMOVED, None, 9),
        (LineageKind.KEPT, 9, 10),
        (LineageKind.NEW, 10, None),
    }
    assert [after[at] for at in (0, 1, 2, 5, 6, 7, 8)] == [
        before[at] for at in (1, 0, 2, 5, 6, 7, 9)
    ]
    assert after[4] in {before[3], before[4]}
    assert not {after[3], after[9]} & set(before)
    types = [one.type for one in paragraphs_of(session, version, "en")]
    assert (types[8], types[9]) == (ParagraphType.PRINCIPLE, ParagraphType.OPERATIVE)


def test_rewritten_paragraph_waits_for_a_person(
    app: Flask, session: Session, secretary: Actor, charter: Charter, first: Version, now: datetime
) -> None:
    word = WordFile(exported(app, session, secretary, first, "docx", now))
    word.change("2. A person", "is told aloud what is written on the boards", "hears the boards")
    word.delete("3. Complaints")
    row = open_import(
        session, secretary, charter, word.saved(), filename="back.docx", language="en", now=now
    )
    numbers = dict(
        session.execute(
            select(Paragraph.key, Paragraph.number).where(Paragraph.version_id == first.id)
        ).all()
    )
    doubts = Pairing.from_json(row.pairs).doubts

    assert sorted(numbers[place[2:]] for place in doubts) == [8, 9]
    assert 0 < doubts[f"p-{keys(session, first)[7]}"] < 1
