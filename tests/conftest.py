"""Fixtures every test can ask for: an application on fresh databases, a clock, a cast."""

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, settings
from sqlalchemy import Connection, Engine, MetaData, create_engine, text
from sqlalchemy.orm import Session

from app.cli.migration import configuration, run_upgrade
from app.config import Settings
from app.factory import create_app
from app.models.engine import writing
from app.models.tables import CONSULTATION, IDENTITY
from app.web.database import EXTENSION, Databases
from tests.factories.cast import Cast, make_cast

# Properties are tried without a stopwatch: a busy machine is no reason to fail.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")

COUNT_BY_TIME = ("limits.storage.memory", "limits.strategies", "flask_limiter._extension")
NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
RAM = Path("/dev/shm")  # noqa: S108  memory, made empty by each run


class Clock:
    """A clock that stands still until a test moves it."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


def worker_name() -> str:
    return os.environ.get("PYTEST_XDIST_WORKER", "gw0")


def postgres_urls(base: str, name: str) -> tuple[str, str]:
    """Two schemas of this worker's own on the server."""
    engine = create_engine(base)
    schemas = (f"t_{name}", f"t_{name}_identity")
    with engine.begin() as connection:
        for schema in schemas:
            connection.execute(text(f"DROP SCHEMA IF EXISTS {schema} CASCADE"))
            connection.execute(text(f"CREATE SCHEMA {schema}"))
    engine.dispose()
    first, second = (f"{base}?options=-csearch_path%3D{schema}" for schema in schemas)
    return first, second


@pytest.fixture(scope="session")
def instance() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="palabre-", dir=RAM if RAM.is_dir() else None))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def settings(instance: Path) -> Settings:
    base = os.environ.get("TEST_DATABASE_URL")
    if base:
        consultation, identity = postgres_urls(base, worker_name())
    else:
        consultation = f"sqlite:///{instance / 'palabre.db'}"
        identity = f"sqlite:///{instance / 'identity.db'}"
    return Settings(
        instance=instance,
        database_url=consultation,
        identity_database_url=identity,
        secret_key="only for tests",
        public_url="http://localhost",
        testing=True,
        runs_jobs=False,
    )


@pytest.fixture(scope="session")
def built_app(settings: Settings) -> Iterator[Flask]:
    app = create_app(settings)
    with writing():
        run_upgrade(configuration(app))
    yield app
    found = databases_of(app)
    found.engine.dispose()
    found.identity_engine.dispose()


def databases_of(app: Flask) -> Databases:
    found: Databases = app.extensions[EXTENSION]
    return found


def empty(engine: Engine, tables: MetaData) -> None:
    """Delete every row, so that each test begins with nothing and counts from one."""
    with writing(), engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            empty_schema(connection, [table.name for table in tables.sorted_tables])
            return
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        for table in reversed(tables.sorted_tables):
            connection.execute(table.delete())


def empty_schema(connection: Connection, names: list[str]) -> None:
    """Delete from the tables that hold rows; TRUNCATE would take a second for each test."""
    asked = (f"(SELECT '{name}' WHERE EXISTS (SELECT 1 FROM {name}))" for name in names)
    filled = set(connection.scalars(text(" UNION ALL ".join(asked))))
    for name in reversed(names):
        if name in filled:
            connection.execute(text(f"DELETE FROM {name}"))
    used = connection.scalars(
        text(
            "SELECT sequencename FROM pg_sequences"
            " WHERE schemaname = current_schema() AND last_value IS NOT NULL"
        )
    ).all()
    if used:
        resets = ", ".join(f"setval('{name}', 1, false)" for name in used)
        connection.execute(text(f"SELECT {resets}"))


class LimiterTime:
    """What the rate limits take for the module ``time``: it stands still with the test's clock."""

    mktime = staticmethod(time.mktime)

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def time(self) -> float:
        return self._clock().timestamp()


@pytest.fixture
def clock(built_app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[Clock]:
    clock = Clock()
    for module in COUNT_BY_TIME:
        monkeypatch.setattr(f"{module}.time", LimiterTime(clock))
    built_app.extensions["palabre_clock"] = clock
    yield clock
    built_app.extensions.pop("palabre_clock", None)


@pytest.fixture
def now(clock: Clock) -> datetime:
    return clock.now


@pytest.fixture
def app(built_app: Flask, settings: Settings, clock: Clock) -> Iterator[Flask]:
    built_app.extensions["palabre_settings"] = settings
    for held in ("kept", "texts", "themes", "rounds", "parts", "paragraphs", "packed"):
        built_app.extensions.pop(f"palabre_{held}", None)
    yield built_app
    found = databases_of(built_app)
    with built_app.app_context():
        found.db.session.remove()
        found.close()
    empty(found.engine, CONSULTATION)
    empty(found.identity_engine, IDENTITY)
    for folder in ("mail", "exports"):
        shutil.rmtree(
            built_app.extensions["palabre_settings"].instance / folder, ignore_errors=True
        )


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    """A session of the test's own on the consultation database."""
    with Session(databases_of(app).engine, expire_on_commit=False) as session:
        yield session


@pytest.fixture
def identity(app: Flask) -> Iterator[Session]:
    """A session of the test's own on the identity database."""
    with Session(databases_of(app).identity_engine, expire_on_commit=False) as session:
        yield session


@pytest.fixture
def cast(session: Session, now: datetime) -> Cast:
    """An open round on a small charter with everybody who has a part in it."""
    return make_cast(session, now=now)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()
