"""What a marked-up file asks for, case by case, tracked and not."""

import json

import pytest

from app.domain.contributions import Operation
from app.domain.errors import Invalid
from app.domain.marked.lines import Mark, MarkedFile
from app.domain.marked.reading import taken_over
from app.domain.marked.takeover import Aside, Reason, Takeover
from app.domain.writing import LONGEST
from tests.factories.marked import (
    FIRST,
    HEAD,
    HEADING,
    PLACES,
    SECOND,
    THIRD,
    WHOLE,
    marked_file,
    marked_line,
)

REPLACE, INSERT, DELETE = Operation.REPLACE, Operation.INSERT_AFTER, Operation.DELETE
LABELLED = f"(a) {SECOND}"
CLINICS = FIRST.replace("schools", "clinics")
LOW = "Fees stay low"

CASES = {
    "nothing": (WHOLE, []),
    "words replaced": (
        (*HEAD, FIRST.replace("schools", "[-schools-]{+clinics+}"), LABELLED, THIRD),
        [(REPLACE, 1, CLINICS, ())],
    ),
    "under a label": (
        (*HEAD, FIRST, LABELLED.replace("papers", "[-papers-]{+names+}"), THIRD),
        [(REPLACE, 2, SECOND.replace("papers", "names"), ())],
    ),
    "label changed": (
        (*HEAD, FIRST, LABELLED.replace("(a)", "[-(a)-]{+(b)+}"), THIRD),
        [(REPLACE, 2, f"(b) {SECOND}", (Aside.NUMBER_CHANGED,))],
    ),
    "paragraph taken out": (
        (*HEAD, FIRST, f"[-{LABELLED}-]¶-", THIRD),
        [(DELETE, 2, "", ())],
    ),
    "words taken out, end left": (
        (*HEAD, FIRST, f"[-{LABELLED}-]", THIRD),
        [(DELETE, 2, "", ())],
    ),
    "end before taken out with it": (
        (*HEAD, f"{FIRST}¶-", f"[-{LABELLED}-]", THIRD),
        [(DELETE, 2, "", ())],
    ),
    "new paragraph, typed at the end of one": (
        (*HEAD, f"{FIRST}¶+", "{+Shelters open at night.+}", LABELLED, THIRD),
        [(INSERT, 1, "Shelters open at night.", ())],
    ),
    "new paragraph, typed before one": (
        (*HEAD, FIRST, "{+Shelters open at night.+}¶+", LABELLED, THIRD),
        [(INSERT, 1, "Shelters open at night.", ())],
    ),
    "two new paragraphs in order": (
        (*HEAD, FIRST, LABELLED, f"{THIRD}¶+", "{+One.+}¶+", "{+Two.+}"),
        [(INSERT, 3, "One.", ()), (INSERT, 3, "Two.", ())],
    ),
    "rewritten as a whole": (
        (*HEAD, FIRST, LABELLED, f"[-{THIRD}-]{{+All is free of charge.+}}"),
        [(REPLACE, 3, "All is free of charge.", ())],
    ),
    "split": (
        (*HEAD, FIRST, LABELLED, "Fees stay low ¶+", "for everybody in the town."),
        [(REPLACE, 3, LOW, ()), (INSERT, 3, "for everybody in the town.", (Aside.SPLIT,))],
    ),
    "joined": (
        (*HEAD, FIRST, f"{LABELLED}¶-", f"{{+ +}}{THIRD}"),
        [
            (REPLACE, 2, f"{SECOND} {THIRD}", (Aside.JOINED,)),
            (DELETE, 3, "", (Aside.JOINED_AWAY,)),
        ],
    ),
    "changed without tracking": (
        (*HEAD, CLINICS, LABELLED, THIRD),
        [(REPLACE, 1, CLINICS, (Aside.UNTRACKED,))],
    ),
    "new without tracking": (
        (*HEAD, FIRST, "A wholly other sentence about ferries.", LABELLED, THIRD),
        [(INSERT, 1, "A wholly other sentence about ferries.", (Aside.UNTRACKED,))],
    ),
    "gone without tracking": (
        (*HEAD, FIRST, THIRD),
        [(DELETE, 2, "", (Aside.UNTRACKED,))],
    ),
    "split without tracking": (
        (*HEAD, FIRST, LABELLED, marked_line(LOW, "p_k3"), "for everybody in the town."),
        [
            (REPLACE, 3, LOW, (Aside.UNTRACKED,)),
            (INSERT, 3, "for everybody in the town.", (Aside.UNTRACKED,)),
        ],
    ),
    "joined without tracking": (
        (*HEAD, FIRST, marked_line(f"{LABELLED} {THIRD}", "p_k2", "p_k3")),
        [
            (REPLACE, 2, f"{SECOND} {THIRD}", (Aside.UNTRACKED, Aside.JOINED)),
            (DELETE, 3, "", (Aside.UNTRACKED, Aside.JOINED_AWAY)),
        ],
    ),
    "moved without tracking": (
        (*HEAD, THIRD, FIRST, LABELLED),
        [
            (INSERT, 1, THIRD, (Aside.MOVED,)),
            (DELETE, 3, "", (Aside.MOVED,)),
        ],
    ),
    "new at the very end, the end put in": (
        (*HEAD, FIRST, LABELLED, THIRD, "{+One more.+}¶+"),
        [(INSERT, 3, "One more.", ())],
    ),
    "two lines like one paragraph": (
        (*HEAD, FIRST, LABELLED, f"{THIRD} Yes.", f"{THIRD} Indeed."),
        [
            (REPLACE, 3, f"{THIRD} Yes.", (Aside.UNTRACKED,)),
            (INSERT, 3, f"{THIRD} Indeed.", (Aside.UNTRACKED,)),
        ],
    ),
    "bookmarks lost": (
        (*HEAD, FIRST, LABELLED.replace("papers", "any papers"), THIRD),
        [(REPLACE, 2, SECOND.replace("papers", "any papers"), (Aside.UNTRACKED,))],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_changes_become_amendments(name: str) -> None:
    lines, expected = CASES[name]

    takeover = taken_over(marked_file(*lines), PLACES, {})

    found = [(one.operation, one.number, one.wording, one.asides) for one in takeover.amendments]
    assert found == expected
    assert not takeover.left_out
    assert Takeover.from_json(json.loads(json.dumps(takeover.to_json()))) == takeover


def test_a_tracked_move_is_told_as_one() -> None:
    carried = Mark("Lea", "2026-03-02T10:00:00", move=True)
    lines = (
        *HEAD,
        marked_line(f"{{+{THIRD}+}}¶+", mark=carried),
        FIRST,
        LABELLED,
        marked_line(f"[-{THIRD}-]", mark=carried),
    )

    found = taken_over(marked_file(*lines), PLACES, {}).amendments

    assert [(one.operation, one.number, one.at_head) for one in found] == [
        (INSERT, 1, True),
        (DELETE, 3, False),
    ]
    assert {one.asides for one in found} == {(Aside.MOVED,)}


def test_several_reviewers_are_named() -> None:
    first = marked_line(FIRST.replace("schools", "[-schools-]"))
    second = marked_line("{+clinics+}", mark=Mark("Omar", "2026-03-02T11:00:00"))
    both = marked_file(*HEAD, first, LABELLED, THIRD).lines
    line = both[2]
    mixed = type(line)((*line.pieces[:2], *second.pieces, *line.pieces[2:]))

    found = taken_over(marked_file(*HEAD, mixed, LABELLED, THIRD), PLACES, {}).amendments

    assert found[0].wording == CLINICS
    assert found[0].authors == ("Lea", "Omar")


@pytest.mark.parametrize(
    ("lines", "reason", "text"),
    [
        (
            (HEAD[0], "Water[- and shelter-]", FIRST, LABELLED, THIRD),
            Reason.HEADING_CHANGED,
            "Water",
        ),
        (
            (HEAD[0], f"[-{HEADING}-]¶-", FIRST, LABELLED, THIRD),
            Reason.HEADING_CHANGED,
            HEADING,
        ),
        (
            (*WHOLE[:-1], f"{THIRD}¶+", marked_line("{+Work+}", level=1)),
            Reason.HEADING_ADDED,
            "Work",
        ),
        (("{+Before all.+}¶+", *WHOLE), Reason.NOTHING_BEFORE, "Before all."),
        ((*WHOLE[:-1], f"{THIRD}{{+{'x' * (LONGEST + 1)}+}}"), Reason.TOO_LONG, None),
    ],
)
def test_what_cannot_be_carried_is_told(
    lines: tuple[str, ...], reason: Reason, text: str | None
) -> None:
    takeover = taken_over(marked_file(*lines), PLACES, {})

    assert not takeover.amendments
    assert [one.reason for one in takeover.left_out] == [reason]
    assert text is None or takeover.left_out[0].text == text


def test_a_paragraph_missing_in_the_language_is_only_added_to() -> None:
    lines = (*HEAD, CLINICS, LABELLED, THIRD)

    takeover = taken_over(marked_file(*lines), PLACES, {}, missing=frozenset({1}))

    assert not takeover.amendments
    assert [one.reason for one in takeover.left_out] == [Reason.NOT_IN_LANGUAGE]


def test_a_part_of_the_text_asks_for_no_deletion() -> None:
    part = marked_file(*HEAD, FIRST, LABELLED.replace("papers", "[-papers-]{+names+}"))

    found = taken_over(part, PLACES, {}, all_there=False).amendments

    assert [(one.operation, one.number) for one in found] == [(REPLACE, 2)]


def test_another_text_is_refused() -> None:
    other = marked_file("A shopping list", "Bread and milk", "Six eggs from the market")

    with pytest.raises(Invalid) as refused:
        taken_over(other, PLACES, {})

    assert refused.value.code == "another_text"


def test_a_file_survives_being_kept() -> None:
    file = marked_file(*CASES["split"][0])

    assert MarkedFile.from_json(json.loads(json.dumps(file.to_json()))) == file


def test_a_heading_joined_with_a_paragraph_is_told() -> None:
    lines = (HEAD[0], f"{HEADING}¶-", FIRST, LABELLED, THIRD)

    takeover = taken_over(marked_file(*lines), PLACES, {})

    assert [one.reason for one in takeover.left_out] == [Reason.HEADING_CHANGED]
    assert [(one.operation, one.number, one.asides) for one in takeover.amendments] == [
        (DELETE, 1, (Aside.JOINED_AWAY,))
    ]


def test_words_at_the_edge_of_a_line_are_inside_nothing() -> None:
    lines = (*HEAD, f"{FIRST}{{+ And so on.+}}", LABELLED, THIRD)

    found = taken_over(marked_file(*lines), PLACES, {("Bo", "2026-01-01T00:00:00"): ("A1",)})

    assert [one.wording for one in found.amendments] == [f"{FIRST} And so on."]
