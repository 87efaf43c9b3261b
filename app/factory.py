"""The application, assembled: the only module that knows every part."""

from pathlib import Path

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from app.config import Settings, settings_from
from app.web import (
    compression,
    current,
    early,
    errors,
    filters,
    htmx,
    letters,
    limits,
    localisation,
    login,
    offers,
    parts,
    record_words,
    routes,
    security,
    switching,
)
from app.web.database import Databases

ROOT = Path(__file__).resolve().parent.parent


def create_app(settings: Settings | None = None) -> Flask:
    """Build the application for these settings, or for those of the environment."""
    settings = settings or settings_from()
    app = Flask(
        "palabre",
        root_path=str(ROOT),
        template_folder=str(ROOT / "templates"),
        static_folder=str(ROOT / "static"),
        instance_path=str(settings.instance),
    )
    app.config.update(configuration(settings))
    app.extensions[current.SETTINGS] = settings
    early.install(app)
    if settings.proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app,
            x_for=settings.proxies,
            x_proto=settings.proxies,
            x_host=settings.proxies,
        )
    Databases(app)
    htmx.install(app)
    security.install(app, secure=settings.secure)
    limits.install(app, settings.redis_url)
    login.install(app)
    letters.install(app)
    localisation.install(app)
    parts.install(app)
    filters.install(app)
    record_words.install(app)
    offers.install(app)
    errors.install(app)
    switching.install(app)
    routes.install(app)
    compression.install(app)
    return app


def configuration(settings: Settings) -> dict[str, object]:
    """Flask's own configuration for these settings."""
    return {
        "SECRET_KEY": settings.secret_key,
        "SQLALCHEMY_DATABASE_URI": settings.database_url,
        "SQLALCHEMY_BINDS": {"identity": settings.identity_database_url},
        "SESSION_COOKIE_NAME": "__Host-palabre" if settings.secure else "palabre",
        "SESSION_COOKIE_SECURE": settings.secure,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_PATH": "/",
        "TRUSTED_HOSTS": list(settings.trusted_hosts),
        "MAX_CONTENT_LENGTH": settings.max_request,
        "MAX_FORM_MEMORY_SIZE": 2 * 1024 * 1024,
        "MAX_FORM_PARTS": 4000,
        "WTF_CSRF_TIME_LIMIT": None,
        "WTF_CSRF_SSL_STRICT": False,
        "BABEL_DEFAULT_LOCALE": "en",
        "BABEL_TRANSLATION_DIRECTORIES": str(ROOT / "translations"),
        "RATELIMIT_ENABLED": not settings.testing,
        "TESTING": settings.testing,
        "TRAP_HTTP_EXCEPTIONS": False,
        "PROPAGATE_EXCEPTIONS": settings.testing,
    }
