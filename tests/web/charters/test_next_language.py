"""After a text is confirmed: the next language, what is missing, and imports still open."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.charters import Charter
from tests.factories.small_text import EN, FR, TEXTS
from tests.web.charters.importing import confirmed, upload
from tests.web.page import AuditedClient, Page
from tests.web.signing_in import post


def test_open_imports_are_compared_again_once_one_is_confirmed(desk: AuditedClient) -> None:
    url = upload(desk, FR, "fr").location
    before = Page(desk.get(url).text).text
    confirmed(desk, EN)
    page = desk.get(url).text

    assert "it becomes version 1" in before
    assert "Next: compare with version 1" in page
    assert "Compare with the charter as it is now" not in page
    assert "Compare again; your corrections" not in desk.get(f"{url}/pairs").text


def test_whoever_saw_the_comparison_before_looks_again(desk: AuditedClient) -> None:
    confirmed(desk, EN)
    url = upload(desk, EN.replace(b"a lamp", b"one lamp")).location
    fields = Page(desk.get(f"{url}/pairs").text).all("input")
    edit = next(e.get("value", "") for e in fields if e.get("name") == "edit")
    confirmed(desk, EN.replace(b"a lamp", b"two lamps"))
    answer = post(desk, url, {"edit": edit, "do": "confirm"})

    assert answer.status_code == 409
    assert "Look at it as it is now" in answer.text


def test_confirming_leads_to_the_next_language(desk: AuditedClient, session: Session) -> None:
    found = session.scalars(select(Charter).where(Charter.slug == "quays")).one()
    found.languages, found.authentic_language = ["en", "fr", "es"], None
    session.commit()
    answer = confirmed(desk, EN)
    page = Page(desk.get(answer.location).text)
    begun = upload(desk, FR, "fr").location

    assert page.links["Import the next language (French)"].endswith("import?language=fr")
    assert "Not imported yet: French, Spanish" in page.text
    session.expire_all()
    assert found.authentic_language == "en"
    links = Page(desk.get(answer.location).text).links
    assert links["Go on with the next language (French)"] == begun


def test_desk_says_when_every_language_is_there_and_what_it_lacks(desk: AuditedClient) -> None:
    for language, data in TEXTS.items():
        answer = confirmed(desk, data, language)
    text = Page(desk.get(answer.location).text).text

    assert "Every language has its text in version 1" in text
    assert "Missing paragraphs: Spanish (1 paragraph)" in text
