"""A text made to be slow is refused before it is read; what is read takes work in proportion."""

import sys
from types import FrameType
from typing import Any

import pytest

from app.documents.readers import markdown
from app.documents.readers.effort import LONGEST, MOST_STEPS, steps
from app.documents.readers.markdown import read_markdown
from app.documents.readers.reading import UnreadableDocument

SLOW = {
    "emphasis": "*a **b ",
    "strong": "**a ",
    "brackets": "[",
    "images": "![",
    "links": "[a](",
    "items": "- a\n",
    "items in items": "- " * 20 + "a\n",
    "articles": "Article 1\n\nx\n\n",
    "rows": "|a|b|c|\n",
    "code": "`a",
    "entities": "&amp;",
    "tags": "<a",
}
LINES_PER_STEP = 250


def work(source: str) -> int:
    """How many lines of code run while a text is read: the same on every machine."""
    done = 0

    def follow(_frame: FrameType, event: str, _argument: Any) -> Any:
        nonlocal done
        done += event == "line"
        return follow

    before = sys.gettrace()
    sys.settrace(follow)
    try:
        read_markdown(source.encode())
    finally:
        sys.settrace(before)
    return done


def of_steps(sign: str, most: int) -> str:
    head = "|a|b|c|\n|-|-|-|\n" if sign.startswith("|") else "Text\n\n"
    one = (steps(head + sign * 200) - steps(head + sign * 100)) / 100
    return head + sign * int((most - steps(head + sign)) / one)


@pytest.mark.parametrize("name", SLOW)
def test_work_grows_with_the_steps_counted_and_no_faster(name: str) -> None:
    read_markdown(b"once, so that nothing is compiled below")
    small, large = (of_steps(SLOW[name], most) for most in (1_500, 3_000))

    first, second = work(small), work(large)

    assert second < first * 2.5
    assert second < steps(large) * LINES_PER_STEP


@pytest.mark.parametrize("name", SLOW)
def test_text_made_to_be_slow_is_not_even_begun(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markdown, "MarkdownIt", None)
    monkeypatch.setattr(markdown._Reader, "read", None)

    with pytest.raises(UnreadableDocument) as refused:
        read_markdown(of_steps(SLOW[name], MOST_STEPS + 5_000).encode())
    assert refused.value.code == "too_complex"


def test_table_filled_up_to_its_widest_row_is_counted_by_cells() -> None:
    wide = "|" + "a|" * 300 + "\n|" + "-|" * 300 + "\n" + "a\n" * 300

    assert steps(wide) > MOST_STEPS
    assert steps("|a|b|\n|-|-|\n" + "|a|b|\n" * 300) < MOST_STEPS


def test_longest_text_is_bounded_whatever_is_in_it() -> None:
    with pytest.raises(UnreadableDocument) as refused:
        read_markdown(b" " * LONGEST + b"ab")
    assert refused.value.code == "too_complex"


def test_emphasis_in_emphasis_without_end_is_too_deep() -> None:
    with pytest.raises(UnreadableDocument) as refused:
        read_markdown(b"*a_ " * 70 + b"a* " * 140)
    assert refused.value.code == "too_deep"


def test_charter_of_a_thousand_paragraphs_is_far_below() -> None:
    charter = "".join(
        f"## Article {number}\n\n1. Cities *shall* keep [water](http://a.org).\n2. Always.\n\n"
        for number in range(500)
    )

    assert steps(charter) < MOST_STEPS / 2
    assert len(list(read_markdown(charter.encode()).tree.lines())) == 1500
