"""Notes and citations in the browser: written by the secretariat, read by everybody."""

from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.domain.charters import WordingStatus
from app.models.charters import Paragraph, Version
from app.models.translation import PartState
from tests.factories.cast import Cast
from tests.factories.desk import Desk
from tests.factories.people import actor_of
from tests.web.page import AuditedClient, Page
from tests.web.signing_in import post, sign_in

NOTES = "/en/manage/charters/mobility/versions/1/notes"


@pytest.fixture
def sam(client: FlaskClient, session: Session, cast: Cast) -> AuditedClient:
    sign_in(client, cast.sam)
    session.rollback()
    return AuditedClient(client)


def stored(session: Session, key: str) -> tuple[dict[str, Any], dict[str, Any]]:
    row = session.execute(
        select(Paragraph.notes, Paragraph.citations)
        .join(Version, Version.id == Paragraph.version_id)
        .where(Version.number == 1, Paragraph.key == key)
    ).one()
    session.rollback()
    return row[0], row[1]


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_pages_are_sound(sam: AuditedClient, lang: str) -> None:
    for url in (NOTES, f"{NOTES}?show=without", f"{NOTES}/k1", f"{NOTES}/k6"):
        assert sam.get(url.replace("/en/", f"/{lang}/")).status_code == 200, url
    assert sam.get(f"{NOTES}/k99").status_code == 404
    assert sam.get(NOTES.replace("/1/", "/9/")).status_code == 404


def test_note_and_citations_are_written_and_read(sam: AuditedClient, session: Session) -> None:
    page = Page(sam.get(f"{NOTES}/k2").text)
    words = {
        **page.values(f"{NOTES}/k2"),
        "note_en": "Water for you.",
        "note_ar": "ماء لك.",
        "citations_en": "UDHR, article 25 https://un.org/udhr\nICESCR, article 11",
        "do": "next",
    }
    assert post(sam, f"{NOTES}/k2", words).location == f"{NOTES}/k3"
    notes, citations = stored(session, "k2")
    assert notes == {"en": "Water for you.", "ar": "ماء لك."}
    assert citations["en"].endswith("ICESCR, article 11")

    for url in ("/en/rounds/r1/p/2", "/en/rounds/r1/text", "/en/charters/mobility/versions/1/p/k2"):
        shown = Page(sam.get(url).text)
        assert "Water for you." in shown.text, url
        assert "https://un.org/udhr" in shown.links.values(), url
    other = sam.get("/ar/rounds/r1/p/2").text
    assert "ماء لك." in other
    assert "ICESCR, article 11" in other


def test_change_made_meanwhile_is_shown(sam: AuditedClient, session: Session) -> None:
    old = Page(sam.get(f"{NOTES}/k1").text).values(f"{NOTES}/k1")
    post(sam, f"{NOTES}/k1", {**old, "note_en": "Theirs."})
    answer = post(sam, f"{NOTES}/k1", {**old, "note_en": "Mine."})

    assert answer.status_code == 409
    assert "Mine." in answer.text
    assert "Theirs." in answer.text
    again = Page(answer.text).values(f"{NOTES}/k1")
    assert post(sam, f"{NOTES}/k1", again).status_code == 303
    assert stored(session, "k1")[0] == {"en": "Mine."}


def test_too_long_a_note_comes_back(sam: AuditedClient) -> None:
    sent = Page(sam.get(f"{NOTES}/k1").text).values(f"{NOTES}/k1")
    answer = post(sam, f"{NOTES}/k1", {**sent, "note_en": "x" * 2001})

    assert answer.status_code == 422
    assert "2000" in answer.text.replace(",", "")


def test_notes_are_reached_from_the_desk_of_the_charter(
    sam: AuditedClient, session: Session, cast: Cast, now: Any
) -> None:
    Desk(session, cast, actor_of(session, cast.sam), now).prepare()
    session.rollback()
    links = Page(sam.get("/en/manage/charters/mobility").text).links.values()

    assert NOTES in links
    assert NOTES.replace("/1/", "/2/") in links


def test_note_of_a_cut_paragraph_waits_to_be_checked(
    sam: AuditedClient, session: Session, cast: Cast
) -> None:
    page = Page(sam.get(f"{NOTES}/k2").text)
    words = {**page.values(f"{NOTES}/k2"), "note_en": "Water for you."}
    post(sam, f"{NOTES}/k2", words)
    session.execute(update(PartState).values(status=WordingStatus.STALE))
    session.commit()

    listed = Page(sam.get(f"{NOTES}?show=check").text)
    assert "To be checked 1" in listed.text
    assert f"{NOTES}/k2" in listed.links.values()
    shown = Page(sam.get(f"{NOTES}/k2").text)
    assert "The paragraph was cut apart or joined." in shown.text

    post(sam, f"{NOTES}/k2", shown.values(f"{NOTES}/k2"))
    assert "To be checked 0" in Page(sam.get(NOTES).text).text
