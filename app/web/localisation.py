"""Languages of the interface: which one a page speaks, and what templates know of it."""

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Any

from babel.support import NullTranslations
from flask import Flask, current_app, g, has_app_context, has_request_context, request
from flask_babel import Babel, Domain

from app.domain.languages import direction
from app.web import addresses, current
from app.web.addresses import url_for
from app.web.routes import alternates

babel = Babel()


class Catalogue(Domain):
    """The words of the language at hand, found once for a page instead of at each of its words."""

    def get_translations(self) -> NullTranslations:
        """The catalogue; kept where flask-babel itself forgets it when the language changes."""
        place = g.get("_flask_babel") if has_app_context() else None
        found: NullTranslations | None = getattr(place, "babel_translations", None)
        if found is None:
            found = super().get_translations()
            if has_app_context():
                g._flask_babel.babel_translations = found
        return found


catalogue = Catalogue()


def install(app: Flask) -> None:
    """Speak the language of the page, and hand templates what every page needs."""
    babel.init_app(app, locale_selector=current.language, timezone_selector=lambda: "UTC")
    babel.domain_instance = catalogue
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext=lambda one: catalogue.get_translations().ugettext(one),
        ngettext=lambda one, many, n: catalogue.get_translations().ungettext(one, many, n),
        pgettext=lambda where, one: catalogue.get_translations().upgettext(where, one),
        newstyle=True,
    )
    app.jinja_env.add_extension("jinja2.ext.do")
    app.context_processor(everywhere)
    app.template_global("asset")(asset)
    addresses.install(app)


def everywhere() -> dict[str, Any]:
    """What the layout needs on every page; mail is written outside of any request."""
    if not has_request_context():
        return {}
    language = current.language()
    return {
        "lang": language,
        "direction": direction(language),
        "actor": current.actor(),
        "alternates": alternates(),
        "now": current.now(),
        "demo": current.settings().demo,
        "save_data": request.headers.get("Save-Data") == "on",
    }


def asset(name: str) -> str:
    """Address of a static file that changes with its content."""
    return url_for("static", filename=name, v=fingerprint(current_app.static_folder or "", name))


@lru_cache(maxsize=256)
def fingerprint(folder: str, name: str) -> str:
    """First twelve hexadecimal digits of a file's SHA-256."""
    return hashlib.sha256((Path(folder) / name).read_bytes()).hexdigest()[:12]
