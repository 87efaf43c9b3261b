"""A version freezes once, and its hash follows from its words alone."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.charters import VersionStatus, WordingStatus
from app.domain.errors import Conflict
from app.domain.texts import content_hash
from app.ledger.freezing import content_of, freeze_version
from app.ledger.record import verify
from app.models.charters import Charter, Version, Wording
from app.models.record import RecordEntry
from tests.factories.cast import Cast
from tests.factories.charters import make_charter, make_version


@pytest.fixture
def working(session: Session, now: datetime) -> Version:
    charter: Charter = make_charter(session, now=now)
    return make_version(session, charter, now=now, status=VersionStatus.WORKING)


def test_freezing_fixes_status_time_and_hash(
    session: Session, working: Version, now: datetime
) -> None:
    found = freeze_version(session, working, now=now)

    assert (working.status, working.frozen_at) == (VersionStatus.FROZEN, now)
    assert found == working.content_hash == content_hash(content_of(session, working))


def test_frozen_version_keeps_its_hash(session: Session, working: Version, now: datetime) -> None:
    first = freeze_version(session, working, now=now)

    assert freeze_version(session, working, now=now + timedelta(days=1)) == first
    assert working.frozen_at == now


def test_one_changed_letter_changes_the_hash(
    session: Session, working: Version, now: datetime
) -> None:
    before = content_hash(content_of(session, working))
    word = session.scalars(select(Wording)).first()
    assert word is not None
    word.text += "."
    session.flush()

    assert content_hash(content_of(session, working)) != before


def test_language_added_after_freezing_changes_nothing(
    session: Session, working: Version, now: datetime
) -> None:
    found = freeze_version(session, working, now=now)
    word = session.scalars(select(Wording)).first()
    assert word is not None
    late = Wording(
        paragraph_id=word.paragraph_id,
        language="pt",
        text="Mais tarde.",
        status=WordingStatus.DRAFT,
        updated_at=now,
        added_after_freezing_at=now,
    )
    session.add(late)
    session.flush()

    assert content_hash(content_of(session, working)) == found


def test_version_without_text_cannot_freeze(
    session: Session, working: Version, now: datetime
) -> None:
    empty = Version(
        charter_id=working.charter_id, number=9, status=VersionStatus.WORKING, created_at=now
    )
    session.add(empty)
    session.flush()

    with pytest.raises(Conflict, match="version_is_empty"):
        freeze_version(session, empty, now=now)


def test_freezing_enters_the_record_of_the_round(
    session: Session, cast: Cast, now: datetime
) -> None:
    version = make_version(session, cast.charter, number=2, now=now, status=VersionStatus.WORKING)

    found = freeze_version(session, version, round_id=cast.round.id, now=now)

    entry = session.scalars(select(RecordEntry)).one()
    assert (entry.kind, entry.reference, entry.code) == ("version_frozen", "v2", found)
    assert verify(session, cast.round.id).sound
