"""A charter without text, and its secretary at the desk."""

from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.domain.people import Role
from app.models.charters import Charter
from tests.factories.cast import Cast
from tests.factories.charters import make_charter
from tests.factories.people import grant
from tests.web.page import AuditedClient
from tests.web.signing_in import sign_in

ROLE = Role.SECRETARIAT


@pytest.fixture
def charter(session: Session, cast: Cast, now: Any) -> Charter:
    row = make_charter(session, "quays", now=now)
    grant(session, cast.sam, ROLE, now=now, charter_id=row.id)
    session.commit()
    return row


@pytest.fixture
def desk(client: FlaskClient, cast: Cast, charter: Charter) -> AuditedClient:
    """Sam of the secretariat at the desk."""
    sign_in(client, cast.sam)
    return AuditedClient(client)
