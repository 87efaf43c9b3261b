"""The page auditor: every HTML answer a test receives is checked as a person would meet it."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.domain.languages import LANGUAGES, direction

SITE = " – Palabre"
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
FIELDS = ("input", "select", "textarea")
UNLABELLED = {"hidden", "submit", "button", "reset", "image"}
REFERRING = ("aria-labelledby", "aria-describedby", "popovertarget", "form", "for")
PLACEHOLDER = re.compile(r"%\(\w+\)|\{\{|\{%")
ERROR_PREFIX = re.compile(r"[^:]{3,20}:\s")
SVG = "{http://www.w3.org/2000/svg}"

Check = Callable[["Page"], Iterator[str]]


class Page:
    """An HTML page or fragment as a tree, with the questions tests ask of it."""

    def __init__(self, text: str, url: str = "", lang: str | None = None) -> None:
        """Parse a page; ``lang`` is the language it should speak, else the one in its address."""
        self.source = text
        self.url = url
        self.lang = lang or language_of(url)
        self.whole = "<html" in text[:400].lower()
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        parse = parser.parse if self.whole else parser.parseFragment
        self.root: Element = parse(text)
        self.parse_errors = [f"{place}: {code}" for place, code, _ in parser.errors]
        self.parents = {child: parent for parent in self.root.iter() for child in parent}
        self.ids = Counter(e.get("id") for e in self.root.iter() if e.get("id"))

    def all(self, *tags: str) -> list[Element]:
        """Every element with one of these names, in the order of the page."""
        return [element for element in self.root.iter() if element.tag in tags]

    def by_id(self, name: str) -> Element | None:
        return next((e for e in self.root.iter() if e.get("id") == name), None)

    def by_class(self, name: str) -> list[Element]:
        return [e for e in self.root.iter() if name in (e.get("class") or "").split()]

    @property
    def title(self) -> str:
        """What the window says."""
        return next((text_of(e) for e in self.all("title")), "")

    @property
    def h1(self) -> str:
        """What the page is called."""
        return next((text_of(e) for e in self.all("h1")), "")

    @property
    def text(self) -> str:
        """Everything a person can read, spaces joined."""
        return text_of(next(iter(self.all("body")), self.root))

    @property
    def links(self) -> dict[str, str]:
        """Address by words, of every link."""
        return {text_of(e): e.get("href", "") for e in self.all("a")}

    def within(self, element: Element, tag: str) -> bool:
        """Whether the element lies inside one with this name."""
        while element in self.parents:
            element = self.parents[element]
            if element.tag == tag:
                return True
        return False

    def values(self, action: str) -> dict[str, str]:
        """What a form with this action would send as it stands, buttons left out."""
        form = next(e for e in self.all("form") if e.get("action") == action)
        return {
            e.get("name", ""): value_of(e)
            for e in form.iter()
            if e.tag in FIELDS and e.get("name") and is_sent(e)
        }


def language_of(url: str) -> str | None:
    """The language an address begins with."""
    first = url.partition("?")[0].strip("/").partition("/")[0]
    return first if first in LANGUAGES else None


def text_of(element: Element) -> str:
    """The words of an element, spaces joined."""
    return " ".join("".join(element.itertext()).split())


def value_of(field: Element) -> str:
    """What a field holds."""
    if field.tag == "textarea":
        return "".join(field.itertext()).removeprefix("\n")
    if field.tag == "select":
        options = [e for e in field.iter() if e.tag == "option"]
        chosen = [e for e in options if e.get("selected") is not None] or options[:1]
        return "".join(e.get("value", text_of(e)) for e in chosen)
    return field.get("value", "on" if field.get("type") == "checkbox" else "")


def is_sent(field: Element) -> bool:
    """Whether a browser would send the field."""
    if field.get("type") in {"submit", "button", "reset", "file"}:
        return False
    return field.get("type") not in {"radio", "checkbox"} or field.get("checked") is not None


def named(element: Element) -> str:
    """The words a person hears for a control."""
    marked = [e.get("alt") or e.get("aria-label") or "" for e in element.iter()]
    return text_of(element) or element.get("aria-labelledby") or "".join(marked)


def shown(element: Element) -> str:
    """The element's opening tag, to name it in a complaint."""
    attributes = "".join(f' {key}="{value[:40]}"' for key, value in element.attrib.items())
    return f"<{str(element.tag).removeprefix(SVG)}{attributes}>"


def well_formed(page: Page) -> Iterator[str]:
    """It parses without a correction by the browser."""
    yield from (f"parse error at {error}" for error in page.parse_errors)


def one_h1(page: Page) -> Iterator[str]:
    """One main heading, and the title says it first."""
    if len(page.all("h1")) != 1:
        yield f"{len(page.all('h1'))} main headings"
    elif not page.h1:
        yield "the main heading is empty"
    if not page.title.endswith(SITE):
        yield f"title {page.title!r} does not end with the site's name"
    start = page.title
    if page.by_class("error-summary"):
        prefix = ERROR_PREFIX.match(start)
        start = start[prefix.end() :] if prefix else ""
    may = [start, ERROR_PREFIX.sub("", start, count=1)][: 1 + bool(page.by_class("notice-error"))]
    if not any(one.startswith(page.h1) for one in may):
        lacks = f"start with the heading {page.h1!r}" if start else "say that there is an error"
        yield f"title {page.title!r} does not {lacks}"


def speaks_its_language(page: Page) -> Iterator[str]:
    """Language and direction are those of the address."""
    html = next(iter(page.all("html")))
    lang = html.get("lang", "")
    if lang not in LANGUAGES or (page.lang and lang != page.lang):
        yield f"language is {lang!r} instead of {page.lang!r}"
    elif html.get("dir") != direction(lang):
        yield f"direction is {html.get('dir')!r} in {lang!r}"


def unique_ids(page: Page) -> Iterator[str]:
    """No id stands twice."""
    yield from (f"id {name!r} {count} times" for name, count in page.ids.items() if count > 1)


def references_exist(page: Page) -> Iterator[str]:
    """Whatever is pointed to on the page is on the page."""
    for element in page.root.iter():
        for attribute in REFERRING:
            for name in (element.get(attribute) or "").split():
                if name not in page.ids:
                    yield f"{attribute} of {shown(element)} points to nothing"
        target = element.get("href", "")
        if target.startswith("#") and target[1:] not in page.ids:
            yield f"{shown(element)} leads nowhere on the page"


def forms_are_complete(page: Page) -> Iterator[str]:
    """A form says where it goes and how; one that writes carries its token."""
    for form in page.all("form"):
        if not form.get("action") or form.get("method") not in {"get", "post"}:
            yield f"{shown(form)} lacks action or method"
        names = {e.get("name") for e in form.iter()}
        if form.get("method") == "post" and "csrf_token" not in names:
            yield f"{shown(form)} carries no token"


def fields_are_labelled(page: Page) -> Iterator[str]:
    """Every field has a label in words."""
    labels = {e.get("for") for e in page.all("label") if text_of(e)}
    for field in page.all(*FIELDS):
        if field.get("type") in UNLABELLED:
            continue
        direct = field.get("aria-label") or field.get("aria-labelledby")
        if not (direct or field.get("id") in labels or page.within(field, "label")):
            yield f"{shown(field)} has no label"


def controls_are_named(page: Page) -> Iterator[str]:
    """Buttons and links have words; links lead somewhere."""
    for control in page.all("a", "button"):
        if not named(control):
            yield f"{shown(control)} has no words"
        if control.tag == "a" and not control.get("href"):
            yield f"{shown(control)} has no address"


def pictures_are_marked(page: Page) -> Iterator[str]:
    """Images have a text or are marked as decoration."""
    for image in page.all("img", f"{SVG}svg"):
        told = image.get("alt") is not None or image.get("aria-label") or image.get("role") == "img"
        if not told and image.get("aria-hidden") != "true":
            yield f"{shown(image)} is neither described nor decoration"


def headings_step_by_step(page: Page) -> Iterator[str]:
    """No level of heading is left out on the way down."""
    before = 1 if page.whole else 6
    for heading in page.all(*HEADINGS):
        level = int(heading.tag[1])
        if level > before + 1:
            yield f"h{level} {text_of(heading)!r} follows h{before}"
        before = level


def tables_are_captioned(page: Page) -> Iterator[str]:
    """Every table says what it holds."""
    for table in page.all("table"):
        told = any(e.tag == "caption" and text_of(e) for e in table)
        if not told and not table.get("aria-label"):
            yield f"{shown(table)} has no caption"


def nothing_inline(page: Page) -> Iterator[str]:
    """No style, script or handler in the page, and htmx only in data attributes."""
    for element in page.root.iter():
        if element.tag == "style" or (element.tag == "script" and not element.get("src")):
            yield f"{shown(element)} is inline"
        for name in element.attrib:
            if name == "style" or name.startswith(("on", "hx-")):
                yield f"{shown(element)} has the attribute {name}"


def nothing_unfilled(page: Page) -> Iterator[str]:
    """No placeholder is left in words or attributes."""
    for element in page.root.iter():
        for text in (element.text, element.tail, *element.attrib.values()):
            if text and PLACEHOLDER.search(text):
                yield f"placeholder left in {text.strip()[:60]!r}"


EVERYWHERE: tuple[Check, ...] = (
    well_formed,
    unique_ids,
    forms_are_complete,
    fields_are_labelled,
    controls_are_named,
    pictures_are_marked,
    headings_step_by_step,
    tables_are_captioned,
    nothing_inline,
    nothing_unfilled,
)
WHOLE_PAGES: tuple[Check, ...] = (one_h1, speaks_its_language, references_exist)


def audit(text: str, url: str = "", lang: str | None = None) -> list[str]:
    """Everything that is wrong with a page, or with a fragment of one."""
    page = Page(text, url, lang)
    checks = EVERYWHERE + WHOLE_PAGES if page.whole else EVERYWHERE
    return [problem for check in checks for problem in check(page)]


class AuditedClient:
    """A test client that fails the test when a page it is given is not sound."""

    def __init__(self, client: FlaskClient) -> None:
        """Wrap a client; everything but reading and posting is its own affair."""
        self.client = client

    def __getattr__(self, name: str) -> Any:
        return getattr(self.client, name)

    def get(self, *args: Any, **kwargs: Any) -> TestResponse:
        return checked(self.client.get(*args, **kwargs))

    def post(self, *args: Any, **kwargs: Any) -> TestResponse:
        return checked(self.client.post(*args, **kwargs))


def checked(response: TestResponse) -> TestResponse:
    """The response, once its page has passed."""
    if response.mimetype == "text/html" and response.data and response.status_code // 100 != 3:
        problems = audit(response.text, response.request.path)
        assert not problems, f"{response.request.path}:\n" + "\n".join(problems)
    return response
