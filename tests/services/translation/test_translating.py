"""From missing to reviewed by two people, stale again, and what a frozen version still takes."""

import pytest
from sqlalchemy import delete, select

from app.domain.charters import WordingStatus
from app.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from app.domain.parts import Part, Place
from app.domain.translation import Standing
from app.ledger.freezing import content_of
from app.models.charters import Charter, Section, Wording
from app.models.composition import Change
from app.models.rounds import Round
from app.queries.desk import desk_of
from app.services.versions import review_language
from tests.factories.desk import Desk, base, publish, replace, write
from tests.factories.people import actor_of
from tests.services.translation.conftest import Translators

WORDS = "Chaque ville garde l’eau ouverte."


def test_words_are_a_draft_until_somebody_else_reviewed_them(working: Translators) -> None:
    working.save(1, WORDS)
    assert working.at(1).standing is Standing.DRAFT

    with pytest.raises(NotAllowed, match="somebody_else_wrote_it"):
        working.review(1, working.first)
    assert working.at(1).standing is Standing.DRAFT

    wording = working.review(1, working.second)
    assert wording.status is WordingStatus.REVIEWED
    assert wording.reviewed_by_id == working.second.member_id


def test_all_drafts_at_once_leave_out_ones_own(working: Translators) -> None:
    working.save(1, WORDS)
    working.save(2, WORDS, actor=working.second)
    session, version, now = working.session, working.version, working.now

    assert review_language(session, working.first, version, "fr", now=now) == 1
    assert working.at(1).standing is Standing.DRAFT
    with pytest.raises(NotAllowed, match="somebody_else_wrote_it"):
        review_language(session, working.first, version, "fr", now=now)


def test_corrected_words_are_a_draft_of_who_corrected_them(working: Translators) -> None:
    working.save(1, WORDS)
    working.save(1, f"{WORDS} Toujours.", actor=working.second)

    with pytest.raises(NotAllowed, match="somebody_else_wrote_it"):
        working.review(1, working.second)
    assert working.review(1, working.first).status is WordingStatus.REVIEWED


def test_same_words_saved_again_stay_reviewed(working: Translators) -> None:
    working.save(1, base(1, "fr"))

    assert working.at(1).standing is Standing.REVIEWED


def test_only_a_draft_is_reviewed(working: Translators) -> None:
    with pytest.raises(Conflict, match="translation_not_a_draft"):
        working.review(1, working.second)


def test_words_changed_meanwhile_are_not_written_over(working: Translators) -> None:
    token = working.at(1).token
    working.save(1, WORDS)

    with pytest.raises(Conflict, match="changed_meanwhile"):
        working.save(1, "Autre.", token=token)
    with pytest.raises(Conflict, match="changed_meanwhile"):
        working.review(1, working.second, token=token)
    assert working.at(1).wording.text == WORDS


def test_original_changed_meanwhile_is_noticed(working: Translators, desk: Desk) -> None:
    token = working.at(1).token
    write(desk, 1, en="Every town keeps water open.")

    with pytest.raises(Conflict, match="changed_meanwhile"):
        working.save(1, WORDS, token=token)


def test_nothing_is_no_translation(working: Translators) -> None:
    with pytest.raises(Invalid, match="text_needed"):
        working.save(1, "  ")


def test_changed_original_makes_stale_and_shows_what_it_was(
    working: Translators, desk: Desk
) -> None:
    write(desk, 1, en="Every town keeps water open.")
    write(desk, 1, en="Every town keeps water and light open.")
    stale = working.at(1)

    assert stale.standing is Standing.STALE
    assert stale.original_before == base(1)
    assert stale.original.text == "Every town keeps water and light open."
    working.save(1, WORDS)
    write(desk, 1, en="Every town keeps light open.")
    assert working.at(1).original_before == "Every town keeps water and light open."
    stale = working.at(1)

    working.save(1, stale.wording.text)
    assert working.at(1).standing is Standing.DRAFT
    assert working.at(1).original_before is None


def test_amended_original_shows_the_version_before(working: Translators, desk: Desk) -> None:
    row = replace(desk, 2, "water", "light")
    desk.take(row, 2)

    assert working.at(2).standing is Standing.STALE
    assert working.at(2).original_before == base(2)


def test_words_of_an_amendment_are_not_the_translators(working: Translators, desk: Desk) -> None:
    row = replace(desk, 2, "l’eau", "la lumière", "fr")
    desk.take(row, 2)

    with pytest.raises(Conflict, match="words_of_an_amendment"):
        working.save(2, WORDS)


def test_translation_is_an_editorial_change_that_can_be_published(
    working: Translators, desk: Desk
) -> None:
    working.save(1, WORDS)
    change = working.session.scalars(select(Change).where(Change.paragraph_key == "k1")).one()
    assert change.editorial

    assert publish(desk).content_hash


def test_translation_taken_back_is_no_change(working: Translators) -> None:
    working.save(1, WORDS)
    working.save(1, base(1, "fr"))

    assert not working.session.scalars(select(Change)).all()


def test_published_words_stay(published: Translators) -> None:
    before = content_of(published.session, published.version)

    with pytest.raises(Conflict, match="version_is_frozen"):
        published.save(1, WORDS)
    assert content_of(published.session, published.version) == before


def test_gap_in_a_published_language_stays(published: Translators) -> None:
    wording = published.at(1).wording
    published.session.execute(delete(Wording).where(Wording.id == wording.id))
    published.session.commit()

    with pytest.raises(Conflict, match="version_is_frozen"):
        published.save(1, WORDS)


def without_french(published: Translators) -> None:
    session = published.session
    session.execute(delete(Wording).where(Wording.language == "fr"))
    for section in session.scalars(select(Section)):
        section.headings = {code: text for code, text in section.headings.items() if code != "fr"}
    session.commit()


def test_late_language_is_dated_hashed_apart_and_written_once(published: Translators) -> None:
    without_french(published)
    before = content_of(published.session, published.version)

    wording = published.save(1, WORDS)
    assert wording.added_after_freezing_at == published.now
    assert wording.late_hash
    published.save(2, WORDS)

    assert content_of(published.session, published.version) == before
    with pytest.raises(Conflict, match="version_is_frozen"):
        published.save(1, "Autre.")
    assert published.review(1, published.second).status is WordingStatus.REVIEWED


def test_late_language_moves_the_pages_of_its_round_on(published: Translators) -> None:
    without_french(published)
    wanted = select(Round.revision).where(Round.version_id == published.version.id)
    before = published.session.scalar(wanted)
    published.save(1, WORDS)

    assert published.session.scalar(wanted) > before


def test_original_has_no_desk(published: Translators) -> None:
    published.language = "en"
    with pytest.raises(NotFound, match="translation"):
        published.at(1)
    charter = published.session.scalars(select(Charter).where(Charter.slug == "mobility")).one()
    charter.languages = ["en", "fr"]
    published.session.commit()
    with pytest.raises(NotFound, match="translation"):
        desk_of(published.session, published.version, "ar")


def test_desk_counts_and_leads_on(working: Translators, desk: Desk) -> None:
    write(desk, 2, en="Every town keeps water open.")
    write(desk, 5, en="Every town keeps light open.")
    working.save(3, WORDS)
    found = desk_of(working.session, working.version, "fr")

    assert found.count(Standing.STALE) == 2
    assert found.count(Standing.DRAFT) == 1
    second, fifth = (Place(Part.PARAGRAPH, key) for key in ("k2", "k5"))
    note = Place(Part.NOTE, "k1")
    assert [row.place for row in found.shown("todo")] == [note, second, fifth]
    assert found.after(second, "todo").place == fifth
    assert found.after(fifth, "todo") is None
    assert found.before(fifth, "stale").place == second


def test_stranger_does_not_translate(working: Translators, desk: Desk) -> None:
    with pytest.raises(NotAllowed, match="works_on_the_text"):
        working.save(1, WORDS, actor=actor_of(working.session, desk.cast.bo))
