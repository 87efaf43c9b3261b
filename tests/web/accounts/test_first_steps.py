"""The first administrator, invitations, and the people of the demonstration."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.people import Role
from app.models.identity.accounts import Account
from app.models.people import Member, RoleGrant
from app.services.accounts.invitations import give_address, invite, setup_token
from app.web.current import SETTINGS
from tests.conftest import Clock
from tests.factories.cast import Cast
from tests.web.page import AuditedClient
from tests.web.signing_in import csrf_token, post, sign_in

FORM = {"display_name": "Ann", "login": "ann", "password": "kettle under the fig tree"}


@pytest.fixture
def token(session: Session, identity: Session, clock: Clock) -> str:
    found = setup_token(session, identity, now=clock.now)
    session.commit()
    assert found is not None
    return found


@pytest.fixture
def demo(app: Flask) -> Iterator[None]:
    """The installation as a demonstration."""
    settings = app.extensions[SETTINGS]
    app.extensions[SETTINGS] = replace(settings, demo=True)
    yield
    app.extensions[SETTINGS] = settings


def test_first_administrator_is_made_in_the_browser(
    app: Flask, client: FlaskClient, session: Session, identity: Session, token: str
) -> None:
    audited = AuditedClient(client)
    assert audited.get(f"/en/setup/{token}").status_code == 200

    answer = post(client, f"/en/setup/{token}", FORM)

    assert answer.location == "/en/manage"
    grant = session.scalars(select(RoleGrant)).one()
    assert (grant.role, grant.charter_id, grant.round_id) == (Role.ADMIN, None, None)
    session.commit()
    again = post(
        app.test_client(), "/en/sign-in/password", {"login": "Ann", "password": FORM["password"]}
    )
    assert again.status_code == 303


def test_setup_is_over_once_there_is_an_administrator(
    app: Flask, client: FlaskClient, session: Session, identity: Session, token: str, clock: Clock
) -> None:
    post(client, f"/en/setup/{token}", FORM)

    assert app.test_client().get(f"/en/setup/{token}").status_code == 404
    assert post(app.test_client(), f"/en/setup/{token}", FORM).status_code == 404
    assert setup_token(session, identity, now=clock.now) is None


def test_setup_token_is_void_once_an_administrator_was_added_otherwise(
    client: FlaskClient, identity: Session, cast: Cast, clock: Clock, session: Session
) -> None:
    token = setup_token(session, identity, now=clock.now)
    session.commit()
    give_address(identity, cast.ann.key, "ann@example.org", now=clock.now)

    assert client.get(f"/en/setup/{token}").status_code == 404


@pytest.mark.parametrize("path", ["/en/setup/guess", "/en/setup", "/setup/guess"])
def test_setup_needs_its_token(client: FlaskClient, token: str, path: str) -> None:
    answer = client.get(path, follow_redirects=True)

    assert answer.status_code == 404
    assert post(client, "/en/setup/guess", FORM).status_code == 404


def test_newer_setup_token_replaces_the_older(
    client: FlaskClient, session: Session, identity: Session, token: str, clock: Clock
) -> None:
    newer = setup_token(session, identity, now=clock.now)
    session.commit()

    assert client.get(f"/en/setup/{token}").status_code == 404
    assert client.get(f"/en/setup/{newer}").status_code == 200


def test_setup_ends_after_a_day(client: FlaskClient, token: str, clock: Clock) -> None:
    clock.now += timedelta(days=1)

    assert client.get(f"/en/setup/{token}").status_code == 404


@pytest.mark.parametrize(
    ("field", "value"),
    [("password", "short"), ("password", "password99"), ("login", "ab"), ("display_name", "")],
)
def test_setup_explains_what_is_wrong(
    client: FlaskClient, session: Session, token: str, field: str, value: str
) -> None:
    form = {"csrf_token": csrf_token(client), **FORM, field: value}

    answer = AuditedClient(client).post(f"/en/setup/{token}", data=form)

    assert answer.status_code == 422
    assert session.scalars(select(Member)).first() is None


def test_invitation_leads_in_once(
    app: Flask, client: FlaskClient, cast: Cast, identity: Session, clock: Clock
) -> None:
    token = invite(identity, cast.ines.key, "es", now=clock.now)
    audited = AuditedClient(client)
    assert "Ines" in audited.get(f"/en/invitations/{token}").text

    answer = post(client, f"/en/invitations/{token}")

    assert answer.location == "/en/me/settings?done=arrived"
    welcome = audited.get(answer.location).text
    assert "Welcome" in welcome
    assert "Go on to the open rounds" in welcome
    assert post(app.test_client(), f"/en/invitations/{token}").status_code == 404


def test_invitation_ends_after_a_week(
    client: FlaskClient, cast: Cast, identity: Session, clock: Clock
) -> None:
    token = invite(identity, cast.ines.key, "es", now=clock.now)
    clock.now += timedelta(days=7)

    assert client.get(f"/en/invitations/{token}").status_code == 404
    assert post(client, f"/en/invitations/{token}").status_code == 404


def test_mailed_invitation_proves_the_address(
    client: FlaskClient, cast: Cast, identity: Session, clock: Clock
) -> None:
    shown = invite(identity, cast.ines.key, "es", now=clock.now)
    mailed = invite(identity, cast.ines.key, "es", "Ines@example.org", now=clock.now)

    post(client, f"/en/invitations/{mailed}")

    assert identity.scalars(select(Account.email)).one() == "ines@example.org"
    identity.commit()
    assert client.get(f"/en/invitations/{shown}").status_code == 404


def test_invitation_does_not_take_somebody_elses_address(
    client: FlaskClient, cast: Cast, identity: Session, clock: Clock
) -> None:
    give_address(identity, cast.bo.key, "shared@example.org", now=clock.now)
    mailed = invite(identity, cast.ines.key, "es", "shared@example.org", now=clock.now)

    assert post(client, f"/en/invitations/{mailed}").status_code == 303
    assert "There is no address" in client.get("/en/me/settings").text


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
def test_demonstration_offers_people_of_every_role(
    client: FlaskClient, cast: Cast, demo: None, language: str
) -> None:
    page = AuditedClient(client).get(f"/{language}/sign-in").text

    for name in ("ada", "sam", "tariq", "olu", "ann", "lea", "bo", "mina", "ines"):
        assert getattr(cast, name).key in page


def test_one_click_signs_in_to_the_demonstration(
    client: FlaskClient, cast: Cast, demo: None
) -> None:
    answer = post(client, "/en/sign-in/demo", {"member": cast.mina.key})

    assert answer.status_code == 303
    assert "Mina" in client.get("/en/me/settings").text


def test_demonstration_is_nobody_elses_door(
    client: FlaskClient, cast: Cast, demo: None, session: Session
) -> None:
    cast.mina.suspended_at = cast.mina.created_at
    session.commit()

    assert post(client, "/en/sign-in/demo", {"member": cast.mina.key}).status_code == 404
    assert post(client, "/en/sign-in/demo", {"member": "guess"}).status_code == 404


def test_real_installation_has_no_such_door(client: FlaskClient, cast: Cast) -> None:
    assert cast.ann.key not in client.get("/en/sign-in").text
    assert post(client, "/en/sign-in/demo", {"member": cast.ann.key}).status_code == 404
    assert client.get("/en/me/settings").status_code == 303


def test_used_account_gets_no_new_invitation(app: Flask, client: FlaskClient, cast: Cast) -> None:
    staff = app.test_client()
    sign_in(staff, cast.sam)
    assert post(staff, f"/en/manage/people/{cast.ines.id}/invitation").status_code == 200
    sign_in(client, cast.ines)

    assert post(staff, f"/en/manage/people/{cast.ines.id}/invitation").status_code == 409
