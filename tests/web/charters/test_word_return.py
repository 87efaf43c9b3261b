"""A version leaves as a Word file, comes back edited through the page, and nothing said is lost."""

from datetime import datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.contributions import Kind
from app.ledger.freezing import freeze_version
from app.models.charters import Paragraph, Version
from tests.factories.cast import Cast
from tests.factories.charters import make_round
from tests.factories.contributions import make_contribution
from tests.factories.word_edits import LONG, edited
from tests.web.charters.importing import act, confirmed, upload
from tests.web.page import AuditedClient, Page

LONG_AGO = "about an earlier wording, in version 1"
QUAYS = "/en/charters/quays"


def frozen(session: Session, now: datetime) -> Version:
    version = session.scalars(select(Version).order_by(Version.id.desc())).first()
    assert version is not None
    freeze_version(session, version, now=now)
    session.commit()
    return version


def paragraphs(session: Session, version: Version) -> list[Paragraph]:
    wanted = select(Paragraph).where(Paragraph.version_id == version.id)
    return list(session.scalars(wanted.order_by(Paragraph.number)))


@pytest.fixture
def second(desk: AuditedClient, session: Session, cast: Cast, now: datetime) -> Version:
    """Each paragraph of version one has a comment; its Word file came back edited."""
    confirmed(desk, LONG)
    first = frozen(session, now)
    round_ = make_round(session, first, "spring", now=now)
    for at, row in enumerate(paragraphs(session, first)):
        kind = Kind.AMENDMENT if at % 2 else Kind.COMMENT
        make_contribution(
            session, round_, cast.ann, row, kind=kind, wording="Other words.", now=now
        )
    session.commit()
    answer = desk.get(f"{QUAYS}/versions/1/text.docx?language=en")
    url = upload(desk, edited(answer.data), name="back.docx").location
    pairs = Page(desk.get(f"{url}/pairs").text)
    for words in ("Merged from several paragraphs", "split into several", "new paragraph"):
        assert words in pairs.text, words
    rows = [e.get("value", "") for e in pairs.all("input") if e.get("name") == "row"]
    act(desk, f"{url}/pairs", do="confirm", row=rows)  # type: ignore[arg-type]
    act(desk, url, do="confirm")
    version = frozen(session, now)
    make_round(session, version, "autumn", now=now, number=2)
    session.commit()
    return version


def test_what_was_said_is_reached_from_whatever_became_of_the_paragraph(
    desk: AuditedClient, session: Session, second: Version
) -> None:
    # Moved, kept, changed and its part, merged of two, kept, changed, kept, kept; the last is new.
    said = [1, 1, 1, 1, 2, 1, 1, 1, 1, 0]
    for row, expected in zip(paragraphs(session, second), said, strict=True):
        key = row.key
        session.commit()
        page = Page(desk.get(f"{QUAYS}/versions/2/p/{key}").text)
        assert page.text.count(LONG_AGO) == expected, row.number


def test_reading_page_leads_to_the_earlier_wordings(
    desk: AuditedClient, session: Session, second: Version
) -> None:
    key = paragraphs(session, second)[4].key
    session.commit()
    page = Page(desk.get("/en/rounds/autumn/p/5").text)
    first = Page(desk.get("/en/rounds/spring/p/5").text)

    link = "Its earlier wordings, and what was said about them"
    assert page.links[link].endswith(f"{QUAYS}/versions/2/p/{key}")
    assert link not in first.links


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_paragraph_tells_its_whole_life(
    desk: AuditedClient, session: Session, second: Version, lang: str
) -> None:
    wanted = select(Version).where(Version.charter_id == second.charter_id)
    before, after = session.scalars(wanted.order_by(Version.number)).all()
    part, was = paragraphs(session, after)[3].key, paragraphs(session, before)[2].key
    session.commit()

    page = Page(desk.get(f"/{lang}/charters/quays/versions/2/p/{part}").text)
    older = Page(desk.get(f"/{lang}/charters/quays/versions/1/p/{was}").text)

    story = page.by_id("story")
    told = older.by_id("story")
    assert story is not None
    assert told is not None
    assert len(story.findall("li")) == 2
    assert "Every quay keeps a lamp lit from dusk to dawn, and the town" in "".join(
        story.itertext()
    )
    # From the first version both of its parts are seen.
    assert len(told.findall("li")) == 3


def test_comparison_tells_moves_splits_and_mergers_apart(
    desk: AuditedClient, session: Session, second: Version
) -> None:
    for view in ("text", "side", "new"):
        page = Page(desk.get(f"{QUAYS}/compare/1/2?view={view}").text)
        assert "1 moved · 1 new · 1 removed" in page.text
        assert "paragraph 3 became paragraphs 3 and 4" in page.text
        assert "was paragraphs 4 and 5" in page.text
    page = Page(desk.get(f"{QUAYS}/compare/1/2").text)
    assert "at once and in writing" in "".join("".join(e.itertext()) for e in page.all("ins"))
