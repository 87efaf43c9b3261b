"""Controls for each kind of meeting: what is told from it, and that none goes without one."""

import pytest

from app.domain.wording.merge import ConflictKind, Proposal, analyse
from tests.domain.wording.test_merge import BASE, MEETINGS


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (BASE.replace("shall", "must"), BASE.replace("shall", "Must")),
        (BASE.replace("move", "road"), BASE.replace("people", "road")),
        (BASE.replace("shall", "must"), BASE.replace("shall", "must also")),
        (BASE.replace("Cities", "Élus"), BASE.replace("Cities", "Elus")),
    ],
)
def test_changes_a_reader_can_tell_apart_are_not_joined(one: str, other: str) -> None:
    found = analyse(BASE, [Proposal("A1", one), Proposal("A2", other)])

    assert found.joined == ()
    assert {hunk.keys for hunk in found.hunks} == {("A1",), ("A2",)}


def test_every_kind_of_meeting_has_its_control() -> None:
    """Moves have theirs beside them; what is identical is joined, and told from what is not."""
    elsewhere = {ConflictKind.MOVE_EDIT, ConflictKind.IDENTICAL}

    assert {kind for kind, *_ in MEETINGS} | elsewhere == {*ConflictKind}
