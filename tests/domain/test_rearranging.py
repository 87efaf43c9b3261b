"""A previewed text rearranged: lines and sections moved, raised, lowered, taken out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import Invalid
from app.domain.preview import Line, Linked, Preview
from app.domain.rearranging import (
    covered,
    lift,
    lower,
    move_behind,
    move_down,
    move_into,
    move_up,
    relink,
    retype,
    take_out,
    take_out_all,
)
from app.domain.texts import ParagraphType

P = ParagraphType.OPERATIVE


def made(*rows: str) -> Preview:
    """Lines by name: ``A1`` is a heading of level 1, small letters are paragraphs."""
    lines = (
        Line(row[0], row[0], None, int(row[1])) if row[0].isupper() else Line(row, row, None, 0, P)
        for row in rows
    )
    return Preview(None, tuple(lines), 1)


def order(preview: Preview) -> str:
    return " ".join(f"{one.id}{one.level}" if one.is_heading else one.id for one in preview.lines)


TEXT = "o A1 a b B2 c C2 d D1 e E2 f".split()


@pytest.fixture
def preview() -> Preview:
    return made(*TEXT)


@pytest.mark.parametrize(
    ("act", "line", "expected"),
    [
        (move_up, "b", "o A1 b a B2 c C2 d D1 e E2 f"),
        (move_up, "a", "o a A1 b B2 c C2 d D1 e E2 f"),
        (move_up, "C", "o A1 a b C2 d B2 c D1 e E2 f"),
        (move_up, "D", "o D1 e E2 f A1 a b B2 c C2 d"),
        (move_up, "E", "o A1 a b B2 c C2 d E2 f D1 e"),
        (move_up, "B", "o B2 c A1 a b C2 d D1 e E2 f"),
        (move_down, "o", "A1 o a b B2 c C2 d D1 e E2 f"),
        (move_down, "b", "o A1 a B2 b c C2 d D1 e E2 f"),
        (move_down, "B", "o A1 a b C2 d B2 c D1 e E2 f"),
        (move_down, "C", "o A1 a b B2 c D1 e C2 d E2 f"),
        (move_down, "A", "o D1 e E2 f A1 a b B2 c C2 d"),
        (lower, "C", None),
        (lower, "D", "o A1 a b B2 c C2 d D2 e E3 f"),
        (lift, "B", "o A1 a b B1 c C2 d D1 e E2 f"),
        (lift, "E", "o A1 a b B2 c C2 d D1 e E1 f"),
        (take_out, "A", "o D1 e E2 f"),
        (take_out, "B", "o A1 a b C2 d D1 e E2 f"),
        (take_out, "c", "o A1 a b B2 C2 d D1 e E2 f"),
    ],
)
def test_line_or_section_goes_where_it_should(
    preview: Preview, act: object, line: str, expected: str | None
) -> None:
    expected = expected or "o A1 a b B2 c C3 d D1 e E2 f"
    assert order(act(preview, line)) == expected  # type: ignore[operator]


@pytest.mark.parametrize(
    ("act", "line", "code"),
    [
        (move_up, "o", "first_already"),
        (move_up, "A", "first_already"),
        (move_down, "f", "last_already"),
        (move_down, "D", "last_already"),
        (lower, "A", "no_section_above"),
        (lower, "B", "no_section_above"),
        (lower, "a", "no_section_above"),
        (lift, "A", "outermost_already"),
        (lift, "a", "outermost_already"),
    ],
)
def test_impossible_act_says_why(preview: Preview, act: object, line: str, code: str) -> None:
    with pytest.raises(Invalid, match=code):
        act(preview, line)  # type: ignore[operator]


def test_section_goes_no_deeper_than_can_be_shown() -> None:
    deep = made("A5", "a", "B5", "C6", "c")

    with pytest.raises(Invalid, match="deepest_already"):
        lower(deep, "B")


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (0, "c o A1 a b B2 C2 d D1 e E2 f"),
        (2, "o A1 a c b B2 C2 d D1 e E2 f"),
        (7, "o A1 a b B2 C2 d D1 e E2 f c"),
        (4, "o A1 a b B2 c C2 d D1 e E2 f"),
    ],
)
def test_paragraph_goes_behind_a_number(preview: Preview, number: int, expected: str) -> None:
    assert order(move_behind(preview, "c", number)) == expected


def test_paragraph_goes_last_under_a_heading(preview: Preview) -> None:
    assert order(move_into(preview, "f", "A")) == "o A1 a b f B2 c C2 d D1 e E2"
    assert order(move_into(preview, "a", "E")) == "o A1 b B2 c C2 d D1 e E2 f a"


def test_section_goes_behind_a_section(preview: Preview) -> None:
    assert order(move_into(preview, "B", "D")) == "o A1 a b C2 d D1 e E2 f B2 c"
    assert order(move_into(preview, "D", "B")) == "o A1 a b B2 c D1 e E2 f C2 d"


def test_impossible_place_is_refused(preview: Preview) -> None:
    with pytest.raises(Invalid, match="no_such_number"):
        move_behind(preview, "a", 99)
    with pytest.raises(Invalid, match="section_needs_a_section"):
        move_behind(preview, "A", 1)
    with pytest.raises(Invalid, match="section_needs_a_section"):
        move_into(preview, "A", "f")
    with pytest.raises(Invalid, match="into_itself"):
        move_into(preview, "A", "C")


def test_heading_stands_for_its_section(preview: Preview) -> None:
    assert [line.id for line in covered(preview, ["A", "f"])] == ["a", "b", "c", "d", "f"]
    types = [line.type for line in retype(preview, ["B", "o"], ParagraphType.ANNEX).paragraphs]
    assert [type_ is ParagraphType.ANNEX for type_ in types] == [
        True,
        False,
        False,
        True,
        *[False] * 3,
    ]


def test_several_lines_go_and_what_stood_under_a_heading_stays(preview: Preview) -> None:
    assert order(take_out_all(preview, ["B", "o", "e"])) == "A1 a b c C2 d D1 E2 f"


def test_links_are_given_by_line(preview: Preview) -> None:
    linked = relink(preview, {"a": Linked(("care",)), "b": Linked()})

    assert [line.linked for line in linked.paragraphs[:4]] == [
        None,
        Linked(("care",)),
        Linked(),
        None,
    ]


@given(
    st.lists(st.sampled_from([0, 0, 0, 1, 2, 3]), min_size=1, max_size=14),
    st.integers(0, 13),
    st.sampled_from([move_up, move_down, lower, lift]),
)
def test_no_line_is_lost_whatever_is_moved(levels: list[int], at: int, act: object) -> None:
    lines = tuple(
        Line(f"l{place}", "x", None, level, None if level else P)
        for place, level in enumerate(levels)
    )
    preview = Preview(None, lines, 99)
    try:
        moved = act(preview, lines[at % len(lines)].id)  # type: ignore[operator]
    except Invalid:
        return

    assert sorted(line.id for line in moved.lines) == sorted(line.id for line in lines)
    assert [line.is_heading for line in sorted(moved.lines, key=lambda one: int(one.id[1:]))] == [
        line.is_heading for line in lines
    ]
