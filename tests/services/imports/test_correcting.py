"""Correcting a text and its pairs before it is confirmed."""

from datetime import datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.documents.readers.dispatch import read_document
from app.domain.errors import Conflict, Invalid
from app.domain.pairing import OWN, Pairing
from app.domain.people import Actor
from app.domain.preview import Preview
from app.models.charters import Charter, TextImport
from app.services.imports.confirming import confirm_import, import_text
from app.services.imports.correcting import Typed, change_line, delete_line, merge_line, split_line
from app.services.imports.opening import drop_import
from app.services.imports.placing import confirm_rows, place_line, propose_again
from tests.factories.importing import keys, opened, taken, texts
from tests.factories.small_text import EN, ES, FR


def test_doubtful_pair_must_be_looked_at(
    session: Session, secretary: Actor, charter: Charter, now: datetime
) -> None:
    taken(session, secretary, charter, EN, "en", now)
    row = opened(session, secretary, charter, ES, "es", now)

    assert row.pairs["doubts"]
    with pytest.raises(Invalid, match="doubts_left"):
        confirm_import(session, secretary, row, edit=row.edit, now=now)


def test_line_can_be_moved_to_another_paragraph(
    session: Session, secretary: Actor, charter: Charter, now: datetime
) -> None:
    taken(session, secretary, charter, EN, "en", now)
    row = opened(session, secretary, charter, ES, "es", now)
    line = Preview.from_json(row.tree).paragraphs[0].id
    place_line(session, secretary, row, line, "number", number=2, edit=row.edit, now=now)
    doubts = list(row.pairs["doubts"])
    confirm_rows(session, secretary, row, doubts, edit=row.edit, now=now)
    version = confirm_import(session, secretary, row, edit=row.edit, now=now)

    assert texts(session, version, "es")[0] is None
    assert (texts(session, version, "es")[1] or "").startswith("Recordando")


def test_paragraph_only_a_translation_has_is_added_and_missing_elsewhere(
    session: Session, secretary: Actor, charter: Charter, now: datetime
) -> None:
    taken(session, secretary, charter, EN, "en", now)
    row = opened(session, secretary, charter, FR, "fr", now)
    line = Preview.from_json(row.tree).paragraphs[1].id
    place_line(session, secretary, row, line, OWN, edit=row.edit, now=now)
    doubts = list(row.pairs["doubts"])
    confirm_rows(session, secretary, row, doubts, edit=row.edit, now=now)
    version = confirm_import(session, secretary, row, edit=row.edit, now=now)

    assert len(keys(session, version)) == 7
    assert texts(session, version, "en")[1] is None
    assert texts(session, version, "fr")[2] is None


def test_line_joins_the_paragraph_before(
    session: Session, secretary: Actor, charter: Charter, now: datetime
) -> None:
    taken(session, secretary, charter, EN, "en", now)
    row = opened(session, secretary, charter, FR, "fr", now)
    line = Preview.from_json(row.tree).paragraphs[1].id
    place_line(session, secretary, row, line, "join", edit=row.edit, now=now)
    confirm_rows(session, secretary, row, list(row.pairs["doubts"]), edit=row.edit, now=now)
    version = confirm_import(session, secretary, row, edit=row.edit, now=now)

    assert "personnes, Notant que" in (texts(session, version, "fr")[0] or "")
    assert texts(session, version, "fr")[1] is None


def test_preview_can_be_corrected(
    session: Session, secretary: Actor, charter: Charter, now: datetime
) -> None:
    row = opened(session, secretary, charter, EN, "en", now)
    one, two = (line.id for line in Preview.from_json(row.tree).paragraphs[:2])
    merge_line(session, secretary, row, one, edit=row.edit, now=now)
    split_line(session, secretary, row, one, "Recalling quays,\n\nNoting maps,", edit=2, now=now)
    typed = Typed("Recalling all quays,", "1.", "principle")
    change_line(session, secretary, row, one, typed, edit=3, now=now)
    delete_line(session, secretary, row, "l4", edit=4, now=now)
    lines = Preview.from_json(row.tree).paragraphs

    assert two not in {line.id for line in lines}
    assert [line.text for line in lines[:2]] == ["Recalling all quays,", "Noting maps,"]
    assert (lines[0].label, lines[0].type) == ("1.", "principle")


def test_second_editor_of_a_preview_is_refused(
    session: Session, secretary: Actor, charter: Charter, now: datetime
) -> None:
    row = opened(session, secretary, charter, EN, "en", now)
    delete_line(session, secretary, row, "l2", edit=1, now=now)

    with pytest.raises(Conflict, match="changed_meanwhile"):
        delete_line(session, secretary, row, "l3", edit=1, now=now)


def test_correction_after_pairing_keeps_the_decisions(
    session: Session, secretary: Actor, charter: Charter, now: datetime
) -> None:
    taken(session, secretary, charter, EN, "en", now)
    row = opened(session, secretary, charter, FR, "fr", now)
    first, second = (line.id for line in Preview.from_json(row.tree).paragraphs[:2])
    before = dict(row.pairs["places"])
    split_line(session, secretary, row, first, "Un.\n\nDeux.", edit=row.edit, now=now)
    pairing = Pairing.from_json(row.pairs)

    assert pairing.places[second] == before[second]
    assert before[first] in pairing.doubts


def test_charter_that_changed_meanwhile_asks_for_a_new_proposal(
    session: Session, secretary: Actor, charter: Charter, now: datetime
) -> None:
    version = taken(session, secretary, charter, EN, "en", now)
    row = opened(session, secretary, charter, FR, "fr", now)
    confirm_rows(session, secretary, row, list(row.pairs["doubts"]), edit=row.edit, now=now)
    version.edit += 1  # as somebody does who edits the working version
    session.commit()

    with pytest.raises(Conflict, match="charter_changed_meanwhile"):
        confirm_import(session, secretary, row, edit=row.edit, now=now)
    propose_again(session, secretary, row, edit=row.edit, now=now)
    confirm_rows(session, secretary, row, list(row.pairs["doubts"]), edit=row.edit, now=now)
    assert confirm_import(session, secretary, row, edit=row.edit, now=now).number == 1


def test_command_line_takes_the_proposal(
    session: Session, secretary: Actor, charter: Charter, now: datetime
) -> None:
    import_text(session, secretary, charter, read_document(EN, "a.md"), "en", now=now)
    version, _, pairing = import_text(
        session, secretary, charter, read_document(ES, "a.md"), "es", now=now
    )

    assert texts(session, version, "es")[1] is None
    assert pairing.doubts


def test_dropped_import_is_forgotten(
    session: Session, secretary: Actor, charter: Charter, now: datetime
) -> None:
    row = opened(session, secretary, charter, EN, "en", now)
    drop_import(session, secretary, charter, row, now=now)

    assert session.scalar(select(TextImport)) is None
