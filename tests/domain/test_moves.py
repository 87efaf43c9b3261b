"""What has moved: by order and by section, and what only seems to have."""

import pytest

from app.domain.moves import moved

BEFORE = [("a", "one"), ("b", "two"), ("c", "three"), ("d", "three")]


@pytest.mark.parametrize(
    ("after", "found"),
    [
        (BEFORE, set()),
        # Two that stand alone in their sections change places: both have moved.
        ([("b", "one"), ("a", "two"), ("c", "three"), ("d", "three")], {"a", "b"}),
        # Their sections move with them: one passed the other.
        ([("b", "two"), ("a", "one"), ("c", "three"), ("d", "three")], {"b"}),
        # Within a section one passes the other.
        ([("a", "one"), ("b", "two"), ("d", "three"), ("c", "three")], {"d"}),
        # The same order, but under another heading.
        ([("a", "one"), ("b", "three"), ("c", "three"), ("d", "three")], {"b"}),
        # A new heading over the same paragraphs moves none of them.
        ([("a", "one"), ("b", "two"), ("c", "new"), ("d", "new")], set()),
        # A heading put in their midst moves what stands under it.
        ([("a", "one"), ("b", "two"), ("c", "three"), ("d", "new")], {"d"}),
        # What is new or gone moves nobody.
        ([("x", None), ("a", "one"), ("c", "three"), ("d", "three")], set()),
    ],
)
def test_moves(after: list[tuple[str, str | None]], found: set[str]) -> None:
    assert moved(BEFORE, after) == found
