"""What became of every contribution, as a page, as files, and in short; drafts stay inside."""

import io
from datetime import datetime, timedelta

import docx
import openpyxl
import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.domain.languages import LANGUAGES
from app.models.contributions import Contribution
from tests.factories.cast import Cast
from tests.factories.contributions import make_amendment
from tests.factories.reports import HIDDEN, contribute, make_story
from tests.web.page import AuditedClient, Page, text_of
from tests.web.statements import counted
from tests.web.test_synthesis import published

PAGE = "/en/rounds/r1/responses"
OUTCOME = "/en/rounds/r1/outcome"


@pytest.fixture
def pages(client: FlaskClient) -> AuditedClient:
    return AuditedClient(client)


@pytest.fixture
def reported(session: Session, cast: Cast, now: datetime) -> None:
    published(session, cast, now=now)


def references(pages: AuditedClient, query: str = "") -> list[str]:
    page = Page(pages.get(f"{PAGE}{query}").text, PAGE)
    return [text_of(line).split()[0] for found in page.by_class("register") for line in found]


def test_before_the_synthesis_no_decision_shows(
    pages: AuditedClient, session: Session, cast: Cast, now: datetime
) -> None:
    make_story(session, cast, now=now)
    session.commit()

    page = pages.get(PAGE)

    assert "Decisions appear here when the synthesis" in page.text
    assert 'class="dispo' not in page.text
    assert HIDDEN not in page.text
    assert references(pages, "?disposition=accepted") == []
    assert pages.get(OUTCOME).status_code == 404


@pytest.mark.usefixtures("reported")
@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_are_sound_in_every_language(pages: AuditedClient, language: str) -> None:
    for name in ("responses", "outcome"):
        answer = pages.get(f"/{language}/rounds/r1/{name}")

        assert answer.status_code == 200
        assert HIDDEN not in answer.text


@pytest.mark.usefixtures("reported")
def test_lines_follow_the_text_and_the_filters(pages: AuditedClient) -> None:
    everything = references(pages)

    assert everything[0] == "A1"
    assert set(everything) == {"A1", "A2", "C1", "C2", "C3", "C4"}
    assert references(pages, "?paragraph=2") == ["A2"]
    assert references(pages, "?group=individual") == ["C3"]
    assert references(pages, "?disposition=accepted") == ["A1"]
    assert set(references(pages, "?disposition=undecided")) == set(everything) - {"A1"}


@pytest.mark.usefixtures("reported")
@pytest.mark.parametrize("query", ["disposition=zzz", "group=nobody", "paragraph=one"])
def test_nonsense_is_refused(pages: AuditedClient, query: str) -> None:
    assert pages.get(f"{PAGE}?{query}").status_code == 400


@pytest.mark.usefixtures("reported")
def test_veiled_words_and_group_stay_hidden(
    pages: AuditedClient, session: Session, cast: Cast, now: datetime
) -> None:
    row = contribute(session, session.merge(cast.round), cast.bo, now=now, text=f"{HIDDEN} veiled")
    row.veiled_until = now + timedelta(days=9)
    session.commit()

    assert row.reference in references(pages)
    assert row.reference not in references(pages, "?group=civil_society")
    assert HIDDEN not in pages.get(PAGE).text
    for format_ in ("docx", "xlsx"):
        assert HIDDEN not in said(pages, f"{PAGE}/list.{format_}")


def said(pages: AuditedClient, url: str) -> str:
    data = io.BytesIO(pages.get(url).data)
    if ".docx" in url:
        document = docx.Document(data)
        cells = (cell for table in document.tables for row in table.rows for cell in row.cells)
        return "\n".join([one.text for one in document.paragraphs] + [one.text for one in cells])
    rows = openpyxl.load_workbook(data).active.iter_rows(values_only=True)
    return "\n".join(str(value) for row in rows for value in row)


@pytest.mark.usefixtures("reported")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("format_", ["docx", "xlsx"])
def test_files_hold_every_line_and_are_the_same_again(
    pages: AuditedClient, session: Session, language: str, format_: str
) -> None:
    url = f"/en/rounds/r1/responses/list.{format_}?file_language={language}"
    answer, text = pages.get(url), said(pages, url)

    assert answer.headers["Content-Disposition"].endswith(f'"r1-responses-{language}.{format_}"')
    assert answer.data == pages.get(url).data
    for (reference,) in session.query(Contribution.reference).filter_by(status="published"):
        assert reference in text
    assert HIDDEN not in text


@pytest.mark.usefixtures("reported")
def test_form_leads_to_the_file_with_the_filters(pages: AuditedClient) -> None:
    answer = pages.get(f"{PAGE}/file?paragraph=2&format=xlsx&file_language=ar")

    assert answer.status_code == 303
    assert "A2" in said(pages, answer.location)
    assert "A1" not in said(pages, answer.location)
    assert pages.get(f"{PAGE}/list.exe").status_code == 404


@pytest.mark.usefixtures("reported")
def test_long_files_are_made_meanwhile(
    pages: AuditedClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.documents.writers.listings.files.LONG", 1)
    monkeypatch.setattr("app.web.listings.call", lambda *_all: None)

    sent_on = pages.get(f"{PAGE}/list.docx")

    assert sent_on.status_code == 303
    assert "in a moment" in pages.get(sent_on.location).text


@pytest.mark.usefixtures("reported")
def test_outcome_tells_what_was_asked_said_and_done(pages: AuditedClient) -> None:
    page = Page(pages.get(OUTCOME).text, OUTCOME)

    assert "Written introduction en." in page.text
    assert "Written s1 fr." in page.text
    assert "/en/rounds/r1/responses?disposition=accepted" in page.links.values()
    assert "/en/rounds/r1/responses?disposition=undecided" in page.links.values()
    assert "is not published yet" in page.text
    for place in ("/en/rounds/r1", "/en/rounds/r1/synthesis"):
        assert OUTCOME in Page(pages.get(place).text, place).links.values()


@pytest.mark.usefixtures("reported")
@pytest.mark.parametrize("url", [PAGE, f"{PAGE}/list.xlsx", OUTCOME])
def test_statements_do_not_grow(
    client: FlaskClient, session: Session, cast: Cast, now: datetime, url: str
) -> None:
    few = statements(client, url)
    for paragraph in cast.paragraphs * 4:
        make_amendment(session, session.merge(cast.round), cast.bo, paragraph, now=now)
    session.commit()

    assert statements(client, url) == few


def statements(client: FlaskClient, url: str) -> int:
    with counted(client.application) as found:
        assert client.get(url).status_code == 200
    return len(found)
