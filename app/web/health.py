"""Liveness and readiness: the first touches nothing, the second names faults to staff only."""

import shutil

from flask import Blueprint, Response, jsonify

from app.domain.people import Role
from app.queries.readiness import migrated, outbox_lag_seconds
from app.services.accounts.letters import letters_lag_seconds
from app.web import current
from app.web.database import databases

bp = Blueprint("health", __name__)

LOWEST_FREE = 0.10
LONGEST_LAG = 300


@bp.get("/livez")
def live() -> Response:
    """The process answers, whoever asks: no database is opened, not even for who is signed in."""
    return Response("ok\n", mimetype="text/plain", headers={"Cache-Control": "no-store"})


@bp.get("/readyz")
def ready() -> tuple[Response, int]:
    """The installation can do its work; which part cannot is told to staff only."""
    faults = [name for name, check in CHECKS.items() if not sound(check)]
    status = 503 if faults else 200
    body: dict[str, object] = {"ready": not faults}
    if current.actor().has_anywhere(Role.ADMIN, Role.SECRETARIAT):
        body["faults"] = faults
    return jsonify(body), status


def sound(check: object) -> bool:
    """Whether a check passes; an error is a fault."""
    try:
        return bool(check()) if callable(check) else False
    except Exception:
        current.db().rollback()
        return False


def database_writes() -> bool:
    """A write transaction can begin on both databases."""
    return databases().take_writes()


def settings_hold() -> bool:
    """SQLite's pragmas are as the house needs them."""
    return databases().settings_hold()


def migrations_done() -> bool:
    """The tables of both databases are at the newest migration."""
    found = databases()
    with found.engine.connect() as first, found.identity_engine.connect() as second:
        return migrated(first, second)


def disk_has_room() -> bool:
    """At least a tenth of the disk is free."""
    usage = shutil.disk_usage(current.settings().instance)
    return usage.free / usage.total >= LOWEST_FREE


def outbox_flows() -> bool:
    """No mail has been waiting for more than five minutes."""
    now = current.now()
    lag = max(
        outbox_lag_seconds(current.db(), now=now),
        letters_lag_seconds(current.identity(), now=now),
    )
    return lag < LONGEST_LAG


CHECKS = {
    "database": database_writes,
    "settings": settings_hold,
    "migrations": migrations_done,
    "disk": disk_has_room,
    "outbox": outbox_flows,
}
