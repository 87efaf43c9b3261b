"""Sign a member in without passing by the sign-in page, and send forms as a browser would."""

import hashlib
import secrets
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from app.models.engine import writing
from app.models.identity.accounts import Account, LoginSession
from app.models.people import Member, Organisation
from app.web.database import EXTENSION
from tests.conftest import NOW


def sign_in(client: FlaskClient, member: Member, acting_for: Organisation | None = None) -> str:
    """Give the member an account and a login session, and the key to the client's cookie.

    The member must be committed, and so must the organisation acted for. Returns the key.
    """
    app = client.application
    clock = app.extensions.get("palabre_clock")
    now = clock() if clock else NOW
    key = secrets.token_urlsafe(32)
    # Read before: a look at the other database must not take its lock as well.
    member_key, body = member.key, acting_for.id if acting_for else None
    with writing(), Session(app.extensions[EXTENSION].identity_engine) as session:
        account = session.scalar(select(Account).where(Account.member_key == member_key))
        if account is None:
            account = Account(member_key=member_key, created_at=now)
            session.add(account)
            session.flush()
        session.add(
            LoginSession(
                key_hash=hashlib.sha256(key.encode()).hexdigest(),
                account_id=account.id,
                acting_for=body,
                created_at=now,
                expires_at=now + timedelta(days=1),
            )
        )
        session.commit()
    with client.session_transaction() as cookie:
        cookie["_user_id"] = key
        cookie["_fresh"] = True
        cookie["seen"] = int(now.timestamp())
    return key


def csrf_token(client: FlaskClient) -> str:
    """A token that the client's next form may carry."""
    with client.session_transaction() as cookie:
        raw = cookie.setdefault("csrf_token", secrets.token_hex(20))
    serializer = URLSafeTimedSerializer(client.application.config["SECRET_KEY"], "wtf-csrf-token")
    return str(serializer.dumps(raw))


def post(
    client: FlaskClient, url: str, data: Mapping[str, Any] | None = None, **more: Any
) -> TestResponse:
    """Send a form with its token."""
    form = {"csrf_token": csrf_token(client), **(data or {})}
    return client.post(url, data=form, **more)
