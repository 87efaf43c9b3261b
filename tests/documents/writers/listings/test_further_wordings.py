"""Wordings of an amendment in further languages, printed in the Word and PDF lists."""

import io
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import docx
import pytest
from flask import Flask
from sqlalchemy.orm import Session

from app.documents.writers.docx_writing import Writing
from app.documents.writers.html_paper import HtmlPaper
from app.documents.writers.listings.amendments import amendments_on
from app.documents.writers.listings.files import list_bytes
from app.domain.listings import AMENDMENTS, ListFormat, Listing
from app.domain.people import Actor
from app.domain.report import report_of
from app.queries.amendment_lists import amendments_value
from app.queries.register import RegisterFilter
from app.queries.rounds import visible_round
from app.web.listing_words import listing_words
from tests.factories.cast import Cast
from tests.factories.contributions import make_amendment
from tests.house.tree import ROOT

FR = "Les villes laissent l’eau ouverte à tous."
ES, ES_BEFORE = "Las ciudades dejan el agua abierta.", "Las ciudades cierran el agua."
AR = "تُبقي المدن الماء مفتوحًا للجميع."


@pytest.fixture
def value(session: Session, cast: Cast, now: datetime) -> dict[str, Any]:
    """One amendment in English, its French by the proposer, two translators' wordings."""
    make_amendment(session, cast.round, cast.bo, cast.paragraphs[0], "Other words.", now=now)
    session.commit()
    view = visible_round(session, Actor(), "r1", now=now)
    found = RegisterFilter(kind="amendment", in_place=True)
    value = amendments_value(session, view, found, address="https://palabre.test/a", now=now)
    (one,) = value["contributions"]
    (words,) = one["revisions"]
    words["number"] = one["shown_revision"] = 2
    words["wordings"] = {"fr": FR}
    one["translated_wordings"] = [
        {"revision": 2, "language": "ar", "text": AR, "on": "2026-03-04"},
        {"revision": 1, "language": "ar", "text": "قديم", "on": "2026-03-03"},
        {"revision": 1, "language": "es", "text": ES, "on": "2026-03-03"},
        {"revision": 2, "language": "fr", "text": "Jamais imprimé.", "on": "2026-03-04"},
    ]
    there = value["paragraphs"][0]["wordings"]
    for code in ("fr", "ar"):
        there.pop(code, None)
    there["es"] = {"text": ES_BEFORE, "label": None}
    return value


def lines(app: Flask, value: Mapping[str, Any]) -> list[str]:
    with app.app_context():
        words = listing_words("en")
    listing = Listing(AMENDMENTS, "en", "r1-amendments", value)
    data = list_bytes(listing, words, ListFormat.DOCX, fonts=ROOT / "static" / "fonts")
    return [one.text for one in docx.Document(io.BytesIO(data)).paragraphs]


def page(app: Flask, value: Mapping[str, Any]) -> str:
    """The page that a PDF is laid out from."""
    with app.app_context():
        words = listing_words("en")
    paper = HtmlPaper("en")
    amendments_on(Writing("en", words, report_of(value, "en"), paper))
    return paper.page("Amendments", "", faces="")


def test_word_file_prints_each_with_whose_it_is(app: Flask, value: dict[str, Any]) -> None:
    told = lines(app, value)
    start = told.index("In other languages")

    assert [one for one in told[start + 1 :] if " · by " in one] == [
        "French · by the proposer",
        "Spanish · by a translator · of an earlier wording",
        "Arabic · by a translator",
    ]
    assert FR in told[start:]
    assert AR in told[start:]
    assert not {"قديم", "Jamais imprimé."} & set(told)


def test_difference_is_shown_where_the_paragraph_has_the_language(
    app: Flask, value: dict[str, Any]
) -> None:
    said = page(app, value)

    assert "<del>cierran</del>" in said
    assert "<ins>dejan</ins>" in said
    assert f"<ins>{FR}</ins>" in said


@pytest.mark.parametrize(
    "changed", [{"operation": "delete"}, {"scope": "language"}, {"revisions": []}]
)
def test_none_where_there_is_no_further_wording_to_tell(
    app: Flask, value: dict[str, Any], changed: dict[str, Any]
) -> None:
    value["contributions"][0].update(changed)

    assert "In other languages" not in lines(app, value)
