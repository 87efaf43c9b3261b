"""The translation desk and the glossary in the browser, without script."""

from datetime import datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.charters import WordingStatus
from app.domain.people import Role
from app.models.charters import Paragraph, Version, Wording
from app.models.translation import GlossaryTerm, TranslationQuery
from tests.factories.bulk import make_long_version
from tests.factories.cast import Cast
from tests.factories.desk import Desk, base, write
from tests.factories.people import actor_of, grant, make_member
from tests.web.page import AuditedClient, Page
from tests.web.signing_in import post, sign_in
from tests.web.statements import counted

DESK = "/en/manage/charters/mobility/versions/2/translations/fr"
GLOSSARY = "/en/manage/charters/mobility/glossary"


@pytest.fixture
def composing(session: Session, cast: Cast, now: datetime) -> Desk:
    desk = Desk(session, cast, actor_of(session, cast.sam), now)
    desk.prepare()
    write(desk, 2, en="Every town keeps water open.")
    return desk


@pytest.fixture
def tariq(client: FlaskClient, session: Session, cast: Cast, composing: Desk) -> AuditedClient:
    sign_in(client, cast.tariq)
    session.rollback()
    return AuditedClient(client)


@pytest.fixture
def tess(app: Flask, session: Session, cast: Cast, composing: Desk, now: datetime) -> AuditedClient:
    row = make_member(session, "Tess", now=now)
    grant(session, row, Role.TRANSLATOR, now=now, charter_id=cast.charter.id)
    session.commit()
    client = app.test_client()
    sign_in(client, row)
    session.rollback()
    return AuditedClient(client)


def typed(client: AuditedClient, key: str, query: str = "", **more: str) -> dict[str, str]:
    """The form of a paragraph as it is shown, with something typed over it."""
    url = f"{DESK}/{key}{query}"
    page = Page(client.get(url).text)
    field = page.by_id("text")
    known = page.values(f"{DESK}/{key}{query}")
    assert field is not None
    return {**known, **more}


def stored(session: Session, key: str, language: str = "fr") -> tuple[WordingStatus, str]:
    row = session.execute(
        select(Wording.status, Wording.text)
        .join(Paragraph, Paragraph.id == Wording.paragraph_id)
        .join(Version, Version.id == Paragraph.version_id)
        .where(Version.number == 2, Paragraph.key == key, Wording.language == language)
    ).one()
    session.rollback()
    return row[0], row[1]


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_pages_are_sound(tariq: AuditedClient, lang: str) -> None:
    for url in (DESK, f"{DESK}?show=stale", f"{DESK}/k1", f"{DESK}/k2?show=todo", GLOSSARY):
        assert tariq.get(url.replace("/en/", f"/{lang}/")).status_code == 200, url


def test_unknown_places_are_not_found(tariq: AuditedClient) -> None:
    for url in (
        DESK.replace("/fr", "/en"),
        DESK.replace("/fr", "/xx"),
        f"{DESK}/k99",
        DESK.replace("/2/", "/9/"),
        f"{GLOSSARY}/99",
    ):
        assert tariq.get(url).status_code == 404, url
    assert tariq.get(f"{DESK}?show=everything").status_code == 400


def test_charter_desk_leads_to_the_languages(tariq: AuditedClient) -> None:
    links = Page(tariq.get("/en/manage/charters/mobility").text).links

    assert DESK in links.values()
    assert GLOSSARY in links.values()
    assert DESK.replace("/fr", "/en") not in links.values()


def test_stale_paragraph_shows_what_changed(tariq: AuditedClient) -> None:
    page = Page(tariq.get(f"{DESK}/k2").text)

    assert "What changed since it was translated" in page.text
    assert page.all("ins")
    assert page.all("del")


def test_save_and_next_goes_through_the_list(
    tariq: AuditedClient, composing: Desk, session: Session
) -> None:
    write(composing, 5, en="Every town keeps light open.")
    data = typed(tariq, "k2", "?show=todo", text="Chaque ville.", do="next")
    answer = post(tariq, f"{DESK}/k2?show=todo", data)
    assert answer.status_code == 303
    assert answer.location == f"{DESK}/k5?show=todo#text"

    data = typed(tariq, "k5", "?show=todo", text="Chaque lampe.", do="next")
    answer = post(tariq, f"{DESK}/k5?show=todo", data)
    assert answer.location == f"{DESK}?show=todo"
    assert stored(session, "k2")[0] is WordingStatus.DRAFT
    assert stored(session, "k2")[1] == "Chaque ville."


def test_second_person_reviews(tariq: AuditedClient, tess: AuditedClient, session: Session) -> None:
    post(tariq, f"{DESK}/k2", typed(tariq, "k2", text="Chaque ville.", do="save"))
    own = tariq.get(f"{DESK}/k2").text
    assert "Mark as reviewed" not in own
    refused = post(tariq, f"{DESK}/k2", typed(tariq, "k2", do="review"))
    assert refused.status_code == 403
    assert "You wrote these words yourself" in refused.text

    changed = post(tess, f"{DESK}/k2", typed(tess, "k2", text="Autre.", do="review"))
    assert changed.status_code == 422
    assert "Autre." in changed.text
    assert stored(session, "k2")[0] is WordingStatus.DRAFT
    assert post(tess, f"{DESK}/k2", typed(tess, "k2", do="review")).status_code == 303
    assert stored(session, "k2")[0] is WordingStatus.REVIEWED


def test_conflict_keeps_what_was_typed(
    tariq: AuditedClient, tess: AuditedClient, session: Session
) -> None:
    mine = typed(tariq, "k2", text="Mes mots.", do="next")
    post(tess, f"{DESK}/k2", typed(tess, "k2", text="Ses mots.", do="save"))

    answer = post(tariq, f"{DESK}/k2", mine)
    assert answer.status_code == 409
    assert "Mes mots." in answer.text
    assert "Ses mots." in answer.text
    assert stored(session, "k2")[1] == "Ses mots."

    again = {**Page(answer.text).values(f"{DESK}/k2"), "do": "save", "text": "Mes mots."}
    assert post(tariq, f"{DESK}/k2", again).status_code == 303
    assert stored(session, "k2")[1] == "Mes mots."


def test_empty_translation_comes_back(tariq: AuditedClient) -> None:
    answer = post(tariq, f"{DESK}/k2", typed(tariq, "k2", text=" ", do="next"))

    assert answer.status_code == 422
    assert "Write the translation first." in answer.text


def test_frozen_version_shows_its_words_without_a_field(tariq: AuditedClient) -> None:
    url = f"{DESK.replace('/2/', '/1/')}/k1"
    page = tariq.get(url).text

    assert '<textarea class="input input-text"' not in page
    assert base(1, "fr") in page
    assert post(tariq, url, {"text": "Autre.", "do": "save", "edit": "x"}).status_code == 409


def test_terms_are_marked_and_their_absence_told(tariq: AuditedClient, session: Session) -> None:
    data = {"rendering_en": "water", "rendering_fr": "eau potable", "note": "Never « flotte »."}
    assert post(tariq, GLOSSARY, data).status_code == 303
    page = Page(tariq.get(f"{DESK}/k2").text)

    assert page.all("mark")
    assert "Agreed terms that the translation does not show" in page.text
    assert "eau potable" in page.text

    edit = f"{GLOSSARY}/{session.scalars(select(GlossaryTerm.id)).one()}"
    session.rollback()
    assert tariq.get(edit).status_code == 200
    assert post(tariq, edit, {**data, "rendering_fr": "eau", "edit": "1"}).status_code == 303
    stale = post(tariq, edit, {**data, "rendering_fr": "l’eau", "edit": "1"})
    assert stale.status_code == 409
    assert "l’eau" in stale.text
    assert post(tariq, edit, {"do": "remove", "edit": "2"}).status_code == 303
    assert session.scalars(select(GlossaryTerm)).all() == []


def test_term_that_cannot_be_taken_comes_back(tariq: AuditedClient) -> None:
    answer = post(tariq, GLOSSARY, {"rendering_en": "water"})

    assert answer.status_code == 422
    assert "at least two languages" in answer.text


def test_query_is_asked_answered_and_counted(
    tariq: AuditedClient, app: Flask, cast: Cast, session: Session
) -> None:
    assert post(tariq, f"{DESK}/k2", {"do": "ask", "question": " "}).status_code == 422
    answer = post(tariq, f"{DESK}/k2", {"do": "ask", "question": "Which water?"})
    assert answer.location == f"{DESK}/k2#queries"
    assert "1 open query" in tariq.get("/en/manage/charters/mobility").text
    assert "1 open query" in tariq.get(f"{DESK}?show=queries").text
    row = session.scalars(select(TranslationQuery.id)).one()
    session.rollback()
    refused = post(tariq, f"{DESK}/k2", {"do": f"answer:{row}", "answer": "All."})
    assert refused.status_code == 403

    client = app.test_client()
    sign_in(client, cast.sam)
    session.rollback()
    sam = AuditedClient(client)
    assert "Which water?" in sam.get(f"{DESK}/k2").text
    assert post(sam, f"{DESK}/k2", {"do": f"answer:{row}", "answer": ""}).status_code == 422
    done = post(sam, f"{DESK}/k2", {"do": f"answer:{row}", "answer": "All of it."})
    assert done.status_code == 303
    assert "All of it." in tariq.get(f"{DESK}/k2").text
    assert "1 open query" not in tariq.get(DESK).text


@pytest.mark.parametrize("part", ["heading/s1", "note/k1"])
def test_heading_and_note_are_translated_and_reviewed(
    tariq: AuditedClient, tess: AuditedClient, part: str
) -> None:
    url = f"{DESK}/{part}"
    sent = Page(tariq.get(url).text).values(url)
    assert post(tariq, url, {**sent, "text": "Mots.", "do": "save"}).location == f"{url}#text"
    own = post(tariq, url, {**Page(tariq.get(url).text).values(url), "do": "review"})
    assert own.status_code == 403
    sent = Page(tess.get(url).text).values(url)
    assert post(tess, url, {**sent, "do": "review"}).status_code == 303
    assert "Reviewed by <bdi>Tess</bdi>" in tess.get(url).text


def test_next_goes_from_a_paragraph_to_its_note(tariq: AuditedClient) -> None:
    data = typed(tariq, "k1", text="Mots.", do="next")
    assert post(tariq, f"{DESK}/k1", data).location == f"{DESK}/note/k1#text"


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_pages_of_parts_are_sound(tariq: AuditedClient, lang: str) -> None:
    for part in ("heading/s1", "note/k1"):
        assert tariq.get(f"{DESK}/{part}".replace("/en/", f"/{lang}/")).status_code == 200
    for part in ("heading/s9", "note/k2", "citations/k1", "paragraph/k1"):
        assert tariq.get(f"{DESK}/{part}").status_code == 404, part


def keys_of(page: Page) -> set[str]:
    return {e.get("accesskey") for e in page.root.iter()} - {None}


def test_keys_are_there_told_and_switched_off(tariq: AuditedClient) -> None:
    page = Page(tariq.get(f"{DESK}/k2").text)
    assert keys_of(page) == {"l", "n", "p", "s"}
    assert "Keys of the translation desk" in page.text

    assert post(tariq, DESK, {"do": "keys_off"}).location == f"{DESK}#keys"
    page = Page(tariq.get(f"{DESK}/k2").text)
    assert keys_of(page) == set()
    assert "The keys are switched off" in page.text
    post(tariq, DESK, {"do": "keys_on"})
    assert keys_of(Page(tariq.get(f"{DESK}/k2").text)) == {"l", "n", "p", "s"}


def test_statements_do_not_grow_with_the_text(
    app: Flask, client: FlaskClient, session: Session, cast: Cast, now: datetime
) -> None:
    seen = {}
    for number, paragraphs in ((7, 30), (8, 500)):
        make_long_version(session, session.merge(cast.charter), paragraphs, number, now=now)
    session.commit()
    sign_in(client, cast.tariq)
    session.rollback()
    for number in (7, 8):
        base = f"/en/manage/charters/mobility/versions/{number}/translations/fr"
        counts = []
        for url in (base, f"{base}?show=todo", f"{base}/k20?show=todo", f"{base}/table.xlsx"):
            with counted(app) as statements:
                assert client.get(url).status_code == 200, url
            counts.append(len(statements))
        seen[number] = counts

    assert seen[7] == seen[8]
    assert max(seen[8]) < 45
