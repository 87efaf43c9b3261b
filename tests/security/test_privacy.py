"""Neither an address nor an e-mail gets out of its place: tables, logs, letters, exports."""

import logging
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import create_engine, select, text
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.orm import Session

from app.cli.work import works_of
from app.jobs.relay import relay
from app.models.record import OutboxMessage
from app.web.database import EXTENSION
from tests.conftest import Clock
from tests.factories.cast import Cast
from tests.factories.contributions import make_amendment, make_contribution
from tests.factories.reports import close_round
from tests.factories.written import publish_report, write_report
from tests.web.accounts.mailbox import letters, newest_link
from tests.web.routes import addresses, contents
from tests.web.signing_in import post, sign_in

HERE = "203.0.113.77"
PREFIX = "203.0.113"
EMAIL = "nadia.known@somewhere.example"
AGENT = "Browser of Nadia 12.3"
EXPORTS = (
    "/en/rounds/r1/contributions.csv",
    "/en/rounds/r1/synthesis.csv.zip",
    "/en/rounds/r1/synthesis.docx",
    "/en/rounds/r1/synthesis.xlsx",
    "/rounds/r1/synthesis.json",
)


def browser(app: Flask) -> FlaskClient:
    client = app.test_client()
    client.environ_base["REMOTE_ADDR"] = HERE
    client.environ_base["HTTP_USER_AGENT"] = AGENT
    return client


def takes_part(app: Flask, nadia: FlaskClient) -> None:
    """Somebody new comes by mail, comments, amends, votes, reports and fails now and then."""
    post(nadia, "/en/sign-in", {"email": EMAIL})
    assert (
        post(nadia, newest_link(app), {"display_name": "Nadia", "language": "en"}).status_code
        == 303
    )
    for url, fields in (
        ("/en/rounds/r1/p/1/comment", {"text": "Who pays?", "kind": "question"}),
        (
            "/en/rounds/r1/p/1/amend",
            {"title": "Clearer", "reason": "Clearer.", "wording": "Towns keep water open."},
        ),
    ):
        sent = {**fields, "language": "en", "do": "send", "submission_key": url}
        assert post(nadia, url, sent).status_code == 303, url
    post(nadia, "/en/rounds/r1/contributions/A1/vote", {"choice": "support", "do": "support"})
    post(nadia, "/en/rounds/r1/contributions/C1/report", {"code": "spam", "text": "Look."})
    post(nadia, "/en/sign-in", {"do": "password", "login": EMAIL, "password": "wrong one"})
    nadia.post("/en/rounds/r1/p/1/comment", data={"text": "No token at all here."})
    nadia.get("/en/nowhere")


def everything_written(app: Flask) -> str:
    """Both databases as text."""
    return str(contents(app))


def consultation(app: Flask) -> str:
    """The consultation database as text."""
    known = {table.name for table in app.extensions[EXTENSION].db.metadata.sorted_tables}
    return str({name: rows for name, rows in contents(app).items() if name in known})


@pytest.fixture
def over(
    app: Flask, session: Session, cast: Cast, clock: Clock, caplog: pytest.LogCaptureFixture
) -> FlaskClient:
    """A round that Nadia took part in, reported, every page opened, all mail sent."""
    caplog.set_level(logging.DEBUG)
    make_contribution(session, cast.round, cast.ines, cast.paragraphs[0], now=clock.now)
    make_amendment(session, cast.round, cast.ines, cast.paragraphs[0], now=clock.now)
    session.commit()
    nadia = browser(app)
    takes_part(app, nadia)
    clock.now += timedelta(hours=1)
    session.expire_all()
    close_round(session, session.merge(cast.round), now=clock.now)
    write_report(session, cast, now=clock.now)
    publish_report(session, cast, now=clock.now)
    works = works_of(app)
    with app.app_context():
        relay(works.sessions, works.identities, works.post, now=clock.now)
    return nadia


def test_client_address_stands_nowhere(
    app: Flask, over: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    for address in addresses(app, unsafe=False):
        over.get(address.url).close()
    mail = "".join(letter.as_string() for letter in letters(app))
    logged = caplog.text + "".join(str(record.__dict__) for record in caplog.records)

    assert "Nadia" in consultation(app)
    assert mail
    for written in (everything_written(app), logged, mail):
        assert PREFIX not in written
        assert AGENT not in written


def test_mail_address_stays_in_the_identity_database(
    app: Flask, over: FlaskClient, session: Session, caplog: pytest.LogCaptureFixture
) -> None:
    assert EMAIL in everything_written(app)
    assert EMAIL not in consultation(app)
    assert EMAIL.partition("@")[0] not in consultation(app)
    assert EMAIL not in caplog.text
    assert session.scalars(select(OutboxMessage)).first() is not None


def test_export_holds_no_mail_address_and_no_key(app: Flask, over: FlaskClient, cast: Cast) -> None:
    staff = browser(app)
    sign_in(staff, cast.sam)
    for client in (over, staff):
        for url in EXPORTS:
            data = client.get(url).data
            assert data
            assert EMAIL.encode() not in data
            assert cast.bo.key.encode() not in data


def test_staff_see_no_mail_address_of_participants(
    app: Flask, over: FlaskClient, cast: Cast
) -> None:
    client = app.test_client()
    sign_in(client, cast.sam)
    for address in addresses(app, unsafe=False):
        if "/manage" in address.url or "/organisations" in address.url:
            with client.get(address.url) as answer:
                assert EMAIL.encode() not in answer.data, address


def test_role_of_the_consultation_cannot_read_identities(app: Flask, identity: Session) -> None:
    """With the grants of the README, the consultation's role gets nothing of the other schema."""
    engine = app.extensions[EXTENSION].identity_engine
    if engine.dialect.name != "postgresql":
        pytest.skip("files have owners, not roles")
    schema = str(identity.scalar(text("SELECT current_schema()")))
    other = schema.removesuffix("_identity")
    identity.rollback()
    role = f"reader_{other}"
    with engine.begin() as connection:
        connection.execute(text(f"DROP ROLE IF EXISTS {role}"))
        connection.execute(text(f"CREATE ROLE {role} LOGIN"))
        connection.execute(text(f"GRANT USAGE ON SCHEMA {other} TO {role}"))
        connection.execute(text(f"GRANT SELECT ON ALL TABLES IN SCHEMA {other} TO {role}"))
    own = create_engine(engine.url.set(username=role))
    try:
        with own.connect() as connection:
            connection.execute(text(f"SELECT count(*) FROM {other}.members"))
        with own.connect() as connection, pytest.raises(ProgrammingError, match="permission"):
            connection.execute(text(f"SELECT email FROM {schema}.accounts"))
    finally:
        own.dispose()
        with engine.begin() as connection:
            connection.execute(text(f"DROP OWNED BY {role}"))
            connection.execute(text(f"DROP ROLE {role}"))
