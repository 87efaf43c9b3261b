"""The report of a very large round: every reference by what happened to it, and where words are."""

import io
from datetime import datetime
from typing import Any

import docx
import pytest
from flask import Flask
from sqlalchemy.orm import Session

from app.documents.writers import docx_brief
from app.documents.writers.html_paper import HtmlPaper
from app.documents.writers.listings.report import report_on
from app.domain.texts import content_hash
from app.queries.edition.content import content_of
from app.queries.synthesis.editions import as_document
from app.web.downloads import export_bytes
from app.web.listing_words import listing_words
from tests.factories.cast import Cast
from tests.factories.measures import crowd, measure
from tests.factories.reports import make_story


@pytest.fixture
def document(session: Session, cast: Cast, now: datetime) -> dict[str, Any]:
    found = make_story(session, cast, now=now)
    crowd(session, cast, found["amendment"], now=now)
    session.commit()
    measure(session, cast.round, now=now)
    content = content_of(session, cast.round, now=now)
    return as_document(content, content_hash(content), number=1, published_at=now)


def lines(app: Flask, document: dict[str, Any], language: str = "en") -> list[str]:
    with app.app_context():
        data = export_bytes(document, "docx", language)
    return [one.text for one in docx.Document(io.BytesIO(data)).paragraphs]


def words(document: dict[str, Any]) -> list[str]:
    return [one["revisions"][-1]["text"] for one in document["contributions"] if one["revisions"]]


def test_large_round_names_each_contribution_and_prints_none(
    app: Flask, document: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    number = len(document["contributions"])
    monkeypatch.setattr(docx_brief, "MOST_PRINTED", number)
    whole = lines(app, document)
    monkeypatch.setattr(docx_brief, "MOST_PRINTED", number - 1)
    brief = lines(app, document)

    assert all(any(text in line for line in whole) for text in words(document))
    assert not any(text in line for line in brief for text in words(document))
    listed = [line for line in brief if line.startswith(("Accepted (", "Without", "Noted ("))]
    told = {name for line in brief for name in line.rpartition(": ")[2].split()}
    assert listed
    assert {one["reference"] for one in document["contributions"]} <= told
    assert any("All their words are in the register" in line for line in brief)
    assert not any("All their words are in the register" in line for line in whole)


def test_laid_out_report_is_brief_alike(
    app: Flask, document: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(docx_brief, "MOST_PRINTED", 1)
    paper = HtmlPaper("ar")
    with app.app_context():
        report_on({"report": document, "outline": []}, listing_words("ar"), paper)

    html = "".join(paper.parts)
    assert not any(text in html for text in words(document))
    assert all(one["reference"] in html for one in document["contributions"])
