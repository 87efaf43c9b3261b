"""Addresses for templates: built once, then looked up; a page holds a hundred of them."""

from functools import lru_cache
from typing import Any

from flask import Flask, has_request_context, request
from flask import url_for as built

from app.web import current

KNOWN = 20_000
# These ask for more than a path.
WHOLE = frozenset({"_external", "_scheme", "_method"})


def install(app: Flask) -> None:
    """Let templates build their addresses here."""
    app.template_global("url_for")(url_for)


def url_for(endpoint: str, **values: Any) -> str:
    """The address of an endpoint, in the language of the page unless another is given."""
    if not has_request_context() or endpoint.startswith(".") or not WHOLE.isdisjoint(values):
        return built(endpoint, **values)
    named = tuple((name, type(value), value) for name, value in values.items())
    try:
        return _known(request.root_path, current.language(), endpoint, named)
    except TypeError:
        return built(endpoint, **values)


@lru_cache(maxsize=KNOWN)
def _known(
    _root: str, _language: str, endpoint: str, named: tuple[tuple[str, type, Any], ...]
) -> str:
    return built(endpoint, **{name: value for name, _, value in named})
