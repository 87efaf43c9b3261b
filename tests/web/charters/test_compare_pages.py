"""Versions that are not neighbours, as readers compare them: also where a language is missing."""

from datetime import datetime

import pytest
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.domain.languages import LANGUAGES
from app.ledger.freezing import freeze_version
from app.models.charters import Charter, Paragraph, Version, Wording
from tests.factories.small_text import EN, FR
from tests.services.imports.test_comparing import JOINED, SWAPPED
from tests.web.charters.importing import confirmed
from tests.web.page import AuditedClient, Page

HERE = "/charters/quays/compare/1/3"


@pytest.fixture
def three(desk: AuditedClient, session: Session, charter: Charter, now: datetime) -> AuditedClient:
    """Moved in version 2, cut and joined in version 3; French only in the first two."""
    confirmed(desk, EN)
    confirmed(desk, FR, "fr")
    for text in (None, SWAPPED, JOINED):
        if text:
            confirmed(desk, text.encode())
        session.expire_all()
        version = session.scalars(select(Version).order_by(Version.id.desc())).first()
        assert version is not None
        freeze_version(session, version, now=now)
        session.commit()
    without_french(session)
    return desk


def without_french(session: Session, *numbers: int, version: int = 3) -> None:
    """Take French away from a version, or from some of its paragraphs."""
    wanted = select(Paragraph.id).join(Version).where(Version.number == version)
    if numbers:
        wanted = wanted.where(Paragraph.number.in_(numbers))
    session.execute(
        delete(Wording).where(Wording.paragraph_id.in_(wanted), Wording.language == "fr")
    )
    session.commit()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("look", ["text", "side", "new"])
def test_page_is_sound_in_every_language_and_view(
    three: AuditedClient, lang: str, look: str
) -> None:
    assert three.get(f"/{lang}{HERE}?view={look}&show=all").status_code == 200


def test_page_says_what_moved_was_cut_and_was_joined(three: AuditedClient) -> None:
    page = Page(three.get(f"/en{HERE}").text)

    assert "3 paragraphs changed · 2 moved · 0 new · 0 removed" in page.text
    for words in ("was paragraph 6", "was paragraphs 4 and 5", "paragraph 3 became paragraphs 3"):
        assert words in page.text, words
    assert page.text.count("Split into several") == 2
    contents = page.by_id("contents")
    assert contents is not None
    assert "".join(contents.itertext()).count("Moved") == 2


def test_language_of_one_version_only_gives_way_to_one_of_both(three: AuditedClient) -> None:
    page = Page(three.get(f"/fr{HERE}").text)

    assert "Elles sont comparées en anglais." in page.text
    assert "3 paragraphes modifiés" in page.text
    assert "Every quay keeps a lamp" in page.text


def test_language_the_older_version_lacks_gives_way_too(
    three: AuditedClient, session: Session
) -> None:
    without_french(session, version=1)

    page = Page(three.get(f"/fr{HERE.replace('1/3', '1/2')}").text)

    assert "Elles sont comparées en anglais." in page.text
    assert "2 déplacés" in page.text


def test_words_that_one_version_lacks_are_named_and_not_compared(
    desk: AuditedClient, session: Session, charter: Charter, now: datetime
) -> None:
    confirmed(desk, EN)
    confirmed(desk, FR, "fr")
    for text in (b"", EN.replace(b"a lamp", b"one lamp"), EN.replace(b"a lamp", b"two lamps")):
        if text:
            confirmed(desk, text)
        session.expire_all()
        version = session.scalars(select(Version).order_by(Version.id.desc())).first()
        assert version is not None
        freeze_version(session, version, now=now)
        session.commit()
    without_french(session, 2)

    page = Page(desk.get(f"/fr{HERE}").text)

    assert "0 paragraphe modifié" in page.text
    assert "1 manquant dans l’une des versions" in page.text
    assert "La version 3 n’a pas ce paragraphe en français" in page.text
    assert "Notant que nul n’arrive par l’eau" in page.text


def test_reader_chooses_another_language_and_another_version(three: AuditedClient) -> None:
    whole = "view=text&show=all"
    links = Page(three.get(f"/en/charters/quays/compare/1/2?{whole}").text).links
    nearer = Page(three.get(f"/en{HERE}").text).links["Compare with version 2"]

    french = Page(three.get(links["French"]).text)
    assert "Chaque quai" in french.text
    assert "Chaque quai" in Page(three.get(french.links["Side by side"]).text).text
    assert "do not both exist" not in french.text
    assert "Version 3 compared with version 2" in Page(three.get(nearer).text).h1
    assert "Every quay" in Page(three.get(f"/en{HERE}?{whole}&language=fr").text).text
