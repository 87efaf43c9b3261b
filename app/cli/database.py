"""Commands on the databases: migrate up and down, check."""

from datetime import UTC, datetime

import click
from flask import current_app
from sqlalchemy import text

from app.cli.migration import configuration, heads, run_downgrade, run_upgrade, schema_matches
from app.web.database import databases


@click.group("database")
def group() -> None:
    """Migrate and check the two databases."""


@group.command()
def upgrade() -> None:
    """Bring both databases to the newest migration."""
    run_upgrade(configuration(current_app))
    click.echo("both databases are at the newest migration")


@group.command()
@click.argument("revision", default="base")
def downgrade(revision: str) -> None:
    """Take both databases back (to REVISION of each branch, or to nothing)."""
    run_downgrade(configuration(current_app), revision)
    click.echo(f"both databases are back at {revision}")


@group.command()
def check() -> int:
    """Tell whether both databases answer, are migrated and match the code."""
    found = databases()
    for name, engine in (("consultation", found.engine), ("identity", found.identity_engine)):
        with engine.connect() as connection:
            connection.execute(text("SELECT 1"))
        click.echo(f"{name}: {engine.dialect.name}, answers")
    if not heads(configuration(current_app)):
        raise click.ClickException("the databases are not at the newest migration: run upgrade")
    differences = schema_matches(configuration(current_app))
    if differences:
        raise click.ClickException(f"the tables differ from the code: {differences[0]}")
    click.echo(f"migrations done, tables match ({datetime.now(UTC):%Y-%m-%d})")
    return 0
