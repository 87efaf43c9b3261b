"""The outbox: mail as rows written with the change it tells of."""

import secrets
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from app.ledger.together import put
from app.models.record import OutboxMessage

# Set on a session that queued mail, for whoever wants it sent at once after the commit.
POSTED = "posted"


def post(
    session: Session,
    member_key: str,
    template: str,
    language: str,
    context: Mapping[str, object],
    *,
    now: datetime,
) -> None:
    """Queue a mail for a member, by key; the address is looked up when it is sent."""
    message = OutboxMessage(
        key=secrets.token_hex(16),
        member_key=member_key,
        template=template,
        language=language,
        context=dict(context),
        created_at=now,
    )
    put(session, message)
    session.info[POSTED] = True
