"""Background work: in a thread of the server, or in a process of its own."""

from datetime import UTC, datetime
from pathlib import Path

import click
from flask import Flask, current_app
from sqlalchemy.orm import sessionmaker

from app.jobs import consumer
from app.jobs.consumer import Works
from app.jobs.relay import Post
from app.web.database import EXTENSION, Databases
from app.web.mail import render_mail


def works_of(app: Flask) -> Works:
    """What the jobs of this application need."""
    settings = app.extensions["palabre_settings"]
    databases: Databases = app.extensions[EXTENSION]
    return Works(
        instance=settings.instance,
        redis_url=settings.redis_url,
        sessions=sessionmaker(databases.engine, expire_on_commit=False),
        identities=sessionmaker(databases.identity_engine, expire_on_commit=False),
        post=Post(
            folder=settings.instance / "mail",
            smtp_url=settings.smtp_url,
            sender=settings.mail_from,
            render=lambda template, language, context: render_mail(
                app, template, language, context
            ),
            secret=settings.secret_key,
        ),
        clock=lambda: datetime.now(UTC),
        fonts=Path(app.static_folder or "") / "fonts",
    )


@click.command("work")
def work() -> None:
    """Run the background work in this process (set PALABRE_JOBS=separate for the server)."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    consumer.run(works_of(app))
