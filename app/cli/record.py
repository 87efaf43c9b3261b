"""The record on the command line: verify a round's chain of hashes."""

import click
from flask import current_app

from app.domain.errors import NotFound
from app.ledger.record import verify
from app.queries.record import round_id_of
from app.web.database import EXTENSION, Databases


@click.group("record")
def group() -> None:
    """Check the record of decisions."""


@group.command("verify")
@click.argument("slug")
def verify_chain(slug: str) -> int:
    """Recompute the record of the round SLUG; print its head, or the first bad entry."""
    databases: Databases = current_app.extensions[EXTENSION]
    round_id = round_id_of(databases.session, slug)
    if round_id is None:
        raise NotFound("round", slug=slug)
    verdict = verify(databases.session, round_id)
    if not verdict.sound:
        click.echo(f"record: entry {verdict.broken_at} was changed, moved or removed", err=True)
        return 1
    click.echo(f"{verdict.head} ({verdict.entries} entries)")
    return 0
