"""Sessions are rows: a cookie kept from before is worth nothing after any of these."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.people import Role
from app.models.identity.accounts import LoginSession
from app.models.people import RoleGrant
from app.services.accounts.sessions import begin_session, forget_ended
from tests.conftest import Clock
from tests.factories.cast import Cast
from tests.factories.people import actor_of
from tests.web.page import AuditedClient
from tests.web.signing_in import post, sign_in

Event = Callable[[FlaskClient, FlaskClient, Cast, Session], None]


def signs_out(client: FlaskClient, admin: FlaskClient, cast: Cast, session: Session) -> None:
    post(client, "/en/sign-out")


def is_suspended(client: FlaskClient, admin: FlaskClient, cast: Cast, session: Session) -> None:
    post(admin, f"/en/manage/people/{cast.bo.id}/suspension")


def gets_a_role(client: FlaskClient, admin: FlaskClient, cast: Cast, session: Session) -> None:
    form = {"role": "observer", "scope": "platform"}
    post(admin, f"/en/manage/people/{cast.bo.id}/roles", form)


def ends_the_others(client: FlaskClient, admin: FlaskClient, cast: Cast, session: Session) -> None:
    third = client.application.test_client()
    sign_in(third, cast.bo)
    post(third, "/en/me/settings/sessions")


@pytest.mark.parametrize("event", [signs_out, is_suspended, gets_a_role, ends_the_others])
def test_old_cookie_is_worth_nothing_afterwards(
    app: Flask, client: FlaskClient, cast: Cast, session: Session, event: Event
) -> None:
    admin, replayed = app.test_client(), app.test_client()
    sign_in(admin, cast.ann)
    sign_in(client, cast.bo)
    kept = client.get_cookie("palabre")
    assert kept is not None
    replayed.set_cookie("palabre", kept.value)
    assert replayed.get("/en/me/settings").status_code == 200

    event(client, admin, cast, session)

    replayed.set_cookie("palabre", kept.value)
    answer = replayed.get("/en/me/settings")
    assert answer.status_code == 303
    assert "/en/sign-in" in answer.location


def test_two_changes_of_role_count_at_once(app: Flask, client: FlaskClient, cast: Cast) -> None:
    admin = app.test_client()
    sign_in(admin, cast.ann)
    for expected in (200, 403):
        if expected == 200:
            post(
                admin,
                f"/en/manage/people/{cast.bo.id}/roles",
                {"role": "secretariat", "scope": "platform"},
            )
        else:
            grant = granted(app, cast)
            post(admin, f"/en/manage/people/{cast.bo.id}/roles/{grant}/revoke")
        sign_in(client, cast.bo)
        assert client.get("/en/manage/people").status_code == expected


def granted(app: Flask, cast: Cast) -> int:
    with app.app_context():
        session = app.extensions["palabre_databases"].session
        found = session.scalar(
            select(RoleGrant.id).where(
                RoleGrant.member_id == cast.bo.id, RoleGrant.role == Role.SECRETARIAT
            )
        )
    assert isinstance(found, int)
    return found


def test_suspended_member_cannot_come_back(
    app: Flask, client: FlaskClient, cast: Cast, identity: Session
) -> None:
    admin = app.test_client()
    sign_in(admin, cast.ann)
    sign_in(client, cast.bo)
    post(admin, f"/en/manage/people/{cast.bo.id}/suspension")

    with client.session_transaction() as cookie:
        cookie["_user_id"] = sign_in(app.test_client(), cast.bo)

    assert client.get("/en/me/settings").status_code == 303


@pytest.mark.parametrize(
    ("name", "stay"), [("bo", timedelta(days=14)), ("ada", timedelta(hours=12))]
)
def test_session_ends_by_itself(
    session: Session, identity: Session, cast: Cast, clock: Clock, name: str, stay: timedelta
) -> None:
    actor = actor_of(session, getattr(cast, name))

    begin_session(identity, actor, now=clock.now)

    assert identity.scalars(select(LoginSession.expires_at)).one() == clock.now + stay


def test_idle_day_ends_a_session(client: FlaskClient, cast: Cast, clock: Clock) -> None:
    sign_in(client, cast.bo)
    clock.now += timedelta(hours=23)
    assert client.get("/en/me/settings").status_code == 200

    clock.now += timedelta(hours=24, seconds=1)

    assert client.get("/en/me/settings").status_code == 303


def test_signing_out_clears_the_device(client: FlaskClient, cast: Cast) -> None:
    sign_in(client, cast.bo)
    audited = AuditedClient(client)
    assert "clear this device" in audited.get("/en/sign-out").text

    answer = post(client, "/en/sign-out")

    assert answer.status_code == 303
    assert answer.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert "palabre=;" in answer.headers["Set-Cookie"]
    assert "You are signed out" in audited.get("/en/sign-out").text


def test_looking_at_the_sign_out_page_ends_nothing(client: FlaskClient, cast: Cast) -> None:
    sign_in(client, cast.bo)
    client.get("/en/sign-out")

    assert client.get("/en/me/settings").status_code == 200


def test_only_the_hash_of_the_key_is_kept(
    client: FlaskClient, cast: Cast, session: Session, identity: Session, clock: Clock
) -> None:
    key = begin_session(identity, actor_of(session, cast.bo), now=clock.now)

    assert len(key) >= 43
    assert key not in repr(vars(identity.scalars(select(LoginSession)).one()))


def test_ended_sessions_are_forgotten(
    session: Session, identity: Session, cast: Cast, clock: Clock
) -> None:
    begin_session(identity, actor_of(session, cast.bo), now=clock.now)

    assert forget_ended(identity, now=clock.now) == 0
    assert forget_ended(identity, now=clock.now + timedelta(days=14)) == 1
