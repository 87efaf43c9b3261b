"""Proposals on one base meet in the open: what clashes is named, what does not is applied."""

import pytest

from app.domain.wording.merge import Analysis, ConflictKind, Proposal, analyse, apply, merge

BASE = "Cities shall protect the rights of all people on the move."

# what two proposals want, how they meet, and beside it what meets nothing
MEETINGS = [
    (
        ConflictKind.OVERLAP,
        "Cities shall guarantee the rights of all people on the move.",
        "Cities shall uphold the rights of all people on the move.",
        "Cities shall protect the freedoms of all people on the move.",
    ),
    (
        ConflictKind.SAME_POINT,
        "Cities shall protect the equal rights of all people on the move.",
        "Cities shall protect the human rights of all people on the move.",
        "Cities shall protect the rights of absolutely all people on the move.",
    ),
    (
        ConflictKind.SAME_POINT,
        "Cities shall protect the equal rights of all people on the move.",
        "Cities shall protect the duties of all people on the move.",
        "Cities shall protect the rights of all persons on the move.",
    ),
    (
        ConflictKind.SAME_POINT,
        "Cities shall protect the rights of all people on the move today.",
        "Cities shall protect the rights of all people on the move!",
        "Regions shall protect the rights of all people on the move.",
    ),
    (
        ConflictKind.SAME_POINT,
        "Cities, shall protect the rights of all people on the move.",
        "Cities also shall protect the rights of all people on the move.",
        "Cities shall also protect the rights of all people on the move.",
    ),
    (
        ConflictKind.DELETE_EDIT,
        "Cities shall protect the rights of all people.",
        "Cities shall protect the rights of all people on the road.",
        "Cities shall protect the rights of every people on the move.",
    ),
    (
        ConflictKind.ADJACENT,
        "Cities shall safeguard the rights of all people on the move.",
        "Cities must protect the rights of all people on the move.",
        "Regions shall protect the rights of all people on the move.",
    ),
    (
        ConflictKind.ADJACENT,
        "Cities protect the rights of all people on the move.",
        "Cities shall guard the rights of all people on the move.",
        "Cities shall protect the rights of everybody on the move.",
    ),
]


def _analysis(*targets: str, base: str = BASE) -> Analysis:
    return analyse(base, [Proposal(f"A{at}", target) for at, target in enumerate(targets, 1)])


@pytest.mark.parametrize(("kind", "one", "other", "_apart"), MEETINGS)
def test_meeting_changes_are_named(kind: ConflictKind, one: str, other: str, _apart: str) -> None:
    found = _analysis(one, other)

    assert [conflict.kind for conflict in found.conflicts] == [kind]
    assert (found.clean == ()) is kind.waits
    assert (found.flagged == found.conflicts) is (kind is ConflictKind.ADJACENT)


@pytest.mark.parametrize(("_kind", "one", "_other", "apart"), MEETINGS)
def test_changes_a_word_apart_meet_nothing(
    _kind: ConflictKind, one: str, _other: str, apart: str
) -> None:
    found = _analysis(one, apart)

    assert found.conflicts == ()
    assert len(found.clean) == 2


def test_adjacent_changes_are_both_applied_and_flagged() -> None:
    one, other = BASE.replace("shall", "must"), BASE.replace("protect", "honour")

    found = merge(BASE, [Proposal("A1", one), Proposal("A2", other)])

    assert found.text == BASE.replace("shall protect", "must honour")
    assert found.conflicts == ()
    assert len(found.analysis.flagged) == 1


def test_identical_changes_are_joined_and_all_are_credited() -> None:
    target = BASE.replace("shall", "must")

    found = _analysis(target, target, BASE.replace("move", "road"))

    assert [hunk.keys for hunk in found.hunks] == [("A1", "A2"), ("A3",)]
    assert [conflict.kind for conflict in found.joined] == [ConflictKind.IDENTICAL]
    assert found.conflicts == ()


def test_changes_that_only_look_alike_are_joined() -> None:
    base = "Les villes votent."
    composed, decomposed = "Les \u00e9lus votent.", "Les e\u0301lus votent."

    found = _analysis(composed, decomposed, composed, base=base)

    assert [(hunk.keys, hunk.replacement) for hunk in found.hunks] == [
        (("A1", "A2", "A3"), "\u00e9lus")
    ]


def test_same_word_put_elsewhere_is_not_joined() -> None:
    found = _analysis(
        BASE.replace("people", "free people"), BASE.replace("the rights", "the free rights")
    )

    assert [hunk.keys for hunk in found.hunks] == [("A2",), ("A1",)]


def test_proposals_that_share_a_change_do_not_clash_over_their_others() -> None:
    found = _analysis(
        BASE.replace("shall", "must"), BASE.replace("shall", "must").replace("move", "road")
    )

    assert found.conflicts == ()


def test_hunk_tells_what_gives_way_to_what() -> None:
    (hunk,) = _analysis(BASE.replace("all people", "everyone")).hunks

    assert (hunk.base_text, hunk.replacement) == ("all people", "everyone")
    assert not hunk.is_insertion
    assert not hunk.is_deletion


def test_hunk_keeps_its_name_when_others_join() -> None:
    target = BASE.replace("all people", "everyone")

    alone, beside = _analysis(target), _analysis(target, BASE.replace("shall", "must"))

    assert beside.of("A1") == alone.of("A1")


def test_taking_the_whole_text_out_meets_every_edit() -> None:
    found = _analysis("", f"{BASE} Always.", f"All {BASE}", BASE.replace("move", "road"))

    assert {conflict.kind for conflict in found.conflicts} == {ConflictKind.DELETE_EDIT}
    assert len(found.conflicts) == 3
    assert apply(BASE, found, found.of("A1")) == ""


def test_two_who_take_everything_out_agree() -> None:
    assert merge(BASE, [Proposal("A1", ""), Proposal("A2", "")]).text == ""


def test_places_gather_what_must_be_decided_together() -> None:
    found = _analysis(
        BASE.replace("shall", "must"),
        BASE.replace("shall protect", "guard"),
        BASE.replace("protect", "honour"),
        BASE.replace("move", "road"),
        BASE.replace("move", "march"),
        BASE.replace("people", "persons"),
    )

    assert [len(place) for place in found.places] == [3, 2]
    assert len(found.clean) == 1


def test_chosen_hunks_and_nothing_else_are_applied() -> None:
    found = _analysis(BASE.replace("shall", "must"), BASE.replace("move", "road"))

    assert apply(BASE, found, found.of("A2")) == BASE.replace("move", "road")


def test_overlapping_hunks_cannot_both_be_applied() -> None:
    found = _analysis(BASE.replace("people", "persons"), BASE.replace("people", "residents"))

    with pytest.raises(ValueError, match="overlap"):
        apply(BASE, found, [hunk.id for hunk in found.hunks], order=[h.id for h in found.hunks])


def test_hunks_at_one_point_need_an_order() -> None:
    found = _analysis(BASE.replace("people", "old people"), BASE.replace("people", "young people"))
    old, young = found.of("A1") + found.of("A2")

    with pytest.raises(ValueError, match="need an order"):
        apply(BASE, found, [old, young])
    with pytest.raises(ValueError, match="need an order"):
        apply(BASE, found, [old, young], order=[old])
    assert "all young old people" in apply(BASE, found, [old, young], order=[young, old])
    assert "all old young people" in apply(BASE, found, [old, young], order=[old, young])


def test_adjacent_hunks_are_applied_in_the_order_of_the_text() -> None:
    found = _analysis(BASE.replace("shall", "must"), BASE.replace("protect", "honour"))

    chosen = [hunk.id for hunk in reversed(found.hunks)]

    assert apply(BASE, found, chosen).startswith("Cities must honour the")


def test_analysis_of_another_base_is_refused() -> None:
    with pytest.raises(ValueError, match="another base"):
        apply("Another text.", _analysis(BASE), [])


def test_unknown_hunk_is_refused() -> None:
    with pytest.raises(ValueError, match="no such hunk"):
        apply(BASE, _analysis(BASE), ["0-1-abc"])


def test_two_proposals_under_one_key_are_refused() -> None:
    with pytest.raises(ValueError, match="key of its own"):
        analyse(BASE, [Proposal("A1", "x"), Proposal("A1", "y")])
