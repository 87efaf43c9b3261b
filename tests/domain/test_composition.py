"""Composing a text from base and amendments, and telling where it came from."""

import pytest

from app.domain.composition import (
    Clash,
    Provenance,
    clashes,
    composed,
    inserted_key,
    provenance,
    without_clash,
)
from app.domain.errors import Conflict
from app.domain.wording.hunks import ConflictKind

BASE = "Towns keep water open to all."
CLEAN = "Towns keep clean water open to all."
SAFE = "Towns keep safe water open to all."
EVERY = "Towns keep water open to everyone."


def test_text_is_the_base_and_every_change_taken() -> None:
    both = "Towns keep clean water open to everyone."

    assert composed(BASE, {"A": CLEAN, "B": EVERY}) == both
    assert composed(BASE, {}) == BASE


def test_changes_that_meet_are_never_merged() -> None:
    with pytest.raises(Conflict, match="amendments_clash"):
        composed(BASE, {"A": CLEAN, "B": SAFE})


def test_missing_base_takes_the_one_text_there_is() -> None:
    assert composed(None, {"A": CLEAN, "B": CLEAN}) == CLEAN
    with pytest.raises(Conflict):
        composed(None, {"A": CLEAN, "B": SAFE})


def test_clash_names_both_and_their_language() -> None:
    (found,) = clashes(BASE, {"A": CLEAN, "B": SAFE, "C": EVERY}, "en")

    assert found == Clash("en", ConflictKind.SAME_POINT, ("A", "B"))
    assert (found.other("A"), found.other("B")) == ("B", "A")


def test_without_a_base_different_texts_clash() -> None:
    assert clashes(None, {"A": CLEAN, "B": CLEAN}, "ar") == []
    assert clashes(None, {"A": CLEAN, "B": SAFE}, "ar")[0].keys == ("A", "B")


def test_rest_of_a_text_leaves_out_what_meets_the_others() -> None:
    wide = "Towns keep safe water open to everyone."

    assert without_clash(BASE, wide, {"A": CLEAN}) == EVERY
    assert without_clash(BASE, SAFE, {"A": CLEAN}) == BASE


@pytest.mark.parametrize(
    ("now", "taken", "own", "expected"),
    [
        (None, {}, {}, Provenance.MISSING),
        (BASE, {}, {}, Provenance.BASE),
        (CLEAN, {}, {}, Provenance.EDITORIAL),
        (CLEAN, {"A": CLEAN}, {"A": CLEAN}, Provenance.CHOSEN),
        (SAFE, {"A": SAFE}, {"A": CLEAN}, Provenance.WRITTEN),
        (EVERY, {"A": CLEAN}, {"A": CLEAN}, Provenance.EDITORIAL),
        (CLEAN, {"A": CLEAN, "B": SAFE}, {"A": CLEAN, "B": SAFE}, Provenance.EDITORIAL),
    ],
)
def test_provenance_is_proven_from_the_base(
    now: str | None, taken: dict[str, str], own: dict[str, str], expected: Provenance
) -> None:
    assert provenance(BASE, now, taken, own) is expected


def test_inserted_paragraph_has_a_key_of_its_own_that_stays() -> None:
    assert inserted_key("mobility", "MOB-R1-A1") == inserted_key("mobility", "MOB-R1-A1")
    assert inserted_key("mobility", "MOB-R1-A1") != inserted_key("mobility", "MOB-R1-A2")
