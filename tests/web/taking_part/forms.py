"""Filling in and sending the forms of a round as a browser without script would."""

from collections.abc import Mapping
from typing import Any

from werkzeug.test import TestResponse

from tests.web.page import AuditedClient, Page


def fill_and_press(
    client: AuditedClient, url: str, fields: Mapping[str, Any], do: str = "check"
) -> TestResponse:
    """Open the page, type into its form, and press the button."""
    opened = client.get(url)
    assert opened.status_code == 200, opened.text
    return press(client, opened, fields, do)


def press(
    client: AuditedClient, response: TestResponse, fields: Mapping[str, Any], do: str = "check"
) -> TestResponse:
    """Send the form of a page that was answered, with some fields changed."""
    found = Page(response.text, response.request.path)
    form = next(e for e in found.all("form") if e.get("id") == "form")
    action = form.get("action", "")
    return client.post(action, data={**found.values(action), **fields, "do": do})


def typed_in(response: TestResponse, field: str) -> str:
    """What the form of a page holds in a field."""
    found = Page(response.text, response.request.path)
    form = next(e for e in found.all("form") if e.get("id") == "form")
    return found.values(form.get("action", "")).get(field, "")
