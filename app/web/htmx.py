"""The only module that reads or writes an htmx header; one context, the page or its fragment."""

from typing import Any
from urllib.parse import quote

from flask import Flask, Response, current_app, make_response, render_template, request
from flask import redirect as flask_redirect
from htmx_flask import Htmx
from htmx_flask import request as htmx_request

htmx = Htmx()


def install(app: Flask) -> None:
    """Let requests know of htmx; responses that differ by it say so."""
    htmx.init_app(app)


def wants_fragment() -> bool:
    """Whether to answer with the part that will be swapped; never on history restore."""
    headers = htmx_request.headers
    return bool(
        headers.get("HX-Request") == "true"
        and headers.get("HX-History-Restore-Request") != "true"
        and headers.get("HX-Boosted") != "true"
    )


def render(page: str, fragment: str, status: int = 200, **context: Any) -> Response:
    """Answer with the whole page, or with the part of it that htmx will swap."""
    template = fragment if wants_fragment() else page
    response = make_response(render_template(template, **context), status)
    response.vary.add("HX-Request")
    return response


def page(template: str, status: int = 200, **context: Any) -> Response:
    """Answer with a whole page that has no swappable part."""
    return make_response(render_template(template, **context), status)


def shown_as(response: Response, location: str) -> Response:
    """Let the browser show this address once the part is swapped in."""
    response.headers["HX-Push-Url"] = location
    return response


def stands_at(response: Response, location: str) -> Response:
    """Let the browser show this address in place of the one it shows."""
    response.headers["HX-Replace-Url"] = location
    return response


def see_other(location: str) -> Response:
    """Send the browser on after a write (303); an htmx request is told to go there whole."""
    if wants_fragment():
        response = current_app.response_class(status=204)
        response.headers["HX-Redirect"] = quote(location, safe="/?&=#:%+,;@!~*'()")
        return response
    return make_response(flask_redirect(location, 303))


def request_path() -> str:
    """The path and query of this request, as a page to come back to."""
    query = request.query_string.decode("ascii", "ignore")
    return f"{request.path}?{query}" if query else request.path
