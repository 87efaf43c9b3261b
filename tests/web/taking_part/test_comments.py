"""Commenting in the browser: nothing typed is lost on any of the ways a form can go."""

from datetime import datetime
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.exceptions import TooManyRequests

from app.domain.contributions import CommentKind, Status
from app.domain.languages import LANGUAGES
from app.domain.writing import CommentWords
from app.models.contributions import Contribution, Draft, Revision
from app.models.opinions import Rating
from app.services.comments import submit_comment
from app.services.drafts import claim_draft
from app.web import sending
from tests.conftest import Clock
from tests.factories.cast import Cast
from tests.factories.people import actor_of
from tests.web.page import AuditedClient, Page
from tests.web.signing_in import sign_in
from tests.web.taking_part.forms import fill_and_press, press, typed_in

FORM = "/en/rounds/r1/p/1/comment"
LONG = ("لا يكفي أن تكون الخدمة مفتوحة إذا كان الشباك يغلق في الرابعة. " * 40)[:2000].strip()
FIELDS = {"text": "Hours matter.", "kind": "concern", "language": "en"}


def texts(session: Session) -> list[str]:
    session.rollback()
    found = list(session.scalars(select(Revision.text).order_by(Revision.id)))
    session.rollback()
    return found


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("path", ["p/1/comment", "comment", "p/1/rating"])
def test_form_is_sound_in_every_language(
    web: AuditedClient, cast: Cast, lang: str, path: str
) -> None:
    assert web.get(f"/{lang}/rounds/r1/{path}").status_code == 200


def test_comment_is_checked_sent_and_receipted(
    web: AuditedClient, cast: Cast, session: Session
) -> None:
    sign_in(web.client, cast.bo)

    checked = fill_and_press(web, FORM, {**FIELDS, "score_0": "4", "name": "A neighbour"})
    assert checked.status_code == 200
    assert "A neighbour" in checked.text
    assert texts(session) == []

    sent = press(web, checked, {}, "send")
    receipt = web.get(sent.location)
    assert sent.status_code == 303
    assert Page(receipt.text).h1 == "C1 is received"
    assert "MOB-R1-C1" in receipt.text
    session.rollback()
    row = session.scalars(select(Contribution)).one()
    assert (texts(session), row.display_name, row.comment_kind) == (
        ["Hours matter."],
        "A neighbour",
        CommentKind.CONCERN,
    )
    assert session.scalars(select(Rating.score)).all() == [4]


def test_visitor_signs_in_at_the_end_and_finds_everything(
    web: AuditedClient, cast: Cast, session: Session, now: datetime
) -> None:
    asked = fill_and_press(web, "/ar/rounds/r1/p/1/comment", {"text": LONG, "kind": "concern"})
    query = parse_qs(urlsplit(asked.location).query)
    assert asked.status_code == 303
    assert urlsplit(asked.location).path.startswith("/ar/sign-in")
    assert query["draft"][0] in query["next"][0]

    claim_draft(session, cast.bo.id, query["draft"][0], now=now)
    sign_in(web.client, cast.bo)
    back = web.get(query["next"][0])

    assert back.status_code == 200
    assert Page(back.text).all("form")
    assert typed_in(back, "text") == LONG
    sent = press(web, back, {}, "send")
    assert sent.status_code == 303
    session.rollback()
    assert texts(session) == [LONG]
    assert session.scalars(select(Draft)).all() == []


@pytest.mark.parametrize("member", [None, "bo"])
def test_changing_the_language_keeps_what_was_typed(
    web: AuditedClient, cast: Cast, member: str | None
) -> None:
    if member:
        sign_in(web.client, getattr(cast, member))

    gone = fill_and_press(web, FORM, {**FIELDS, "text": LONG, "score_1": "2"}, "language:ar")
    there = web.get(gone.location)

    assert urlsplit(gone.location).path == "/ar/rounds/r1/p/1/comment"
    assert typed_in(there, "text") == LONG
    assert typed_in(there, "score_1") == "2"


def test_draft_button_keeps_and_shows_it_again(web: AuditedClient, cast: Cast) -> None:
    sign_in(web.client, cast.bo)

    kept = fill_and_press(web, FORM, {**FIELDS, "text": LONG}, "draft")
    shown = web.get(kept.location)

    assert typed_in(shown, "text") == LONG
    assert "Draft saved" in shown.text
    assert "You left a draft here" in web.get(FORM).text
    assert "Go on writing" in web.get("/en/me?show=drafts").text


def test_script_saves_while_typing(web: AuditedClient, cast: Cast, session: Session) -> None:
    opened = web.get(FORM)
    found = Page(opened.text)
    form = next(e for e in found.all("form") if e.get("id") == "form")
    address, data = form.get("data-autosave", ""), found.values(form.get("action", ""))

    first = web.client.post(address, data={**data, "text": "One"})
    key = first.json["draft_key"]  # type: ignore[index]
    second = web.client.post(address, data={**data, "draft_key": key, "text": "One two"})

    assert second.json == {"draft_key": key}
    session.rollback()
    assert session.scalars(select(Draft.fields)).one()["text"] == "One two"
    assert typed_in(web.get(f"{FORM}?draft={key}"), "text") == "One two"


def test_what_script_saves_after_the_form_was_sent_is_not_kept(
    web: AuditedClient, cast: Cast, session: Session
) -> None:
    sign_in(web.client, cast.bo)
    opened = web.get(FORM)
    found = Page(opened.text)
    form = next(e for e in found.all("form") if e.get("id") == "form")
    address, data = form.get("data-autosave", ""), found.values(form.get("action", ""))
    press(web, press(web, opened, FIELDS), {}, "send")

    late = web.client.post(address, data={**data, **FIELDS})

    assert late.json == {"draft_key": ""}
    session.rollback()
    assert session.scalars(select(Draft)).all() == []


def test_somebody_elses_draft_is_not_shown(web: AuditedClient, cast: Cast) -> None:
    sign_in(web.client, cast.bo)
    kept = fill_and_press(web, FORM, {**FIELDS, "text": "A secret of Bo"}, "draft")
    sign_in(web.client, cast.ines)

    shown = web.get(kept.location)

    assert "A secret of Bo" not in shown.text
    assert "not here any more" in shown.text


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_empty_form_comes_back_with_what_is_wrong(
    web: AuditedClient, cast: Cast, lang: str
) -> None:
    sign_in(web.client, cast.bo)

    back = fill_and_press(web, f"/{lang}/rounds/r1/p/1/comment", {"quote": "open to everyone"})

    assert back.status_code == 422
    assert Page(back.text).by_class("error-summary")
    assert typed_in(back, "quote") == "open to everyone"


def test_words_without_a_kind_come_back(web: AuditedClient, cast: Cast) -> None:
    sign_in(web.client, cast.bo)

    back = fill_and_press(web, FORM, {"text": LONG})

    assert back.status_code == 422
    assert typed_in(back, "text") == LONG


def test_window_that_closed_meanwhile_gives_the_words_back(
    web: AuditedClient, cast: Cast, clock: Clock, session: Session
) -> None:
    sign_in(web.client, cast.bo)
    cast.round.closes_at = clock.now.replace(hour=10)
    session.merge(cast.round)
    session.commit()
    checked = fill_and_press(web, FORM, {**FIELDS, "text": LONG})
    clock.now = clock.now.replace(hour=11)

    back = press(web, checked, {}, "send")

    assert back.status_code == 403
    assert typed_in(back, "text") == LONG
    assert texts(session) == []


def test_other_words_under_the_same_key_show_both(web: AuditedClient, cast: Cast) -> None:
    sign_in(web.client, cast.bo)
    checked = fill_and_press(web, FORM, FIELDS)
    press(web, checked, {}, "send")

    back = press(web, checked, {"text": LONG}, "send")

    assert back.status_code == 409
    assert "Hours matter." in back.text
    assert typed_in(back, "text") == LONG
    assert press(web, back, {}, "send").status_code == 303


def test_same_form_sent_twice_is_one_comment(
    web: AuditedClient, cast: Cast, session: Session
) -> None:
    sign_in(web.client, cast.bo)
    checked = fill_and_press(web, FORM, FIELDS)

    first, second = press(web, checked, {}, "send"), press(web, checked, {}, "send")

    assert first.location == second.location
    assert texts(session) == ["Hours matter."]


def test_too_many_posts_give_the_words_back(
    web: AuditedClient, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> str:
        raise TooManyRequests

    sign_in(web.client, cast.bo)
    checked = fill_and_press(web, FORM, {**FIELDS, "text": LONG})
    monkeypatch.setattr(sending, "counted", refuse)

    back = press(web, checked, {}, "send")

    assert (back.status_code, back.headers["Retry-After"]) == (429, "60")
    assert typed_in(back, "text") == LONG


def test_expired_token_gives_the_words_back(web: AuditedClient, cast: Cast) -> None:
    sign_in(web.client, cast.bo)

    back = web.client.post(FORM, data={**FIELDS, "text": LONG, "do": "send"})

    assert back.status_code == 400
    assert LONG in back.text


def test_facilitator_is_told_why_there_is_no_form(web: AuditedClient, cast: Cast) -> None:
    sign_in(web.client, cast.ada)

    shown = web.get(FORM)

    assert "You help to run this round" in shown.text
    assert not [e for e in Page(shown.text).all("form") if e.get("id") == "form"]


def test_comment_on_the_whole_text_and_a_reply(
    web: AuditedClient, cast: Cast, session: Session
) -> None:
    words = CommentWords("We agree.", "fr", CommentKind.AGREE)
    lea = actor_of(session, cast.lea, cast.town)
    submit_comment(session, lea, cast.round.id, words, number=1, key="k", now=cast.round.opens_at)
    sign_in(web.client, cast.bo)

    whole = press(web, fill_and_press(web, "/en/rounds/r1/comment", FIELDS), {}, "send")
    above = "/en/rounds/r1/contributions/C1/reply"
    reply = press(web, fill_and_press(web, above, {"text": "So do we."}), {}, "send")

    assert (whole.status_code, reply.status_code) == (303, 303)
    session.rollback()
    rows = session.scalars(select(Contribution).order_by(Contribution.number)).all()
    assert [(row.paragraph_id is None, row.parent_id is None) for row in rows] == [
        (False, True),
        (True, True),
        (False, False),
    ]


def test_pending_contribution_offers_no_reply(
    web: AuditedClient, cast: Cast, session: Session
) -> None:
    words = CommentWords("Unread words.", "en", CommentKind.AGREE)
    bo = actor_of(session, cast.bo)
    submit_comment(session, bo, cast.round.id, words, number=1, key="k", now=cast.round.opens_at)
    assert session.scalars(select(Contribution.status)).one() is Status.PENDING
    session.rollback()
    sign_in(web.client, cast.ines)

    answer = web.get("/en/rounds/r1/contributions/C1/reply")

    assert answer.status_code == 404
    assert "Unread words" not in answer.text
