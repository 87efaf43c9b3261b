"""Importing a text in four languages, and again."""

from datetime import datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.charters import VersionStatus, WordingStatus
from app.domain.errors import NotAllowed
from app.domain.pairing import OWN
from app.domain.people import Actor, Role
from app.domain.preview import Preview
from app.models.charters import Charter, Version
from app.queries.texts import paragraphs_of, text_of
from app.services.imports.confirming import confirm_import
from app.services.imports.placing import confirm_rows, place_line
from tests.factories.importing import keys, opened, taken, texts
from tests.factories.people import actor_of, grant, make_member
from tests.factories.small_text import EN, ES, FR, TEXTS


def test_first_text_becomes_version_one(
    session: Session, secretary: Actor, charter: Charter, now: datetime
) -> None:
    version = taken(session, secretary, charter, EN, "en", now)

    assert (version.number, version.status) == (1, VersionStatus.WORKING)
    assert len(keys(session, version)) == 6


@pytest.mark.parametrize(
    ("said", "equal", "becomes"),
    [(None, False, "fr"), (None, True, None), ("en", False, "en")],
)
def test_first_import_is_authentic_unless_said(
    session: Session,
    secretary: Actor,
    charter: Charter,
    now: datetime,
    said: str | None,
    equal: bool,
    becomes: str | None,
) -> None:
    charter.authentic_language, charter.equally_authentic = said, equal
    session.commit()
    taken(session, secretary, charter, FR, "fr", now)
    taken(session, secretary, charter, EN, "en", now)

    assert charter.authentic_language == becomes


def test_confirming_compares_other_open_imports_again(
    session: Session, secretary: Actor, charter: Charter, now: datetime
) -> None:
    other = opened(session, secretary, charter, FR, "fr", now)
    before, seen = dict(other.pairs), other.edit
    done = opened(session, secretary, charter, EN, "en", now)
    confirm_import(session, secretary, done, edit=done.edit, now=now)

    assert not before["places"]
    assert other.pairs["places"]
    assert other.pairs["basis"] != before["basis"]
    assert other.edit == seen + 1


def test_nothing_is_saved_to_a_version_before_it_is_confirmed(
    session: Session, secretary: Actor, charter: Charter, now: datetime
) -> None:
    opened(session, secretary, charter, EN, "en", now)

    assert session.scalar(select(Version)) is None


def test_four_languages_stand_beside_each_other(
    session: Session, secretary: Actor, charter: Charter, now: datetime
) -> None:
    for language, data in TEXTS.items():
        version = taken(session, secretary, charter, data, language, now)

    assert [len([t for t in texts(session, version, one) if t]) for one in TEXTS] == [6, 6, 5, 6]
    assert charter.languages == ["en", "fr", "es", "ar"]


def test_recital_missing_in_a_language_is_missing_and_shifts_nothing(
    session: Session, secretary: Actor, charter: Charter, now: datetime
) -> None:
    taken(session, secretary, charter, EN, "en", now)
    version = taken(session, secretary, charter, ES, "es", now)

    found = texts(session, version, "es")
    assert found[1] is None
    assert (found[0] or "").startswith("Recordando")
    assert (found[2] or "").startswith("Cada muelle")


def test_import_again_replaces_the_words_and_keeps_the_keys(
    session: Session, secretary: Actor, charter: Charter, now: datetime
) -> None:
    before = keys(session, taken(session, secretary, charter, EN, "en", now))
    taken(session, secretary, charter, FR, "fr", now)
    version = taken(session, secretary, charter, EN.replace(b"a lamp", b"one lamp"), "en", now)

    assert keys(session, version) == before
    assert "one lamp" in (texts(session, version, "en")[2] or "")
    stale = paragraphs_of(session, version, "fr")[2]
    assert stale.status is WordingStatus.STALE


def test_paragraph_taken_out_of_the_original_goes_once_confirmed(
    session: Session, secretary: Actor, charter: Charter, now: datetime
) -> None:
    taken(session, secretary, charter, EN, "en", now)
    shorter = EN.replace(b"(a) The lamp is visible from 200 metres.\n\n", b"")
    row = opened(session, secretary, charter, shorter, "en", now)
    assert row.pairs["doubts"]
    confirm_rows(session, secretary, row, list(row.pairs["doubts"]), edit=row.edit, now=now)
    version = confirm_import(session, secretary, row, edit=row.edit, now=now)

    assert len(keys(session, version)) == 5
    assert [p.number for p in paragraphs_of(session, version, "en")] == [1, 2, 3, 4, 5]


def test_facilitator_may_not_import(session: Session, charter: Charter, now: datetime) -> None:
    member = make_member(session, "Ada", now=now)
    grant(session, member, Role.FACILITATOR, now=now, charter_id=charter.id)
    session.commit()

    with pytest.raises(NotAllowed):
        opened(session, actor_of(session, member), charter, EN, "en", now)


def test_section_taken_out_of_the_original_goes_with_its_paragraphs(
    session: Session, secretary: Actor, charter: Charter, now: datetime
) -> None:
    taken(session, secretary, charter, EN, "en", now)
    version = taken(session, secretary, charter, EN.split(b"## Article 2")[0], "en", now)

    assert [part.heading for part in text_of(session, version, "en")] == ["Preamble", "Article 1"]


def test_paragraph_the_original_lacks_stays_when_it_is_imported_again(
    session: Session, secretary: Actor, charter: Charter, now: datetime
) -> None:
    taken(session, secretary, charter, EN, "en", now)
    row = opened(session, secretary, charter, FR, "fr", now)
    line = Preview.from_json(row.tree).paragraphs[1].id
    place_line(session, secretary, row, line, OWN, edit=row.edit, now=now)
    confirm_rows(session, secretary, row, list(row.pairs["doubts"]), edit=row.edit, now=now)
    confirm_import(session, secretary, row, edit=row.edit, now=now)
    version = taken(session, secretary, charter, EN.replace(b"a lamp", b"one lamp"), "en", now)

    assert [text is None for text in texts(session, version, "en")][:3] == [False, True, False]
    assert texts(session, version, "fr")[1] is not None
