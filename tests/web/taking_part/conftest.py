"""What every test of taking part asks for: a client whose pages are audited."""

import pytest
from flask.testing import FlaskClient

from tests.web.page import AuditedClient


@pytest.fixture
def web(client: FlaskClient) -> AuditedClient:
    return AuditedClient(client)
