"""Serve the site with gunicorn."""

import contextvars
import gc
import os
import sys
from datetime import UTC, datetime

import click
from flask import Flask, current_app
from gunicorn.app.base import BaseApplication

from app.cli.demo.commands import load_where_empty
from app.cli.migration import configuration, run_upgrade
from app.cli.work import works_of
from app.config import keep_address, served_at
from app.jobs.consumer import start as start_jobs
from app.models.engine import writing
from app.services.accounts.invitations import setup_token
from app.web.database import databases

# How the server runs wherever it listens; the bench measures with the same.
OPTIONS: dict[str, object] = {
    "workers": 2,
    "worker_class": "sync",
    "timeout": 60,
    "graceful_timeout": 20,
    "preload_app": True,
    "accesslog": None,
    "loglevel": "warning",
    "proc_name": "palabre",
    "worker_tmp_dir": "/dev/shm" if os.path.isdir("/dev/shm") else None,  # noqa: S108, PTH112  gunicorn's heartbeat file
}


# How many new objects make it worth looking for circles among them: a page makes some thousands,
# an export a million, and hardly any circle.
LOOK_AFTER = 100_000, 20, 50


def settle() -> None:
    """What was loaded stays: the workers share it, and nothing looks through it again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*LOOK_AFTER)


class Server(BaseApplication):  # type: ignore[misc]
    """Gunicorn around an application that is already built."""

    def __init__(self, app: Flask, options: dict[str, object]) -> None:
        """Keep the application and the server's options."""
        self.app = app
        self.options = options
        super().__init__()

    def load_config(self) -> None:
        """Hand the options to gunicorn."""
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """The application each worker serves."""
        return self.app


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.option("--workers", default=2, show_default=True)
@click.option("--quiet", is_flag=True, help="Print no address.")
@click.option("--prepare", is_flag=True, help="Migrate first, and tell the demo where it is on.")
def serve(host: str, port: int, workers: int, *, quiet: bool, prepare: bool) -> None:
    """Serve the site; background work runs in one of the workers."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    settings = app.extensions["palabre_settings"] = served_at(
        app.extensions["palabre_settings"], port
    )
    if settings.demo and host not in {"127.0.0.1", "localhost", "::1"}:
        raise click.BadParameter("demo mode is served on this machine only", param_hint="--host")
    keep_address(settings)
    if prepare:
        make_ready(app)
    if not quiet:
        announce(app, host, port)
    databases().close_pools()
    with_jobs = settings.runs_jobs

    def after_fork(_server: object, _worker: object) -> None:
        with app.app_context():
            databases().dispose()
        if with_jobs:
            start_jobs(works_of(app))

    server = Server(
        app,
        {
            **OPTIONS,
            "bind": f"{host}:{port}",
            "workers": workers,
            "post_fork": after_fork,
            "forwarded_allow_ips": "*" if settings.proxies else "127.0.0.1",
        },
    )
    settle()
    # The command's own context would be shared by all requests: one person's session for everyone.
    contextvars.Context().run(server.run)


def make_ready(app: Flask) -> None:
    """Bring both databases up, and load the demo where it is on and nothing is there yet."""
    run_upgrade(configuration(app))
    found = databases()
    if app.extensions["palabre_settings"].demo:
        load_where_empty(found, scale=1)
    for session, engine in (
        (found.session, found.engine),
        (found.identity, found.identity_engine),
    ):
        session.close()
        engine.dispose()


def first_token() -> str | None:
    """A one-time token for the first administrator's page, until there is one."""
    found = databases()
    with writing():
        token = setup_token(found.session, found.identity, now=datetime.now(UTC))
    # The workers are forked soon: no lock and no connection goes with them.
    found.session.rollback()
    found.identity.rollback()
    return token


def announce(app: Flask, host: str, port: int) -> None:
    """Print the address people use, where the server listens if elsewhere, and how to sign in."""
    settings = app.extensions["palabre_settings"]
    listens = f"http://{host}:{port}"
    address = settings.public_url if settings.url_told else listens
    lines = [f"Palabre is at {address}"]
    if address != listens:
        lines.append(f"It listens on {listens}")
    if settings.demo:
        lines.append(f"Demo: sign in with one click at {address}/sign-in")
    else:
        token = first_token()
        if token:
            lines.append(f"First time? Make the first administrator at {address}/setup/{token}")
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()
