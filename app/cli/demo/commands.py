"""Commands on the demonstration."""

from datetime import UTC, datetime

import click

from app.cli.demo.loader import hurry, is_empty, is_loaded, load
from app.web.database import Databases, databases


@click.group("demo")
def group() -> None:
    """The demonstration: a charter, three rounds, forty organisations."""


@group.command("load")
@click.option("--scale", default=1, show_default=True, type=click.IntRange(1, 200))
@click.option("--if-empty", is_flag=True, help="Do nothing where there is anything yet.")
def load_story(scale: int, *, if_empty: bool) -> None:
    """Load the demo story; running it again changes nothing."""
    found = databases()
    if not if_empty and not is_loaded(found.session):
        tell(found, scale)
    elif not load_where_empty(found, scale=scale):
        click.echo("the databases are not empty: the demo stays as it is")


def load_where_empty(found: Databases, *, scale: int) -> bool:
    """Load the story where nobody and nothing is there yet; whether it was loaded."""
    if not is_empty(found.session):
        return False
    tell(found, scale)
    return True


def tell(found: Databases, scale: int) -> None:
    """Tell the story, saying how far it is."""
    hurry(found.engine)
    hurry(found.identity_engine)
    load(
        found.session,
        found.identity,
        scale=scale,
        say=lambda step: click.echo(f"demo: {step}"),
        now=datetime.now(UTC),
    )
    click.echo("demo: done")
