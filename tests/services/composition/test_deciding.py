"""Deciding on accepted amendments: the text is the base plus what was chosen."""

import pytest
from sqlalchemy import select

from app.domain.charters import WordingStatus
from app.domain.composition import Provenance
from app.domain.dispositions import Disposition
from app.domain.errors import Conflict, Invalid, NotAllowed
from app.models.charters import Wording
from app.services.composition.deciding import (
    take_beside,
    take_parts,
    take_rest,
    write_wording,
)
from tests.factories.accepted import accept
from tests.factories.desk import Desk, base, changed, replace
from tests.factories.people import actor_of


def test_next_version_begins_word_for_word_the_same(desk: Desk) -> None:
    desk.prepare()

    assert [key for _, key in desk.numbers()] == [f"k{at}" for at in range(1, 7)]
    assert all(not work.changed for work in desk.composition().works)


def test_clean_amendments_are_merged_in_english_and_arabic(desk: Desk) -> None:
    replace(desk, 1, "water", "clean water")
    replace(desk, 1, "who lives there", "who is there")
    replace(desk, 1, "والمدرسة", "والمدرسة القريبة", "ar")
    desk.prepare()

    assert desk.clean() == 3
    assert desk.text(1) == base(1).replace("water", "clean water").replace("lives", "is")
    assert desk.text(1, "ar") == changed(1, "والمدرسة", "والمدرسة القريبة", "ar")
    assert desk.work(1).provenance("en") is Provenance.CHOSEN
    assert desk.work(1).provenance("ar") is Provenance.CHOSEN


def test_amendments_on_the_same_words_are_never_merged_silently(desk: Desk) -> None:
    one = replace(desk, 1, "water", "clean water")
    replace(desk, 1, "water", "safe water")
    desk.prepare()

    assert desk.clean() == 0
    assert desk.work(1).clashes
    desk.take(one, 1)
    assert desk.text(1) == changed(1, "water", "clean water")


def test_second_of_two_that_meet_is_refused(desk: Desk) -> None:
    one = replace(desk, 1, "water", "clean water")
    other = replace(desk, 1, "water", "safe water")
    desk.prepare()
    desk.take(one, 1)

    with pytest.raises(Conflict, match="amendments_clash"):
        desk.take(other, 1)


def test_rest_of_an_amendment_can_be_taken(desk: Desk) -> None:
    one = replace(desk, 1, "water", "clean water")
    both = base(1).replace("water", "safe water").replace("lives there", "stays there")
    other = accept(desk.session, desk.cast, both, on=desk.cast.paragraphs[0], now=desk.now)
    desk.prepare()
    desk.take(one, 1)
    take_rest(
        desk.session, desk.actor, desk.version, desk.wish(other), token=desk.work(1).token,
        now=desk.now,
    )  # fmt: skip

    expected = base(1).replace("water", "clean water").replace("lives there", "stays there")
    assert desk.text(1) == expected
    assert desk.work(1).provenance("en") is Provenance.PARTS


@pytest.mark.parametrize(("first", "words"), [(True, "safe clean"), (False, "clean safe")])
def test_two_at_one_point_stand_in_the_order_chosen(desk: Desk, first: bool, words: str) -> None:
    one = replace(desk, 1, "water", "clean water")
    other = replace(desk, 1, "water", "safe water")
    third = replace(desk, 1, "everyone", "all")
    desk.prepare()
    desk.take(one, 1)
    take_beside(
        desk.session, desk.actor, desk.version, desk.wish(other), first=first,
        token=desk.work(1).token, now=desk.now,
    )  # fmt: skip
    assert desk.text(1) == changed(1, "water", f"{words} water")

    desk.take(third, 1)
    assert desk.text(1) == changed(1, "water", f"{words} water").replace("everyone", "all")
    assert desk.work(1).provenance("en") is Provenance.CHOSEN
    desk.undo(one, 1)
    assert desk.text(1) == changed(1, "water", "safe water").replace("everyone", "all")


def test_words_that_both_change_cannot_share_a_point(desk: Desk) -> None:
    one = replace(desk, 1, "water", "power")
    other = replace(desk, 1, "water", "light")
    desk.prepare()
    desk.take(one, 1)

    with pytest.raises(Conflict, match="amendments_clash"):
        take_beside(
            desk.session, desk.actor, desk.version, desk.wish(other), first=True,
            token=desk.work(1).token, now=desk.now,
        )  # fmt: skip


def test_neighbouring_words_are_both_put_in_and_flagged(desk: Desk) -> None:
    one, other = base(1).split()[1:3]
    replace(desk, 1, f" {one} ", " first ")
    replace(desk, 1, f" {other} ", " second ")
    desk.prepare()

    assert desk.work(1).flagged
    assert desk.clean() == 2
    assert "first second" in (desk.text(1) or "")


def test_unknown_single_changes_are_refused(desk: Desk) -> None:
    row = replace(desk, 1, "water", "clean water")
    desk.prepare()

    with pytest.raises(Invalid, match="nothing_left"):
        take_parts(
            desk.session, desk.actor, desk.version, desk.wish(row), {"en": ["9-9-x"]},
            token=desk.work(1).token, now=desk.now,
        )  # fmt: skip


def test_written_wording_settles_both_and_is_marked(desk: Desk) -> None:
    rows = [replace(desk, 1, "water", one) for one in ("clean water", "safe water")]
    desk.prepare()
    words = changed(1, "water", "clean and safe water")
    write_wording(
        desk.session, desk.actor, desk.version, [desk.wish(row) for row in rows], "en", words,
        token=desk.work(1).token, now=desk.now,
    )  # fmt: skip

    assert desk.text(1) == words
    assert desk.work(1).provenance("en") is Provenance.WRITTEN
    assert desk.composition().undecided == 0
    assert len(desk.work(1).cited) == 2


def test_amendment_left_out_needs_a_reason(desk: Desk) -> None:
    row = replace(desk, 1, "water", "clean water")
    desk.prepare()

    with pytest.raises(Invalid, match="reason_missing"):
        desk.skip(row, 1, " ")
    desk.skip(row, 1)
    assert desk.text(1) == base(1)
    assert desk.composition().undecided == 0


def test_decision_taken_back_restores_the_base(desk: Desk) -> None:
    row = replace(desk, 1, "water", "clean water")
    desk.prepare()
    desk.take(row, 1)
    desk.undo(row, 1)

    assert desk.text(1) == base(1)
    assert desk.work(1).change is None
    assert desk.work(1).after["fr"].status is WordingStatus.REVIEWED


def test_accepted_with_changes_takes_the_changed_wording(desk: Desk) -> None:
    accept(
        desk.session, desk.cast, changed(1, "water", "free water"), on=desk.cast.paragraphs[0],
        wordings={
            "en": changed(1, "water", "clean water"),
            "fr": changed(1, "l’eau", "l’eau propre", "fr"),
        },
        now=desk.now,
    )  # fmt: skip
    desk.prepare()
    desk.clean()

    assert desk.text(1) == changed(1, "water", "clean water")
    assert desk.text(1, "fr") == changed(1, "l’eau", "l’eau propre", "fr")
    assert desk.work(1).after["fr"].status is WordingStatus.REVIEWED


def test_refused_amendment_is_not_offered(desk: Desk) -> None:
    accept(
        desk.session, desk.cast, changed(1, "water", "free water"), on=desk.cast.paragraphs[0],
        disposition=Disposition.NOT_ACCEPTED, now=desk.now,
    )  # fmt: skip
    desk.prepare()

    assert not desk.composition().wishes


def test_facilitator_does_not_compose(desk: Desk) -> None:
    desk.prepare()
    desk.actor = actor_of(desk.session, desk.cast.ada)

    with pytest.raises(NotAllowed):
        desk.clean()


def test_every_text_of_the_next_version_is_provable(desk: Desk) -> None:
    replace(desk, 1, "water", "clean water")
    replace(desk, 2, "everyone", "all")
    replace(desk, 4, "والمأوى", "والمأوى الآمن", "ar")
    desk.prepare()
    desk.clean()

    known = {Provenance.BASE, Provenance.CHOSEN}
    found = desk.composition()
    assert {work.provenance(code) for work in found.works for code in work.after} == known
    assert desk.session.scalar(select(Wording.id).limit(1))


def test_next_version_begins_once(desk: Desk) -> None:
    desk.prepare()

    with pytest.raises(Conflict, match="next_version_exists"):
        desk.prepare()
