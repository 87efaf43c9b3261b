"""Alembic, set up without an ini file: two branches, one for each database."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from sqlalchemy import Connection, Engine, MetaData

from app.models.tables import CONSULTATION, IDENTITY
from app.web.database import EXTENSION, Databases

FOLDER = Path(__file__).resolve().parents[2] / "migrations"
BRANCHES = ("consultation", "identity")


def configuration(app: Flask) -> dict[str, tuple[Config, Engine, MetaData]]:
    """One Alembic configuration for each database, with its engine and tables."""
    found: Databases = app.extensions[EXTENSION]
    engines = {"consultation": found.engine, "identity": found.identity_engine}
    tables = {"consultation": CONSULTATION, "identity": IDENTITY}
    return {name: (_config(name), engines[name], tables[name]) for name in BRANCHES}


def _config(name: str) -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.set_main_option("version_locations", str(FOLDER / name))
    config.set_main_option("path_separator", "os")
    return config


def run_upgrade(parts: dict[str, tuple[Config, Engine, MetaData]], revision: str = "head") -> None:
    """Bring both databases up."""
    for config, engine, tables in parts.values():
        with engine.connect() as connection:
            _attach(config, connection, tables)
            with _rebuilding(connection):
                command.upgrade(config, revision)


def run_downgrade(parts: dict[str, tuple[Config, Engine, MetaData]], revision: str) -> None:
    """Take both databases down."""
    for config, engine, tables in parts.values():
        with engine.connect() as connection:
            _attach(config, connection, tables)
            with _rebuilding(connection):
                command.downgrade(config, revision)


class Dangling(Exception):
    """A migration left rows that point to rows which are gone; it was rolled back."""


@contextmanager
def _rebuilding(connection: Connection) -> Iterator[None]:
    """All in one transaction; SQLite, which changes a table by rebuilding it, checks at the end."""
    sqlite = connection.dialect.name == "sqlite"
    if sqlite:
        _check_references(connection, "OFF")  # does nothing once the transaction has begun
    try:
        with connection.begin():
            yield
            if sqlite and (rows := connection.exec_driver_sql("PRAGMA foreign_key_check").all()):
                raise Dangling(str(rows[:5]))
    finally:
        if sqlite:
            _check_references(connection, "ON")


def _check_references(connection: Connection, value: str) -> None:
    cursor = connection.connection.cursor()
    cursor.execute(f"PRAGMA foreign_keys={value}")
    cursor.close()


def _attach(config: Config, connection: Any, tables: MetaData) -> None:
    config.attributes["connection"] = connection
    config.attributes["tables"] = tables


def heads(parts: dict[str, tuple[Config, Engine, MetaData]]) -> bool:
    """Whether both databases stand at the newest migration."""
    for config, engine, _tables in parts.values():
        expected = set(ScriptDirectory.from_config(config).get_heads())
        with engine.connect() as connection:
            if set(MigrationContext.configure(connection).get_current_heads()) != expected:
                return False
    return True


def schema_matches(parts: dict[str, tuple[Config, Engine, MetaData]]) -> list[Any]:
    """What differs between the tables and the code; empty when nothing does."""
    differences: list[Any] = []
    for _, engine, tables in parts.values():
        with engine.connect() as connection:
            context = MigrationContext.configure(connection, opts={"compare_type": False})
            differences += [
                found
                for found in compare_metadata(context, tables)
                if "alembic_version" not in str(found)
            ]
    return differences
