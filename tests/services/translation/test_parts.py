"""Headings, notes and citations: translated, reviewed by two people, stale, carried on."""

import pytest
from sqlalchemy import select

from app.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from app.domain.parts import Part, Place
from app.domain.translation import Standing
from app.ledger.freezing import content_of
from app.models.charters import Paragraph, Section, Version
from app.models.translation import PartState
from app.queries.beside import beside
from app.queries.desk import desk_of, progress_of
from app.queries.parts import parts_of
from app.services.composition.preparing import prepare_version
from app.services.notes import write_notes
from app.services.translation.asking import ask_secretariat
from app.services.versions import review_language
from tests.factories.desk import Desk, publish
from tests.services.translation.conftest import Translators
from tests.services.translation.test_translating import without_french

HEADING, NOTE = Place(Part.HEADING, "s1"), Place(Part.NOTE, "k1")
CITED = Place(Part.CITATIONS, "k1")
WORDS = "Ouvert à tous et à toutes."


def write(desk: Desk, key: str = "k1", **texts: dict[str, str]) -> None:
    """Notes and citations as the secretariat writes them."""
    version = desk.version
    row = desk.session.scalars(
        select(Paragraph).where(Paragraph.version_id == version.id, Paragraph.key == key)
    ).one()
    write_notes(
        desk.session,
        desk.actor,
        version,
        key,
        texts.get("notes", {}),
        texts.get("citations", {}),
        token=beside(desk.session, version, row.key).token,
        now=desk.now,
    )


@pytest.mark.parametrize("place", [HEADING, NOTE])
def test_words_are_a_draft_until_somebody_else_reviewed_them(
    working: Translators, place: Place
) -> None:
    working.save_part(place, WORDS)
    assert working.part(place).standing is Standing.DRAFT
    assert working.part(place).wording.text == WORDS

    with pytest.raises(NotAllowed, match="somebody_else_wrote_it"):
        working.review_part(place, working.first)
    working.review_part(place, working.second)
    assert working.part(place).standing is Standing.REVIEWED
    assert working.part(place).wording.reviewed_by_id == working.second.member_id
    with pytest.raises(Conflict, match="translation_not_a_draft"):
        working.review_part(place, working.first)


def test_missing_note_waits_at_the_desk_beside_its_paragraph(working: Translators) -> None:
    rows = desk_of(working.session, working.version, "fr").rows

    assert [row.place.code for row in rows[:4]] == ["h-s1", "p-k1", "n-k1", "p-k2"]
    assert rows[2].standing is Standing.MISSING
    assert rows[2].original == "Open to all."


def test_note_keeps_its_lines_and_a_heading_has_one(working: Translators) -> None:
    working.save_part(NOTE, "Un.\r\nDeux. ")
    working.save_part(HEADING, "Article 1:\n L’eau ")

    assert working.part(NOTE).wording.text == "Un.\nDeux."
    assert working.part(HEADING).wording.text == "Article 1: L’eau"
    section = working.session.scalars(
        select(Section).where(Section.version_id == working.version.id, Section.key == "s1")
    ).one()
    assert section.labels == {"fr": "Article 1"}


def test_changed_note_turns_its_translations_stale(working: Translators, desk: Desk) -> None:
    working.save_part(NOTE, WORDS)
    write(desk, notes={"en": "Open to everyone."})
    write(desk, notes={"en": "Open to everyone, always."})

    stale = working.part(NOTE)
    assert stale.standing is Standing.STALE
    assert stale.original_before == "Open to all."
    working.save_part(NOTE, WORDS)
    assert working.part(NOTE).standing is Standing.DRAFT
    assert working.part(NOTE).original_before is None


def test_words_changed_meanwhile_are_not_written_over(working: Translators, desk: Desk) -> None:
    token = working.part(NOTE).token
    write(desk, notes={"en": "Open to everyone."})

    with pytest.raises(Conflict, match="changed_meanwhile"):
        working.save_part(NOTE, WORDS, token=token)


def test_note_taken_away_is_gone_everywhere(working: Translators, desk: Desk) -> None:
    working.save_part(NOTE, WORDS)
    write(desk, notes={"en": "", "fr": " "})

    with pytest.raises(NotFound):
        working.part(NOTE)
    states = select(PartState).where(PartState.place == NOTE.code)
    mine = states.where(PartState.version_id == working.version.id)
    assert working.session.scalars(mine).all() == []


def test_note_written_from_an_old_page_is_refused(working: Translators, desk: Desk) -> None:
    with pytest.raises(Conflict, match="changed_meanwhile"):
        write_notes(
            desk.session, desk.actor, desk.version, "k1", {"en": "x"}, {}, token="old", now=desk.now
        )
    with pytest.raises(NotAllowed, match="is_secretariat"):
        write_notes(desk.session, working.first, desk.version, "k1", {}, {}, token="", now=desk.now)


def test_citations_are_translated_like_notes(working: Translators, desk: Desk) -> None:
    write(desk, citations={"en": "UDHR, article 13\nICCPR, article 12"})
    working.save_part(CITED, "DUDH, article 13\nPIDCP, article 12")

    assert working.part(CITED).standing is Standing.DRAFT
    assert progress_of(working.session, working.version, ["fr", "es"]) == {
        "fr": (8, 10),
        "es": (8, 10),
    }


def test_frozen_heading_stays_and_its_note_can_be_written(
    published: Translators, desk: Desk
) -> None:
    before = content_of(published.session, published.version)
    with pytest.raises(Conflict, match="version_is_frozen"):
        published.save_part(HEADING, WORDS)
    published.save_part(NOTE, WORDS)
    write(desk, notes={"en": "Open to everyone."})

    assert published.part(NOTE).standing is Standing.STALE
    assert content_of(published.session, published.version) == before


def test_heading_of_a_late_language_leaves_the_hash_alone(published: Translators) -> None:
    without_french(published)
    before = content_of(published.session, published.version)

    published.save_part(HEADING, "La Charte")
    published.save(1, WORDS)
    second = Place(Part.HEADING, "s2")
    published.save_part(second, "La suite")

    assert content_of(published.session, published.version) == before
    with pytest.raises(Conflict, match="version_is_frozen"):
        published.save_part(HEADING, "Autre")
    published.review_part(second, published.second)
    assert published.part(second).standing is Standing.REVIEWED


def test_all_drafts_at_once_include_headings_but_not_ones_own(working: Translators) -> None:
    working.save_part(HEADING, WORDS)
    working.save_part(NOTE, WORDS, actor=working.second)
    session, version, now = working.session, working.version, working.now

    assert review_language(session, working.second, version, "fr", now=now) == 1
    assert working.part(HEADING).standing is Standing.REVIEWED
    assert working.part(NOTE).standing is Standing.DRAFT
    with pytest.raises(NotAllowed, match="somebody_else_wrote_it"):
        review_language(session, working.second, version, "fr", now=now)


def test_next_version_has_the_same_words_as_far_as_before(working: Translators, desk: Desk) -> None:
    write(desk, citations={"en": "UDHR, article 13"})
    working.save_part(CITED, "DUDH, article 13")
    working.save_part(NOTE, WORDS)
    working.review_part(NOTE, working.second)
    write(desk, notes={"en": "Open to everyone."})
    base = publish(desk)
    prepare_version(desk.session, desk.actor, base, now=desk.now)

    working.version = desk.session.scalars(select(Version).where(Version.number == 3)).one()
    note = working.part(NOTE)
    assert note.standing is Standing.STALE
    assert note.original_before == "Open to all."
    assert note.wording.written_by_id == working.first.member_id
    assert working.part(CITED).standing is Standing.DRAFT
    codes = {one.place.code for one in parts_of(working.session, working.version, "en")}
    assert codes == {"h-s1", "h-s2", "n-k1", "c-k1"}


def test_query_can_be_about_a_note_and_nothing_else_unknown(working: Translators) -> None:
    ask_secretariat(
        working.session, working.first, working.version, NOTE, "fr", "Whom?", now=working.now
    )
    rows = desk_of(working.session, working.version, "fr").shown("queries")
    assert [row.place for row in rows] == [NOTE]

    gone = Place(Part.HEADING, "nowhere")
    with pytest.raises(NotFound):
        ask_secretariat(
            working.session, working.first, working.version, gone, "fr", "Whom?", now=working.now
        )


def test_nothing_is_no_translation(working: Translators) -> None:
    for place in (NOTE, HEADING):
        with pytest.raises(Invalid, match="text_needed"):
            working.save_part(place, " \n ")
