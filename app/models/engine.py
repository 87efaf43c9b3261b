"""How connections behave: SQLite's pragmas and immediate writes, PostgreSQL's time limits."""

import select
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import DisconnectionError

WRITING: ContextVar[bool] = ContextVar("writing", default=False)

PATIENCE = 15
PRAGMAS = {
    "journal_mode": "WAL",
    "synchronous": "FULL",
    "busy_timeout": str(PATIENCE * 1000),
    "foreign_keys": "ON",
}


@contextmanager
def writing() -> Iterator[None]:
    """Transactions begun inside take SQLite's write lock at once, so that none fails midway."""
    token = WRITING.set(True)
    try:
        yield
    finally:
        WRITING.reset(token)


def engine_options(url: str) -> dict[str, Any]:
    """Options of an engine for this address."""
    if url.startswith("sqlite"):
        return {"connect_args": {"timeout": PATIENCE, "isolation_level": None}}
    return {
        "pool_size": 5,
        "max_overflow": 5,
        # As long as SQLite makes a writer wait: a burst queues here instead of being turned away.
        "pool_timeout": PATIENCE,
        "connect_args": {
            "connect_timeout": 2,
            "keepalives_idle": 10,
            "keepalives_interval": 5,
            "tcp_user_timeout": 5000,
        },
    }


def prepare(engine: Engine) -> None:
    """Attach the pragmas and the begin rule; harmless when called twice."""
    if engine.dialect.name == "sqlite":
        if not event.contains(engine, "connect", _set_pragmas):
            event.listen(engine, "connect", _set_pragmas)
            event.listen(engine, "begin", _begin)
    elif not event.contains(engine, "connect", _set_limits):
        event.listen(engine, "connect", _set_limits)
        event.listen(engine, "checkout", _refuse_the_dead)


def pragma_values(connection: Connection) -> dict[str, str]:
    """The pragmas as the open connection has them, for the readiness check."""
    return {name: str(connection.exec_driver_sql(f"PRAGMA {name}").scalar()) for name in PRAGMAS}


def _set_pragmas(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    for name, value in PRAGMAS.items():
        cursor.execute(f"PRAGMA {name}={value}")
    cursor.close()


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if WRITING.get() else "BEGIN")


def _refuse_the_dead(connection: Any, _record: object, _proxy: object) -> None:
    """A server that went away hung up first, which can be seen here without asking it anything."""
    line = select.poll()
    if not connection.closed:
        line.register(connection.fileno(), select.POLLIN)
    if connection.closed or line.poll(0):
        raise DisconnectionError


def _set_limits(connection: Any, _record: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 30000")
        cursor.execute("SET lock_timeout = 10000")
        cursor.execute("SET idle_in_transaction_session_timeout = 60000")
    connection.commit()
