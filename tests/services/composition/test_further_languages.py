"""Amendments worded in several languages go into the text in each; the rest waits as stale."""

import pytest

from app.domain.charters import WordingStatus
from app.domain.composition import EditKind, Provenance, parts_of
from app.domain.contributions import Operation, Scope
from app.domain.errors import Conflict
from app.models.contributions import AmendmentWording, Contribution, Revision
from app.services.composition.deciding import take_further, take_parts, write_wording
from tests.factories.accepted import accept
from tests.factories.desk import Desk, base, changed, replace, write


def word(desk: Desk, row: Contribution, language: str, text: str) -> None:
    """A translator's wording of an amendment in one more language."""
    desk.session.add(
        AmendmentWording(
            contribution_id=row.id, revision=1, language=language, text=text,
            member_id=desk.cast.tariq.id, written_at=desk.now,
        )
    )  # fmt: skip
    desk.session.commit()


def in_two(desk: Desk, old: str = "water", new: str = "clean water") -> Contribution:
    """An English amendment on paragraph 1 that a translator worded in French."""
    row = replace(desk, 1, old, new)
    word(desk, row, "fr", changed(1, "l’eau", "l’eau propre", "fr"))
    return row


def offered(desk: Desk) -> list[str]:
    composition = desk.composition()
    return composition.offered(composition.wishes[0])


def further(desk: Desk, row: Contribution, at: int, language: str = "fr") -> None:
    token = desk.work(at).token
    take_further(
        desk.session, desk.actor, desk.version, desk.wish(row), language, token=token, now=desk.now
    )


def test_translators_wording_goes_in_with_the_amendment(desk: Desk) -> None:
    row = in_two(desk)
    desk.prepare()
    desk.take(row, 1)

    work = desk.work(1)
    assert desk.text(1, "fr") == changed(1, "l’eau", "l’eau propre", "fr")
    assert work.provenance("fr") is Provenance.CHOSEN
    assert work.after["fr"].status is WordingStatus.DRAFT
    assert work.after["fr"].written_by_id == desk.cast.tariq.id
    assert work.after["es"].status is WordingStatus.STALE


def test_proposers_own_further_wording_goes_in_as_read(desk: Desk) -> None:
    row = replace(desk, 1, "water", "clean water")
    words = changed(1, "l’eau", "l’eau propre", "fr")
    desk.session.query(Revision).filter_by(contribution_id=row.id).update(
        {"wordings": {"fr": words}}
    )
    desk.session.commit()
    desk.prepare()

    assert desk.clean() == 1
    assert desk.text(1, "fr") == words
    assert desk.work(1).after["fr"].status is WordingStatus.REVIEWED


def test_wording_of_words_revised_since_is_not_offered(desk: Desk) -> None:
    row = in_two(desk)
    row.shown_revision = 2
    desk.session.add(
        Revision(
            contribution_id=row.id, number=2, text="Because.", created_at=desk.now,
            wording=changed(1, "water", "drinking water"),
        )
    )  # fmt: skip
    desk.session.commit()
    desk.prepare()
    desk.take(row, 1)

    assert desk.text(1, "fr") == base(1, "fr")
    assert desk.work(1).after["fr"].status is WordingStatus.STALE


def test_changed_acceptance_is_not_what_was_translated(desk: Desk) -> None:
    words = {"en": changed(1, "water", "safe water")}
    row = accept(
        desk.session, desk.cast, changed(1, "water", "clean water"), wordings=words,
        on=desk.cast.paragraphs[0], now=desk.now,
    )  # fmt: skip
    word(desk, row, "fr", changed(1, "l’eau", "l’eau propre", "fr"))
    desk.prepare()
    desk.take(row, 1)

    assert desk.text(1, "fr") == base(1, "fr")


def test_wording_that_comes_later_is_offered_and_put_in(desk: Desk) -> None:
    row = replace(desk, 1, "water", "clean water")
    desk.prepare()
    desk.take(row, 1)
    assert offered(desk) == []
    word(desk, row, "fr", changed(1, "l’eau", "l’eau propre", "fr"))

    assert offered(desk) == ["fr"]
    further(desk, row, 1)
    assert desk.text(1, "fr") == changed(1, "l’eau", "l’eau propre", "fr")
    with pytest.raises(Conflict, match="changed_meanwhile"):
        further(desk, row, 1)


def test_single_changes_are_chosen_in_each_language(desk: Desk) -> None:
    row = in_two(desk)
    desk.prepare()
    work = desk.work(1)
    part = parts_of(base(1), work.wishes[0].texts["en"])[0].id
    take_parts(
        desk.session, desk.actor, desk.version, desk.wish(row), {"en": [part]},
        token=work.token, now=desk.now,
    )  # fmt: skip

    assert desk.text(1) == changed(1, "water", "clean water")
    assert desk.text(1, "fr") == base(1, "fr")
    assert desk.work(1).after["fr"].status is WordingStatus.STALE


def test_words_that_lack_another_amendment_are_stale_and_know_since_when(desk: Desk) -> None:
    both = in_two(desk)
    other = replace(desk, 1, "lives there", "stays there")
    desk.prepare()
    desk.take(both, 1)
    desk.take(other, 1)

    fr = desk.work(1).after["fr"]
    assert fr.text == changed(1, "l’eau", "l’eau propre", "fr")
    assert fr.status is WordingStatus.STALE
    assert fr.made_from == {"en": changed(1, "water", "clean water")}
    desk.undo(other, 1)
    assert desk.work(1).after["fr"].status is WordingStatus.DRAFT


def test_words_of_a_third_language_are_told_what_is_in_them_already(desk: Desk) -> None:
    both = in_two(desk)
    other = replace(desk, 1, "والمدرسة", "والمدرسة القريبة", "ar")
    desk.prepare()
    desk.take(both, 1)
    desk.take(other, 1)

    after = desk.work(1).after
    assert after["fr"].made_from == {"en": desk.text(1), "ar": base(1, "ar")}
    assert after["ar"].made_from == {"en": base(1), "fr": base(1, "fr")}
    assert after["en"].status is WordingStatus.STALE


def test_reading_again_stands_where_nothing_changed(desk: Desk) -> None:
    row = in_two(desk)
    deletion = accept(
        desk.session, desk.cast, None, on=desk.cast.paragraphs[0], operation=Operation.DELETE,
        now=desk.now,
    )  # fmt: skip
    desk.prepare()
    desk.take(row, 1)
    desk.work(1).after["fr"].status = WordingStatus.REVIEWED
    desk.session.commit()
    desk.skip(deletion, 1)

    assert desk.work(1).after["fr"].status is WordingStatus.REVIEWED


def test_translators_may_write_on_and_their_words_are_kept(desk: Desk) -> None:
    row = in_two(desk)
    desk.prepare()
    desk.take(row, 1)
    words = changed(1, "l’eau", "l’eau bien propre", "fr")
    write(desk, 1, kind=None, fr=words)

    assert desk.work(1).provenance("fr") is Provenance.ALIGNED
    desk.undo(row, 1)
    work = desk.work(1)
    assert desk.text(1) == base(1)
    assert desk.text(1, "fr") == words
    assert work.after["fr"].status is WordingStatus.STALE
    assert work.after["fr"].made_from == {"en": changed(1, "water", "clean water")}


def test_words_written_by_hand_are_not_written_over_by_a_translation(desk: Desk) -> None:
    desk_row = in_two(desk)
    desk.prepare()
    write(desk, 1, kind=None, fr="Autrement dit.")
    desk.take(desk_row, 1)

    assert desk.text(1) == changed(1, "water", "clean water")
    assert desk.text(1, "fr") == "Autrement dit."
    assert desk.work(1).after["fr"].status is WordingStatus.STALE
    assert offered(desk) == []


def test_edit_over_an_amendment_leaves_its_translation_behind(desk: Desk) -> None:
    row = in_two(desk)
    desk.prepare()
    desk.take(row, 1)
    write(desk, 1, kind=EditKind.SUBSTANTIVE, en=changed(1, "water", "very clean water"))

    assert desk.work(1).provenance("en") is Provenance.WRITTEN
    assert desk.work(1).after["fr"].status is WordingStatus.STALE


def test_those_that_meet_in_a_translation_only_wait_for_a_person(desk: Desk) -> None:
    one = in_two(desk)
    other = replace(desk, 1, "lives there", "stays there")
    word(desk, other, "fr", changed(1, "l’eau", "l’eau claire", "fr"))
    desk.prepare()

    assert desk.clean() == 0
    assert {clash.language for clash in desk.work(1).clashes} == {"fr"}
    desk.take(one, 1)
    with pytest.raises(Conflict, match="amendments_clash"):
        desk.take(other, 1)


def test_wording_written_in_one_language_leaves_the_other_to_be_settled(desk: Desk) -> None:
    rows = [in_two(desk), replace(desk, 1, "water", "safe water")]
    word(desk, rows[1], "fr", changed(1, "l’eau", "l’eau sûre", "fr"))
    desk.prepare()
    keys = [desk.wish(row) for row in rows]

    def settle(language: str, text: str) -> None:
        token = desk.work(1).token
        write_wording(
            desk.session, desk.actor, desk.version, keys, language, text, token=token, now=desk.now
        )

    settle("en", changed(1, "water", "clean and safe water"))
    work = desk.work(1)
    assert work.after["fr"].status is WordingStatus.STALE
    assert {clash.language for clash in work.clashes} == {"fr"}
    settle("fr", changed(1, "l’eau", "l’eau propre et sûre", "fr"))
    work = desk.work(1)
    assert work.clashes == []
    assert desk.text(1, "fr") == changed(1, "l’eau", "l’eau propre et sûre", "fr")
    assert work.after["en"].status is WordingStatus.REVIEWED


def test_insertion_goes_in_in_each_language(desk: Desk) -> None:
    row = accept(
        desk.session, desk.cast, "Bells ring.", on=desk.cast.paragraphs[1],
        operation=Operation.INSERT_AFTER, now=desk.now,
    )  # fmt: skip
    word(desk, row, "fr", "Les cloches sonnent.")
    desk.prepare()
    desk.clean()
    word(desk, row, "ar", "تقرع الأجراس.")

    def inserted() -> dict[str, tuple[str, WordingStatus]]:
        work = next(one for one in desk.composition().works if one.source)
        return {code: (one.text, one.status) for code, one in work.after.items()}

    assert inserted().keys() == {"en", "fr"}
    assert inserted()["fr"] == ("Les cloches sonnent.", WordingStatus.DRAFT)
    further(desk, row, 2, "ar")
    assert inserted()["ar"][0] == "تقرع الأجراس."


def test_correction_of_one_language_leaves_the_others_as_they_are(desk: Desk) -> None:
    row = replace(desk, 1, "l’eau", "de l’eau", "fr")
    row.scope = Scope.LANGUAGE
    desk.session.commit()
    desk.prepare()
    desk.clean()

    assert desk.text(1, "fr") == changed(1, "l’eau", "de l’eau", "fr")
    assert desk.work(1).after["en"].status is WordingStatus.REVIEWED
    assert desk.work(1).after["ar"].status is WordingStatus.REVIEWED
