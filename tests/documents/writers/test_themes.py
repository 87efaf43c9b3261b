"""Themes and charts in documents: the same counts in every format, quotes by reference."""

import csv
import io
import json
import zipfile
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from typing import Any

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn
from flask import Flask
from jsonschema import Draft202012Validator
from sqlalchemy.orm import Session

from app.domain.texts import content_hash
from app.queries.edition.content import content_of
from app.queries.synthesis.editions import as_document
from app.web.downloads import export_bytes
from tests.factories.cast import Cast
from tests.factories.codebook import make_codebook
from tests.factories.measures import crowd, measure
from tests.factories.reports import HIDDEN, make_story
from tests.house.tree import ROOT

Export = Callable[..., bytes]
SCHEMA = json.loads((ROOT / "static/schema/round-export.schema.json").read_text())


@pytest.fixture
def document(session: Session, cast: Cast, now: datetime) -> dict[str, Any]:
    found = make_story(session, cast, now=now)
    crowd(session, cast, found["amendment"], now=now)
    make_codebook(session, cast.round, now=now)
    session.commit()
    measure(session, cast.round, now=now)
    content = content_of(session, cast.round, now=now)
    return as_document(content, content_hash(content), number=1, published_at=now)


@pytest.fixture
def export(app: Flask, document: dict[str, Any]) -> Export:
    def write(format_: str, language: str = "en") -> bytes:
        with app.app_context():
            return export_bytes(document, format_, language)

    return write


def counted(document: dict[str, Any]) -> Counter[tuple[str, str, str]]:
    """By theme, group and language, from the contributions themselves."""
    return Counter(
        (key, one["group"], one["language"])
        for one in document["contributions"]
        for key in one["themes"]
    )


def rows_of(export: Export, name: str) -> list[dict[str, str]]:
    with zipfile.ZipFile(io.BytesIO(export("csv.zip"))) as archive:
        text = archive.read(f"{name}.csv").decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_json_says_which_is_under_which(document: dict[str, Any]) -> None:
    Draft202012Validator(SCHEMA).validate(document)

    assert [one["key"] for one in document["themes"]] == ["t1", "t2"]
    assert all("t1" in one["themes"] for one in document["contributions"])


def test_tables_count_as_the_contributions_do(export: Export, document: dict[str, Any]) -> None:
    expected = counted(document)
    told = rows_of(export, "theme_counts")
    tags = rows_of(export, "theme_tags")

    assert sorted(int(row["Texts"]) for row in told) == sorted(expected.values())
    assert len(tags) == sum(expected.values())
    by_theme = Counter(row["Key of the theme"] for row in tags)
    rows = rows_of(export, "themes")
    assert {row["Key of the theme"]: int(row["Texts"]) for row in rows} == dict(by_theme)
    by_paragraph = rows_of(export, "theme_paragraphs")
    assert sum(int(row["Texts"]) for row in by_paragraph) == len(tags)


def test_workbook_holds_the_same_numbers(export: Export, document: dict[str, Any]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(export("xlsx")))
    numbers = [row[-1] for row in book["Themes by group"].iter_rows(min_row=2, values_only=True)]

    assert sorted(numbers) == sorted(counted(document).values())


def test_what_became_of_it_is_told_by_group(export: Export, document: dict[str, Any]) -> None:
    expected = Counter(
        (one["group"], one["kind"], bool(one["disposition"])) for one in document["contributions"]
    )
    rows = rows_of(export, "fates")
    found = docx.Document(io.BytesIO(export("docx")))
    table = next(t for t in found.tables if "Share of those decided" in t.rows[0].cells[-1].text)
    numbers = [[int(cell.text) for cell in row.cells[2:4]] for row in table.rows[1:]]

    assert sum(int(row["Texts"]) for row in rows) == sum(expected.values())
    assert sum(published for published, _ in numbers) == sum(expected.values())
    decided = sum(number for (_, _, done), number in expected.items() if done)
    assert sum(number for _, number in numbers) == decided > 0
    undecided = [row for row in rows if row["What happened to it"] == "No decision yet"]
    assert sum(int(row["Texts"]) for row in undecided) == sum(expected.values()) - decided


def test_word_file_tells_counts_and_quotes(export: Export, document: dict[str, Any]) -> None:
    found = docx.Document(io.BytesIO(export("docx")))
    told = [paragraph.text for paragraph in found.paragraphs]
    quotes = document["themes"][0]["quotes"]
    by_theme = Counter(key for key, *_ in counted(document).elements())
    table = next(t for t in found.tables if t.rows[0].cells[0].text == "Theme")

    assert [row.cells[-1].text for row in table.rows[1:]] == [
        str(by_theme[k]) for k in ("t1", "t2")
    ]
    assert quotes
    assert all(any(line.startswith(f"{name} · ") for line in told) for name in quotes)
    assert HIDDEN not in "\n".join(told)


@pytest.mark.parametrize(("language", "missing"), [("en", 0), ("fr", 1), ("ar", 1), ("es", 2)])
def test_missing_translation_is_said(export: Export, language: str, missing: int) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(export("xlsx", language))).worksheets
    names = {"en": "Themes", "fr": "Thématiques", "es": "Temáticas", "ar": "المحاور"}
    yes = {"en": "yes", "fr": "oui", "es": "sí", "ar": "نعم"}
    rows = next(one for one in sheet if one.title == names[language]).iter_rows(
        min_row=2, values_only=True
    )

    assert sum(row[3] == yes[language] for row in rows) == missing


def test_every_picture_of_a_word_file_says_itself(export: Export) -> None:
    found = docx.Document(io.BytesIO(export("docx", "ar")))
    body = found.element.body
    drawings = list(body.iter(qn("wp:docPr")))
    captions = [one for one in found.paragraphs if one.style.name == "Caption"]

    assert len(drawings) > 10
    assert all(one.get("descr") for one in drawings)
    assert len({one.get("id") for one in drawings}) == len(drawings)
    assert len(captions) > 5


def test_long_report_leaves_pictures_to_the_page(
    export: Export, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.documents.writers.docx.MOST_DRAWN", 0)
    found = docx.Document(io.BytesIO(export("docx")))
    drawings = list(found.element.body.iter(qn("wp:docPr")))

    assert any("charts of single paragraphs" in one.text for one in found.paragraphs)
    assert len(drawings) <= 2, "those that stand alone stay"
