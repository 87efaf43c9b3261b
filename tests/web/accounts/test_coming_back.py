"""Where signing in leads: back to one of the site's own pages, with the draft, and nowhere else."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.people import VISITOR
from app.models.contributions import Draft
from app.services.accounts.invitations import give_address
from app.services.accounts.passwords import hashed, hasher, set_password
from app.services.drafts import save_draft
from app.web.login import own_path
from tests.factories.cast import Cast
from tests.web.accounts.mailbox import newest_link
from tests.web.page import AuditedClient
from tests.web.signing_in import post

PASSWORD = "kettle under the fig tree"
FOREIGN = [
    "//evil.test/",
    "/\\evil.test",
    "\\\\evil.test",
    "https:evil.test",
    "https://evil.test/en/",
    "javascript:alert(1)",
    "/en/\tx",
    "/en/\nx",
    "/\t/evil.test",
    " /en/",
    "en/rounds",
    "",
    None,
    "/" + "a" * 3000,
    "/\u0000/evil.test",
    "///evil.test",
    "/en/sign-out",
    "/sign-in?next=/x",
]


@pytest.mark.parametrize("path", FOREIGN)
def test_foreign_path_is_none_of_ours(path: str | None) -> None:
    assert own_path(path) is None


@pytest.mark.parametrize(
    "path", ["/", "/en/rounds/r1/text?p=12", "/ar/rounds/r1/p/3/comment?draft=abc", "/signed-in"]
)
def test_own_path_is_kept(path: str) -> None:
    assert own_path(path) == path


@pytest.fixture
def known(cast: Cast, identity: Session) -> Cast:
    now = cast.bo.created_at
    give_address(identity, cast.bo.key, "bo@example.org", now=now)
    set_password(identity, cast.bo.key, hashed(PASSWORD, hasher(cheap=True)), but=None, now=now)
    return cast


@pytest.mark.parametrize("path", [path for path in FOREIGN if path])
def test_signing_in_never_leads_away(client: FlaskClient, known: Cast, path: str) -> None:
    form = {"login": "bo@example.org", "password": PASSWORD, "next": path}
    answer = post(client, "/en/sign-in/password", form)

    assert answer.status_code == 303
    assert answer.location == "/en/"


def test_link_leads_back_with_the_draft(
    app: Flask, client: FlaskClient, known: Cast, session: Session
) -> None:
    key = save_draft(
        session,
        VISITOR,
        known.round.id,
        "comment:p1",
        {"text": "نص"},
        key=None,
        now=known.bo.created_at,
    )
    audited = AuditedClient(client)
    page = audited.get("/en/sign-in", query_string={"next": "/en/rounds/r1/p/1", "draft": key})
    assert "What you typed is kept" in page.text
    form = {"email": "bo@example.org", "next": "/en/rounds/r1/p/1", "draft_key": key}
    post(client, "/en/sign-in", form)

    answer = post(app.test_client(), newest_link(app))

    assert answer.location == "/en/rounds/r1/p/1"
    session.expire_all()
    assert session.scalars(select(Draft.member_id)).one() == known.bo.id


def test_password_leads_back_with_the_draft(
    client: FlaskClient, known: Cast, session: Session
) -> None:
    key = save_draft(
        session,
        VISITOR,
        known.round.id,
        "comment:p1",
        {"text": "x"},
        key=None,
        now=known.bo.created_at,
    )
    form = {"login": "bo@example.org", "password": PASSWORD, "draft_key": key}

    post(client, "/en/sign-in/password", {**form, "next": "/en/rounds/r1/text?p=2"})

    session.expire_all()
    assert session.scalars(select(Draft.member_id)).one() == known.bo.id


def test_wrong_password_keeps_where_one_came_from(client: FlaskClient, known: Cast) -> None:
    form = {"login": "bo@example.org", "password": "x", "next": "/en/rounds/r1", "draft_key": "d"}

    text = post(client, "/en/sign-in/password", form).text

    assert 'value="/en/rounds/r1"' in text
    assert 'value="d"' in text
    assert "bo@example.org" in text


def test_staff_come_to_their_workspace(client: FlaskClient, cast: Cast, identity: Session) -> None:
    now = cast.sam.created_at
    give_address(identity, cast.sam.key, "sam@example.org", now=now)
    set_password(identity, cast.sam.key, hashed(PASSWORD, hasher(cheap=True)), but=None, now=now)

    form = {"login": "sam@example.org", "password": PASSWORD}

    assert post(client, "/en/sign-in/password", form).location == "/en/manage"


def test_whoever_is_signed_in_goes_on(client: FlaskClient, known: Cast) -> None:
    post(client, "/en/sign-in/password", {"login": "bo@example.org", "password": PASSWORD})

    assert client.get("/en/sign-in?next=/en/rounds").location == "/en/rounds"
    assert client.get("/en/sign-in?next=//evil.test").location == "/en/"
