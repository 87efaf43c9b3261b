"""The editor of other words for a new paragraph, with its preview, with and without script."""

from datetime import datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.contributions import Operation
from app.models.contributions import Contribution, Draft
from tests.factories.cast import Cast
from tests.factories.contributions import make_amendment
from tests.web.page import AuditedClient, Page
from tests.web.signing_in import post, sign_in
from tests.web.taking_part.forms import fill_and_press, press, typed_in

EDITOR = "/en/rounds/r1/contributions/A1/amend"
ADDED = "Towns open a counter where everybody is heard."
OTHER = "Towns open a counter in each quarter where everybody is heard."
FIELDS = {"wording": OTHER, "title": "Near by", "reason": "Quarters are near."}


@pytest.fixture(autouse=True)
def added(session: Session, cast: Cast, now: datetime) -> Contribution:
    row = make_amendment(session, cast.round, cast.ines, cast.paragraphs[1], ADDED, now=now)
    row.operation = Operation.INSERT_AFTER
    session.commit()
    return row


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_editor_starts_from_the_proposed_paragraph(web: AuditedClient, lang: str) -> None:
    opened = web.get(f"/{lang}/rounds/r1/contributions/A1/amend")

    assert typed_in(opened, "wording") == ADDED


@pytest.mark.parametrize("view", ["text", "side", "new"])
def test_preview_shows_the_difference_in_every_view(web: AuditedClient, view: str) -> None:
    shown = Page(fill_and_press(web, EDITOR, {**FIELDS, "view": view}, "preview").text)

    preview = shown.by_id("preview")
    assert preview is not None
    assert "in each quarter" in "".join(preview.itertext())


def test_preview_comes_alone_for_script(web: AuditedClient) -> None:
    sent = post(web.client, EDITOR, {**FIELDS, "do": "preview"}, headers={"HX-Request": "true"})

    assert sent.text.lstrip().startswith("<section")
    assert "in each quarter" in sent.text


def test_text_is_restored(web: AuditedClient) -> None:
    assert typed_in(fill_and_press(web, EDITOR, FIELDS, "restore"), "wording") == ADDED


def test_other_words_are_checked_sent_and_shown_as_such(
    web: AuditedClient, cast: Cast, session: Session
) -> None:
    sign_in(web.client, cast.lea, cast.town)

    checked = fill_and_press(web, EDITOR, FIELDS)
    assert "Other words for the new paragraph of A1" in checked.text
    sent = press(web, checked, {}, "send")

    assert Page(web.get(sent.location).text).h1 == "A2 is published"
    page = Page(web.get("/en/rounds/r1/contributions/A2").text)
    assert "Other words for the new paragraph of A1" in page.text
    assert [e for e in page.all("ins") if "in each quarter" in "".join(e.itertext())]
    first = web.get("/en/rounds/r1/contributions/A1").text
    assert "Other words proposed for it" in first
    assert "/contributions/A2" in first
    assert "Propose other words" not in web.get("/en/rounds/r1/contributions/A2").text


def test_nothing_typed_is_lost_on_the_way(web: AuditedClient, cast: Cast, session: Session) -> None:
    sign_in(web.client, cast.bo)

    refused = fill_and_press(web, EDITOR, {**FIELDS, "title": ""})
    kept = fill_and_press(web, EDITOR, FIELDS, "draft")

    assert refused.status_code == 422
    assert typed_in(refused, "wording") == OTHER
    assert typed_in(web.get(kept.location), "wording") == OTHER
    session.rollback()
    key = session.scalars(select(Draft.key)).one()
    assert f"/en/rounds/r1/contributions/A1/amend?draft={key}" in web.get("/en/me?show=drafts").text


def test_same_other_words_are_offered_for_support(
    web: AuditedClient, cast: Cast, session: Session
) -> None:
    sign_in(web.client, cast.lea, cast.town)
    press(web, fill_and_press(web, EDITOR, FIELDS), {}, "send")
    sign_in(web.client, cast.bo)

    checked = fill_and_press(web, EDITOR, FIELDS)

    assert "Somebody proposes exactly this already" in checked.text
    assert "/contributions/A2/vote" in press(web, checked, {}, "support:A2").location
    assert press(web, checked, {}, "support:A1").status_code == 404


def test_other_words_are_revised_against_the_new_paragraph(web: AuditedClient, cast: Cast) -> None:
    sign_in(web.client, cast.lea, cast.town)
    press(web, fill_and_press(web, EDITOR, FIELDS), {}, "send")

    url = "/en/rounds/r1/contributions/A2/revise"
    shown = Page(fill_and_press(web, url, {"wording": ADDED + " Always."}, "preview").text)

    assert [e for e in shown.all("ins") if "Always" in "".join(e.itertext())]
    assert "The new paragraph of A1" in shown.text


def test_replacement_has_no_such_editor(
    web: AuditedClient, session: Session, added: Contribution
) -> None:
    added.operation = Operation.REPLACE
    session.commit()

    assert web.get(EDITOR).status_code == 404
