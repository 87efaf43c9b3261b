"""Tables of the written report: room for every word, and many columns turned into lines."""

import io
from collections.abc import Callable
from datetime import datetime
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from flask import Flask
from sqlalchemy.orm import Session

from app.documents.writers.docx_package import new_document
from app.documents.writers.docx_sizes import (
    FULL_WIDTH,
    LETTER,
    LONGEST,
    MOST_COLUMNS,
    PADDING,
    SMALL,
)
from app.documents.writers.docx_text import Sheet
from app.domain.languages import LANGUAGES
from app.domain.people import Region
from app.domain.texts import content_hash
from app.queries.edition.content import content_of
from app.queries.synthesis.editions import as_document
from app.web.downloads import export_bytes
from tests.factories.cast import Cast
from tests.factories.reports import make_story

Report = Callable[[str], Any]
GROUPS = ("local_government", "civil_society")


@pytest.fixture
def document(session: Session, cast: Cast, now: datetime) -> dict[str, Any]:
    make_story(session, cast, now=now)
    content = content_of(session, cast.round, now=now)
    return as_document(content, content_hash(content), number=1, published_at=now)


@pytest.fixture
def report(app: Flask, document: dict[str, Any]) -> Report:
    def write(language: str) -> Any:
        with app.app_context():
            return docx.Document(io.BytesIO(export_bytes(document, "docx", language)))

    return write


def widths(table: Any) -> list[int]:
    """The widths of the columns, in twentieths of a point."""
    return [int(one.get(qn("w:w"))) for one in table._tbl.tblGrid.findall(qn("w:gridCol"))]


def lines(table: Any) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def columns(table: Any) -> list[list[str]]:
    return [list(column) for column in zip(*lines(table), strict=True)]


def longest(column: list[str]) -> int:
    """How many letters the longest word of a column has."""
    return max((len(word) for cell in column for word in cell.split()), default=0)


def by_region(count: int) -> dict[str, Any]:
    """People by group and region: the first group says 10, 11, 12 ..., the second hides one."""
    names = [*list(Region)[: count - 1], "none"]
    return {
        "attribute": "region",
        "columns": names,
        "rows": [
            {
                "group": group,
                "people": 100 * (1 + place),
                "cells": [
                    {
                        "column": name,
                        "people": None if place and not at else 10 * (1 + place) + at,
                        "suppressed": bool(place and not at),
                    }
                    for at, name in enumerate(names)
                ],
            }
            for place, group in enumerate(GROUPS)
        ],
    }


def region_table(written: Any, first: str) -> Any:
    """The table of the breakdown: the one in which a cell is left out."""
    return next(
        one
        for one in written.tables
        if one.rows[0].cells[0].text == first and "not shown" in str(lines(one))
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_columns_fill_the_line_and_hold_their_longest_word(report: Report, language: str) -> None:
    for table in report(language).tables:
        found = widths(table)
        letter = SMALL if len(found) > MOST_COLUMNS else LETTER
        needed = [min(longest(one), LONGEST) * letter + PADDING for one in columns(table)]

        assert FULL_WIDTH - len(found) <= sum(found) <= FULL_WIDTH
        if sum(needed) <= FULL_WIDTH:
            assert all(size >= want - 1 for size, want in zip(found, needed, strict=True))
        for row in table.rows:
            assert [cell._tc.width // 635 for cell in row.cells] == found


def test_narrow_column_grows_for_its_word_at_the_cost_of_those_with_room() -> None:
    written = new_document("en")
    word = "Incomprehensibility"
    Sheet(written, "en").table(("Text", "A", "B"), [("words and words", word, "1")], (8, 1, 1))

    wide, grown, narrow = widths(written.tables[0])

    assert grown == len(word) * LETTER + PADDING > FULL_WIDTH // 10
    assert FULL_WIDTH // 10 >= narrow >= LETTER + PADDING
    assert wide > grown


def test_words_that_do_not_fit_beside_each_other_give_way_alike() -> None:
    written = new_document("en")
    Sheet(written, "en").table(["w" * 18] * 6, [], (5, 1, 1, 1, 1, 1))

    assert set(widths(written.tables[0])) == {FULL_WIDTH // 6}


def test_breakdown_with_many_columns_is_turned(report: Report, document: dict[str, Any]) -> None:
    breakdown = by_region(MOST_COLUMNS)
    document["participation"]["breakdowns"] = [breakdown]

    told = lines(region_table(report("en"), "Group"))

    assert told[0] == ["Group", "Local government", "Civil society"]
    assert len(told) == 1 + len(breakdown["columns"]) + 1
    assert told[1][1:] == ["10", "not shown"]
    assert told[2][1:] == ["11", "21"]
    assert told[-1] == ["People who wrote, voted or rated", "100", "200"]


def test_breakdown_with_few_columns_keeps_a_line_for_each_group(
    report: Report, document: dict[str, Any]
) -> None:
    document["participation"]["breakdowns"] = [by_region(MOST_COLUMNS - 2)]

    told = lines(region_table(report("en"), "Group"))

    assert [row[0] for row in told] == ["Group", "Local government", "Civil society"]
    assert told[0][-1] == "People who wrote, voted or rated"
    assert told[1][2:] == ["10", "11", "12", "13", "100"]
    assert told[2][2:4] == ["not shown", "21"]
