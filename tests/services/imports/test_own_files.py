"""A version written to a file and imported again: gaps stay gaps, notes stay notes."""

from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.documents.readers.dispatch import read_document
from app.documents.writers.versions.files import file_bytes, file_name
from app.domain.version_documents import TextFormat
from app.models.charters import Charter, Paragraph, Section, Version, Wording
from app.queries.content import content_in
from app.queries.version_documents import version_document
from app.queries.versions import VersionInView, visible_version
from app.services.imports.confirming import import_text
from app.web.version_words import version_words
from tests.factories.desk import Desk
from tests.services.translation.conftest import desk  # noqa: F401  the desk of version 2
from tests.services.translation.test_parts import write as write_beside

READ_AGAIN = [TextFormat.MARKDOWN, TextFormat.DOCX, TextFormat.ODT, TextFormat.AKN]


@pytest.fixture
def gaps(desk: Desk) -> Desk:  # noqa: F811
    """Version 2, its French with a paragraph, a heading and nothing else missing."""
    desk.prepare()
    session, version = desk.session, desk.version
    gone = select(Paragraph.id).where(Paragraph.version_id == version.id, Paragraph.key == "k2")
    session.execute(delete(Wording).where(Wording.paragraph_id.in_(gone), Wording.language == "fr"))
    section = session.scalars(
        select(Section).where(Section.version_id == version.id, Section.key == "s2")
    ).one()
    section.headings = {code: text for code, text in section.headings.items() if code != "fr"}
    session.commit()
    write_beside(desk, "k1", notes={"fr": "Ouvert à tous."}, citations={"fr": "DUDH, article 13"})
    return desk


def state(session: Session, version: Version) -> dict[str, dict[str, str]]:
    session.expire_all()
    content = content_in(session, version)
    words = {
        row.key: {code: one.text for code, one in content.wordings.get(row.id, {}).items()}
        for row in content.paragraphs
    }
    return {**words, **{section.key: dict(section.headings) for section in content.sections}}


def found(desk: Desk, now: datetime) -> VersionInView:  # noqa: F811
    return visible_version(desk.session, desk.actor, "mobility", 2, now=now)


@pytest.mark.parametrize("format_", READ_AGAIN)
def test_gaps_do_not_come_back_as_text(
    gaps: Desk, format_: TextFormat, now: datetime, app: object
) -> None:
    session, version = gaps.session, gaps.version
    before = state(session, version)
    assert "fr" not in before["k2"]
    assert "fr" not in before["s2"]
    document = version_document(session, found(gaps, now), ["fr"], address="https://x.example/v")
    data = file_bytes(document, version_words("fr"), format_, fonts=Path())
    reading = read_document(data, file_name(document, format_))

    charter = session.get_one(Charter, version.charter_id)
    import_text(session, gaps.actor, charter, reading, "fr", now=now)
    assert state(session, gaps.version) == before


def test_notes_of_a_page_are_no_text(gaps: Desk, now: datetime, app: object) -> None:
    document = version_document(
        gaps.session, found(gaps, now), ["fr"], address="https://x.example/v"
    )
    data = file_bytes(document, version_words("fr"), TextFormat.HTML, fonts=Path())
    page = data.decode()
    assert "Ouvert à tous." in page
    assert "DUDH, article 13" in page

    tree = read_document(data, "v.html").tree
    said = " ".join(tree.lines())
    assert "Ouvert" not in said
    assert "DUDH" not in said
