"""What belongs to the request at hand: sessions, clock, language and whoever acts."""

from datetime import UTC, datetime
from typing import cast

from flask import Flask, current_app, g, request, session
from flask_login import current_user
from sqlalchemy.orm import Session

from app.config import Settings
from app.domain.languages import LANGUAGES
from app.domain.people import VISITOR, Actor
from app.web.database import databases

SETTINGS = "palabre_settings"


def settings() -> Settings:
    """The installation's settings."""
    return cast(Settings, current_app.extensions[SETTINGS])


def db() -> Session:
    """The session on the consultation database."""
    return databases().session


def identity() -> Session:
    """The session on the identity database, for the account services only."""
    return databases().identity


def now() -> datetime:
    """This moment, the same throughout one request; tests set the clock of the application."""
    if "now" not in g:
        g.now = moment(current_app)
    return cast(datetime, g.now)


def moment(app: Flask) -> datetime:
    """This moment by the application's clock."""
    clock = app.extensions.get("palabre_clock")
    return clock() if clock else datetime.now(UTC)


def actor() -> Actor:
    """Whoever is signed in, or a visitor."""
    found = getattr(current_user, "actor", None)
    return found if isinstance(found, Actor) else VISITOR


def language() -> str:
    """The language of the page: from its address, else chosen before, else the browser's."""
    given = getattr(g, "lang", None)
    if given in LANGUAGES:
        return cast(str, given)
    return preferred_language()


def preferred_language() -> str:
    """The language where no route gave one: start of the address, cookie, browser, English."""
    named = request.path.split("/", 2)[1]
    if named in LANGUAGES:
        return named
    chosen = session.get("lang")
    if chosen in LANGUAGES:
        return cast(str, chosen)
    return request.accept_languages.best_match(LANGUAGES) or "en"
