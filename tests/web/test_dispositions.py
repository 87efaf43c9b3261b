"""The disposition desk in the browser: listed, drafted, confirmed, several at once, two people."""

from datetime import datetime
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.dispositions import Disposition
from app.models.contributions import Contribution
from app.models.dispositions import DispositionRecord
from tests.factories.cast import Cast
from tests.factories.reports import decide, make_story
from tests.web.page import AuditedClient, Page, checked, text_of
from tests.web.signing_in import post, sign_in

DESK = "/en/manage/rounds/r1/dispositions"
NOTED = {"disposition": "noted", "reason_en": "Thank you.", "submission_key": "k"}


@pytest.fixture
def story(session: Session, cast: Cast, now: datetime) -> dict[str, Contribution]:
    found = make_story(session, cast, now=now)
    session.commit()
    return found


@pytest.fixture
def pages(client: FlaskClient, cast: Cast, story: Any) -> AuditedClient:
    sign_in(client, cast.ada)
    return AuditedClient(client)


def decisions(session: Session) -> dict[str, DispositionRecord]:
    session.expire_all()
    rows = session.execute(
        select(Contribution.reference, DispositionRecord).join(
            DispositionRecord, DispositionRecord.contribution_id == Contribution.id
        )
    )
    return dict(rows.all())


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
def test_desk_is_sound_in_every_language(pages: AuditedClient, language: str) -> None:
    answer = pages.get(f"/{language}/manage/rounds/r1/dispositions")

    assert answer.status_code == 200
    assert len(Page(answer.text, DESK).by_class("dispo-row")) == 6


@pytest.mark.parametrize("reference", ["A1", "A2", "C1", "C2", "C4"])
def test_editor_is_sound(pages: AuditedClient, reference: str) -> None:
    assert pages.get(f"/ar/manage/rounds/r1/dispositions/{reference}").status_code == 200


@pytest.mark.parametrize(
    ("query", "references"),
    [
        ("state=undrafted", ["C2", "C4", "A2", "C3"]),
        ("state=drafted", ["C1"]),
        ("state=confirmed", ["A1"]),
        ("kind=amendment", ["A1", "A2"]),
        ("language=ar", ["C2", "A2"]),
        ("paragraph=2", ["A2"]),
        ("paragraph=2&kind=comment", []),
        ("paragraph=&state=&page=-3", ["A1", "C1", "C2", "C4", "A2", "C3"]),
    ],
)
def test_filters(pages: AuditedClient, query: str, references: list[str]) -> None:
    page = Page(pages.get(f"{DESK}?{query}").text, DESK)

    assert [one.get("aria-labelledby") for one in page.by_class("dispo-row")] == references


def test_what_is_left_to_do_is_counted(pages: AuditedClient) -> None:
    text = Page(pages.get(DESK).text, DESK).text

    assert "5 left to do" in text
    assert "To draft 4" in text
    assert "To confirm 1" in text


@pytest.mark.parametrize("name", ["bo", "lea", "olu", "tariq", "ann", "dee"])
def test_desk_is_for_those_who_run_the_round(
    client: FlaskClient, cast: Cast, story: Any, name: str
) -> None:
    sign_in(client, getattr(cast, name))

    assert client.get(DESK).status_code == 403
    assert post(client, f"{DESK}/A2", NOTED).status_code == 403
    assert post(client, DESK, {**NOTED, "pick": "A2:0"}).status_code == 403


def test_visitor_is_led_to_sign_in(client: FlaskClient, story: Any) -> None:
    assert client.get(DESK).status_code == 303
    assert post(client, f"{DESK}/A2", NOTED).status_code == 403


def test_desk_waits_for_the_closing(client: FlaskClient, cast: Cast) -> None:
    sign_in(client, cast.ada)

    assert client.get(DESK).status_code == 403


def test_saving_leads_back_to_the_list_as_it_was(pages: AuditedClient, session: Session) -> None:
    answer = post(pages.client, f"{DESK}/A2?list=1&state=undrafted", {**NOTED, "edit": "0"})

    assert answer.status_code == 303
    assert answer.location == f"{DESK}?state=undrafted#A2"
    assert decisions(session)["A2"].disposition is Disposition.NOTED


def test_saving_swaps_the_row(pages: AuditedClient) -> None:
    answer = post(
        pages.client, f"{DESK}/A2?list=1", {**NOTED, "edit": "0"}, headers={"HX-Request": "true"}
    )

    page = Page(checked(answer).text)
    assert answer.status_code == 200
    assert page.by_id("row-A2") is not None
    assert "To confirm" in answer.text


def test_saving_swaps_the_counters_too(pages: AuditedClient) -> None:
    def counters(text: str) -> list[str]:
        found = Page(text).by_id("desk-counts")
        assert found is not None
        return [text_of(one) for one in found.iter() if one.tag in {"p", "a"}]

    before = counters(pages.get(DESK).text)
    answer = post(
        pages.client,
        f"{DESK}/A2?list=1&state=undrafted",
        {**NOTED, "edit": "0"},
        headers={"HX-Request": "true"},
    )

    assert 'id="desk-counts" data-hx-swap-oob="true"' in answer.text
    after = counters(answer.text)
    assert after == counters(pages.get(DESK).text)
    assert after != before


def test_missing_reason_keeps_what_was_typed(pages: AuditedClient, session: Session) -> None:
    form = {"disposition": "referred", "reason_ar": "سبب", "edit": "0", "submission_key": "k"}

    answer = checked(post(pages.client, f"{DESK}/A2", form))

    assert answer.status_code == 422
    assert "Say where it is referred to" in answer.text
    assert "سبب" in answer.text
    assert "A2" not in decisions(session)


def test_accepted_with_changes_asks_for_the_wording(pages: AuditedClient) -> None:
    form = {**NOTED, "disposition": "accepted_with_changes", "edit": "0"}

    answer = checked(post(pages.client, f"{DESK}/A2", form, headers={"HX-Request": "true"}))

    assert answer.status_code == 422
    assert "Write the changed wording" in answer.text


def test_two_people_at_once_see_both_texts(
    pages: AuditedClient, session: Session, cast: Cast, story: Any, now: datetime
) -> None:
    decide(session, story["insertion"], cast.cy, now=now, reasons={"en": "Cy’s reason."})
    session.commit()

    answer = checked(post(pages.client, f"{DESK}/A2", {**NOTED, "edit": "0"}))

    assert answer.status_code == 409
    assert "Cy’s reason." in answer.text
    assert "Thank you." in answer.text
    assert Page(answer.text).values(f"{DESK}/A2")["edit"] == "1"


def test_secretariat_saves_and_confirms(
    client: FlaskClient, session: Session, cast: Cast, story: Any
) -> None:
    sign_in(client, cast.sam)

    answer = post(client, f"{DESK}/A2", {**NOTED, "edit": "0", "do": "confirm"})

    row = decisions(session)["A2"]
    assert answer.location == f"{DESK}/A2"
    assert (row.confirmed_by_id, row.self_confirmed) == (cast.sam.id, True)
    assert "Drafted by <bdi>Sam</bdi> on" in client.get(DESK).text


def test_facilitator_has_no_button_to_confirm(pages: AuditedClient) -> None:
    text = pages.get(DESK).text
    assert "Save and confirm" not in text
    assert "Confirm the drafts" not in text
    assert "Or give them all the same decision" in text
    assert (
        post(
            pages.client, DESK, {"do": "confirm", "pick": "C1:1", "submission_key": "k"}
        ).status_code
        == 403
    )


def test_several_get_the_same_decision(pages: AuditedClient, session: Session) -> None:
    form = {**NOTED, "pick": ["A2:0", "C2:0"]}

    assert post(pages.client, DESK, form).status_code == 303
    assert decisions(session)["C2"].reasons == {"en": "Thank you."}


def test_several_are_confirmed(
    client: FlaskClient, session: Session, cast: Cast, story: Any
) -> None:
    sign_in(client, cast.sam)

    form = {"do": "confirm", "pick": ["C1:1"], "submission_key": "k"}

    assert post(client, DESK, form).status_code == 303
    assert decisions(session)["C1"].self_confirmed is False


@pytest.mark.parametrize(
    ("form", "status", "words"),
    [
        ({**NOTED}, 422, "Tick at least one contribution"),
        ({"submission_key": "k", "pick": "A2:0"}, 422, "Choose what happens."),
        ({**NOTED, "pick": "C1:0"}, 409, "Somebody else changed this meanwhile"),
    ],
)
def test_several_refused_keep_the_list(
    pages: AuditedClient, form: dict[str, Any], status: int, words: str
) -> None:
    answer = checked(post(pages.client, DESK, form))

    assert answer.status_code == status
    assert words in answer.text


def test_unknown_or_unpublished_is_not_found(pages: AuditedClient) -> None:
    assert pages.get(f"{DESK}/C5").status_code == 404
    assert pages.get(f"{DESK}/nonsense").status_code == 404
