"""Refusals and faults in words: each class has a status, each code a sentence that says what to do.

Whatever was typed is given back: as a form to send again, or as text to copy.
"""

from contextlib import suppress
from typing import Any

from flask import Flask, Response, current_app, make_response, render_template, request
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DataError, DBAPIError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.exceptions import BadRequest, HTTPException, SecurityError, TooManyRequests
from werkzeug.exceptions import NotFound as NotFoundPage

from app.domain.errors import Conflict, Invalid, NotAllowed, NotFound, Refusal, TooMany
from app.web import current
from app.web.asked import UnknownFilter
from app.web.login import ask_nobody
from app.web.refusals import sentence
from app.web.security import SAFE

STATUS: dict[type[Refusal], int] = {
    NotAllowed: 403,
    NotFound: 404,
    Conflict: 409,
    Invalid: 422,
    TooMany: 429,
}
SECRET_FIELDS = frozenset(
    {
        "csrf_token",
        "password",
        "current_password",
        "new_password",
        "code",
        "email",
        "login",
        "token",
    }
)
RESENT = frozenset({400, 429, 503})
SHORTEST_TEXT = 12


def install(app: Flask) -> None:
    """Answer every refusal and fault with a page in the reader's language."""
    app.register_error_handler(Refusal, refused)
    app.register_error_handler(CSRFError, expired)
    app.register_error_handler(OperationalError, unavailable)
    app.register_error_handler(PoolTimeout, unavailable)
    app.register_error_handler(DBAPIError, unavailable_or_fault)
    app.register_error_handler(TooManyRequests, too_many)
    app.register_error_handler(HTTPException, http_fault)
    app.register_error_handler(Exception, fault)


def refused(error: Refusal) -> Response:
    """A refusal of the domain."""
    status = next((code for kind, code in STATUS.items() if isinstance(error, kind)), 400)
    return answer(status, sentence(error.code, error.details))


def expired(_error: CSRFError) -> Response:
    """The form is too old, or the session ended: it can be sent again at once."""
    return answer(400, _("This form was open for too long. Please send it again."))


def too_many(error: TooManyRequests) -> Response:
    """Too many tries; nothing is locked, and what was typed stays."""
    response = answer(429, _("That was a lot in a short time. Please wait a minute, then send."))
    wait = error.retry_after if isinstance(error.retry_after, int) else 60
    response.headers["Retry-After"] = str(wait)
    return response


def unavailable(error: Exception) -> Response:
    """The database does not answer; whoever was signed in gets a visitor's page with the words."""
    current_app.logger.warning("no database for %s: %s", request.endpoint, type(error).__name__)
    let_go()
    response = answer(
        503, _("The site cannot save or read right now. Please try again in a minute.")
    )
    response.headers["Retry-After"] = "10"
    return response


def let_go() -> None:
    """Ask no database any more: what failed once would fail again while the page is drawn."""
    with suppress(SQLAlchemyError):
        current.db().rollback()
    ask_nobody()


def unavailable_or_fault(error: DBAPIError) -> Response:
    """A lost connection is passing, and what no column can hold is not ours to find or keep.

    Any other database error is a fault of ours.
    """
    if isinstance(error, DataError):
        let_go()
        return http_fault(NotFoundPage() if request.method in SAFE else BadRequest())
    return unavailable(error) if error.connection_invalidated else fault(error)


def http_fault(error: HTTPException) -> Response:
    """Addresses that do not exist, methods that are not taken, bodies that are too large."""
    if isinstance(error, SecurityError):
        # For a host that is not ours no address can be built, so no page either.
        return current_app.response_class("400\n", 400, mimetype="text/plain")
    if isinstance(error, UnknownFilter):
        return answer(
            400,
            _(
                "This list cannot be narrowed as the address asks (%(name)s). "
                "Open the list afresh and choose one of its filters.",
                name=error.parameter,
            ),
        )
    code = error.code or 500
    words = {
        404: _("There is no page at this address, or it is not public."),
        405: _("This address does not take that kind of request."),
        413: _("What you sent is too large. Files may have up to 20 MB."),
        400: _("The request could not be understood."),
    }
    response = answer(code, words.get(code, _("The request could not be answered.")))
    for name, value in error.get_headers():
        if name in {"Allow", "Retry-After"}:
            response.headers[name] = value
    return response


def fault(error: Exception) -> Response:
    """Something broke on our side; the reader learns only that."""
    if current_app.config.get("PROPAGATE_EXCEPTIONS"):
        raise error
    current_app.logger.exception("unhandled error at %s", request.endpoint)
    let_go()
    if typed():
        told = _("Something went wrong on our side. Your text is below; nothing is lost.")
    else:
        told = _("Something went wrong on our side. Please try again in a moment.")
    return answer(500, told)


def answer(status: int, message: str) -> Response:
    """The error page with the sentence and what was typed."""
    html = render_template(
        "errors/error.html",
        status=status,
        message=message,
        typed=typed(),
        resend=request.full_path if status in RESENT and request.method not in SAFE else None,
        fields=fields() if status in RESENT else [],
    )
    response = make_response(html, status)
    response.headers["Cache-Control"] = "no-store"
    return response


def typed() -> list[tuple[str, str]]:
    """The longer texts of the form that was sent."""
    if request.method in SAFE:
        return []
    return [
        (name, value)
        for name, value in form_items()
        if len(value) >= SHORTEST_TEXT and not name.endswith("_key")
    ]


def fields() -> list[tuple[str, str]]:
    """Every field that may be sent again; secrets have to be typed anew."""
    return [] if request.method in SAFE else list(form_items())


def form_items() -> list[tuple[str, str]]:
    """Name and value of the posted fields but secret ones."""
    try:
        items: Any = request.form.items(multi=True)
        return [(name, value) for name, value in items if name not in SECRET_FIELDS]
    except HTTPException:
        return []
