"""The amendment editor in the browser, with its preview, with and without script."""

from datetime import datetime

import pytest
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.domain.contributions import Operation
from app.domain.languages import LANGUAGES
from app.domain.writing import AmendmentWords
from app.models.charters import Wording
from app.models.contributions import Contribution, CoSponsor, Revision
from app.services.amendments import propose_amendment
from app.services.co_sponsors import join_amendment
from tests.factories.cast import Cast
from tests.factories.people import actor_of
from tests.web.page import AuditedClient, Page
from tests.web.signing_in import post, sign_in
from tests.web.taking_part.forms import fill_and_press, press, typed_in

EDITOR = "/en/rounds/r1/p/1/amend"
BASE = "Towns keep water, schools and shelter open to everyone who lives there (1)."
NEW = "Towns keep water, schools, clinics and shelter open to everyone who lives there (1)."
FRENCH = "Les villes gardent l’eau, l’école et l’abri ouverts à qui y habite (1)."


@pytest.fixture
def existing(session: Session, cast: Cast, now: datetime) -> str:
    """An amendment of the town that readers see."""
    lea = actor_of(session, cast.lea, cast.town)
    words = AmendmentWords(Operation.REPLACE, "en", "Clinics matter.", NEW, title="Open water")
    return propose_amendment(session, lea, cast.round.id, 1, words, key="seed", now=now)


def wordings(session: Session) -> list[tuple[Operation | None, str, str | None]]:
    session.rollback()
    rows = session.execute(
        select(Contribution.operation, Contribution.language, Revision.wording)
        .join(Revision, Revision.contribution_id == Contribution.id)
        .order_by(Contribution.id)
    ).all()
    session.rollback()
    return [tuple(row) for row in rows]  # type: ignore[misc]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_editor_starts_from_the_text_of_the_page(
    web: AuditedClient, cast: Cast, existing: str, lang: str
) -> None:
    opened = web.get(f"/{lang}/rounds/r1/p/1/amend")

    assert opened.status_code == 200
    assert typed_in(opened, "language") == lang
    assert "(1)" in typed_in(opened, "wording")


def test_preview_button_shows_the_difference(web: AuditedClient, cast: Cast) -> None:
    shown = fill_and_press(web, EDITOR, {"wording": NEW}, "preview")

    found = Page(shown.text)
    assert shown.status_code == 200
    assert [e for e in found.all("ins") if "clinics" in "".join(e.itertext())]
    assert typed_in(shown, "wording") == NEW
    assert not found.by_class("error-summary")


def test_preview_comes_alone_for_script(web: AuditedClient, cast: Cast) -> None:
    sent = post(
        web.client,
        EDITOR,
        {"wording": NEW, "language": "en", "doing": "replace", "do": "preview", "view": "side"},
        headers={"HX-Request": "true"},
    )

    assert sent.status_code == 200
    assert sent.text.lstrip().startswith("<section")
    assert 'id="preview"' in sent.text
    assert "clinics" in sent.text


@pytest.mark.parametrize("view", ["text", "side", "new"])
def test_every_view_of_the_difference_is_sound(web: AuditedClient, cast: Cast, view: str) -> None:
    shown = fill_and_press(web, EDITOR, {"wording": NEW, "view": view}, "preview")

    assert "clinics" in Page(shown.text).text


def test_current_text_is_restored(web: AuditedClient, cast: Cast) -> None:
    shown = fill_and_press(web, EDITOR, {"wording": NEW}, "restore")

    assert typed_in(shown, "wording") == BASE


@pytest.mark.parametrize(
    ("wording", "words"),
    [(BASE, "is the same as the current text"), (" ", "Please write how the text should read")],
)
def test_empty_change_comes_back_with_its_reason(
    web: AuditedClient, cast: Cast, wording: str, words: str
) -> None:
    sign_in(web.client, cast.bo)

    back = fill_and_press(web, EDITOR, {"wording": wording, "title": "T", "reason": "A reason."})
    if back.status_code == 200:
        back = press(web, back, {}, "send")

    assert back.status_code == 422
    assert words in back.text
    assert typed_in(back, "reason") == "A reason."


def test_reason_is_needed(web: AuditedClient, cast: Cast) -> None:
    sign_in(web.client, cast.bo)

    back = fill_and_press(web, EDITOR, {"wording": NEW})

    assert back.status_code == 422
    assert typed_in(back, "wording") == NEW


def test_amendment_is_checked_with_its_difference_and_sent(
    web: AuditedClient, cast: Cast, session: Session
) -> None:
    sign_in(web.client, cast.lea, cast.town)

    checked = fill_and_press(
        web,
        EDITOR,
        {
            "wording": NEW,
            "title": "Clinics, too",
            "reason": "Clinics.",
            "effect": "Some.",
            "mandate": "12/2026",
        },
    )
    assert Page(checked.text).all("ins")
    assert cast.town.name in checked.text

    sent = press(web, checked, {}, "send")
    assert Page(web.get(sent.location).text).h1 == "A1 is published"
    assert wordings(session) == [(Operation.REPLACE, "en", NEW)]


@pytest.mark.parametrize(
    ("doing", "wording", "kept"),
    [
        ("insert_after", "A new paragraph.", "A new paragraph."),
        ("insert_first", "A new paragraph.", "A new paragraph."),
        ("delete", BASE, None),
    ],
)
def test_other_operations_are_sent(
    web: AuditedClient, cast: Cast, session: Session, doing: str, wording: str, kept: str | None
) -> None:
    sign_in(web.client, cast.bo)
    fields = {"doing": doing, "wording": wording, "title": "T", "reason": "Because."}

    sent = press(web, fill_and_press(web, EDITOR, fields), {}, "send")

    assert sent.status_code == 303
    assert wordings(session)[0][2] == kept


def test_only_the_first_paragraph_of_a_section_offers_its_head(
    web: AuditedClient, cast: Cast
) -> None:
    assert 'value="insert_first"' in web.get(EDITOR).text
    assert 'value="insert_first"' not in web.get("/en/rounds/r1/p/2/amend").text


def test_inserting_starts_with_an_empty_field(web: AuditedClient, cast: Cast) -> None:
    shown = fill_and_press(web, EDITOR, {"doing": "insert_after"}, "preview")

    assert typed_in(shown, "wording") == ""


def test_untouched_wording_follows_the_language(web: AuditedClient, cast: Cast) -> None:
    shown = fill_and_press(web, EDITOR, {"language": "fr"}, "preview")

    assert typed_in(shown, "wording") == FRENCH


def test_touched_wording_survives_a_change_of_the_page_language(
    web: AuditedClient, cast: Cast
) -> None:
    arabic = "تُبقي المدن الماء والمدرسة مفتوحةً. " * 50
    gone = fill_and_press(
        web, "/ar/rounds/r1/p/1/amend", {"wording": arabic, "reason": "لأن."}, "language:en"
    )

    there = web.get(gone.location)

    assert "/en/rounds/r1/p/1/amend" in gone.location
    assert typed_in(there, "wording") == arabic.strip()
    assert typed_in(there, "language") == "ar"


def test_missing_language_falls_back_to_one_that_exists(
    web: AuditedClient, cast: Cast, session: Session
) -> None:
    session.execute(
        delete(Wording).where(
            Wording.paragraph_id == cast.paragraphs[0].id, Wording.language == "es"
        )
    )
    session.commit()

    opened = web.get("/es/rounds/r1/p/1/amend")

    assert typed_in(opened, "language") == "en"
    assert typed_in(opened, "wording") == BASE


def test_same_proposal_is_pointed_out(web: AuditedClient, cast: Cast, existing: str) -> None:
    sign_in(web.client, cast.bo)

    checked = fill_and_press(web, EDITOR, {"wording": NEW, "title": "Me too", "reason": "Me too."})

    assert "Somebody proposes exactly this already" in checked.text
    assert "It meets" not in checked.text


def test_editor_lists_what_is_there(web: AuditedClient, cast: Cast, existing: str) -> None:
    assert "Amendments already here" in web.get(EDITOR).text


def test_translator_is_told_why_there_is_no_editor(web: AuditedClient, cast: Cast) -> None:
    sign_in(web.client, cast.tariq)

    assert "You translate in this round" in web.get(EDITOR).text


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_joining_and_leaving_an_amendment(
    web: AuditedClient, cast: Cast, session: Session, existing: str, lang: str
) -> None:
    sign_in(web.client, cast.bo)
    url = f"/{lang}/rounds/r1/contributions/A1/co-sponsor"
    form = Page(web.get(url).text).values(url)

    assert web.client.post(url, data={**form, "do": "join"}).status_code == 303
    assert web.get(url).status_code == 200
    session.rollback()
    assert session.scalars(select(CoSponsor.display_name)).all() == ["Bo"]
    session.rollback()

    assert web.client.post(url, data={**form, "do": "leave"}).status_code == 303
    session.rollback()
    assert session.scalars(select(CoSponsor)).all() == []


def test_visitor_is_asked_before_joining(web: AuditedClient, cast: Cast, existing: str) -> None:
    url = "/en/rounds/r1/contributions/A1/co-sponsor"

    asked = web.client.post(url, data={**Page(web.get(url).text).values(url), "do": "join"})

    assert asked.status_code == 303
    assert "sign-in" in asked.location


@pytest.mark.parametrize("page", ["contributions/A1", "p/1", "amendments"])
def test_co_sponsoring_is_offered_by_what_one_already_is(
    web: AuditedClient, session: Session, cast: Cast, existing: str, now: datetime, page: str
) -> None:
    url = f"/en/rounds/r1/{page}"
    shown = {}
    for name, body in (("lea", cast.town), ("lea", None), ("bo", None)):
        sign_in(web.client, getattr(cast, name), body)
        shown[name, bool(body)] = Page(web.get(url).text).text
    bo = actor_of(session, cast.bo)
    join_amendment(session, bo, cast.round.id, "A1", key="j", now=now)

    assert "Your organisation’s amendment" in shown["lea", True]
    assert "Your own amendment" in shown["lea", False]
    assert "Co-sponsor" in shown["bo", False]
    assert "Co-sponsored: confirm or leave" not in shown["bo", False]
    assert "Co-sponsored: confirm or leave" in Page(web.get(url).text).text


def test_proposer_is_told_instead_of_being_asked_to_join(
    web: AuditedClient, cast: Cast, existing: str
) -> None:
    sign_in(web.client, cast.lea, cast.town)
    page = web.get("/en/rounds/r1/contributions/A1/co-sponsor")

    assert "proposed this amendment; only others can co-sponsor it" in page.text
    assert "Join as co-sponsor" not in page.text
