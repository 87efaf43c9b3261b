"""Two translators carry a small charter from its original to “reviewed” in every language."""

from collections.abc import Callable
from datetime import datetime

import pytest
from babel import Locale
from playwright.sync_api import Page, expect
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.domain.charters import VersionStatus
from app.domain.people import Role
from app.models.charters import Charter, Paragraph, Section, Version, Wording
from app.models.people import Member
from app.models.translation import PartState
from tests.factories.cast import Cast
from tests.factories.charters import TITLES, WORDS, make_version
from tests.factories.people import grant, make_member
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.browser

Visit = Callable[..., Visitor]
DESK = "/manage/charters/mobility/versions/2/translations"
NOTE = {"fr": "Ouvert à tous.", "es": "Abierto a todos.", "ar": "مفتوح للجميع."}


@pytest.fixture
def small(session: Session, cast: Cast, now: datetime) -> Version:
    """Version 2: a heading, two paragraphs and a note, in English only."""
    charter = session.merge(cast.charter)
    working = VersionStatus.WORKING
    version = make_version(
        session, charter, now=now, number=2, sections=1, paragraphs=2, status=working
    )
    rows = select(Paragraph.id).where(Paragraph.version_id == version.id)
    session.execute(delete(Wording).where(Wording.paragraph_id.in_(rows), Wording.language != "en"))
    section = session.scalars(select(Section).where(Section.version_id == version.id)).one()
    section.headings = {"en": section.headings["en"]}
    session.execute(delete(PartState).where(PartState.version_id == version.id))
    session.commit()
    return version


@pytest.fixture
def tess(session: Session, cast: Cast, now: datetime) -> Member:
    row = make_member(session, "Tess", now=now)
    grant(session, row, Role.TRANSLATOR, now=now, charter_id=cast.charter.id)
    session.commit()
    return row


def words(language: str) -> list[str]:
    """The heading, the first paragraph with its note, the second."""
    first, second = (WORDS[language].format(n=at) for at in (1, 2))
    return [f"{TITLES[language]} 1", first, NOTE[language], second]


def access(page: Page, key: str) -> None:
    """Press an access key, as a keyboard does: with Alt, and the letter it stands for."""
    session = page.context.new_cdp_session(page)
    pressed = {
        "modifiers": 1,
        "key": key,
        "code": f"Key{key.upper()}",
        "text": key,
        "unmodifiedText": key,
        "windowsVirtualKeyCode": ord(key.upper()),
    }
    for type_ in ("keyDown", "keyUp"):
        session.send("Input.dispatchKeyEvent", {"type": type_, **pressed})


def translate(visitor: Visitor, into: str, *, keys: bool) -> None:
    """From the list to the end of what is missing, by keyboard where there is script."""
    visitor.go(f"{DESK}/{into}?show=todo")
    if keys:
        visitor.finds_no_fault()
    visitor.page.get_by_role("link", name=visitor.say("Start with: %(part)s", part="")).click()
    for text in words(into):
        field = visitor.page.locator("#text")
        expect(field).to_have_value("")
        if keys and text == words(into)[0]:
            visitor.finds_no_fault()
        if keys:
            expect(field).to_be_focused()
            visitor.page.keyboard.insert_text(text)
            with visitor.page.expect_navigation():
                access(visitor.page, "s")
        else:
            field.fill(text)
            visitor.press("Save and next")
    visitor.meets("Translation into %(language)s", language=named(visitor, into))


def named(visitor: Visitor, into: str) -> str:
    """A language, as the visitor calls it."""
    return str(Locale.parse(visitor.language).languages[into])


def review(visitor: Visitor, into: str, *, script: bool) -> None:
    """Every draft, one after another, read beside its original."""
    visitor.go(f"{DESK}/{into}?show=draft")
    if script:
        visitor.finds_no_fault()
    visitor.page.locator(".tasks a").first.click()
    for text in words(into):
        expect(visitor.page.locator("#text")).to_have_value(text)
        visitor.press("Mark as reviewed, then next")
    visitor.meets("Translation into %(language)s", language=named(visitor, into))
    visitor.go(f"{DESK}/{into}")


INTO = ("fr", "es", "ar")


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
def test_small_charter_is_reviewed_in_four_languages(
    visit: Visit,
    cast: Cast,
    small: Version,
    tess: Member,
    session: Session,
    language: str,
    script: bool,
) -> None:
    first = visit(cast.tariq, script=script, language=language)
    second = visit(tess, script=script, language=language)
    for into in INTO:
        translate(first, into, keys=script)
        review(second, into, script=script)
        for kind in ("paragraphs", "headings, notes and citations"):
            second.sees(f"%(done)s of %(total)s {kind} reviewed", done=2, total=2)

    session.expire_all()
    charter = session.scalars(select(Charter).where(Charter.slug == "mobility")).one()
    statuses = session.scalars(
        select(Wording.status)
        .join(Paragraph, Paragraph.id == Wording.paragraph_id)
        .where(Paragraph.version_id == small.id)
    ).all()
    assert len(statuses) == 2 * len(charter.languages)
    assert set(statuses) == {"reviewed"}


def test_desk_in_arabic_by_keyboard(visit: Visit, cast: Cast, small: Version) -> None:
    visitor = visit(cast.tariq, language="ar")
    visitor.go(f"{DESK}/ar/k1?show=todo")
    page = visitor.page
    page.locator("#text").fill(words("ar")[1])
    access(page, "s")
    expect(page).to_have_url(f"{visitor.site}/ar{DESK}/ar/note/k1?show=todo#text")
    access(page, "n")
    expect(page).to_have_url(f"{visitor.site}/ar{DESK}/ar/k2?show=todo#text")
    access(page, "p")
    expect(page).to_have_url(f"{visitor.site}/ar{DESK}/ar/note/k1?show=todo#text")
    expect(page.locator("#text")).to_have_attribute("dir", "rtl")
    access(page, "l")
    expect(page).to_have_url(f"{visitor.site}/ar{DESK}/ar?show=todo")
