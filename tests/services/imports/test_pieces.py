"""What stands beside a paragraph that was cut or joined goes along, and waits to be checked."""

from datetime import datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.charters import WordingStatus
from app.domain.people import Actor
from app.ledger.freezing import freeze_version
from app.models.charters import Charter, Paragraph, Version
from app.models.translation import PartState
from app.queries.beside import beside, beside_rows
from app.services.notes import write_notes
from tests.factories.importing import keys, taken
from tests.factories.small_text import EN, FR
from tests.services.imports.test_lineage import CUT, MERGED

CITED = {"en": "Harbour Pact, article 4"}
NOTES = {"en": "There is always a light.", "fr": "Il y a toujours une lumière."}


@pytest.fixture
def first(session: Session, secretary: Actor, listed: Charter, now: datetime) -> Version:
    """Version 1, frozen; its paragraphs 3 to 5 linked, explained and with citations."""
    taken(session, secretary, listed, EN, "en", now)
    version = taken(session, secretary, listed, FR, "fr", now)
    rows = paragraphs(session, version)
    rows[2].principles, rows[2].topics = ["light"], ["lamps"]
    rows[3].topics, rows[4].topics = ["lamps"], ["offices"]
    session.commit()
    write(session, secretary, version, rows[2].key, NOTES, CITED, now)
    write(session, secretary, version, rows[3].key, {"en": "You see it."}, {}, now)
    write(session, secretary, version, rows[4].key, {"en": "It is no spy."}, CITED, now)
    freeze_version(session, version, now=now)
    session.commit()
    return version


def write(
    session: Session,
    actor: Actor,
    version: Version,
    key: str,
    notes: dict[str, str],
    citations: dict[str, str],
    now: datetime,
) -> None:
    token = beside(session, version, key).token
    write_notes(session, actor, version, key, notes, citations, token=token, now=now)


def paragraphs(session: Session, version: Version) -> list[Paragraph]:
    session.expire_all()
    wanted = select(Paragraph).where(Paragraph.version_id == version.id)
    return list(session.scalars(wanted.order_by(Paragraph.number)))


def states(session: Session, version: Version, place: str) -> dict[str, WordingStatus]:
    wanted = select(PartState.language, PartState.status).where(
        PartState.version_id == version.id, PartState.place == place
    )
    return dict(session.execute(wanted).all())


def test_both_pieces_keep_what_the_whole_had(
    session: Session, secretary: Actor, listed: Charter, first: Version, now: datetime
) -> None:
    version = taken(session, secretary, listed, CUT, "en", now)

    one, other = paragraphs(session, version)[2:4]
    assert one.key == keys(session, first)[2]
    for piece in (one, other):
        assert (piece.principles, piece.topics) == (["light"], ["lamps"])
        assert (piece.notes, piece.citations) == (NOTES, CITED)
        assert set(states(session, version, f"n-{piece.key}").values()) == {WordingStatus.STALE}
        assert states(session, version, f"c-{piece.key}") == {"en": WordingStatus.REVIEWED}
    doubtful = [row.number for row in beside_rows(session, version, "en") if row.doubtful]
    assert doubtful == [3, 4]


def test_joined_paragraph_has_what_both_had(
    session: Session, secretary: Actor, listed: Charter, first: Version, now: datetime
) -> None:
    version = taken(session, secretary, listed, MERGED, "en", now)

    row = paragraphs(session, version)[3]
    assert set(row.topics) == {"lamps", "offices"}
    assert row.notes == {"en": "You see it.\nIt is no spy."}
    assert row.citations == CITED
    assert states(session, version, f"n-{row.key}") == {"en": WordingStatus.STALE}


def test_version_before_is_left_alone(
    session: Session, secretary: Actor, listed: Charter, first: Version, now: datetime
) -> None:
    taken(session, secretary, listed, CUT, "en", now)

    assert not any(row.doubtful for row in beside_rows(session, first, "en"))


def test_note_that_is_saved_as_it_stands_has_been_checked(
    session: Session, secretary: Actor, listed: Charter, first: Version, now: datetime
) -> None:
    version = taken(session, secretary, listed, CUT, "en", now)
    key = paragraphs(session, version)[3].key

    write(session, secretary, version, key, NOTES, CITED, now)

    assert states(session, version, f"n-{key}") == {
        "en": WordingStatus.REVIEWED, "fr": WordingStatus.STALE,
    }  # fmt: skip
    assert [row.number for row in beside_rows(session, version, "en") if row.doubtful] == [3]
