"""One row per voter and item, whatever happens at the same time: insert, or change the row."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import DeclarativeBase, Session

from app.ledger.together import Act, run, values_of
from app.queries.straight import straight


def upsert(
    session: Session,
    model: type[DeclarativeBase],
    values: Mapping[str, object],
    *,
    unique: Sequence[str],
) -> None:
    """Write the row; where one with the same unique columns exists, it takes the new values."""
    dialect = straight(session).dialect.name
    run(session, Act(_upsert, (model.__table__, dialect, tuple(values), tuple(unique))), values)


def _upsert(
    table: Table, dialect: str, names: tuple[str, ...], unique: tuple[str, ...], prefix: str
) -> Any:
    insert = (postgresql if dialect == "postgresql" else sqlite).insert(table)
    return (
        insert.values(values_of(table, names, prefix))
        .inline()
        .on_conflict_do_update(
            index_elements=list(unique),
            set_={name: insert.excluded[name] for name in names if name not in unique},
        )
    )
