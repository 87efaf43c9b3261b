"""A language button draws the page anew with what was typed: it checks, does and keeps nothing."""

from datetime import datetime

from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.contributions import Status
from app.models.contributions import Contribution, Draft
from tests.factories.cast import Cast
from tests.factories.contributions import make_contribution
from tests.web.page import AuditedClient, Page
from tests.web.signing_in import csrf_token, post, sign_in

QUEUE = "/ar/manage/rounds/r1/queue?open=C1"


def test_form_in_hand_is_kept_with_the_state_that_was_seen_and_nothing_is_decided(
    client: FlaskClient, session: Session, cast: Cast, now: datetime
) -> None:
    make_contribution(session, cast.round, cast.bo, now=now, status=Status.PENDING)
    session.commit()
    sign_in(client, cast.ada)
    typed = {
        "form_key": "DecisionForm",
        "submission_key": "the same",
        "edit": "7",
        "reference": "C1",
        "decision": "withhold",
        "code": "spam",
        "statement": "Nearly done.",
        "do": "language:ar",
        "csrf_token": csrf_token(client),
    }

    sent_on = client.post(QUEUE.replace("/ar/", "/en/"), data=typed)
    page = Page(AuditedClient(client).post(QUEUE, data=typed).text, "/ar/")

    assert (sent_on.status_code, sent_on.location) == (307, QUEUE)
    found = page.values(QUEUE)
    same = ("submission_key", "edit", "decision", "code", "statement")
    assert {name: found[name] for name in same} == {name: typed[name] for name in same}
    session.rollback()
    assert session.scalars(select(Contribution.status)).all() == [Status.PENDING]
    assert session.scalars(select(Draft)).all() == []


def test_secrets_do_not_come_back(client: FlaskClient, cast: Cast) -> None:
    secret = "a-secret-of-mine"
    sign_in_form = {"form_key": "PasswordSignInForm", "login": "bo", "password": secret}
    code_form = {"form_key": "CodeForm", "code": secret}

    for path, form in (("/ar/sign-in/password", sign_in_form), ("/ar/code", code_form)):
        answer = post(client, path, {**form, "do": "language:ar"})
        assert answer.status_code == 200
        assert secret not in answer.text
    assert (
        'value="bo"'
        in post(client, "/ar/sign-in/password", {**sign_in_form, "do": "language:ar"}).text
    )


def test_only_the_form_that_was_sent_is_filled_in(client: FlaskClient, cast: Cast) -> None:
    sign_in(client, cast.bo)
    typed = {"form_key": "AddressForm", "email": "bo@example.org", "display_name": "Somebody else"}

    text = post(client, "/fr/me/settings/email", {**typed, "do": "language:fr"}).text

    assert 'value="bo@example.org"' in text
    assert "Somebody else" not in text


def test_stranger_sees_no_more_than_before(client: FlaskClient, cast: Cast) -> None:
    sign_in(client, cast.dee)

    assert post(client, QUEUE, {"do": "language:ar"}).status_code == 403
    assert client.post("/ar/sign-in", data={"do": "language:ar"}).status_code == 400
    assert post(client, "/ar/nowhere", {"do": "language:ar"}).status_code in {404, 405}
