"""Signing in with a link by e-mail: the same answer for all, one use, one purpose, one hour."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.identity.accounts import Account, SignInToken
from app.models.people import Member
from app.queries.accounts import Purpose, digest
from app.services.accounts.invitations import give_address, invite
from tests.conftest import Clock
from tests.factories.cast import Cast
from tests.web.accounts.mailbox import letters, newest_link
from tests.web.page import AuditedClient
from tests.web.signing_in import csrf_token, post

ADDRESS = "bo@example.org"


@pytest.fixture
def known(cast: Cast, identity: Session) -> Member:
    """Bo has an account with an address."""
    give_address(identity, cast.bo.key, ADDRESS, now=cast.bo.created_at)
    return cast.bo


def ask(client: FlaskClient, email: str, **more: str) -> None:
    response = post(client, "/en/sign-in", {"email": email, **more})
    assert response.status_code == 303, response.text


def test_known_address_gets_a_link_that_signs_in(
    app: Flask, client: FlaskClient, known: Member
) -> None:
    audited = AuditedClient(client)
    ask(client, " Bo@Example.org ")
    link = newest_link(app)

    assert audited.get(link).status_code == 200
    assert post(client, link).status_code == 303
    assert "Bo" in audited.get("/en/me/settings").text


def test_looking_at_a_link_spends_nothing(app: Flask, client: FlaskClient, known: Member) -> None:
    ask(client, ADDRESS)
    link = newest_link(app)

    for _ in range(3):
        assert client.get(link).status_code == 200
        assert client.head(link).status_code == 200

    assert post(client, link).status_code == 303


def test_link_works_once(app: Flask, client: FlaskClient, known: Member) -> None:
    ask(client, ADDRESS)
    link = newest_link(app)
    post(client, link)

    again = post(app.test_client(), link)

    assert again.status_code == 404
    assert "no longer works" in again.text


def test_link_ends_after_an_hour(
    app: Flask, client: FlaskClient, known: Member, clock: Clock
) -> None:
    ask(client, ADDRESS)
    link = newest_link(app)
    clock.now += timedelta(minutes=60)

    assert post(client, link).status_code == 404


def test_link_is_good_just_before_the_hour(
    app: Flask, client: FlaskClient, known: Member, clock: Clock
) -> None:
    ask(client, ADDRESS)
    clock.now += timedelta(minutes=59)

    assert post(client, newest_link(app)).status_code == 303


@pytest.mark.parametrize("purpose", [Purpose.INVITATION, Purpose.EMAIL, Purpose.SETUP])
def test_token_of_another_purpose_does_not_sign_in(
    client: FlaskClient, known: Member, identity: Session, purpose: Purpose
) -> None:
    token = invite(identity, known.key, "en", now=known.created_at)
    row = identity.scalars(select(SignInToken)).one()
    row.purpose = purpose
    identity.commit()

    assert post(client, f"/en/sign-in/{token}").status_code == 404
    assert identity.scalars(select(SignInToken)).one().used_at is None


def test_sign_in_token_opens_no_invitation(app: Flask, client: FlaskClient, known: Member) -> None:
    ask(client, ADDRESS)
    token = newest_link(app).rsplit("/", 1)[1]

    assert client.get(f"/en/invitations/{token}").status_code == 404
    assert post(client, f"/en/invitations/{token}").status_code == 404
    assert client.get(f"/en/setup/{token}").status_code == 404


def test_answer_is_the_same_for_known_and_unknown(
    app: Flask, client: FlaskClient, known: Member
) -> None:
    answers = [
        post(app.test_client(), "/en/sign-in", {"email": email})
        for email in (ADDRESS, "nobody@example.org")
    ]

    assert {answer.status_code for answer in answers} == {303}
    assert len({answer.location for answer in answers}) == 1
    assert len({answer.data for answer in answers}) == 1


def test_known_and_unknown_get_the_same_letter(
    app: Flask, client: FlaskClient, known: Member
) -> None:
    for email in (ADDRESS, "nobody@example.org"):
        ask(client, email)
    words = [
        letter.get_content().replace(letter.get_content().split("sign-in/")[1].split()[0], "")
        for letter in letters(app)
    ]

    assert len(words) == 2
    assert words[0] == words[1]


def test_only_the_hash_of_a_token_is_kept(
    app: Flask, client: FlaskClient, known: Member, identity: Session
) -> None:
    ask(client, ADDRESS)
    token = newest_link(app).rsplit("/", 1)[1]
    kept = identity.scalars(select(SignInToken)).one()

    assert len(token) >= 43
    assert kept.token_hash == digest(token)
    assert token not in repr(vars(kept))


def test_new_address_joins_with_a_name(
    app: Flask, client: FlaskClient, session: Session, identity: Session
) -> None:
    audited = AuditedClient(client)
    ask(client, "new@example.org")
    link = newest_link(app)
    assert "How may we call you" in audited.get(link).text

    response = post(client, link, {"display_name": "Noor", "language": "ar"})

    assert response.status_code == 303
    member = session.scalars(select(Member)).one()
    account = identity.scalars(select(Account)).one()
    assert (member.display_name, member.language) == ("Noor", "ar")
    assert (account.member_key, account.email) == (member.key, "new@example.org")


def test_new_address_without_a_name_is_asked_again(
    app: Flask, client: FlaskClient, session: Session
) -> None:
    ask(client, "new@example.org")
    link = newest_link(app)

    answer = AuditedClient(client).post(
        link, data={"csrf_token": csrf_token(client), "display_name": " ", "language": "en"}
    )

    assert answer.status_code == 422
    assert "There is a problem" in answer.text
    assert post(client, link, {"display_name": "Noor", "language": "en"}).status_code == 303


def test_two_links_to_a_new_address_make_one_account(
    app: Flask, client: FlaskClient, identity: Session
) -> None:
    ask(client, "new@example.org")
    first = newest_link(app)
    ask(client, "new@example.org")
    second = newest_link(app)
    for link in (first, second):
        post(app.test_client(), link, {"display_name": "Noor", "language": "en"})

    assert len(list(identity.scalars(select(Account)))) == 1


def test_somebody_invited_who_asks_for_a_link_is_the_invited_one(
    app: Flask, client: FlaskClient, cast: Cast, identity: Session
) -> None:
    invite(identity, cast.ines.key, "es", "ines@example.org", now=cast.ines.created_at)
    ask(client, "ines@example.org")

    assert post(client, newest_link(app)).status_code == 303
    assert "Ines" in client.get("/en/me/settings").text


def test_mailbox_gets_five_links_an_hour(
    app: Flask, client: FlaskClient, known: Member, clock: Clock
) -> None:
    for _ in range(5):
        ask(client, ADDRESS)

    assert post(client, "/en/sign-in", {"email": ADDRESS}).status_code == 429
    clock.now += timedelta(hours=1, seconds=1)
    ask(client, ADDRESS)


def test_foreign_host_gets_nothing(app: Flask, client: FlaskClient, known: Member) -> None:
    answer = client.post(
        "/en/sign-in",
        data={"csrf_token": csrf_token(client), "email": ADDRESS},
        headers={"Host": "evil.test"},
    )

    assert answer.status_code == 400
    assert not letters(app)


def test_link_leads_to_the_configured_address(
    app: Flask, client: FlaskClient, known: Member
) -> None:
    ask(client, ADDRESS)

    assert "http://localhost/en/sign-in/" in letters(app)[-1].get_content()


def test_letter_speaks_the_language_of_the_page(
    app: Flask, client: FlaskClient, known: Member
) -> None:
    post(client, "/ar/sign-in", {"email": ADDRESS})

    assert letters(app)[-1]["Content-Language"] == "ar"
    assert "/ar/sign-in/" in letters(app)[-1].get_content()


def test_failing_mail_server_holds_up_nobody(
    app: Flask, client: FlaskClient, known: Member, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def down(*_args: object) -> None:
        raise OSError

    with monkeypatch.context() as patch:
        patch.setattr("app.jobs.letters.deliver", down)
        answers = [
            post(client, "/en/sign-in", {"email": email})
            for email in (ADDRESS, "nobody@example.org")
        ]
        assert not letters(app)

    assert [answer.location for answer in answers] == ["/en/sign-in/sent"] * 2
    clock.now += timedelta(minutes=1)
    assert {letter["To"] for letter in letters(app)} == {ADDRESS, "nobody@example.org"}


def test_address_that_is_none_is_refused(client: FlaskClient) -> None:
    answer = post(client, "/en/sign-in", {"email": "no address"})

    assert answer.status_code == 422
    assert "no address" in answer.text
