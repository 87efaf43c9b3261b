"""Who is signed in: a row in the identity database behind the one cookie."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import wraps
from typing import ParamSpec
from urllib.parse import urlsplit

from flask import Flask, request, session, url_for
from flask_login import LoginManager, UserMixin, login_user, logout_user
from werkzeug.wrappers import Response

from app.domain.errors import NotAllowed
from app.domain.people import Actor
from app.queries.accounts import signed_in_account
from app.queries.people import actor_behind
from app.web import current
from app.web.database import databases
from app.web.htmx import request_path, see_other
from app.web.security import SAFE

IDLE_FOR = timedelta(hours=24)
STAMP_EVERY = timedelta(minutes=5)
LONGEST_PATH = 2000
FIRST_SIGN = 0x21  # below are blanks and control characters
# Pages that would lead straight out again, or nowhere.
AWAY = re.compile(r"^(/[a-z]{2})?/(sign-in|sign-out|setup|invitations)(/|$)")

Asked = ParamSpec("Asked")

manager = LoginManager()
manager.session_protection = None


class SignedIn(UserMixin):
    """The signed-in person as flask-login sees one: a session key and the actor behind it."""

    def __init__(self, key: str, actor: Actor) -> None:
        """Keep the session's key and the actor."""
        self.key = key
        self.actor = actor

    def get_id(self) -> str:
        """The key of the login session; its hash is the row."""
        return self.key


def install(app: Flask) -> None:
    """Teach the application who is signed in."""
    manager.init_app(app)


@manager.user_loader  # type: ignore[untyped-decorator]
def load(key: str) -> SignedIn | None:
    """The person behind a session key, unless the session ended or lay idle too long."""
    if idle():
        return None
    # Beside the transaction of a writing request: whoever posts holds up nobody who signs in.
    with databases().glance_at_identity() as connection:
        account = signed_in_account(connection, key, now=current.now())
    if account is None:
        return None
    actor = actor_behind(current.db(), account.member_key, account.acting_for)
    return SignedIn(key, actor) if actor else None


def ask_nobody() -> None:
    """Draw the rest of this answer as for a visitor, when the databases cannot be asked."""
    manager._update_request_context_with_user()


@manager.unauthorized_handler  # type: ignore[untyped-decorator]
def ask_to_sign_in() -> Response:
    """Lead to the sign-in page and come back afterwards."""
    path = request_path() if request.method == "GET" else None
    return see_other(url_for("sign_in.new", next=path))


def members_only(view: Callable[Asked, Response]) -> Callable[Asked, Response]:
    """Lead visitors to the sign-in page and back; a form sent too late is given back instead."""

    @wraps(view)
    def guarded(*args: Asked.args, **kwargs: Asked.kwargs) -> Response:
        if current.actor().is_member:
            return view(*args, **kwargs)
        if request.method not in SAFE:
            raise NotAllowed("signed_in")
        return ask_to_sign_in()  # type: ignore[no-any-return]

    return guarded


def idle() -> bool:
    """Whether the browser was last here too long ago; keeps the stamp in the cookie."""
    now = current.now()
    stamp = session.get("seen")
    seen = datetime.fromtimestamp(stamp, UTC) if isinstance(stamp, int) else None
    if seen is None or now - seen > IDLE_FOR:
        return True
    if now - seen > STAMP_EVERY and request.endpoint != "static":
        session["seen"] = int(now.timestamp())
    return False


def enter(key: str, actor: Actor) -> None:
    """Begin a browser session afresh: nothing of the one before survives but the language."""
    language = session.get("lang")
    session.clear()
    session["lang"] = language or actor.language
    session["seen"] = int(current.now().timestamp())
    login_user(SignedIn(key, actor))
    # flask-login adds a fingerprint of address and browser; nothing here wants one.
    session.pop("_id", None)


def session_key() -> str:
    """The key of the session this browser is signed in with, empty for none."""
    return str(session.get("_user_id", ""))


def give_locks_back() -> None:
    """End the open transactions before work that takes long, such as hashing a password."""
    current.db().rollback()
    current.identity().rollback()


def own_path(asked: str | None) -> str | None:
    """The address to come back to, if it is one of this site's own pages."""
    if not asked or len(asked) > LONGEST_PATH or not asked.startswith("/"):
        return None
    if asked.startswith("//") or "\\" in asked or any(ord(letter) < FIRST_SIGN for letter in asked):
        return None
    parts = urlsplit(asked)
    if parts.scheme or parts.netloc or AWAY.search(parts.path):
        return None
    return asked


def leave() -> None:
    """Forget the person in this browser."""
    logout_user()
    session.clear()
