"""A proposal is told which others it meets, and how, before it is sent."""

import pytest

from app.domain.wording.hunks import ConflictKind
from app.domain.wording.meetings import Meeting, meetings
from app.domain.wording.merge import Proposal

BASE = "Towns keep water, schools and shelter open to everyone who lives there."


def kinds(mine: str, *others: str, base: str = BASE) -> list[tuple[str, ConflictKind]]:
    proposals = [Proposal(f"A{at}", text) for at, text in enumerate(others, 1)]
    return [(one.key, one.kind) for one in meetings(base, mine, proposals)]


@pytest.mark.parametrize(
    ("mine", "other", "kind"),
    [
        (
            BASE.replace("schools", "clinics"),
            BASE.replace("schools", "baths"),
            ConflictKind.OVERLAP,
        ),
        (
            BASE.replace("everyone who", "all people who really"),
            BASE.replace(" open to everyone who lives there", ""),
            ConflictKind.DELETE_EDIT,
        ),
        (BASE.replace("schools", "clinics"), "", ConflictKind.DELETE_EDIT),
        (
            BASE.replace("open to", "always open to"),
            BASE.replace("open to", "freely open to"),
            ConflictKind.SAME_POINT,
        ),
        (
            BASE.replace("schools", "clinics"),
            BASE.replace("schools", "clinics").replace("Towns", "Cities"),
            ConflictKind.IDENTICAL,
        ),
    ],
)
def test_meeting_is_named_by_its_kind(mine: str, other: str, kind: ConflictKind) -> None:
    assert kinds(mine, other) == [("A1", kind)]


def test_what_lies_apart_is_not_named() -> None:
    assert kinds(BASE.replace("Towns", "Cities"), BASE.replace("lives", "stays")) == []


def test_others_that_meet_each_other_are_not_named() -> None:
    mine = BASE.replace("Towns", "Cities")

    assert kinds(mine, BASE.replace("lives", "stays"), BASE.replace("lives", "sleeps")) == []


def test_gravest_comes_first_and_each_only_once() -> None:
    mine = BASE.replace("Towns", "Cities").replace("schools", "clinics")
    same_and_against = BASE.replace("Towns", "Cities").replace("schools", "baths")

    found = kinds(mine, BASE.replace("Towns", "Cities"), same_and_against, "")

    assert found == [
        ("A3", ConflictKind.DELETE_EDIT),
        ("A2", ConflictKind.OVERLAP),
        ("A1", ConflictKind.IDENTICAL),
    ]


def test_words_in_question_are_those_of_the_base() -> None:
    mine, other = BASE.replace("schools", "clinics"), BASE.replace("schools", "baths")

    assert meetings(BASE, mine, [Proposal("A1", other)]) == [
        Meeting("A1", ConflictKind.OVERLAP, "schools")
    ]


def test_arabic_with_and_without_vowel_marks_of_others() -> None:
    base = "تُبقي المدن الماء والمدرسة والمأوى مفتوحةً لكل من يسكنها."
    mine, other = base.replace("المدن", "البلديات"), base.replace("المدن", "الحواضر")

    assert kinds(mine, other, base=base) == [("A1", ConflictKind.OVERLAP)]
