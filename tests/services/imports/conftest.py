"""A secretary, a charter without text, and texts that are being imported to it."""

from datetime import datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.people import Actor, Role
from app.models.charters import Charter, Paragraph, Principle, TextImport, Topic, Version
from tests.factories.importing import frozen, opened
from tests.factories.people import actor_of, grant, make_member
from tests.factories.small_text import EN


@pytest.fixture
def secretary(session: Session, now: datetime) -> Actor:
    member = make_member(session, "Sam", now=now)
    grant(session, member, Role.SECRETARIAT, now=now)
    session.commit()
    return actor_of(session, member)


@pytest.fixture
def charter(session: Session, now: datetime) -> Charter:
    row = Charter(
        slug="quays", code="QUA", languages=["en"], authentic_language="en", created_at=now
    )
    session.add(row)
    session.commit()
    return row


@pytest.fixture
def listed(session: Session, charter: Charter) -> Charter:
    """The charter with a principle and two topics."""
    names = {"en": "Light"}
    session.add(
        Principle(charter_id=charter.id, key="light", position=1, names=names, explanations={})
    )
    for position, key in enumerate(("lamps", "offices"), start=1):
        session.add(Topic(charter_id=charter.id, key=key, position=position, names=names))
    session.commit()
    return charter


@pytest.fixture
def row(session: Session, secretary: Actor, listed: Charter, now: datetime) -> TextImport:
    return opened(session, secretary, listed, EN, "en", now)


@pytest.fixture
def again(
    session: Session, secretary: Actor, listed: Charter, now: datetime
) -> tuple[TextImport, Version]:
    """A text imported again over a frozen version whose paragraphs are linked."""
    version = frozen(session, secretary, listed, now)
    for paragraph in session.scalars(select(Paragraph).where(Paragraph.version_id == version.id)):
        paragraph.principles, paragraph.topics = ["light"], ["lamps"] * (paragraph.number == 4)
    session.commit()
    return opened(session, secretary, listed, EN, "en", now), version
