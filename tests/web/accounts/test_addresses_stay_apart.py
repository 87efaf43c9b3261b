"""The firewall: addresses are in one column of one database, networks nowhere, cookies are one."""

from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, MetaData, text
from sqlalchemy.orm import Session

from app.models.tables import CONSULTATION, IDENTITY
from app.web.database import EXTENSION
from tests.factories.cast import Cast
from tests.web.accounts.mailbox import newest_link
from tests.web.signing_in import post, sign_in

CLIENT = "203.0.113.77"
ADDRESS = "somebody.new@example.org"
NEVER = ("nationality", "birth", "passport", "phone", "ip_address", "remote_addr", "legal_status")


def everything(engine: Engine, tables: MetaData) -> str:
    """Every row of a database as text."""
    with engine.connect() as connection:
        return "\n".join(
            repr(row)
            for table in tables.sorted_tables
            for row in connection.execute(text(f"SELECT * FROM {table.name}"))
        )


def visit_everything(app: Flask, cast: Cast) -> None:
    """Ask for a link, join, settle things, invite somebody, hand out codes: from one network."""
    client = app.test_client()
    near = {"environ_base": {"REMOTE_ADDR": CLIENT}}
    post(client, "/en/sign-in", {"email": ADDRESS}, **near)
    post(client, newest_link(app), {"display_name": "Noor", "language": "en"}, **near)
    post(client, "/en/me/settings/email", {"email": "other@example.org"}, **near)
    post(client, newest_link(app), **near)
    post(client, "/en/sign-in/password", {"login": ADDRESS, "password": "wrong one"}, **near)
    sign_in(client, cast.sam)
    form = {"display_name": "X", "language": "en", "email": "invited@example.org"}
    post(client, "/en/manage/people/new", {"submission_key": "k", **form}, **near)


def test_consultation_database_never_sees_an_address(app: Flask, cast: Cast) -> None:
    visit_everything(app, cast)
    found = app.extensions[EXTENSION]

    consultation = everything(found.engine, CONSULTATION)
    identity = everything(found.identity_engine, IDENTITY)

    assert "Noor" in consultation
    assert "@" not in consultation
    assert "other@example.org" in identity
    assert "Noor" not in identity


def test_network_of_the_visitor_is_nowhere(app: Flask, cast: Cast, instance: Path) -> None:
    visit_everything(app, cast)
    found = app.extensions[EXTENSION]
    rows = everything(found.engine, CONSULTATION) + everything(found.identity_engine, IDENTITY)
    files = [path for path in instance.rglob("*") if path.is_file()]

    assert files
    assert CLIENT not in rows
    assert not [path for path in files if CLIENT.encode() in path.read_bytes()]


def test_nobody_is_asked_what_is_never_asked() -> None:
    columns = [
        column.name
        for tables in (CONSULTATION, IDENTITY)
        for table in tables.sorted_tables
        for column in table.columns
    ]

    assert not [name for name in columns if any(word in name for word in NEVER)]


def test_staff_never_see_an_address(client: FlaskClient, app: Flask, cast: Cast) -> None:
    visit_everything(app, cast)
    sign_in(client, cast.ann)

    pages = [client.get("/en/manage/people?q=Noor").text, client.get("/en/manage/people?q=X").text]
    shown = client.get(f"/en/manage/people/{cast.dee.id + 1}").text

    assert all("@" not in page for page in (*pages, shown))


def test_there_is_one_cookie(client: FlaskClient, cast: Cast) -> None:
    answers = [
        client.get("/en/sign-in"),
        post(client, "/en/sign-in/password", {"login": "x@y.org", "password": "z"}),
    ]
    names = {
        header.split("=", 1)[0]
        for answer in answers
        for header in answer.headers.getlist("Set-Cookie")
    }

    assert names == {"palabre"}
    attributes = answers[0].headers["Set-Cookie"]
    assert "HttpOnly" in attributes
    assert "SameSite=Lax" in attributes
    assert "Domain" not in attributes


def test_search_for_leaks_finds_a_planted_one(app: Flask, cast: Cast, session: Session) -> None:
    cast.bo.display_name = "bo@example.org"
    session.commit()

    assert "@" in everything(app.extensions[EXTENSION].engine, CONSULTATION)
