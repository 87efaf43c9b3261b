"""Where something that was said belongs in the next version."""

import pytest

from app.domain.anchoring import Anchor, Anchoring, anchored

TEXT = "Every quay keeps a lamp for boats. Every boat keeps a bell for fog."
LAMP, BELL = "Every quay keeps a lamp for boats.", "Every boat keeps a bell for fog."
OTHER = "Bread is baked at night."

CASES = [
    # what, quote, heirs, strangers, outcome, key
    ("same words", None, {"a": TEXT}, {}, Anchoring.KEPT, "a"),
    ("same to the reader", None, {"a": TEXT.replace(" a ", "\u00a0a ")}, {}, Anchoring.KEPT, "a"),
    ("other words", None, {"a": TEXT.replace("lamp", "light")}, {}, Anchoring.CHANGED, "a"),
    ("quote stands", "a bell", {"a": TEXT.replace("lamp", "light")}, {}, Anchoring.KEPT, "a"),
    ("quote is gone", "a lamp", {"a": TEXT.replace("lamp", "light")}, {}, Anchoring.CHANGED, "a"),
    ("quote in one part", "a bell", {"a": LAMP, "b": BELL}, {}, Anchoring.KEPT, "b"),
    ("quote in both parts", "keeps", {"a": LAMP, "b": BELL}, {}, Anchoring.AMBIGUOUS, None),
    ("two like parts", None, {"a": LAMP, "b": BELL}, {}, Anchoring.AMBIGUOUS, None),
    ("one part is most of it", None, {"a": TEXT, "b": OTHER}, {}, Anchoring.CHANGED, "a"),
    ("gone", None, {}, {"c": OTHER}, Anchoring.GONE, None),
    ("a new one is like it", None, {}, {"c": TEXT[:60], "d": OTHER}, Anchoring.AMBIGUOUS, None),
]


@pytest.mark.parametrize(("what", "quote", "heirs", "strangers", "outcome", "key"), CASES)
def test_place_follows_the_words(
    what: str, quote: str | None, heirs: dict[str, str], strangers: dict[str, str],
    outcome: Anchoring, key: str | None,
) -> None:  # fmt: skip
    found = anchored(TEXT, quote, heirs, strangers)

    assert (found.outcome, found.key) == (outcome, key), what


def test_candidates_are_named_the_likest_first() -> None:
    found = anchored(TEXT, None, {"a": LAMP[:-5], "b": BELL, "c": OTHER}, {})

    assert found.outcome is Anchoring.AMBIGUOUS
    assert found.candidates[-1] == "c"
    assert set(found.candidates) == {"a", "b", "c"}


def test_nothing_left_has_no_place() -> None:
    assert anchored(TEXT, "quay", {}, {}) == Anchor(Anchoring.GONE, None)
