"""One row per voter and item, whatever happens at the same time: insert, or change the row."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import DeclarativeBase, Session


def upsert(
    session: Session,
    model: type[DeclarativeBase],
    values: Mapping[str, object],
    *,
    unique: Sequence[str],
) -> None:
    """Write the row; where one with the same unique columns exists, it takes the new values."""
    dialect = session.get_bind().dialect.name
    session.execute(_statement(model, dialect, tuple(values), tuple(unique)), dict(values))


@lru_cache(maxsize=64)
def _statement(
    model: type[DeclarativeBase], dialect: str, names: tuple[str, ...], unique: tuple[str, ...]
) -> Any:
    table = model.__table__
    if not isinstance(table, Table):
        msg = "only tables can be written"
        raise TypeError(msg)
    insert = postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)
    return insert.on_conflict_do_update(
        index_elements=list(unique),
        set_={name: insert.excluded[name] for name in names if name not in unique},
    )
