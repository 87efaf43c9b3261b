"""What readiness looks at in the database."""

from datetime import datetime

from sqlalchemy import Connection, func, inspect, select, text
from sqlalchemy.orm import Session

from app.models.record import OutboxMessage
from app.models.tables import IDENTITY_HEAD, SCHEMA_HEAD


def stands_at(connection: Connection, head: str) -> bool:
    """Whether the tables stand at this migration, the one this code was written for."""
    if not inspect(connection).has_table("alembic_version"):
        return False
    found = connection.scalars(text("SELECT version_num FROM alembic_version")).all()
    return list(found) == [head]


def migrated(consultation: Connection, identity: Connection) -> bool:
    """Whether the tables of both databases are at the newest migration."""
    return stands_at(consultation, SCHEMA_HEAD) and stands_at(identity, IDENTITY_HEAD)


def outbox_lag_seconds(session: Session, *, now: datetime) -> float:
    """How long the oldest mail that should have gone has been waiting, in seconds."""
    oldest = session.scalar(
        select(func.min(OutboxMessage.created_at)).where(
            OutboxMessage.sent_at.is_(None),
            OutboxMessage.parked_at.is_(None),
            OutboxMessage.attempts == 0,
        )
    )
    return (now - oldest).total_seconds() if oldest else 0.0
