"""Settings and acting for: what one can settle about oneself."""

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.identity.accounts import Account
from app.models.people import Delegation, Member
from app.services.accounts.invitations import give_address
from tests.factories.cast import Cast
from tests.web.accounts.mailbox import letters, newest_link
from tests.web.page import AuditedClient
from tests.web.signing_in import csrf_token, post, sign_in


def test_name_and_language_are_changed(client: FlaskClient, cast: Cast, session: Session) -> None:
    sign_in(client, cast.bo)

    answer = post(
        client, "/en/me/settings/names", {"display_name": "Bodil", "language": "fr", "edit": "1"}
    )

    assert answer.location == "/fr/me/settings?done=names"
    session.expire_all()
    bo = session.get_one(Member, cast.bo.id)
    assert (bo.display_name, bo.language) == ("Bodil", "fr")


def test_second_window_does_not_overwrite_the_first(client: FlaskClient, cast: Cast) -> None:
    sign_in(client, cast.bo)
    form = {"language": "fr", "edit": "1"}
    post(client, "/en/me/settings/names", {"display_name": "First", **form})

    answer = post(client, "/en/me/settings/names", {"display_name": "Second", **form})

    assert answer.status_code == 409
    assert 'value="Second"' in answer.text


def test_empty_name_is_refused_with_the_page(client: FlaskClient, cast: Cast) -> None:
    sign_in(client, cast.bo)
    form = {"csrf_token": csrf_token(client), "display_name": " ", "language": "fr", "edit": "1"}

    answer = AuditedClient(client).post("/en/me/settings/names", data=form)

    assert answer.status_code == 422
    assert answer.text.count("Write the name that others will see.") == 2


def test_new_address_counts_once_its_link_is_followed(
    app: Flask, client: FlaskClient, cast: Cast, identity: Session
) -> None:
    other = app.test_client()
    sign_in(other, cast.bo)
    sign_in(client, cast.bo)
    post(client, "/en/me/settings/email", {"email": "Bo@example.org"})
    link = newest_link(app)
    audited = AuditedClient(client)
    assert "There is no address" in audited.get("/en/me/settings").text
    assert "bo@example.org" in audited.get(link).text

    assert post(client, link).location == "/en/me/settings?done=address"
    assert identity.scalars(select(Account.email)).one() == "bo@example.org"
    identity.commit()
    assert other.get("/en/me/settings").status_code == 303
    assert post(client, link).status_code == 404


def test_somebody_else_cannot_confirm_an_address(
    app: Flask, client: FlaskClient, cast: Cast
) -> None:
    sign_in(client, cast.bo)
    post(client, "/en/me/settings/email", {"email": "bo@example.org"})
    other = app.test_client()
    sign_in(other, cast.ines)

    assert other.get(newest_link(app)).status_code == 404
    assert post(other, newest_link(app)).status_code == 404
    assert post(client, newest_link(app)).status_code == 303


def test_address_of_somebody_else_gets_a_letter_but_not_the_account(
    app: Flask, client: FlaskClient, cast: Cast, identity: Session
) -> None:
    give_address(identity, cast.ines.key, "ines@example.org", now=cast.ines.created_at)
    sign_in(client, cast.bo)

    answer = post(client, "/en/me/settings/email", {"email": "ines@example.org"})

    assert answer.location == "/en/me/settings?done=email"
    assert len(letters(app)) == 1
    assert post(client, newest_link(app)).status_code == 404


def test_settings_are_for_members(client: FlaskClient, cast: Cast) -> None:
    assert client.get("/en/me/settings").location.startswith("/en/sign-in?next=")
    assert client.get("/en/acting").location.startswith("/en/sign-in?next=")
    answer = post(client, "/en/me/settings/names", {"display_name": "A name that was typed"})

    assert answer.status_code == 403
    assert "A name that was typed" in answer.text


def test_delegate_switches_and_returns_to_the_page(
    client: FlaskClient, cast: Cast, session: Session
) -> None:
    sign_in(client, cast.lea)
    audited = AuditedClient(client)
    assert "Acting as yourself" in audited.get("/en/me/settings").text
    page = audited.get("/en/acting", query_string={"next": "/en/me/settings?done=names"})
    assert cast.town.name in page.text

    form = {"acting_for": str(cast.town.id), "next": "/en/me/settings?done=names"}
    answer = post(client, "/en/acting", form)

    assert answer.location == "/en/me/settings?done=names"
    assert "Acting for:" in audited.get("/en/me/settings").text
    post(client, "/en/acting", {"acting_for": ""})
    assert "Acting as yourself" in audited.get("/en/me/settings").text


def test_nobody_acts_for_an_organisation_of_others(client: FlaskClient, cast: Cast) -> None:
    sign_in(client, cast.lea)

    assert post(client, "/en/acting", {"acting_for": str(cast.league.id)}).status_code == 422
    assert "Acting as yourself" in client.get("/en/me/settings").text


def test_acting_for_ends_with_the_delegation(
    client: FlaskClient, cast: Cast, session: Session
) -> None:
    sign_in(client, cast.lea, acting_for=cast.town)
    assert "Acting for:" in client.get("/en/me/settings").text
    for held in session.scalars(select(Delegation)):
        held.ended_at = held.granted_at
    session.commit()

    assert "Acting for:" not in client.get("/en/me/settings").text


def test_acting_in_one_browser_is_not_acting_in_another(
    app: Flask, client: FlaskClient, cast: Cast
) -> None:
    other = app.test_client()
    sign_in(client, cast.lea)
    sign_in(other, cast.lea)

    post(client, "/en/acting", {"acting_for": str(cast.town.id)})

    assert "Acting as yourself" in other.get("/en/me/settings").text
