"""Everything proposed for a text stands in its place; the pieces together are the text."""

from hypothesis import given
from hypothesis import strategies as st

from app.domain.wording.hunks import ConflictKind
from app.domain.wording.merge import Proposal
from app.domain.wording.overview import Choice, Piece, overview

BASE = "Towns keep water, schools and shelter open to everyone."
WORDS = st.lists(st.sampled_from("towns keep water clean and open to all".split()), max_size=9)


def of(*texts: str, base: str = BASE) -> tuple[Piece, ...]:
    return overview(base, [Proposal(f"A{at}", text) for at, text in enumerate(texts, 1)]).pieces


def test_change_stands_in_its_place_with_its_proposers() -> None:
    clinics = BASE.replace("schools", "clinics")

    assert of(clinics, clinics) == (
        Piece("Towns keep water, "),
        Piece("schools", (Choice("clinics", ("A1", "A2")),)),
        Piece(" and shelter open to everyone."),
    )


def test_several_choices_for_the_same_words_stand_together() -> None:
    found = of(BASE.replace("schools", "clinics"), BASE.replace("schools and shelter", "baths"))

    disputed = [piece for piece in found if piece.is_disputed]
    assert [piece.text for piece in disputed] == ["schools and shelter"]
    assert {choice.text: choice.keys for choice in disputed[0].choices} == {
        "clinics and shelter": ("A1",),
        "baths": ("A2",),
    }


def test_changes_apart_from_each_other_are_not_disputed() -> None:
    found = of(BASE.replace("Towns", "Cities"), BASE.replace("everyone", "all"))

    assert not [piece for piece in found if piece.is_disputed]
    assert len([piece for piece in found if piece.choices]) == 2


def test_conflicts_are_told_to_both_sides() -> None:
    texts = [BASE.replace("schools", "clinics"), BASE.replace("schools", "baths"), ""]
    proposals = [Proposal(f"A{at}", text) for at, text in enumerate(texts, 1)]

    found = overview(BASE, proposals).conflicts

    assert found["A1"] == {"A2": ConflictKind.OVERLAP, "A3": ConflictKind.DELETE_EDIT}
    assert found["A3"] == {"A1": ConflictKind.DELETE_EDIT, "A2": ConflictKind.DELETE_EDIT}


@given(WORDS, st.lists(WORDS, max_size=4))
def test_pieces_together_are_the_base(base: list[str], targets: list[list[str]]) -> None:
    text = " ".join(base)

    found = of(*(" ".join(target) for target in targets), base=text)

    assert "".join(piece.text for piece in found) == text


@given(WORDS, WORDS)
def test_one_proposal_taken_everywhere_is_its_text(base: list[str], target: list[str]) -> None:
    text, wanted = " ".join(base), " ".join(target)

    found = of(wanted, base=text)

    taken = (piece.choices[0].text if piece.choices else piece.text for piece in found)
    assert "".join(taken) == wanted
