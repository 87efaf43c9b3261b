"""What the version knows of a text that came back: its labels and its types."""

import pytest

from app.domain.known_lines import with_known_labels, with_known_types
from app.domain.pairing import OWN
from app.domain.preview import Line, Preview
from app.domain.texts import ParagraphType

OPERATIVE, PRINCIPLE = ParagraphType.OPERATIVE, ParagraphType.PRINCIPLE


def preview(*lines: Line) -> Preview:
    return Preview("A title", lines, 9)


@pytest.mark.parametrize(
    ("read", "known", "expected"),
    [
        ((None, "1 All have rights."), ("1", "All have rights."), ("1", "All have rights.")),
        (("(a)", "water is free."), (None, "(a) water is free."), (None, "(a) water is free.")),
        (("1.", "All."), ("1.", "All."), ("1.", "All.")),
        ((None, "1 All have duties."), ("1", "All have rights."), (None, "1 All have duties.")),
        ((None, "A town."), ("A", "city."), (None, "A town.")),
    ],
)
def test_line_is_parted_as_the_version_parts_it(
    read: tuple[str | None, str], known: tuple[str | None, str], expected: tuple[str | None, str]
) -> None:
    label, text = read
    (line,) = with_known_labels(preview(Line("l1", text, label, 0, OPERATIVE)), [known]).lines

    assert (line.label, line.text) == expected


def test_heading_is_never_parted() -> None:
    head = Line("l1", "1 Scope", "1", 1)

    assert with_known_labels(preview(head), [("1", "Scope")]).lines == (head,)


def test_types_are_those_of_the_version_and_guesses_where_it_knows_none() -> None:
    lines = (
        Line("l1", "Scope", None, 1),
        Line("l2", "Cut in two,", None, 0, OPERATIVE),
        Line("l3", "and in two.", None, 0, OPERATIVE),
        Line("l4", "New.", None, 0, OPERATIVE),
    )
    places = {"l1": "h-k1", "l2": "p-k1", "l3": "p-k1", "l4": OWN}

    found = with_known_types(preview(*lines), places, {"k1": PRINCIPLE})

    assert [line.type for line in found.lines] == [None, PRINCIPLE, PRINCIPLE, OPERATIVE]
