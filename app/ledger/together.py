"""Rows and statements whose answers nobody waits for: past the mapper, on one trip if possible."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast

from sqlalchemy import Insert, Select, Table, bindparam, insert, literal_column, select
from sqlalchemy.orm import DeclarativeBase, Session, make_transient_to_detached
from sqlalchemy.sql.schema import CallableColumnDefault, ScalarElementColumnDefault

from app.queries.straight import straight

WAITING = "waiting_together"


@dataclass(frozen=True, slots=True)
class Act:
    """A statement made by ``make(*shape, prefix)``, whose parameters all begin with the prefix."""

    make: Callable[..., Any]
    shape: tuple[Any, ...]

    def statement(self, prefix: str) -> Any:
        """The statement with parameters of its own."""
        return self.make(*self.shape, prefix)


def put(session: Session, row: DeclarativeBase) -> None:
    """Write a new row that is not read again in this transaction; it gets no key in Python."""
    table, values = _filled(row)
    run(session, Act(inserted, (table, tuple(values))), values)


def place(session: Session, row: Any) -> None:
    """Write a new row at once and keep it in the session, with its key."""
    table, values = _filled(row)
    placed = _alone(Act(_placed, (table, tuple(values))))
    row.id = straight(session).execute(placed, _named("", values)).scalar_one()
    make_transient_to_detached(row)
    session.add(row)


def run(session: Session, act: Act, values: Mapping[str, object]) -> None:
    """Do it now, or at the end of the block that is ``together``."""
    waiting = session.info.get(WAITING)
    if waiting is None:
        straight(session).execute(_alone(act), _named("", values))
    else:
        waiting.append((act, values))


@contextmanager
def together(session: Session) -> Iterator[None]:
    """Let what is put and run in the block wait for its end, and send it on one trip.

    What the session itself holds is written before. PostgreSQL takes all as one statement with
    data-modifying common table expressions (section 7.8.2 of its manual), so none sees what the
    others did; SQLite takes them one by one.
    """
    if WAITING in session.info:
        yield
        return
    waiting: list[tuple[Act, Mapping[str, object]]] = []
    session.info[WAITING] = waiting
    try:
        yield
    finally:
        del session.info[WAITING]
    session.flush()
    connection = straight(session)
    if connection.dialect.name != "postgresql":
        for act, values in waiting:
            connection.execute(_alone(act), _named("", values))
    elif waiting:
        joined = _joined(tuple(act for act, _ in waiting))
        named = [_named(f"a{at}_", values) for at, (_, values) in enumerate(waiting)]
        connection.execute(joined, {name: value for one in named for name, value in one.items()})


def inserted(table: Table, names: tuple[str, ...], prefix: str) -> Insert:
    """An INSERT of these columns and of those that have a default."""
    return insert(table).values(values_of(table, names, prefix)).inline()


def _placed(table: Table, names: tuple[str, ...], prefix: str) -> Any:
    return insert(table).values(values_of(table, names, prefix)).returning(table.c.id)


def values_of(table: Table, names: tuple[str, ...], prefix: str) -> dict[str, Any]:
    """A parameter for each column named, and the default of the others."""
    given = {name: bindparam(f"{prefix}{name}", type_=table.c[name].type) for name in names}
    defaults = {
        column.name: column.default.arg
        for column in table.c
        if column.name not in given and isinstance(column.default, ScalarElementColumnDefault)
    }
    return {**defaults, **given}


def _filled(row: DeclarativeBase) -> tuple[Table, dict[str, object]]:
    """What the row holds, with the defaults that are made anew for each row."""
    table = cast(Table, row.__table__)
    made = {
        column.name: column.default.arg(cast(Any, None))
        for column in table.c
        if isinstance(column.default, CallableColumnDefault)
    }
    return table, {**made, **{name: one for name, one in vars(row).items() if name in table.c}}


def _named(prefix: str, values: Mapping[str, object]) -> dict[str, object]:
    return {f"{prefix or 'a_'}{name}": value for name, value in values.items()}


@lru_cache(maxsize=128)
def _alone(act: Act) -> Any:
    return act.statement("a_")


@lru_cache(maxsize=128)
def _joined(acts: tuple[Act, ...]) -> Select[Any]:
    parts = [act.statement(f"a{at}_").cte(f"a{at}") for at, act in enumerate(acts)]
    return select(literal_column("1")).add_cte(*parts)
