"""The amendments of a round as files, from the page of all amendments."""

import io
from datetime import datetime

import docx
import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.documents.writers.listings.files import ENDS, TYPES
from app.documents.writers.versions.pdf import pdf_possible
from app.domain.languages import LANGUAGES
from app.domain.listings import ListFormat
from app.jobs.exports import exports_of, make_waiting
from app.web import current, listings
from tests.factories.cast import Cast
from tests.factories.contributions import make_amendment
from tests.factories.reports import make_story
from tests.house.tree import ROOT
from tests.web.page import AuditedClient, Page
from tests.web.statements import counted

LIST = "/en/rounds/r1/amendments"
FONTS = ROOT / "static" / "fonts"
TOO_LONG = {
    "en": "A PDF holds up to 1 amendments",
    "fr": "Un PDF contient au plus 1 amendements",
    "es": "Un PDF contiene como máximo 1 enmiendas",
    "ar": "لا يتجاوز 1",
}
QUICK = [one.value for one in ListFormat if one is not ListFormat.PDF]


@pytest.fixture(autouse=True)
def story(session: Session, cast: Cast, now: datetime) -> None:
    make_story(session, cast, now=now)
    session.commit()


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_offers_every_format_in_every_language(web: AuditedClient, language: str) -> None:
    page = Page(web.get(f"/{language}/rounds/r1/amendments").text)
    offered = {one.get("value") for one in page.all("option")}

    assert {*QUICK, *LANGUAGES} <= offered
    assert page.by_id("download") is not None


@pytest.mark.parametrize("format_", QUICK)
def test_file_comes_with_its_name_and_kind(client: FlaskClient, format_: str) -> None:
    answer = client.get(f"{LIST}/list.{format_}?file_language=es")
    end = ENDS.get(ListFormat(format_), format_)

    assert answer.status_code == 200
    assert answer.content_type == TYPES[ListFormat(format_)]
    assert answer.headers["Content-Disposition"].endswith(f'"r1-amendments-es.{end}"')
    assert answer.headers["Cache-Control"] == "no-store"


def test_form_leads_to_the_file_with_the_filters_of_the_list(client: FlaskClient) -> None:
    page = Page(client.get(f"{LIST}?paragraph=2&group=migrant_association").text)
    kept = {one.get("name"): one.get("value") for one in page.all("input")}
    answer = client.get(f"{LIST}/file?paragraph=2&format=docx&file_language=ar")
    lines = docx.Document(io.BytesIO(client.get(answer.location).data)).paragraphs

    assert (kept["paragraph"], kept["group"]) == ("2", "migrant_association")
    assert "paragraph=2" in answer.location
    headings = [line.text for line in lines if line.style.name == "Heading 4"]
    assert [text.split(" ")[0] for text in headings] == ["A2"]


@pytest.mark.parametrize(
    ("query", "status"),
    [("file_language=xx", 400), ("group=nobody", 400), ("paragraph=one", 400)],
)
def test_nonsense_is_refused(client: FlaskClient, query: str, status: int) -> None:
    assert client.get(f"{LIST}/list.docx?{query}").status_code == status


def test_unknown_format_and_round_are_no_address(client: FlaskClient) -> None:
    assert client.get(f"{LIST}/list.exe").status_code == 404
    assert client.get("/en/rounds/nowhere/amendments/list.docx").status_code == 404


@pytest.mark.skipif(not pdf_possible(), reason="WeasyPrint or Pango is missing")
def test_pdf_is_made_meanwhile_and_kept(
    web: AuditedClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(listings, "call", lambda _folder, _redis, key, _fonts: asked.append(key))
    url = f"{LIST}/list.pdf?file_language=ar"

    sent_on = web.get(url)
    waiting = web.get(sent_on.location)
    with web.application.app_context():
        made = make_waiting(exports_of(current.settings().instance), FONTS)
    done = web.get(sent_on.location)

    assert sent_on.status_code == 303
    assert "in a moment" in waiting.text
    assert (len(asked), made) == (1, 1)
    assert "The file is ready" in done.text
    assert web.get(url).data.startswith(b"%PDF")


def test_without_pdf_the_page_says_so(web: AuditedClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listings, "pdf_possible", lambda: False)

    assert "PDF files cannot be made" in web.get(LIST).text
    assert web.get(f"{LIST}/list.pdf").status_code == 404


@pytest.mark.parametrize("language", LANGUAGES)
def test_list_too_long_for_a_pdf_is_said_before_and_after(
    web: AuditedClient, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setattr(listings, "pdf_possible", lambda: True)
    monkeypatch.setattr(listings, "MOST_LAID_OUT", 1)
    own = f"/{language}/rounds/r1/amendments"
    whole, refused = web.get(own), web.get(f"{own}/list.pdf")
    filtered = Page(web.get(f"{own}?paragraph=2").text)
    said = TOO_LONG[language]

    assert "pdf" not in {one.get("value") for one in Page(whole.text).all("option")}
    assert said in whole.text
    assert (refused.status_code, said in refused.text) == (404, True)
    assert "pdf" in {one.get("value") for one in filtered.all("option")}
    assert web.get(f"{own}/list.docx").status_code == 200


def test_statements_do_not_grow_with_the_list(
    client: FlaskClient, session: Session, cast: Cast, now: datetime
) -> None:
    few = statements(client)
    round_ = session.merge(cast.round)
    for paragraph in cast.paragraphs * 4:
        make_amendment(session, round_, cast.bo, paragraph, now=now)
    session.commit()

    assert statements(client) == few


def statements(client: FlaskClient) -> int:
    with counted(client.application) as found:
        assert client.get(f"{LIST}/list.json").status_code == 200
    return len(found)
