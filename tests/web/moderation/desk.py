"""Shorthand for tests of the queue's page."""

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.models.contributions import Contribution
from tests.web.page import AuditedClient, Page
from tests.web.signing_in import post

QUEUE = "/en/manage/rounds/r1/queue"
REASONS = "It shows a telephone number, which the rules do not allow. You can appeal."


def sent(
    client: FlaskClient, row: Contribution, do: str = "decide", **fields: object
) -> TestResponse:
    """Press a button on the case of a contribution."""
    data = {"do": do, "reference": row.reference, "edit": row.edit, **fields}
    return post(client, f"{QUEUE}?open={row.reference}", data)


def opened(client: FlaskClient, url: str) -> Page:
    """A page, audited."""
    response = AuditedClient(client).get(url)
    assert response.status_code == 200
    return Page(response.text, url)
