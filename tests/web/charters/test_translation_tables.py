"""Bilingual tables in the browser, without script: out, back, looked at, taken."""

import io
from typing import Any

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.translation import TableImport
from tests.factories.cast import Cast
from tests.factories.desk import Desk, write
from tests.factories.people import actor_of
from tests.web.charters.test_translation_desk import stored
from tests.web.page import AuditedClient, Page
from tests.web.signing_in import post, sign_in

DESK = "/en/manage/charters/mobility/versions/2/translations/fr"
TABLE = f"{DESK}/table"
TARGET, NOTE = 6, 10


@pytest.fixture
def composing(session: Session, cast: Cast, now: Any) -> Desk:
    desk = Desk(session, cast, actor_of(session, cast.sam), now)
    desk.prepare()
    return desk


@pytest.fixture
def tariq(client: FlaskClient, session: Session, cast: Cast, composing: Desk) -> AuditedClient:
    sign_in(client, cast.tariq)
    session.rollback()
    return AuditedClient(client)


def filled(data: bytes, **words: str) -> bytes:
    """The workbook with words typed beside some keys."""
    book = load_workbook(io.BytesIO(data))
    for row in book.active.iter_rows(min_row=3):
        key = str(row[0].value).replace("-", "_")
        if key in words:
            book.active.cell(row[0].row, TARGET).value = words[key]
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def send(client: AuditedClient, data: bytes, name: str = "back.xlsx") -> Any:
    return post(
        client,
        TABLE,
        {"file": (io.BytesIO(data), name)},
        content_type="multipart/form-data",
    )


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_pages_are_sound(tariq: AuditedClient, session: Session, lang: str) -> None:
    data = tariq.get(f"{TABLE}.xlsx").data
    address = send(tariq, filled(data, p_k1="Chaque ville.", p_k2=" ")).location

    for url in (TABLE, address):
        page = tariq.get(url.replace("/en/", f"/{lang}/"))
        assert page.status_code == 200, url


def test_table_goes_out_comes_back_and_is_taken(tariq: AuditedClient, session: Session) -> None:
    answer = tariq.get(f"{TABLE}.xlsx")
    assert answer.headers["Content-Disposition"].endswith('filename="mobility-v2-en-fr.xlsx"')
    address = send(tariq, filled(answer.data, p_k1="Chaque ville.")).location
    page = Page(tariq.get(address).text)
    assert "1 row has new words" in page.text
    assert stored(session, "k1")[1] != "Chaque ville."

    data = {**page.values(address), "do": ""}
    assert post(tariq, address, data).status_code == 303
    assert stored(session, "k1")[1] == "Chaque ville."
    again = Page(tariq.get(address).text)
    assert "This table was taken already" in again.text
    assert "0 rows have new words" in again.text


def test_changes_met_wait_for_a_choice(
    tariq: AuditedClient, composing: Desk, session: Session
) -> None:
    data = tariq.get(f"{TABLE}.xlsx").data
    write(composing, 1, en="Every town keeps water open.")
    address = send(tariq, filled(data, p_k1="Chaque ville.")).location
    page = Page(tariq.get(address).text)
    assert "the original changed meanwhile" in page.text
    sent = page.values(address)
    assert sent["row:p-k1"] == "keep"

    write(composing, 1, en="Every town keeps light open.")
    refused = post(tariq, address, {**sent, "row:p-k1": "stale"})
    assert refused.status_code == 409
    assert "Your choices are kept" in refused.text
    sent = Page(refused.text).values(address)
    assert sent["row:p-k1"] == "stale"
    assert post(tariq, address, sent).status_code == 303
    status, words = stored(session, "k1")
    assert (str(status), words) == ("stale", "Chaque ville.")


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "", "There is nothing in this file"),
        (b"a;b", "t.csv", "This is not an .xlsx file"),
        (b"PK\x03\x04", "t.xlsx", "This file is damaged"),
    ],
)
def test_other_files_are_refused_in_words(
    tariq: AuditedClient, data: bytes, name: str, words: str
) -> None:
    answer = send(tariq, data, name)

    assert answer.status_code == 422
    assert words in answer.text


def test_table_of_another_language_is_refused_in_words(tariq: AuditedClient) -> None:
    data = tariq.get(f"{TABLE.replace('/fr', '/ar')}.xlsx").data
    answer = send(tariq, data)

    assert answer.status_code == 422
    assert "This table is a translation into Arabic" in answer.text


def test_table_can_be_dropped(tariq: AuditedClient, session: Session) -> None:
    data = tariq.get(f"{TABLE}.xlsx").data
    address = send(tariq, filled(data, p_k1="Chaque ville.")).location
    assert address in Page(tariq.get(TABLE).text).links.values()

    sent = Page(tariq.get(address).text).values(address)
    assert post(tariq, address, {**sent, "do": "drop"}).location == TABLE
    assert session.scalars(select(TableImport)).all() == []
    session.rollback()
    assert tariq.get(address).status_code == 404
