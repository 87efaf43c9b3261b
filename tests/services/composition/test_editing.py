"""Editing a paragraph by hand: alignment, editorial changes, two editors."""

import pytest

from app.domain.charters import WordingStatus
from app.domain.composition import EditKind, Provenance
from app.domain.errors import Conflict, Invalid
from app.domain.texts import ParagraphType
from app.services.composition.editing import (
    ParagraphEdit,
    edit_paragraph,
    explain_change,
    restore_wording,
)
from tests.factories.charters import WORDS
from tests.factories.desk import Desk, changed, replace, write


def test_other_languages_wait_to_be_aligned(desk: Desk) -> None:
    replace(desk, 1, "water", "clean water")
    desk.prepare()
    desk.clean()

    after = desk.work(1).after
    assert after["fr"].status is WordingStatus.STALE
    assert after["en"].status is WordingStatus.REVIEWED
    assert desk.work(2).after["fr"].status is WordingStatus.REVIEWED


def test_edit_by_hand_is_editorial(desk: Desk) -> None:
    desk.prepare()
    write(desk, 3, en=changed(3, "everyone", "all"))

    work = desk.work(3)
    assert work.provenance("en") is Provenance.EDITORIAL
    assert work.change is not None
    assert work.change.editorial
    assert work.after["fr"].status is WordingStatus.STALE


def test_edit_by_hand_without_a_kind_is_refused(desk: Desk) -> None:
    desk.prepare()

    with pytest.raises(Invalid, match="edit_kind_missing"):
        write(desk, 3, kind=None, en=changed(3, "everyone", "all"))
    write(desk, 3, kind=None, fr="Autrement dit.")
    assert desk.text(3, "fr") == "Autrement dit."


def test_substantive_edit_is_not_editorial_and_stays_substantive(desk: Desk) -> None:
    desk.prepare()
    write(desk, 3, kind=EditKind.SUBSTANTIVE, en=changed(3, "everyone", "all"))
    write(desk, 3, en=changed(3, "everyone", "all of them"))
    change = desk.work(3).change

    assert change is not None
    assert (change.edited, change.editorial) == (EditKind.SUBSTANTIVE, False)
    assert change.reasons == {"en": "A slip."}
    restore_wording(
        desk.session, desk.actor, desk.version, "k3", "en", token=desk.work(3).token, now=desk.now
    )
    assert desk.work(3).change is None


def test_aligned_language_is_no_longer_stale(desk: Desk) -> None:
    replace(desk, 1, "water", "clean water")
    desk.prepare()
    desk.clean()
    write(desk, 1, fr=changed(1, "l’eau", "l’eau propre", "fr"))

    work = desk.work(1)
    assert work.after["fr"].status is WordingStatus.DRAFT
    assert work.provenance("fr") is Provenance.ALIGNED
    assert work.after["es"].status is WordingStatus.STALE


def test_edit_over_an_amendment_is_marked_as_written(desk: Desk) -> None:
    replace(desk, 1, "water", "clean water")
    desk.prepare()
    desk.clean()
    write(desk, 1, en=changed(1, "water", "very clean water"))

    assert desk.work(1).provenance("en") is Provenance.WRITTEN


def test_words_edited_by_hand_are_not_overwritten_by_a_decision(desk: Desk) -> None:
    row = replace(desk, 1, "water", "clean water")
    desk.prepare()
    write(desk, 1, en=changed(1, "everyone", "all"))

    with pytest.raises(Conflict, match="edited_by_hand"):
        desk.take(row, 1)
    restore_wording(
        desk.session, desk.actor, desk.version, "k1", "en", token=desk.work(1).token, now=desk.now
    )
    desk.take(row, 1)
    assert desk.text(1) == changed(1, "water", "clean water")


def test_second_editor_of_a_paragraph_is_refused(desk: Desk) -> None:
    desk.prepare()
    token = desk.work(1).token
    write(desk, 1, en=changed(1, "everyone", "all"))
    edit = ParagraphEdit({"en": "Other."}, {}, {}, ParagraphType.OPERATIVE)

    with pytest.raises(Conflict, match="changed_meanwhile"):
        edit_paragraph(
            desk.session, desk.actor, desk.version, "k1", edit, token=token, now=desk.now
        )


def test_language_can_be_added_and_taken_away_by_hand(desk: Desk) -> None:
    desk.prepare()
    write(desk, 2, fr="")
    assert desk.text(2, "fr") is None
    write(desk, 2, fr="Les villes, encore.")
    assert desk.work(2).after["fr"].status is WordingStatus.DRAFT
    restore_wording(
        desk.session, desk.actor, desk.version, "k2", "fr", token=desk.work(2).token, now=desk.now
    )
    assert desk.work(2).change is None


def test_words_of_an_amendment_cannot_be_emptied(desk: Desk) -> None:
    replace(desk, 1, "water", "clean water")
    desk.prepare()
    desk.clean()

    with pytest.raises(Conflict, match="amendments_clash"):
        write(desk, 1, en="")


def test_paragraph_keeps_at_least_one_language(desk: Desk) -> None:
    desk.prepare()

    with pytest.raises(Invalid, match="text_needed"):
        write(desk, 1, **dict.fromkeys(WORDS, " "))


def test_editorial_change_cites_nothing(desk: Desk) -> None:
    replace(desk, 1, "water", "clean water")
    desk.prepare()
    write(desk, 3, en=changed(3, "everyone", "all"))

    with pytest.raises(Invalid, match="editorial_cites_nothing"):
        explain_change(
            desk.session, desk.actor, desk.version, "k3", {}, ["A1"], editorial=True,
            token=desk.work(3).token, now=desk.now,
        )  # fmt: skip


def test_undone_amendment_beside_hand_alignment_leaves_an_editorial_change(desk: Desk) -> None:
    row = replace(desk, 1, "water", "clean water")
    desk.prepare()
    desk.clean()
    write(desk, 1, fr=changed(1, "l’eau", "l’eau propre", "fr"))
    desk.undo(row, 1)

    work = desk.work(1)
    assert work.change is not None
    assert work.change.editorial
    assert work.provenance("fr") is Provenance.EDITORIAL
