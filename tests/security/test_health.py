"""Liveness touches nothing; readiness notices each fault and names it to staff only."""

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, text
from sqlalchemy.orm import Session

from app.ledger.outbox import post
from app.models.engine import PRAGMAS, writing
from app.web import database
from app.web.database import EXTENSION
from tests.factories.cast import Cast
from tests.web.signing_in import sign_in


@pytest.fixture
def connections(app: Flask) -> Iterator[list[str]]:
    """A note for every connection taken from either pool."""
    taken: list[str] = []

    def note(*_more: Any) -> None:
        taken.append("taken")

    engines = (app.extensions[EXTENSION].engine, app.extensions[EXTENSION].identity_engine)
    for engine in engines:
        event.listen(engine, "checkout", note)
    yield taken
    for engine in engines:
        event.remove(engine, "checkout", note)


def test_livez_opens_no_connection_even_for_a_member(
    client: FlaskClient, cast: Cast, connections: list[str]
) -> None:
    sign_in(client, cast.ann)
    connections.clear()

    assert client.get("/livez").status_code == 200
    assert connections == []


def test_connections_are_noticed(client: FlaskClient, connections: list[str]) -> None:
    client.get("/en/")

    assert connections


def test_sound_installation_is_ready(client: FlaskClient) -> None:
    answer = client.get("/readyz")

    assert (answer.status_code, answer.json) == (200, {"ready": True})


def migration_missing(app: Flask, branch: str) -> Callable[[], None]:
    """Step one migration back in the books; the way to undo it."""
    engine = getattr(app.extensions[EXTENSION], branch)
    with engine.connect() as connection:
        before = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()

    def write(value: str) -> None:
        with writing(), engine.begin() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = :v"), {"v": value})

    write("old")
    return lambda: write(str(before))


@pytest.mark.parametrize("branch", ["engine", "identity_engine"])
def test_missing_migration_is_not_ready(
    app: Flask, client: FlaskClient, cast: Cast, branch: str
) -> None:
    undo = migration_missing(app, branch)
    try:
        assert faults(client, cast) == ["migrations"]
    finally:
        undo()


@pytest.mark.parametrize("name", PRAGMAS)
@pytest.mark.parametrize("branch", ["engine", "identity_engine"])
def test_wrong_pragma_is_not_ready(
    app: Flask, client: FlaskClient, cast: Cast, monkeypatch: pytest.MonkeyPatch,
    name: str, branch: str,
) -> None:  # fmt: skip
    wrong = getattr(app.extensions[EXTENSION], branch)
    if wrong.dialect.name != "sqlite":
        pytest.skip("pragmas are SQLite's")
    real = database.pragma_values

    def values(connection: Any) -> dict[str, str]:
        found = real(connection)
        return {**found, name: "other"} if connection.engine is wrong else found

    monkeypatch.setattr(database, "pragma_values", values)

    assert faults(client, cast) == ["settings"]


def test_mail_that_waits_is_not_ready(
    client: FlaskClient, session: Session, cast: Cast, now: datetime
) -> None:
    post(session, cast.bo.key, "receipt", "en", {}, now=now - timedelta(seconds=301))
    session.commit()

    assert faults(client, cast) == ["outbox"]


def test_mail_on_its_way_is_ready(
    client: FlaskClient, session: Session, cast: Cast, now: datetime
) -> None:
    post(session, cast.bo.key, "receipt", "en", {}, now=now - timedelta(seconds=299))
    session.commit()

    assert faults(client, cast) == []


@pytest.mark.parametrize(("free", "ready"), [(9, False), (10, True)])
def test_full_disk_is_not_ready(
    client: FlaskClient, cast: Cast, monkeypatch: pytest.MonkeyPatch, free: int, ready: bool
) -> None:
    usage = SimpleNamespace(total=100, used=100 - free, free=free)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage)

    assert (faults(client, cast) == []) is ready


def test_database_that_fails_is_not_ready(
    app: Flask, client: FlaskClient, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> bool:
        raise OSError

    monkeypatch.setattr(app.extensions[EXTENSION], "take_writes", broken)

    assert faults(client, cast) == ["database"]


def faults(client: FlaskClient, cast: Cast) -> list[str]:
    """What staff read; anybody else, and a participant, learns only whether it is ready."""
    outside = client.get("/readyz")
    bo, ann = client.application.test_client(), client.application.test_client()
    sign_in(bo, cast.bo)
    sign_in(ann, cast.ann)
    told = ann.get("/readyz")
    found: list[str] = told.get_json()["faults"]

    assert outside.status_code == told.status_code == (503 if found else 200)
    assert set(outside.get_json()) == set(bo.get("/readyz").get_json()) == {"ready"}
    return found
