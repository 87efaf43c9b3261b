"""The reading of tracked changes, and the comments that came in the file."""

from datetime import datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import Conflict, Invalid, NotAllowed
from app.domain.people import Actor
from app.domain.preview import Preview
from app.models.charters import Charter, ImportedNote, Paragraph, TextImport
from app.queries.notes import notes_on
from app.services.imports.choosing import choose_reading, leave_out_notes
from app.services.imports.confirming import confirm_import
from app.services.imports.correcting import delete_line, merge_line
from app.services.imports.opening import open_import
from tests.documents.readers.word_files import docx, paragraph, part, run
from tests.factories.people import actor_of, make_member
from tests.factories.small_text import EN


def remark(number: int) -> str:
    return f'<w:r><w:commentReference w:id="{number}"/></w:r>'


COMMENTS = "".join(
    f'<w:comment w:id="{number}" w:author="Ana">{paragraph(f"remark {number}")}</w:comment>'
    for number in range(4)
)
BODY = (
    paragraph(run("Rights") + remark(0), "Titre1")
    + paragraph(run("Water is ") + f"<w:ins>{run('free')}</w:ins>"
                + "<w:del><w:r><w:delText>dear</w:delText></w:r></w:del>" + remark(1))
    + paragraph(run("Trams run.") + remark(2)) + paragraph("Duties", "Titre1")
    + paragraph(run("All care.") + remark(3))
)  # fmt: skip
FILE = docx(BODY, comments=part("comments", COMMENTS))


@pytest.fixture
def row(session: Session, secretary: Actor, charter: Charter, now: datetime) -> TextImport:
    return opened(session, secretary, charter, FILE, now, "draft.docx")


def opened(
    session: Session, actor: Actor, charter: Charter, data: bytes, now: datetime, name: str
) -> TextImport:
    return open_import(session, actor, charter, data, filename=name, language="en", now=now)


def words(row: TextImport) -> list[str]:
    return [line.text for line in Preview.from_json(row.tree).lines]


def kept(session: Session, charter: Charter) -> dict[str, str | None]:
    """The words of each note, and the words of the paragraph it stands beside."""
    keys = {
        paragraph.key: wording
        for paragraph, wording in zip(
            session.scalars(select(Paragraph).order_by(Paragraph.number)),
            ["Water is free", "Trams run.", "All care."],
            strict=False,
        )
    }
    notes = session.scalars(select(ImportedNote).where(ImportedNote.charter_id == charter.id))
    return {one.text: keys.get(one.paragraph_key or "") for one in notes}


def test_changes_are_accepted_unless_said(row: TextImport) -> None:
    assert words(row)[1] == "Water is free"
    assert (row.readings["taken"], row.readings["count"]) == ("accepted", 2)


def test_either_reading_is_taken_with_its_own_corrections(
    session: Session, secretary: Actor, row: TextImport, now: datetime
) -> None:
    delete_line(session, secretary, row, "l3", edit=row.edit, now=now)
    choose_reading(session, secretary, row, "rejected", edit=row.edit, now=now)
    assert words(row)[1:3] == ["Water is dear", "Trams run."]
    assert ["tracked_changes_rejected", "", "2", ""] in row.problems["items"]

    choose_reading(session, secretary, row, "rejected", edit=row.edit, now=now)
    choose_reading(session, secretary, row, "accepted", edit=row.edit, now=now)
    assert words(row)[1:3] == ["Water is free", "Duties"]


def test_file_without_changes_has_one_reading(
    session: Session, secretary: Actor, charter: Charter, now: datetime
) -> None:
    row = opened(session, secretary, charter, EN, now, "text.md")

    assert row.readings == {}
    with pytest.raises(Invalid):
        choose_reading(session, secretary, row, "rejected", edit=row.edit, now=now)


def test_file_whose_text_was_all_put_in_has_one_reading(
    session: Session, secretary: Actor, charter: Charter, now: datetime
) -> None:
    data = docx(paragraph(f"<w:ins>{run('new')}</w:ins>"))

    assert opened(session, secretary, charter, data, now, "a.docx").readings == {}


def test_reading_is_refused_to_strangers_and_when_somebody_was_first(
    session: Session, secretary: Actor, row: TextImport, now: datetime
) -> None:
    stranger = actor_of(session, make_member(session, "Eve", now=now))

    with pytest.raises(NotAllowed):
        choose_reading(session, stranger, row, "rejected", edit=row.edit, now=now)
    with pytest.raises(NotAllowed):
        leave_out_notes(session, stranger, row, {0}, edit=row.edit, now=now)
    with pytest.raises(Conflict):
        choose_reading(session, secretary, row, "rejected", edit=row.edit - 1, now=now)
    with pytest.raises(Invalid):
        choose_reading(session, secretary, row, "both", edit=row.edit, now=now)


def test_comments_stand_beside_their_paragraphs_once_confirmed(
    session: Session, secretary: Actor, charter: Charter, row: TextImport, now: datetime
) -> None:
    confirm_import(session, secretary, row, edit=row.edit, now=now)

    assert kept(session, charter) == {
        "remark 0": "Water is free",  # on the heading, so beside the first paragraph under it
        "remark 1": "Water is free",
        "remark 2": "Trams run.",
        "remark 3": "All care.",
    }


def test_comments_follow_corrections(
    session: Session, secretary: Actor, charter: Charter, row: TextImport, now: datetime
) -> None:
    merge_line(session, secretary, row, "l2", edit=row.edit, now=now)
    delete_line(session, secretary, row, "l5", edit=row.edit, now=now)
    confirm_import(session, secretary, row, edit=row.edit, now=now)

    found = kept(session, charter)
    assert found["remark 2"] == "Water is free"  # merged into this one
    assert found["remark 3"] is None  # its paragraph was left out


def test_comments_are_left_out_one_by_one(
    session: Session, secretary: Actor, charter: Charter, row: TextImport, now: datetime
) -> None:
    leave_out_notes(session, secretary, row, {0, 2}, edit=row.edit, now=now)
    confirm_import(session, secretary, row, edit=row.edit, now=now)

    assert set(kept(session, charter)) == {"remark 1", "remark 3"}


def test_only_the_secretariat_sees_them(
    session: Session, secretary: Actor, charter: Charter, row: TextImport, now: datetime
) -> None:
    confirm_import(session, secretary, row, edit=row.edit, now=now)
    key = session.scalars(select(Paragraph.key).where(Paragraph.number == 2)).one()
    reader = actor_of(session, make_member(session, "Eve", now=now))

    found = notes_on(session, secretary, charter, key, now=now)
    assert [(one.author, one.text, one.filename) for one in found] == [
        ("1", "remark 2", "draft.docx")
    ]
    assert list(notes_on(session, reader, charter, key, now=now)) == []


def test_names_of_those_who_commented_are_stored_nowhere(
    session: Session, secretary: Actor, charter: Charter, row: TextImport, now: datetime
) -> None:
    assert "Ana" not in str((row.notes, row.readings))
    assert {item[0] for item in row.notes["items"]} == {"1"}

    confirm_import(session, secretary, row, edit=row.edit, now=now)

    assert set(session.scalars(select(ImportedNote.author))) == {"1"}
