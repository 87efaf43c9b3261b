"""A bilingual table goes to a translator elsewhere, comes back, meets changes, and is settled."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.charters import Paragraph, Wording
from tests.factories.cast import Cast
from tests.factories.desk import Desk, write
from tests.factories.people import actor_of
from tests.journeys.visitor import Visitor
from tests.web.charters.test_translation_tables import filled

pytestmark = pytest.mark.browser

Visit = Callable[..., Visitor]
DESK = "/manage/charters/mobility/versions/2/translations"
# The reader's language, the language of the table, and the words typed elsewhere.
ROUTES = {
    "en": ("fr", "Chaque ville garde l’eau ouverte.", "Chaque ville garde la lumière."),
    "ar": ("ar", "تُبقي كل مدينة الماء متاحًا.", "تُبقي كل مدينة الضوء."),
}


@pytest.fixture
def composing(session: Session, cast: Cast, now: datetime) -> Desk:
    desk = Desk(session, cast, actor_of(session, cast.sam), now)
    desk.prepare()
    return desk


def stored(session: Session, key: str, language: str) -> tuple[str, str]:
    """State and words of a paragraph of version 2."""
    session.expire_all()
    status, words = session.execute(
        select(Wording.status, Wording.text)
        .join(Paragraph, Paragraph.id == Wording.paragraph_id)
        .where(Wording.language == language, Paragraph.key == key)
        .order_by(Paragraph.version_id.desc())
    ).first() or ("", "")
    session.rollback()
    return str(status), words


def looked_at(visitor: Visitor, *, script: bool) -> None:
    if script:
        visitor.finds_no_fault()


@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
@pytest.mark.parametrize(("language", "width"), [("en", 1280), ("ar", 360)])
def test_table_comes_back_and_its_conflict_is_settled(
    visit: Visit,
    cast: Cast,
    composing: Desk,
    session: Session,
    tmp_path: Path,
    language: str,
    width: int,
    script: bool,
) -> None:
    into, first, second = ROUTES[language]
    tariq = visit(cast.tariq, language=language, width=width, script=script)
    tariq.go(f"{DESK}/{into}")
    looked_at(tariq, script=script)
    tariq.follow("Translate in a spreadsheet")
    tariq.meets("Translate in a spreadsheet")
    looked_at(tariq, script=script)

    data = Path(tariq.download(tariq.say("Download (.xlsx)")).path()).read_bytes()
    back = tmp_path / "back.xlsx"
    back.write_bytes(filled(data, p_k1=first, p_k2=second))
    write(composing, 1, en="Every town keeps water open.")
    tariq.page.locator("input[type=file]").set_input_files(back)
    tariq.press("Read the table")

    tariq.meets("What the table would change")
    tariq.sees("To be decided")
    tariq.sees("New words")
    tariq.reads(first)
    looked_at(tariq, script=script)
    kept = stored(session, "k1", into)
    expect(tariq.page.locator("[name='row:p-k1'][value=keep]")).to_be_checked()
    tariq.tick("row:p-k1", "stale")
    tariq.press("Take the table")

    expect(tariq.page.locator("#main")).to_be_visible()
    assert stored(session, "k1", into) == ("stale", first) != kept
    assert stored(session, "k2", into) == ("draft", second)
    tariq.go(f"{DESK}/{into}?show=todo")
    tariq.reads("1")
    looked_at(tariq, script=script)


@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
def test_file_that_is_no_table_is_refused_beside_the_field(
    visit: Visit, cast: Cast, composing: Desk, tmp_path: Path, script: bool
) -> None:
    tariq = visit(cast.tariq, language="ar", script=script)
    tariq.go(f"{DESK}/fr/table")
    wrong = tmp_path / "t.csv"
    wrong.write_text("a;b")
    tariq.page.locator("input[type=file]").set_input_files(wrong)
    tariq.press("Read the table")

    tariq.sees("There is a problem")
    looked_at(tariq, script=script)
