"""Measures on the pages of a synthesis, in its files, and as a skeleton to write from."""

import csv
import io
import json
import re
import zipfile
from datetime import datetime

import docx
import openpyxl
import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.synthesis import Edition, Measurement, Synthesis
from tests.factories.cast import Cast
from tests.factories.measures import crowd, measure
from tests.factories.reports import HIDDEN, make_story
from tests.web.page import AuditedClient, Page, checked
from tests.web.signing_in import post, sign_in

DESK = "/en/manage/rounds/r1/synthesis"
LANGUAGES = ("en", "fr", "es", "ar")


@pytest.fixture
def pages(client: FlaskClient, session: Session, cast: Cast, now: datetime) -> AuditedClient:
    story = make_story(session, cast, now=now)
    crowd(session, cast, story["amendment"], now=now)
    session.commit()
    sign_in(client, cast.ada)
    return AuditedClient(client)


@pytest.fixture
def made(pages: AuditedClient, session: Session, cast: Cast, now: datetime) -> AuditedClient:
    measure(session, cast.round, now=now)
    return pages


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("place", ["preview", "outline"])
def test_pages_are_sound_with_measures(made: AuditedClient, language: str, place: str) -> None:
    answer = made.get(f"/{language}/manage/rounds/r1/synthesis/{place}")

    assert answer.status_code == 200
    assert HIDDEN not in answer.text
    assert "Broad agreement on 1 of" in answer.text or language != "en"


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_are_sound_without_measures(pages: AuditedClient, language: str) -> None:
    assert pages.get(f"/{language}/manage/rounds/r1/synthesis/outline").status_code == 200
    assert "#overview" not in pages.get(f"/{language}/manage/rounds/r1/synthesis/preview").text


def test_every_number_of_the_outline_is_that_of_its_rows(made: AuditedClient) -> None:
    text = made.get(f"{DESK}/outline").text
    measures = json.loads(made.get(f"{DESK}/export.json").data)["measures"]

    told = re.findall(
        r"<li><p>([^<]+ on (\d+) of \d+ [^<]+)</p><p class=\"links\">(.*?)</p>", text, re.S
    )
    assert told
    for sentence, number, rows in told:
        assert int(number) == len(re.findall("<a ", rows)), sentence
    counted = sorted(
        len(items) for one in measures["classes"] for items in one["classes"].values() if items
    )
    assert sorted(int(number) for _, number, _ in told) == counted


def test_rows_of_the_outline_are_on_the_page_they_lead_to(made: AuditedClient) -> None:
    outline, preview = made.get(f"{DESK}/outline").text, made.get(f"{DESK}/preview").text
    anchors = set(re.findall(r"/synthesis/preview[^\"]*#(p\d+)", outline))

    assert anchors
    assert all(f'id="{anchor}"' in preview for anchor in anchors)


@pytest.mark.parametrize("language", LANGUAGES)
def test_skeleton_begins_an_empty_introduction(
    made: AuditedClient, session: Session, language: str
) -> None:
    place = f"{DESK}/parts/introduction?language={language}"
    answer = made.get(f"{place}&start=figures")

    text = Page(answer.text).values(place)["text"]
    assert "A1" in text
    assert Page(made.get(place).text).values(place)["text"] == ""
    assert session.scalars(select(Synthesis)).all() == []


def test_skeleton_never_replaces_what_is_written(made: AuditedClient) -> None:
    place = f"{DESK}/parts/introduction?language=en"
    post(made.client, place, {"text": "Our own words.", "edit": "0"})

    answer = made.get(f"{place}&start=figures")

    assert Page(answer.text).values(place)["text"] == "Our own words."


def test_measures_are_asked_for_from_the_page(pages: AuditedClient, session: Session) -> None:
    answer = post(pages.client, f"{DESK}/outline", {})

    assert answer.location == f"{DESK}/outline"
    assert session.scalars(select(Measurement)).one().asked_at is not None
    assert "being made" in pages.get(f"{DESK}/outline").text


@pytest.mark.parametrize("name", ["bo", "lea", "olu", "tariq", "ann", "dee"])
def test_strangers_neither_read_nor_ask(
    pages: AuditedClient, client: FlaskClient, session: Session, cast: Cast, name: str
) -> None:
    sign_in(client, getattr(cast, name))

    assert client.get(f"{DESK}/outline").status_code == 403
    assert post(client, f"{DESK}/outline", {}).status_code == 403
    assert session.scalars(select(Measurement)).all() == []


def test_publishing_with_outdated_measures_says_so(
    made: AuditedClient, client: FlaskClient, session: Session, cast: Cast, now: datetime
) -> None:
    post(client, f"{DESK}/review", {"edit": "0"})
    make_story_change(session, cast)
    sign_in(client, cast.sam)
    edit = session.scalars(select(Synthesis.edit)).one()
    session.commit()
    form = {"edit": str(edit), "submission_key": "k", "aware": "y"}

    answer = checked(post(client, f"{DESK}/publication", form))

    assert answer.status_code == 409
    assert "made anew" in answer.text
    assert session.scalars(select(Edition)).all() == []


def make_story_change(session: Session, cast: Cast) -> None:
    row = session.scalars(select(Measurement)).one()
    row.inputs_hash = "0" * 64
    session.commit()


def test_publishing_without_measures_asks_to_see_it(pages: AuditedClient) -> None:
    assert "The measures are made" in pages.get(DESK).text
    assert "counts only" in pages.get(DESK).text


def test_sheets_hold_the_measures_of_the_json(made: AuditedClient) -> None:
    measures = json.loads(made.get(f"{DESK}/export.json").data)["measures"]
    book = openpyxl.load_workbook(io.BytesIO(made.get(f"{DESK}/export.xlsx").data))
    sheet = list(book["Measures"].iter_rows(min_row=2, values_only=True))

    assert [row[0] for row in sheet] == [one["item"] for one in measures["items"]]
    assert [row[8] for row in sheet] == [one["consensus"] for one in measures["items"]]
    shares = list(book["Shares"].iter_rows(min_row=2, values_only=True))
    told = [
        g["share"]
        for one in measures["items"]
        for g in [*one["groups"], *({"share": None} for _ in one["hidden"])]
    ]
    assert [row[8] for row in shares] == told


def test_every_column_of_the_files_is_in_the_dictionary(made: AuditedClient) -> None:
    bundle = zipfile.ZipFile(io.BytesIO(made.get(f"{DESK}/export.csv.zip").data))
    names = [name for name in bundle.namelist() if name.endswith(".csv")]
    words = next(name for name in names if "dictionary" in name)
    described = {
        (row[0], row[1]) for row in csv.reader(io.StringIO(bundle.read(words).decode("utf-8-sig")))
    }

    for name in names:
        if name != words:
            header = next(csv.reader(io.StringIO(bundle.read(name).decode("utf-8-sig"))))
            for column in header:
                assert any(column == title for _, title in described), (name, column)


@pytest.mark.parametrize("language", LANGUAGES)
def test_document_tells_the_outline_and_the_shares(made: AuditedClient, language: str) -> None:
    data = made.get(f"/{language}/manage/rounds/r1/synthesis/export.docx").data
    document = docx.Document(io.BytesIO(data))
    text = "\n".join(one.text for one in document.paragraphs)
    measures = json.loads(made.get(f"{DESK}/export.json").data)["measures"]

    assert "A1" in text
    cells = {cell.text for table in document.tables for row in table.rows for cell in row.cells}
    percent = round(100 * measures["items"][0]["groups"][0]["share"])
    assert any(str(percent) in cell for cell in cells)


def test_same_state_gives_the_same_document(made: AuditedClient) -> None:
    address = f"{DESK}/export.docx"

    assert made.get(address).data == made.get(address).data
