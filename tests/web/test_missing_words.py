"""Words that a language lacks are shown in another one, which is named and marked up."""

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.models.charters import Section, Wording
from tests.factories.cast import Cast
from tests.web.page import AuditedClient
from tests.web.signing_in import sign_in


@pytest.fixture
def reader(client: FlaskClient) -> AuditedClient:
    return AuditedClient(client)


@pytest.mark.parametrize("address", ["rounds/r1/text", "rounds/r1/p/1", "rounds/r1/p/1/comment"])
def test_missing_words_are_shown_in_a_named_language(
    client: FlaskClient, reader: AuditedClient, session: Session, cast: Cast, address: str
) -> None:
    cast.charter.authentic_language = None
    cast.charter.languages = ["ar", "en", "fr", "es"]
    one = cast.paragraphs[0].id
    session.execute(delete(Wording).where(Wording.paragraph_id == one, Wording.language == "fr"))
    section = session.get_one(Section, cast.paragraphs[0].section_id)
    section.headings = {"ar": "الماء"}
    session.commit()
    sign_in(client, cast.bo)

    text = reader.get(f"/fr/{address}").text

    assert "Affiché en arabe" in text
    assert re.search(r'<p class="para-text pre" lang="ar" dir="rtl">', text)
    if "comment" not in address:
        assert re.search(r'lang="ar" dir="rtl">الماء', text)


@pytest.mark.parametrize("address", ["versions/1"])
def test_heading_of_a_version_names_its_language(
    reader: AuditedClient, session: Session, cast: Cast, address: str
) -> None:
    cast.charter.authentic_language = None
    section = session.get_one(Section, cast.paragraphs[0].section_id)
    section.headings = {"ar": "الماء"}
    session.commit()

    text = reader.get(f"/en/charters/mobility/{address}").text

    assert re.search(r'lang="ar" dir="rtl">الماء</h2>', text)
