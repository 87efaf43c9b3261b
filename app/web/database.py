"""The two databases as the web sees them: one session each, closed with the request."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, cast

from flask import Flask, current_app, has_request_context, request
from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session as FlaskSession
from sqlalchemy import Connection, Engine, text
from sqlalchemy.orm import Session, scoped_session, sessionmaker

from app.models.base import Base, IdentityBase
from app.models.engine import PRAGMAS, WRITING, engine_options, pragma_values, prepare, writing

EXTENSION = "palabre_databases"
READING = frozenset({"GET", "HEAD", "OPTIONS"})
EXPECTED = {**PRAGMAS, "journal_mode": "wal", "synchronous": "2", "foreign_keys": "1"}


class Reading:
    """What a session needs to know where it reads: pages only look, and need no transaction.

    On PostgreSQL every statement sees what is committed, inside a transaction or not; leaving the
    transaction out saves two trips to the server for each database. Nothing is written by a GET.
    """

    def get_bind(self, *args: Any, **kwargs: Any) -> Engine | Connection:
        """The engine, without transactions where a page is only looked at."""
        engine: Engine | Connection = super().get_bind(*args, **kwargs)  # type: ignore[misc]
        if has_request_context() and request.method in READING and isinstance(engine, Engine):
            return glance(engine)
        return engine


class ConsultationSession(Reading, FlaskSession):
    """A session on the consultation database."""


class IdentitySession(Reading, Session):
    """A session on the identity database."""


@lru_cache(maxsize=8)
def glance(engine: Engine) -> Engine:
    """The engine for single reads, always the same one; SQLite keeps its cheap transactions.

    A session takes a connection for each engine it meets, so a new one each time would cost a
    connection for each statement.
    """
    if engine.dialect.name == "sqlite":
        return engine
    return engine.execution_options(isolation_level="AUTOCOMMIT")


class Databases:
    """Sessions and engines of one application."""

    def __init__(self, app: Flask) -> None:
        """Build the engines of this application from its configuration."""
        identity_url = app.config["SQLALCHEMY_BINDS"]["identity"]
        app.config["SQLALCHEMY_ENGINE_OPTIONS"] = engine_options(
            app.config["SQLALCHEMY_DATABASE_URI"]
        )
        app.config["SQLALCHEMY_BINDS"] = {
            "identity": {"url": identity_url, **engine_options(identity_url)}
        }
        self.db = SQLAlchemy(
            metadata=Base.metadata,
            session_options={"expire_on_commit": False, "class_": ConsultationSession},
        )
        self.db.metadatas["identity"] = IdentityBase.metadata
        self.db.init_app(app)
        with app.app_context():
            self.engine: Engine = self.db.engines[None]
            self.identity_engine: Engine = self.db.engines["identity"]
        for engine in (self.engine, self.identity_engine):
            prepare(engine)
        self.glance = glance(self.engine)
        self._identity = scoped_session(
            sessionmaker(self.identity_engine, class_=IdentitySession, expire_on_commit=False)
        )
        app.extensions[EXTENSION] = self
        app.teardown_appcontext(self.close)
        app.before_request(begin_writes_at_once)
        app.teardown_request(lambda _error: begin_reading())

    @property
    def session(self) -> Session:
        """The session on the consultation database."""
        return cast(Session, self.db.session)

    @property
    def identity(self) -> Session:
        """The session on the identity database; only the account services take it."""
        return cast(Session, self._identity)

    @contextmanager
    def glance_at_identity(self) -> Iterator[Connection]:
        """A connection for one look at the identity database, which takes no lock."""
        token = WRITING.set(False)
        try:
            with glance(self.identity_engine).connect() as connection:
                yield connection
        finally:
            WRITING.reset(token)

    def close(self, _error: Any = None) -> None:
        """Give connections back; anything not committed is rolled back."""
        self._identity.remove()

    def take_writes(self) -> bool:
        """Whether a write transaction can begin on both databases."""
        with writing():
            for engine in (self.engine, self.identity_engine):
                with engine.connect() as connection:
                    connection.execute(text("SELECT 1"))
                    connection.rollback()
        return True

    def settings_hold(self) -> bool:
        """Whether SQLite's pragmas are as the house needs them."""
        return all(holds(engine) for engine in (self.engine, self.identity_engine))

    def close_pools(self) -> None:
        """Close every pooled connection, as the process that forks must before it does."""
        self.engine.dispose()
        self.identity_engine.dispose()

    def dispose(self) -> None:
        """Drop pooled connections, as a forked worker must."""
        self.engine.dispose(close=False)
        self.identity_engine.dispose(close=False)


def holds(engine: Engine) -> bool:
    """Whether the pragmas of this database are as they should be; PostgreSQL has none."""
    if engine.dialect.name != "sqlite":
        return True
    with engine.connect() as connection:
        return pragma_values(connection) == EXPECTED


def databases() -> Databases:
    """The databases of the current application."""
    found: Databases = current_app.extensions[EXTENSION]
    return found


def begin_reading() -> None:
    """Whatever ran here before: what follows only reads."""
    WRITING.set(False)


def begin_writes_at_once() -> None:
    """Unsafe requests begin their transactions with the write lock."""
    WRITING.set(request.method not in READING)
