"""The fixed pages: sound and alike in four languages, true to the code, without a dead link."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.domain.dispositions import Disposition
from app.domain.languages import LANGUAGES
from app.domain.moderation import ReasonCode
from app.web.views.pages import FIXED
from tests.house.tree import ROOT
from tests.web.page import AuditedClient, Page, text_of

PAIRS = [(name, lang) for name in FIXED for lang in LANGUAGES]
FOLDER = ROOT / "templates/pages"
OPENING = {"fr": re.compile(r"«(?!\u00a0)"), "es": re.compile(r"«\s"), "ar": re.compile(r"«\s")}
EASTERN_DIGITS = re.compile("[\u0660-\u0669\u06f0-\u06f9]")
LONGEST_PRIVACY = 500
MEAN_SENTENCE = 15


@pytest.fixture
def audited(client: FlaskClient) -> AuditedClient:
    return AuditedClient(client)


def read(client: AuditedClient, name: str, lang: str) -> Page:
    """A fixed page, as soon as it passed the audit."""
    response = client.get(f"/{lang}/{name}")
    assert response.status_code == 200
    return Page(response.text, f"/{lang}/{name}")


def words(name: str, lang: str) -> str:
    """What stands in a template once tags and template code are taken away."""
    body = (FOLDER / f"{name}.{lang}.html").read_text(encoding="utf-8").partition("content %}")[2]
    return re.sub(r"<[^>]+>|\{[%{].*?[%}]\}", " ", body, flags=re.DOTALL)


def anchors(page: Page) -> list[str]:
    """The ids of headings and of table rows, in order."""
    return [e.get("id", "") for e in page.all("h2", "h3", "tr") if e.get("id")]


@pytest.mark.parametrize(("name", "lang"), PAIRS)
def test_page_is_sound(audited: AuditedClient, name: str, lang: str) -> None:
    page = read(audited, name, lang)

    assert page.h1
    assert "{" not in page.text


@pytest.mark.parametrize("name", FIXED)
def test_page_has_the_same_anchors_in_every_language(audited: AuditedClient, name: str) -> None:
    found = {lang: anchors(read(audited, name, lang)) for lang in LANGUAGES}

    assert found["en"]
    assert all(ids == found["en"] for ids in found.values()), found


@pytest.mark.parametrize("name", FIXED)
def test_page_has_the_same_shape_in_every_language(audited: AuditedClient, name: str) -> None:
    pages = [read(audited, name, lang) for lang in LANGUAGES]
    shapes = [[e.tag for e in page.all("h2", "h3", "p", "li", "tr")] for page in pages]

    assert all(shape == shapes[0] for shape in shapes)


@pytest.mark.parametrize("name", ["help", "rules", "method"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_list_of_contents_leads_to_every_part(audited: AuditedClient, name: str, lang: str) -> None:
    page = read(audited, name, lang)
    listed = next(e for e in page.by_class("side-nav"))
    links = [a.get("href", "") for a in listed.iter("a")]

    assert links == [f"#{e.get('id')}" for e in page.all("h2")]


@pytest.mark.parametrize(("name", "lang"), PAIRS)
def test_link_inside_the_site_is_alive(audited: AuditedClient, name: str, lang: str) -> None:
    page = read(audited, name, lang)
    main = page.by_id("main")
    assert main is not None
    links = {a.get("href", "") for a in main.iter("a")} - {""}
    own = {link for link in links if link.startswith("/")}

    assert all(link.startswith(("/", "#", "mailto:")) for link in links)
    for link in own:
        path, _, anchor = link.partition("#")
        with audited.client.get(path) as answer:
            assert answer.status_code in {200, 302, 303}, link
            assert not anchor or anchor in Page(answer.text, path).ids, link


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_rule_has_its_place(audited: AuditedClient, lang: str) -> None:
    page = read(audited, "rules", lang)
    numbered = [text_of(e) for e in page.all("h2")][: len(ReasonCode)]

    assert [e.get("id") for e in page.all("h2")][: len(ReasonCode)] == [c.value for c in ReasonCode]
    assert [text.split(".")[0] for text in numbered] == [
        str(number) for number in range(1, len(ReasonCode) + 1)
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_answer_after_a_round_is_explained(audited: AuditedClient, lang: str) -> None:
    table = read(audited, "method", lang).all("tbody")[0]

    assert len(list(table.iter("tr"))) == len(Disposition)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_privacy_page_is_short(lang: str) -> None:
    assert len(words("privacy", lang).split()) <= LONGEST_PRIVACY


@pytest.mark.parametrize(("name", "lang"), PAIRS)
def test_sentences_are_short(name: str, lang: str) -> None:
    sentences = [s.split() for s in re.split(r"[.!?:؟]\s", words(name, lang)) if s.strip()]

    assert sum(map(len, sentences)) / len(sentences) <= MEAN_SENTENCE


@pytest.mark.parametrize(("name", "lang"), PAIRS)
def test_signs_follow_the_custom_of_the_language(name: str, lang: str) -> None:
    text = words(name, lang)

    assert not EASTERN_DIGITS.search(text)
    assert "'" not in text
    assert lang not in OPENING or not OPENING[lang].search(text)
    assert lang != "fr" or not re.search(r"[^\s\u00a0\u202f][;!?]| [:;!?»]", text)
    assert lang != "ar" or not re.search("[\u0621-\u064a][?;,]", text)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", ["about", "help", "privacy", "accessibility"])
def test_page_names_the_address_of_this_installation(
    app: Flask, audited: AuditedClient, monkeypatch: pytest.MonkeyPatch, name: str, lang: str
) -> None:
    told = replace(app.extensions["palabre_settings"], contact="desk@town.example")
    monkeypatch.setitem(app.extensions, "palabre_settings", told)

    page = read(audited, name, lang)

    assert page.links["desk@town.example"] == "mailto:desk@town.example"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", ["about", "help", "privacy", "accessibility"])
def test_page_says_so_when_there_is_no_address(
    audited: AuditedClient, name: str, lang: str
) -> None:
    page = read(audited, name, lang)

    assert not any(link.startswith("mailto:") for link in page.links.values())


def test_every_page_has_a_document_for_each_language() -> None:
    found = {path.name for path in Path(FOLDER).glob("*.??.html")}

    assert found == {f"{name}.{lang}.html" for name, lang in PAIRS}
