"""Migrations lose nothing: up with a full world in both databases, down, and up again."""

import ast
import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from flask import Flask
from sqlalchemy import Engine, MetaData, inspect, text
from sqlalchemy.orm import Session

from app.cli.migration import (
    BRANCHES,
    FOLDER,
    Dangling,
    configuration,
    run_downgrade,
    run_upgrade,
    schema_matches,
)
from app.config import Settings
from app.factory import create_app
from app.models.engine import writing
from app.models.tables import IDENTITY_HEAD, SCHEMA_HEAD
from app.web.database import EXTENSION
from tests.conftest import NOW, postgres_urls
from tests.factories.cast import make_cast
from tests.factories.everything import make_everything
from tests.factories.written import publish_report, write_report

HEADS = {"consultation": SCHEMA_HEAD, "identity": IDENTITY_HEAD}
TABLES = {"consultation": "contributions", "identity": "accounts"}
NEXT = '''"""A nullable column, as a later release would add one."""

import sqlalchemy as sa
from alembic import op

revision = "x0002"
down_revision = "{head}"


def upgrade():
    with op.batch_alter_table("{table}") as batch:
        batch.add_column(sa.Column("added_later", sa.String(), nullable=True))


def downgrade():
    with op.batch_alter_table("{table}") as batch:
        batch.drop_column("added_later")
'''

ORPHANING = 'op.execute("DELETE FROM organisations")'

Parts = dict[str, tuple[Config, Engine, MetaData]]


@pytest.fixture
def own_app(settings: Settings, tmp_path: Path) -> Iterator[Flask]:
    """An application on databases of its own, without tables."""
    if settings.database_url.startswith("sqlite"):
        urls = (f"sqlite:///{tmp_path / 'a.db'}", f"sqlite:///{tmp_path / 'b.db'}")
    else:
        urls = postgres_urls(settings.database_url.partition("?")[0], "migrations")
    own = replace(settings, instance=tmp_path, database_url=urls[0], identity_database_url=urls[1])
    app = create_app(own)
    yield app
    for engine in engines(app):
        engine.dispose()


def engines(app: Flask) -> tuple[Engine, Engine]:
    found = app.extensions[EXTENSION]
    return found.engine, found.identity_engine


def up(parts: Parts) -> None:
    with writing():
        run_upgrade(parts)


def down(parts: Parts, revision: str) -> None:
    with writing():
        run_downgrade(parts, revision)


def fill(app: Flask) -> None:
    """A world with rows in every table."""
    first, second = engines(app)
    with writing(), Session(first, expire_on_commit=False) as session, Session(second) as identity:
        cast = make_cast(session, now=NOW)
        make_everything(session, identity, cast, now=NOW)
        write_report(session, cast, now=NOW)
        publish_report(session, cast, now=NOW)


def contents(app: Flask) -> dict[str, tuple[int, str]]:
    """Number of rows and a hash of what they hold, for every table as it stands."""
    found: dict[str, tuple[int, str]] = {}
    for engine in engines(app):
        with engine.connect() as connection:
            for name in inspect(connection).get_table_names():
                if name == "alembic_version":
                    continue
                columns = sorted(
                    column["name"]
                    for column in inspect(connection).get_columns(name)
                    if column["name"] != "added_later"
                )
                listed = ", ".join(f'"{column}"' for column in columns)
                rows = connection.execute(text(f'SELECT {listed} FROM "{name}"')).all()
                words = "\n".join(sorted(repr(tuple(row)) for row in rows))
                found[name] = (len(rows), hashlib.sha256(words.encode()).hexdigest())
    return found


def with_next_release(parts: Parts, folder: Path) -> Parts:
    """The same databases with one migration more in each branch."""
    for name, (config, _, _) in parts.items():
        own = folder / name
        own.mkdir()
        words = NEXT.format(head=HEADS[name], table=TABLES[name])
        (own / "2099-01-01_one-column-more.py").write_text(words, encoding="utf-8")
        config.set_main_option("version_locations", f"{FOLDER / name}:{own}")
    return parts


def test_up_down_and_up_again_with_a_full_world(own_app: Flask) -> None:
    parts = configuration(own_app)
    up(parts)
    fill(own_app)
    empty = [name for name, (number, _) in contents(own_app).items() if not number]
    assert empty == []

    down(parts, "base")
    assert contents(own_app) == {}

    up(parts)
    assert schema_matches(parts) == []
    fill(own_app)


def test_next_release_keeps_every_row_on_the_way_up_down_and_up(
    own_app: Flask, tmp_path: Path
) -> None:
    up(configuration(own_app))
    fill(own_app)
    before = contents(own_app)
    later = with_next_release(configuration(own_app), tmp_path)

    for step in (up, lambda parts: down(parts, "-1"), up):
        step(later)
        assert contents(own_app) == before

    for name, engine in zip(BRANCHES, engines(own_app), strict=True):
        columns = {column["name"] for column in inspect(engine).get_columns(TABLES[name])}
        assert "added_later" in columns
    differing = schema_matches(later)
    assert len(differing) == len(BRANCHES)
    assert all("added_later" in str(found) for found in differing)


def test_code_of_before_works_on_tables_of_after(own_app: Flask, tmp_path: Path) -> None:
    up(with_next_release(configuration(own_app), tmp_path))

    fill(own_app)

    assert own_app.test_client().get("/en/rounds/r1/synthesis").status_code == 200


def test_migration_that_leaves_dangling_rows_is_rolled_back(own_app: Flask, tmp_path: Path) -> None:
    if engines(own_app)[0].dialect.name != "sqlite":
        pytest.skip("PostgreSQL checks by itself")
    up(configuration(own_app))
    fill(own_app)
    before = contents(own_app)
    later = with_next_release(configuration(own_app), tmp_path)
    wrong = next((tmp_path / "consultation").glob("*.py"))
    words = wrong.read_text(encoding="utf-8")
    wrong.write_text(words.replace("def upgrade():", f"def upgrade():\n    {ORPHANING}"), "utf-8")

    with pytest.raises(Dangling):
        up(later)

    assert contents(own_app) == before
    with engines(own_app)[0].connect() as connection:
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1


def test_lost_row_is_noticed(own_app: Flask) -> None:
    up(configuration(own_app))
    fill(own_app)
    before = contents(own_app)
    with writing(), engines(own_app)[0].begin() as connection:
        connection.execute(text("UPDATE reports SET text = 'other'"))

    assert {name for name, now in contents(own_app).items() if now != before[name]} == {"reports"}


@pytest.mark.parametrize("branch", BRANCHES)
def test_branch_has_one_head_and_the_code_knows_it(app: Flask, branch: str) -> None:
    script = ScriptDirectory.from_config(configuration(app)[branch][0])

    assert script.get_heads() == [HEADS[branch]]


@pytest.mark.parametrize("branch", BRANCHES)
def test_newest_file_is_the_head_the_code_was_written_for(branch: str) -> None:
    newest = max((FOLDER / branch).glob("*.py"), key=lambda path: path.name)
    tree = ast.parse(newest.read_text(encoding="utf-8"))
    values = {
        target.id: ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }

    assert values["revision"] == HEADS[branch]


def test_tables_are_as_the_code_says(app: Flask) -> None:
    assert schema_matches(configuration(app)) == []
