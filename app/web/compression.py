"""Answers leave compressed where the browser takes it."""

import gzip
import re
from functools import lru_cache

from flask import Flask, Response, request

SHORTEST = 860
LEVEL = 5
SMALLEST = 9
# Comments, and the blanks around what ends a rule; none of these stands in a string of our files.
LEAN = {
    "text/css": (
        (re.compile(rb"/\*.*?\*/\s*", re.DOTALL), b""),
        (re.compile(rb"\s*([{};])\s*"), rb"\1"),
    ),
    "text/javascript": ((re.compile(rb"^\s*//.*\n", re.MULTILINE), b""),),
}
TYPES = ("text/", "application/json", "image/svg+xml", "application/xml")


def install(app: Flask) -> None:
    """Compress texts on their way out."""
    app.after_request(compress)


def compress(response: Response) -> Response:
    """The same answer, compressed with gzip where that helps."""
    takes = "gzip" in request.headers.get("Accept-Encoding", "")
    kind = response.mimetype or ""
    if response.direct_passthrough and request.endpoint == "static" and kind.startswith(TYPES):
        response.direct_passthrough = False
        response.make_sequence()
    if (
        response.direct_passthrough
        or response.is_streamed
        or "Content-Encoding" in response.headers
        or not kind.startswith(TYPES)
    ):
        return response
    response.vary.add("Accept-Encoding")
    body = response.get_data()
    if not takes or len(body) < SHORTEST or response.status_code != 200:  # noqa: PLR2004  plain OK
        return response
    own = request.endpoint == "static"
    response.set_data(packed(body, kind) if own else gzip.compress(body, LEVEL, mtime=0))
    response.headers["Content-Encoding"] = "gzip"
    return response


@lru_cache(maxsize=64)
def packed(body: bytes, kind: str) -> bytes:
    """One of our own files as small as it gets, once for all: what only its authors need stays."""
    for found, left in LEAN.get(kind, ()):
        body = found.sub(left, body)
    return gzip.compress(body, SMALLEST, mtime=0)
