"""Changing the language on a page with forms: what was typed goes along.

A language button belongs to a form. The browser posts that form, the post is sent on to its own
address in the other language, and there the page is drawn as if it had been asked for, with the
form as it was typed. Nothing is checked, done or kept on the way; passwords and codes stay behind.
"""

from typing import cast

from flask import Flask, g, redirect, request
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect, Rule
from werkzeug.wrappers import Response

from app.domain.languages import LANGUAGES
from app.web import current

MARK = "language:"


def install(app: Flask) -> None:
    """Answer language buttons for every form whose page does not keep drafts itself."""

    @app.before_request
    def take_along() -> Response | None:
        code = asked()
        page = page_at(app) if code else None
        if code is None or page is None or page[0].endpoint == request.endpoint:
            return None
        if code != current.language():
            query = request.query_string.decode("ascii", "ignore")
            path = f"/{code}/{request.path.split('/', 2)[2]}"
            return redirect(f"{path}?{query}" if query else path, 307)
        request.url_rule, request.view_args = page
        g.typed = request.form
        return None

    app.template_global("sent_form")(sent_form)


def asked() -> str | None:
    """The language whose button was pressed on a form, or None."""
    if request.method != "POST" or request.endpoint is None:
        return None
    do = request.form.get("do", "")
    code = do.removeprefix(MARK)
    return code if do.startswith(MARK) and code in LANGUAGES else None


def page_at(app: Flask) -> tuple[Rule, dict[str, object]] | None:
    """The page that can be read at the address a form was sent to; every form's has one."""
    adapter = app.create_url_adapter(request)
    if adapter is None or not (request.view_args is not None and hasattr(g, "lang")):
        return None
    try:
        rule, values = adapter.match(method="GET", return_rule=True)
    except (HTTPException, RequestRedirect):
        return None
    found = {name: value for name, value in values.items() if name != "lang"}
    return (rule, found) if "lang" in values else None


def typed() -> MultiDict[str, str] | None:
    """What was typed into the form whose page is being drawn in another language, or None."""
    return cast("MultiDict[str, str] | None", g.get("typed"))


def sent_form(*keys: str) -> str:
    """Of the forms of a page, the one that came back, else the first: its text is taken along."""
    sent = request.form.get("form_key", "") if request.method == "POST" else ""
    return sent if sent in keys else keys[0]
