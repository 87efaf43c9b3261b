"""The pages of a text that came back: what became of each paragraph, decided and shown."""

from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.languages import LANGUAGES
from app.ledger.freezing import freeze_version
from app.models.charters import Paragraph, TextImport, Version
from tests.factories.small_text import EN, ES
from tests.web.charters.importing import act, confirmed, upload
from tests.web.page import AuditedClient, Page

LAMP = b"(a) The lamp is visible from 200 metres.\n\n(b) The lamp is never"
BACK = (
    EN.replace(LAMP, b"The lamp is visible from 200 metres. The lamp is never")
    .replace(b"dawn, at the", b"dawn.\n\nAt the")
    .replace(b"it was asked.", b"it was asked.\n\nBells ring at noon.")
)


@pytest.fixture
def came_back(desk: AuditedClient, session: Session, now: datetime) -> str:
    """The address of an import that joins two paragraphs, cuts one and adds one."""
    confirmed(desk, EN)
    version = session.scalars(select(Version).order_by(Version.id.desc())).first()
    assert version is not None
    freeze_version(session, version, now=now)
    session.commit()
    return upload(desk, BACK).location


def pairs(session: Session) -> dict[str, Any]:
    """The pairs of the newest import; the database is free for the page afterwards."""
    session.expire_all()
    wanted = select(TextImport.pairs).order_by(TextImport.id.desc()).limit(1)
    found = session.scalars(wanted).one()
    session.commit()
    return found


@pytest.mark.parametrize("lang", LANGUAGES)
def test_pages_are_sound_in_every_language(desk: AuditedClient, came_back: str, lang: str) -> None:
    assert desk.get(f"{came_back}/pairs".replace("/en/", f"/{lang}/")).status_code == 200
    act(desk, f"{came_back}/pairs", do="confirm")
    act(desk, came_back, do="confirm")
    for path in ("compare/1/2", "compare/1/2?view=side&show=all", "versions/2"):
        assert desk.get(f"/{lang}/charters/quays/{path}").status_code == 200, path


def test_comparison_says_what_became_of_each(desk: AuditedClient, came_back: str) -> None:
    text = Page(desk.get(f"{came_back}/pairs").text).text

    for words in (
        "Merged from several paragraphs",
        "merged into paragraph 5",
        "Its text is now in what paragraph 5 became.",
        "split into several",
        "new paragraph",
        "Every pair is settled.",
    ):
        assert words in text, words


def test_merge_is_undone_and_made_again_by_hand(
    desk: AuditedClient, session: Session, came_back: str
) -> None:
    (line,) = pairs(session)["merged"]
    act(desk, f"{came_back}/pairs", do=f"part:{line}")
    assert pairs(session)["merged"] == {}
    assert len(pairs(session)["doubts"]) == 1

    act(desk, f"{came_back}/pairs", do=f"place:{line}", place="gather", number="4، ٥")
    assert list(pairs(session)["merged"]) == [line]
    assert pairs(session)["doubts"] == {}


def test_what_cannot_be_joined_is_said(
    desk: AuditedClient, session: Session, came_back: str
) -> None:
    (line,) = pairs(session)["merged"]
    url = f"{came_back}/pairs"

    one = act(desk, url, do=f"place:{line}", place="gather", number="4")
    taken = act(desk, url, do=f"place:{line}", place="gather", number="4, 6")
    assert (one.status_code, taken.status_code) == (422, 422)
    assert "at least two numbers" in one.text
    assert "has a text of its own here" in taken.text


def test_versions_show_what_was_joined_and_cut(
    desk: AuditedClient, session: Session, came_back: str
) -> None:
    act(desk, came_back, do="confirm")
    page = Page(desk.get("/en/charters/quays/compare/1/2").text)

    assert "was paragraphs 4 and 5" in page.text
    assert "paragraph 3 became paragraphs 3 and 4" in page.text
    assert "0 removed" in page.text
    key = session.scalar(
        select(Paragraph.key)
        .join(Version, Version.id == Paragraph.version_id)
        .where(Version.number == 2, Paragraph.number == 5)
    )
    life = Page(desk.get(f"/en/charters/quays/versions/2/p/{key}").text)
    assert "No reason was written down for this change." in life.text
    lineage = life.by_id("lineage")
    assert lineage is not None
    assert "The lamp is visible from 200 metres." in "".join(lineage.itertext())


def test_doubtful_pair_says_why(desk: AuditedClient) -> None:
    confirmed(desk, EN)
    url = upload(desk, ES, "es").location
    page = Page(desk.get(f"{url}/pairs?show=doubtful").text)

    rows = ["".join(one.itertext()) for one in page.by_class("pair-doubt")]
    assert rows
    assert all("one paragraph stands for several" in row for row in rows)
    assert not any("certainty" in row for row in rows)
