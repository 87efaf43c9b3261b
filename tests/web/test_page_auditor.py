"""The page auditor lets a sound page pass and notices each kind of fault."""

import pytest
from flask import Flask, redirect

from tests.web.page import AuditedClient, Page, audit

GOOD = """<!DOCTYPE html>
<html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>Round 1 – Palabre</title></head>
<body><a href="#main">Skip</a><main id="main"><h1>Round 1</h1><h2>Comments</h2>
<form action="/ar/x" method="post"><input type="hidden" name="csrf_token" value="t">
<label for="a">Text</label><textarea id="a" name="text">
Words</textarea><label>Tick <input type="checkbox" name="tick"></label>
<select name="kind" aria-label="Kind"><option value="1">One</option>
<option value="2" selected>Two</option></select><button name="do" value="go">Send</button></form>
<table><caption>Votes</caption><tr><td>1</td></tr></table>
<svg aria-hidden="true"><use href="#main"/></svg></main></body></html>"""


def test_sound_page_passes() -> None:
    assert audit(GOOD, "/ar/rounds") == []


@pytest.mark.parametrize(
    ("before", "after", "complaint"),
    [
        ("</h1>", "</h2>", "parse error"),
        ("<h2>Comments</h2>", "<h1>Again</h1>", "2 main headings"),
        ("<h1>Round 1</h1>", "<h1></h1>", "heading is empty"),
        ("<title>Round 1", "<title>Round 2", "does not start with the heading"),
        (" – Palabre", "", "site's name"),
        ("<h2>", '<h2 class="error-summary">', "does not say that there is an error"),
        ('lang="ar"', 'lang="fr"', "language is 'fr'"),
        ('dir="rtl"', 'dir="ltr"', "direction is 'ltr'"),
        ('id="a"', 'id="main"', "id 'main' 2 times"),
        ('for="a"', 'for="b"', "points to nothing"),
        ('href="#main">Skip', 'href="#top">Skip', "leads nowhere"),
        ('action="/ar/x" ', "", "lacks action"),
        (' method="post"', "", "lacks action or method"),
        ('name="csrf_token"', 'name="other"', "carries no token"),
        ('<label for="a">Text</label>', "", "has no label"),
        (">Send<", "><", "has no words"),
        ('<a href="#main">', "<a>", "has no address"),
        (">Skip<", "><", "has no words"),
        ('<svg aria-hidden="true">', "<svg>", "neither described nor decoration"),
        ("<h2>Comments</h2>", "<h3>Comments</h3>", "follows h1"),
        ("<caption>Votes</caption>", "", "has no caption"),
        ("<h2>", '<h2 style="color:red">', "attribute style"),
        ("<h2>", '<h2 onclick="go()">', "attribute onclick"),
        ("<h2>", '<h2 hx-get="/x">', "attribute hx-get"),
        ("</main>", "<script>go()</script></main>", "is inline"),
        (">Comments<", ">%(num)s comments<", "placeholder left"),
    ],
)
def test_fault_is_noticed(before: str, after: str, complaint: str) -> None:
    assert before in GOOD

    problems = audit(GOOD.replace(before, after, 1), "/ar/rounds")

    assert any(complaint in problem for problem in problems), problems


def test_failed_form_says_error_first_in_the_title() -> None:
    failed = GOOD.replace("<h2>", '<h2 class="error-summary">')

    assert audit(failed.replace("<title>", "<title>Erreur : ")) == []


def test_fragment_needs_no_heading_of_its_own() -> None:
    assert audit('<div id="panel"><h3>Paragraph 12</h3></div>', "/ar/rounds") == []


def test_fault_in_a_fragment_is_noticed() -> None:
    assert audit('<p id="a">one</p><p id="a">two</p>')


def test_page_tells_what_a_form_would_send() -> None:
    values = Page(GOOD).values("/ar/x")

    assert values == {"csrf_token": "t", "text": "Words", "kind": "2"}


@pytest.fixture
def audited() -> AuditedClient:
    app = Flask(__name__)
    pages = {"good": GOOD, "bad": GOOD.replace("<h2>", '<h2 style="color:red">')}
    app.add_url_rule("/ar/<name>", "page", lambda name: pages[name], methods=["GET", "POST"])
    app.add_url_rule("/ar/away", "away", lambda: redirect("/ar/good", 303))
    app.add_url_rule("/ar/file", "file", lambda: ("a,b", 200, {"Content-Type": "text/csv"}))
    return AuditedClient(app.test_client())


@pytest.mark.parametrize("name", ["good", "away", "file"])
def test_client_passes_on_what_is_sound(audited: AuditedClient, name: str) -> None:
    assert audited.get(f"/ar/{name}").status_code in {200, 303}


@pytest.mark.parametrize("method", ["get", "post"])
def test_client_fails_on_a_page_that_is_not(audited: AuditedClient, method: str) -> None:
    with pytest.raises(AssertionError, match="attribute style"):
        getattr(audited, method)("/ar/bad")
