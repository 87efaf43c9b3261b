"""Moved words meet edits, removals and other moves in the open; a move is decided as a whole."""

import pytest

from app.domain.wording.merge import Analysis, ConflictKind, Proposal, analyse, apply, merge

STEPS = "Towns listen to everyone. Then all of them decide in public. At last they report on it."
LISTEN = "Towns listen to everyone. "
MOVED = f"{STEPS.removeprefix(LISTEN)} {LISTEN.strip()}"
BETWEEN = "Then all of them decide in public. Towns listen to everyone. At last they report on it."

# what two proposals want with words that one of them moves, and beside it what meets nothing
MOVES = [
    ("edit within", MOVED, STEPS.replace("everyone", "residents"), STEPS.replace("report", "tell")),
    ("removal", MOVED, STEPS.removeprefix(LISTEN), STEPS.replace(" in public", "")),
    ("other place", MOVED, BETWEEN, MOVED),
]


def _analysis(*targets: str) -> Analysis:
    return analyse(STEPS, [Proposal(f"A{at}", target) for at, target in enumerate(targets, 1)])


@pytest.mark.parametrize(("_what", "one", "other", "_apart"), MOVES)
def test_move_against_edit_is_named(_what: str, one: str, other: str, _apart: str) -> None:
    found = _analysis(one, other)

    assert {conflict.kind for conflict in found.disputes} == {ConflictKind.MOVE_EDIT}
    assert found.clean == ()
    assert merge(STEPS, [Proposal("A1", one), Proposal("A2", other)]).text == STEPS


@pytest.mark.parametrize(("_what", "one", "_other", "apart"), MOVES)
def test_move_beside_other_changes_meets_nothing(
    _what: str, one: str, _other: str, apart: str
) -> None:
    found = _analysis(one, apart)

    assert found.disputes == ()
    assert len(found.moves) == (2 if apart == one else 1)
    assert "to everyone." in apply(STEPS, found, found.clean)


def test_move_is_decided_as_a_whole() -> None:
    found = _analysis(MOVED, f"{STEPS} Always.")
    taken, put = found.of("A1")

    assert found.together([put]) == {taken, put}
    assert [kind.kind for kind in found.disputes] == [ConflictKind.SAME_POINT]
    assert {taken, put} <= {name for place in found.places for name in place}
    assert found.clean == ()
