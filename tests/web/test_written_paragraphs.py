"""Written parts on single paragraphs: kept, missed where untranslated, read in every form."""

import io
from datetime import datetime

import docx
import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.factories.cast import Cast
from tests.factories.reports import make_story
from tests.web.page import AuditedClient
from tests.web.signing_in import post, sign_in

DESK = "/en/manage/rounds/r1/synthesis"
WORDS = "Views differ on who pays, see A1."


@pytest.fixture
def pages(client: FlaskClient, session: Session, cast: Cast, now: datetime) -> AuditedClient:
    make_story(session, cast, now=now)
    session.commit()
    sign_in(client, cast.ada)
    return AuditedClient(client)


@pytest.fixture
def part(cast: Cast) -> str:
    return f"{DESK}/parts/paragraph:{cast.paragraphs[0].key}"


def test_paragraph_is_written_about(pages: AuditedClient, part: str) -> None:
    assert "“Paragraph 1” in English" in pages.get(part).text
    assert post(pages.client, part, {"edit": "0", "text": WORDS}).status_code == 303
    desk, preview = pages.get(DESK).text, pages.get(f"{DESK}/preview").text
    result = preview.partition('id="p1"')[2].partition("</article>")[0]

    assert "Paragraph 1" in desk.partition("Before publishing")[0]
    assert "Views differ on who pays, see " in result
    assert 'href="/en/rounds/r1/contributions/A1"' in result
    told = docx.Document(io.BytesIO(pages.client.get(f"{DESK}/export.docx").data)).paragraphs
    assert [one.text for one in told].count(WORDS) == 1


def test_somebody_elses_words_are_not_overwritten(pages: AuditedClient, part: str) -> None:
    post(pages.client, part, {"edit": "0", "text": WORDS})
    answer = post(pages.client, part, {"edit": "0", "text": "Mine."})

    assert answer.status_code == 409
    assert "Views differ on who pays" in answer.text
    assert "Mine." in answer.text


@pytest.mark.parametrize("key", ["paragraph:nobody", "paragraph:", "paragraph:s1"])
def test_no_other_paragraph_has_a_part(pages: AuditedClient, key: str) -> None:
    assert pages.client.get(f"{DESK}/parts/{key}").status_code == 404
    assert post(pages.client, f"{DESK}/parts/{key}", {"edit": "0", "text": "x"}).status_code >= 400
