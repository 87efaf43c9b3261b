"""What each row of a table that came back comes to."""

from dataclasses import replace

import pytest

from app.domain.bilingual import (
    LONGEST_WORDS,
    About,
    Choice,
    Compared,
    Outcome,
    Present,
    Table,
    TableRow,
    compared,
)
from app.domain.parts import Part, Place
from app.domain.translation import Closed

ABOUT = About("mobility", 2, "en", "fr")
PLACE = Place(Part.PARAGRAPH, "k1")
THEN = Present("Water for all.", "De l’eau.", "(a)")
ROW = TableRow(3, "p-k1", THEN.source, THEN.target, THEN.label, "", THEN.check)


def one(row: TableRow, now: Present = THEN, place: Place = PLACE) -> Compared:
    found = compared(Table(ABOUT, (row,)), {place: now})
    (only,) = found.rows
    return only


NEW = replace(ROW, target="De l’eau pour tous.")
OTHER_SOURCE = replace(THEN, source="Water and light.")
OTHER_TARGET = replace(THEN, target="Eau.")
BOTH = Present("Water and light.", "Eau.", "(a)")


@pytest.mark.parametrize(
    ("row", "now", "outcome", "choices"),
    [
        (ROW, THEN, Outcome.SAME, ()),
        (replace(ROW, target=" De\nl’eau. "), THEN, Outcome.SAME, ()),
        (NEW, THEN, Outcome.ENTERS, (Choice.TABLE, Choice.KEEP)),
        (replace(ROW, label="a)"), THEN, Outcome.ENTERS, (Choice.TABLE, Choice.KEEP)),
        (replace(ROW, label=None), THEN, Outcome.SAME, ()),
        (ROW, OTHER_SOURCE, Outcome.SAME, ()),
        (ROW, OTHER_TARGET, Outcome.UNTOUCHED, ()),
        (
            NEW,
            OTHER_SOURCE,
            Outcome.ORIGINAL_CHANGED,
            (Choice.KEEP, Choice.STALE, Choice.TABLE),
        ),
        (NEW, OTHER_TARGET, Outcome.TRANSLATION_CHANGED, (Choice.KEEP, Choice.TABLE)),
        (NEW, BOTH, Outcome.BOTH_CHANGED, (Choice.KEEP, Choice.STALE, Choice.TABLE)),
        (
            replace(NEW, check="gone"),
            THEN,
            Outcome.UNCHECKED,
            (Choice.KEEP, Choice.STALE, Choice.TABLE),
        ),
        (replace(ROW, target=" "), THEN, Outcome.EMPTIED, ()),
        (replace(ROW, target="", label=None), Present("Water.", "", None), Outcome.SAME, ()),
        (NEW, replace(THEN, closed=Closed.FROZEN), Outcome.CLOSED, ()),
        (ROW, replace(OTHER_TARGET, closed=Closed.FROZEN), Outcome.UNTOUCHED, ()),
        (replace(NEW, formula=True), THEN, Outcome.FORMULA, ()),
        (replace(NEW, target="x" * (LONGEST_WORDS + 1)), THEN, Outcome.TOO_LONG, ()),
        (replace(NEW, code="p-k9"), THEN, Outcome.UNKNOWN, ()),
        (replace(NEW, code="k1"), THEN, Outcome.UNKNOWN, ()),
        (replace(NEW, code=""), THEN, Outcome.UNKNOWN, ()),
    ],
)
def test_row(row: TableRow, now: Present, outcome: Outcome, choices: tuple[Choice, ...]) -> None:
    found = one(row, now)

    assert found.outcome is outcome
    assert found.choices == choices
    assert found.usual is (choices[0] if choices else Choice.KEEP)


def test_typed_over_original_is_told_and_nothing_else() -> None:
    assert one(replace(ROW, source="Wine for all.")).source_edited
    assert not one(ROW).source_edited
    assert not one(replace(ROW, source=f"  {ROW.source}\n")).source_edited


def test_rows_that_say_the_same_are_one_and_others_are_refused() -> None:
    twice = compared(Table(ABOUT, (NEW, replace(NEW, line=9))), {PLACE: THEN})
    assert [row.outcome for row in twice.rows] == [Outcome.ENTERS]

    differ = compared(Table(ABOUT, (NEW, replace(ROW, line=9, target="Autre."))), {PLACE: THEN})
    assert {row.outcome for row in differ.rows} == {Outcome.REPEATED}


def test_places_without_a_row_are_named() -> None:
    note = Place(Part.NOTE, "k1")
    found = compared(Table(ABOUT, (ROW,)), {PLACE: THEN, note: Present("Plain.", "", None)})

    assert found.left_out == (note,)


def test_label_counts_for_paragraphs_only() -> None:
    note = Place(Part.NOTE, "k1")
    now = Present("Plain.", "Simple.", None)
    row = TableRow(4, note.code, now.source, now.target, "typed by accident", "", now.check)

    assert one(row, now, note).outcome is Outcome.SAME


def test_token_changes_with_what_is_shown() -> None:
    before = compared(Table(ABOUT, (NEW,)), {PLACE: THEN})

    assert before.token == compared(Table(ABOUT, (NEW,)), {PLACE: THEN}).token
    assert before.token != compared(Table(ABOUT, (NEW,)), {PLACE: OTHER_TARGET}).token


@pytest.mark.parametrize(
    "code",
    [
        "",
        "palabre/2 mobility 2 en fr",
        "palabre/1 mobility two en fr",
        "palabre/1 mobility 2 en xx",
    ],
)
def test_what_is_no_table_of_ours(code: str) -> None:
    assert About.of(code) is None
    assert About.of(ABOUT.code) == ABOUT


def test_table_is_the_same_after_a_journey_through_json() -> None:
    table = Table(ABOUT, (ROW, replace(NEW, formula=True, label=None)))

    assert Table.from_json(table.to_json()) == table
    with pytest.raises(ValueError, match="nothing"):
        Table.from_json({"about": "nothing", "rows": []})
