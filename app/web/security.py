"""Headers, hosts and origins: what every answer carries and every unsafe request must show."""

from urllib.parse import urlsplit

from flask import Flask, Response, request
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from flask_login import current_user
from flask_wtf.csrf import CSRFProtect
from werkzeug.exceptions import Forbidden

from app.domain.errors import NotAllowed

csrf = CSRFProtect()

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "object-src 'none'",
        "frame-ancestors 'none'",
        "manifest-src 'self'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), interest-cohort=()",
}
TRANSPORT = "max-age=63072000; includeSubDomains"
# An address with a fingerprint means one content for ever; faces are named in the style sheet.
FOR_EVER = "public, max-age=31536000, immutable"
FOR_A_WEEK = "public, max-age=604800"


class PageSessions(SecureCookieSessionInterface):
    """The cookie goes with pages only: files are the same for everybody and may be kept."""

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Write the cookie, and say that the answer depends on it, unless this is a file."""
        if request.endpoint != "static":
            super().save_session(app, session, response)


def install(app: Flask, *, secure: bool) -> None:
    """Attach the request checks and the answer's headers."""
    app.session_interface = PageSessions()
    app.before_request(refuse_foreign_origin)
    csrf.init_app(app)

    @app.after_request
    def protect(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if secure:
            response.headers["Strict-Transport-Security"] = TRANSPORT
        if is_file(response) or "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = cache_rule(response)
        return response


def is_file(response: Response) -> bool:
    """Whether this is one of the application's own files, found and the same for everybody."""
    return request.endpoint == "static" and response.status_code < 400  # noqa: PLR2004  refused


def cache_rule(response: Response) -> str:
    """Nothing of a signed-in person or of a form is kept by the browser."""
    if is_file(response):
        return FOR_EVER if "v" in request.args else FOR_A_WEEK
    if request.method in SAFE and not getattr(current_user, "is_authenticated", False):
        return "no-cache"
    return "no-store"


def refuse_foreign_origin() -> None:
    """An unsafe request must come from our own pages, whatever token it carries."""
    if request.method in SAFE:
        return
    if request.headers.get("Sec-Fetch-Site") in {"cross-site", "same-site"}:
        raise NotAllowed("foreign_origin")
    origin = request.headers.get("Origin")
    if origin and origin != "null" and urlsplit(origin).netloc != request.host:
        raise NotAllowed("foreign_origin")
    if origin == "null" and request.headers.get("Sec-Fetch-Site") != "same-origin":
        raise Forbidden
