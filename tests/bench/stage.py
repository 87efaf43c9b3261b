"""Fresh databases of the bench's own, filled, and dropped afterwards."""

import contextlib
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from flask import Flask
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session

from app.cli.migration import configuration, run_upgrade
from app.config import settings_from
from app.factory import create_app
from app.models.engine import writing
from app.web.database import EXTENSION, Databases
from app.web.limits import limiter
from tests.bench.people import Person, add_facilitator, add_people
from tests.bench.texts import Text, add_text

SERVER = "postgresql+psycopg://postgres@127.0.0.1:5432"
DATABASE = "palabre_bench"


@dataclass(frozen=True, slots=True)
class Stage:
    """An application on its databases, with a text and people, and how a server finds them."""

    database: str
    app: Flask
    session: Session
    text: Text
    people: Sequence[Person]
    facilitator: Person
    environment: dict[str, str]
    now: datetime


@contextlib.contextmanager
def staged(database: str, *, paragraphs: int, members: int, now: datetime) -> Iterator[Stage]:
    """A text and its people on fresh databases while the block runs."""
    folder = Path(tempfile.mkdtemp(prefix="palabre-bench-"))
    addresses = on_postgresql() if database == "postgresql" else {}
    environment = {
        "PALABRE_INSTANCE": str(folder),
        "PALABRE_JOBS": "off",
        "PALABRE_URL": "http://127.0.0.1",
        "SECRET_KEY": "only for the bench",
        **addresses,
    }
    app = create_app(settings_from(environment))
    limiter.enabled = False
    found: Databases = app.extensions[EXTENSION]
    try:
        with writing():
            run_upgrade(configuration(app))
        with Session(found.engine) as session:
            with Session(found.identity_engine) as identity:
                *people, facilitator = add_people(session, identity, members + 1, now=now)
            words = add_text(session, paragraphs, now=now)
            add_facilitator(session, facilitator, words.charter_id, now=now)
            yield Stage(database, app, session, words, people, facilitator, environment, now)
    finally:
        for engine in (found.engine, found.identity_engine):
            engine.dispose()
        shutil.rmtree(folder, ignore_errors=True)
        if addresses:
            drop()


def on_postgresql() -> dict[str, str]:
    """A database with two schemas, and their addresses."""
    drop()
    administer(f"CREATE DATABASE {DATABASE}")
    base = f"{SERVER}/{DATABASE}"
    engine = create_engine(base)
    with engine.begin() as connection:
        connection.execute(text("CREATE SCHEMA identity"))
    engine.dispose()
    return {
        "DATABASE_URL": base,
        "IDENTITY_DATABASE_URL": f"{base}?options=-csearch_path%3Didentity",
    }


def drop() -> None:
    """Drop the bench's database, whoever is still connected."""
    administer(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")


def administer(statement: str) -> None:
    """A statement that cannot run in a transaction."""
    engine = create_engine(f"{SERVER}/postgres", isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


def settle(stage: Stage) -> None:
    """Let the database count what it holds, as it does by itself after a while."""
    stage.session.commit()
    with (
        stage.session.get_bind()
        .engine.connect()
        .execution_options(  # type: ignore[union-attr]
            isolation_level="AUTOCOMMIT"
        ) as connection
    ):
        connection.execute(text("ANALYZE"))
