"""Every page, as everybody sees it: no violation, no sideways scroll, no console error."""

from collections.abc import Callable
from datetime import datetime

import pytest
from flask import Flask
from sqlalchemy.orm import Session
from werkzeug.routing import RequestRedirect

from tests.factories.cast import Cast
from tests.journeys.full_house import House, furnish
from tests.journeys.pages import ERRORS, EXCUSED, pages
from tests.journeys.visitor import Visitor

WIDE, PHONE, TABLET = 1280, 320, 768
LONG = 30_000  # milliseconds; a page with axe in it, on a machine that has other things to do
Visit = Callable[..., Visitor]
EVERY_OTHER_CELL = [
    (language, widths, scheme)
    for language in ("en", "fr", "es", "ar")
    for widths, scheme in (
        ((WIDE, TABLET, PHONE), "light"),
        ((WIDE, PHONE), "dark"),
        ((WIDE, PHONE), "forced"),
    )
]


@pytest.fixture
def house(app: Flask, session: Session, identity: Session, cast: Cast, now: datetime) -> House:
    furnished = furnish(app, session, identity, cast, now)
    # No transaction stays open while the browser walks: the server would end it.
    session.commit()
    identity.commit()
    return furnished


@pytest.fixture
def looker(visit: Visit, house: House, session: Session) -> Callable[..., Visitor]:
    """The browser of whoever looks, one for each person."""
    opened: dict[str, Visitor] = {}

    def of(who: str, **choices: object) -> Visitor:
        if who not in opened:
            member = None if who == "reader" else getattr(house.cast, who)
            body = house.cast.town if who == "lea" else None
            opened[who] = visit(member, acting_for=body, **choices)
            opened[who].keeps_axe()
            session.commit()
        return opened[who]

    return of


def looked_at(visitor: Visitor, widths: tuple[int, ...]) -> list[str]:
    """What is wrong with the page that is open, at every width."""
    found = []
    for width in widths:
        visitor.page.set_viewport_size({"width": width, "height": 900})
        found += [f"{visitor.page.url} at {width}: {fault}" for fault in visitor.violations()]
    return found


def send(visitor: Visitor, form: str) -> None:
    """Send a form past the browser's own checks, and wait for it to come back with its errors."""
    visitor.page.locator(form).first.evaluate(
        "form => { form.noValidate = true;"
        " form.requestSubmit(form.querySelector('[value=decide], .btns button')) }"
    )
    # Some forms are answered with a page, some with a part of one: no navigation to wait for.
    visitor.page.locator(".error-summary").first.wait_for(timeout=LONG)
    visitor.page.wait_for_load_state("load")


def faults(
    house: House, looker: Callable[..., Visitor], widths: tuple[int, ...], **choices: object
) -> list[str]:
    """Everything wrong with any page."""
    found = []
    for who, path in pages(house):
        visitor = looker(who, **choices)
        visitor.go(path)
        found += looked_at(visitor, widths)
    return found


def faults_of_errors(
    looker: Callable[..., Visitor], widths: tuple[int, ...], **choices: object
) -> list[str]:
    """Everything wrong with any form that came back with errors."""
    found = []
    for who, path, form in ERRORS:
        visitor = looker(who, **choices)
        visitor.go(path)
        if visitor.page.locator(form).count() == 0:
            found.append(f"{path} has no form {form}")
            continue
        send(visitor, form)
        if visitor.page.locator(".error-summary").count() != 1:
            found.append(f"{path} came back without a summary of its errors")
        found += looked_at(visitor, widths)
    return found


@pytest.mark.browser
@pytest.mark.parametrize("language", ["en", "ar"])
def test_no_page_has_a_fault(house: House, looker: Callable[..., Visitor], language: str) -> None:
    found = faults(house, looker, (WIDE, PHONE), language=language)

    assert not found, "\n".join(found)


@pytest.mark.browser
@pytest.mark.parametrize("language", ["en", "ar"])
def test_no_page_with_errors_has_a_fault(looker: Callable[..., Visitor], language: str) -> None:
    found = faults_of_errors(looker, (WIDE, PHONE), language=language)

    assert not found, "\n".join(found)


@pytest.mark.browser
@pytest.mark.matrix
@pytest.mark.parametrize(
    ("language", "widths", "scheme"),
    EVERY_OTHER_CELL,
    ids=[f"{language} {scheme}" for language, _, scheme in EVERY_OTHER_CELL],
)
def test_no_cell_of_the_matrix_has_a_fault(
    house: House,
    looker: Callable[..., Visitor],
    language: str,
    widths: tuple[int, ...],
    scheme: str,
) -> None:
    choices = {"language": language, "scheme": scheme}

    found = faults(house, looker, widths, **choices)
    found += faults_of_errors(looker, widths, **choices)

    assert not found, "\n".join(found)


@pytest.mark.browser
@pytest.mark.matrix
@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
def test_no_page_without_script_has_a_fault(
    house: House, looker: Callable[..., Visitor], language: str
) -> None:
    found = faults(house, looker, (WIDE, PHONE), language=language, script=False)

    assert not found, "\n".join(found)


def test_every_page_is_in_the_list(app: Flask, house: House) -> None:
    adapter = app.url_map.bind("localhost")
    listed = {endpoint_of(adapter, f"/en{path}") for _, path in pages(house)}

    everywhere = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in rule.methods}

    assert everywhere - listed - set(EXCUSED) == set()
    assert listed & set(EXCUSED) == set()


def endpoint_of(adapter: object, path: str) -> str:
    """What answers a path."""
    try:
        endpoint, _ = adapter.match(path.partition("?")[0])  # type: ignore[attr-defined]
    except RequestRedirect:
        return path
    return str(endpoint)
