"""Making and describing a charter in the browser; its desk."""

from datetime import datetime
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.charters import WordingStatus
from app.domain.people import Role
from app.models.charters import Charter, Principle, Wording
from tests.factories.cast import Cast
from tests.factories.people import grant
from tests.web.page import AuditedClient, Page
from tests.web.signing_in import post, sign_in

NEW = "/en/manage/charters/new"
EDIT = "/en/manage/charters/mobility/edit"
SHOW = "/en/manage/charters/mobility"


@pytest.fixture
def desk(client: FlaskClient, session: Session, cast: Cast, now: datetime) -> AuditedClient:
    """Sol, secretariat of the whole platform."""
    grant(session, cast.sol, Role.SECRETARIAT, now=now)
    session.commit()
    sign_in(client, cast.sol)
    return AuditedClient(client)


def plan(**more: Any) -> dict[str, Any]:
    return {
        "slug": "quays",
        "code": "qua",
        "title_en": "Charter of the Quays",
        "title_ar": "ميثاق الأرصفة",
        "purpose_en": "What quays owe to people.",
        "languages": ["en", "ar"],
        "authentic_language": "en",
        "principles-0-key": "",
        "principles-0-name_en": "Light",
        "principles-0-explanation_ar": "ضوء للجميع.",
        **more,
    }


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_pages_are_sound(desk: AuditedClient, lang: str) -> None:
    for url in (NEW, EDIT, SHOW, f"{SHOW}/versions/1/adopt", f"{SHOW}/versions/1/next"):
        assert desk.get(url.replace("/en/", f"/{lang}/")).status_code == 200, url


def test_charter_is_made_and_its_text_comes_next(desk: AuditedClient, session: Session) -> None:
    answer = post(desk, NEW, plan())
    row = session.scalars(select(Charter).where(Charter.slug == "quays")).one()

    assert answer.location == "/en/manage/charters/quays/import"
    assert (row.code, row.languages, row.authentic_language) == ("QUA", ["en", "ar"], "en")
    (principle,) = session.scalars(select(Principle).where(Principle.charter_id == row.id))
    assert (principle.key, principle.explanations) == ("light", {"ar": "ضوء للجميع."})


def test_all_languages_may_be_equally_authentic(desk: AuditedClient, session: Session) -> None:
    post(desk, NEW, plan(authentic_language="equal"))

    row = session.scalars(select(Charter).where(Charter.slug == "quays")).one()
    assert row.authentic_language is None
    assert row.equally_authentic


def test_first_language_imported_is_authentic_unless_said(
    desk: AuditedClient, session: Session
) -> None:
    form = Page(desk.get(NEW).text).values(NEW)
    post(desk, NEW, {**plan(), "authentic_language": form["authentic_language"]})

    row = session.scalars(select(Charter).where(Charter.slug == "quays")).one()
    assert form["authentic_language"] == "first"
    assert (row.authentic_language, row.equally_authentic) == (None, False)


def test_with_a_text_it_is_no_longer_left_to_the_first_import(desk: AuditedClient) -> None:
    page = Page(desk.get(EDIT).text)
    form = page.values(EDIT) | {"languages": ["en", "ar"], "authentic_language": "first"}
    answer = post(desk, EDIT, form)

    assert "The first language imported" not in page.text
    assert answer.status_code == 422
    assert "one of the languages of the text" in answer.text


def test_principles_are_added_and_taken_away_by_buttons(desk: AuditedClient) -> None:
    added = Page(post(desk, NEW, plan(do="add")).text)
    removed = Page(post(desk, NEW, plan(do="remove:0")).text)

    assert added.by_id("principles-1-name_en") is not None
    assert added.values(NEW)["principles-0-name_en"] == "Light"
    assert removed.by_id("principles-0-name_en") is None
    assert removed.values(NEW)["title_ar"] == "ميثاق الأرصفة"


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"slug": "Ends with é"}, "Use small letters"),
        ({"slug": "new"}, "Use small letters"),
        ({"slug": "mobility"}, "name is taken"),
        ({"code": "1"}, "capital letters"),
        ({"languages": []}, "at least one language"),
        ({"authentic_language": "fr"}, "one of the languages of the text"),
        ({"title_en": "", "title_ar": ""}, "title in at least one language"),
    ],
)
def test_what_cannot_be_taken_is_said_and_kept(
    desk: AuditedClient, wrong: dict[str, Any], words: str
) -> None:
    answer = post(desk, NEW, plan(**wrong))

    assert answer.status_code == 422
    assert words in answer.text
    assert "What quays owe to people." in answer.text


def test_description_is_changed(desk: AuditedClient, session: Session) -> None:
    form = Page(desk.get(EDIT).text).values(EDIT)
    languages = {"languages": ["en", "fr", "es", "ar"]}
    post(desk, EDIT, {**form, **languages, "purpose_fr": "Un essai."})

    assert "Un essai." in desk.get("/fr/charters/mobility").text


def test_second_editor_sees_what_the_first_saved(desk: AuditedClient) -> None:
    form = Page(desk.get(EDIT).text).values(EDIT) | {"languages": ["en", "ar"]}
    post(desk, EDIT, {**form, "purpose_en": "Saved by the first."})
    answer = post(desk, EDIT, {**form, "purpose_en": "Typed by the second."})

    assert answer.status_code == 409
    assert "Saved by the first." in answer.text
    assert "Typed by the second." in answer.text


@pytest.mark.parametrize("name", ["bo", "ada", "sam", "tariq", "olu", "ann", "dee"])
def test_new_charter_needs_the_platform_secretariat(
    client: FlaskClient, cast: Cast, name: str
) -> None:
    sign_in(client, getattr(cast, name))

    assert client.get(NEW).status_code == 403
    assert post(client, NEW, plan()).status_code == 403


@pytest.mark.parametrize("name", ["bo", "ada", "olu", "ann", "dee"])
def test_desk_is_for_those_who_work_on_the_text(client: FlaskClient, cast: Cast, name: str) -> None:
    sign_in(client, getattr(cast, name))

    assert client.get(SHOW).status_code == 403
    assert post(client, SHOW, {"do": "review:fr"}).status_code == 403


def test_translator_marks_a_language_as_reviewed(
    session: Session, client: FlaskClient, cast: Cast
) -> None:
    for wording in session.scalars(select(Wording).where(Wording.language == "fr")):
        wording.status = WordingStatus.DRAFT
    session.commit()
    sign_in(client, cast.tariq)
    page = AuditedClient(client).get(SHOW)
    post(client, SHOW, {"do": "review:fr"})

    assert "Mark as reviewed" in page.text
    session.expire_all()
    states = set(session.scalars(select(Wording.status).where(Wording.language == "fr")))
    assert states == {WordingStatus.REVIEWED}
