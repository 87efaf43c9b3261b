"""What comes out where proposals are merged: undisputed changes only, in any language."""

import pytest

from app.domain.wording.merge import Proposal, merge

BASE = "Cities shall protect the rights of all people on the move."

MERGES = [
    # base, targets, merged text
    (
        "Cities act. Regions help.",
        ["Cities must act. Regions help.", "Cities act. Regions help. States pay."],
        "Cities must act. Regions help. States pay.",
    ),
    (
        "Le droit à l’eau est garanti à tous.",
        ["Le droit à l’énergie est garanti à tous.",
         "Le droit à l’eau est garanti à toutes et tous."],
        "Le droit à l’énergie est garanti à toutes et tous.",
    ),
    (
        "¿Quién decide? La ciudad decide con su gente.",
        ["¿Quién y cómo decide? La ciudad decide con su gente.",
         "¿Quién decide? La ciudad decide con toda su gente."],
        "¿Quién y cómo decide? La ciudad decide con toda su gente.",
    ),
    (
        "تلتزم المُدُنُ بحماية حقوق المهاجرين.",
        ["تلتزم المُدُنُ والأقاليم بحماية حقوق المهاجرين.",
         "تلتزم المُدُنُ بحماية حقوق المهاجرين واللاجئين."],
        "تلتزم المُدُنُ والأقاليم بحماية حقوق المهاجرين واللاجئين.",
    ),
    ("Unchanged.", [], "Unchanged."),
    ("", ["New."], "New."),
]  # fmt: skip


@pytest.mark.parametrize(("base", "targets", "text"), MERGES)
def test_undisputed_changes_are_merged(base: str, targets: list[str], text: str) -> None:
    found = merge(base, [Proposal(f"A{at}", target) for at, target in enumerate(targets)])

    assert found.text == text
    assert found.conflicts == ()
    assert set(found.applied) == set(found.credits)


def test_merge_leaves_disputed_words_as_they_were_and_says_so() -> None:
    found = merge(
        BASE,
        [
            Proposal("A1", BASE.replace("shall", "must")),
            Proposal("A2", BASE.replace("shall", "should")),
            Proposal("A3", BASE.replace("move", "road")),
        ],
    )

    assert found.text == BASE.replace("move", "road")
    assert [found.credits[name] for name in found.conflicts[0].hunks] in (
        [("A1",), ("A2",)],
        [("A2",), ("A1",)],
    )


def test_unseen_spelling_of_untouched_words_stays_that_of_the_base() -> None:
    base = "Qui\u00a0? La ville."

    found = merge(base, [Proposal("A1", "Qui ? La région.")])

    assert found.text == "Qui\u00a0? La région."
