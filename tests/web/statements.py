"""Counting the SQL statements of a request, so that their number stays the same at any size."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask
from sqlalchemy import event

from app.web.database import EXTENSION

NOT_COUNTED = ("BEGIN", "COMMIT", "ROLLBACK", "PRAGMA", "SAVEPOINT", "RELEASE", "SET ")


@contextmanager
def counted(app: Flask) -> Iterator[list[str]]:
    """The statements sent to either database while the block runs."""
    statements: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        if not statement.upper().startswith(NOT_COUNTED):
            statements.append(statement)

    engines = (app.extensions[EXTENSION].engine, app.extensions[EXTENSION].identity_engine)
    for engine in engines:
        event.listen(engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        for engine in engines:
            event.remove(engine, "before_cursor_execute", note)
