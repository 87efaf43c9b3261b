"""Importing in the browser as the secretariat does: send a file, press buttons, confirm."""

import io

from werkzeug.test import TestResponse

from tests.web.page import AuditedClient, Page
from tests.web.signing_in import post

IMPORT = "/en/manage/charters/quays/import"


def upload(
    desk: AuditedClient, data: bytes, language: str = "en", name: str = "text.md"
) -> TestResponse:
    fields = {"language": language, "file": (io.BytesIO(data), name)}
    return post(desk, IMPORT, fields, content_type="multipart/form-data")


def act(desk: AuditedClient, url: str, **fields: str) -> TestResponse:
    """Press a button of a form, its state taken from the page."""
    page = Page(desk.get(url).text)
    edit = next(e.get("value", "") for e in page.all("input") if e.get("name") == "edit")
    return post(desk, url, {"edit": edit, **fields})


def confirmed(desk: AuditedClient, data: bytes, language: str = "en") -> TestResponse:
    url = upload(desk, data, language).location
    page = Page(desk.get(url).text)
    if any(link.endswith("/pairs") for link in page.links.values()):
        rows = [
            e.get("value", "")
            for e in Page(desk.get(f"{url}/pairs").text).all("input")
            if e.get("name") == "row"
        ]
        act(desk, f"{url}/pairs", do="confirm", row=rows)  # type: ignore[arg-type]
    return act(desk, url, do="confirm")
