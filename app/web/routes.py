"""Every address: the blueprints under a language, and the canonical ones that lead to them."""

from typing import Any

from flask import Blueprint, Flask, current_app, g, redirect, request
from werkzeug.exceptions import HTTPException, NotFound
from werkzeug.routing import IntegerConverter, Map, RequestRedirect
from werkzeug.wrappers import Response as BaseResponse

from app.domain.languages import LANGUAGES, NATIVE_NAMES, direction
from app.web import current, health
from app.web.addresses import url_for
from app.web.views import (
    acting,
    amendment_files,
    amendment_languages,
    amendment_list,
    amendments,
    carrying,
    changes_files,
    charters,
    codebook,
    comments,
    composing_steps,
    compositions,
    contributions,
    dashboards,
    dispositions,
    drafts,
    imports,
    insertions,
    invitations,
    joint_drafts,
    manage,
    manage_charters,
    manage_organisations,
    manage_people,
    manage_rounds,
    manage_synthesis,
    me,
    notes,
    opinions,
    organisations,
    outcomes,
    own,
    pages,
    proposals,
    queue,
    reading,
    reports,
    response_files,
    responses,
    review_files,
    round_words,
    rounds,
    settings,
    setup,
    sign_in,
    synthesis,
    synthesis_comments,
    tagging,
    terms,
    translation_tables,
    translations,
    version_texts,
    versions,
    word_files,
)

VIEWS = (
    acting,
    amendment_files,
    amendment_languages,
    amendment_list,
    amendments,
    carrying,
    changes_files,
    charters,
    codebook,
    comments,
    composing_steps,
    compositions,
    contributions,
    dashboards,
    dispositions,
    drafts,
    imports,
    insertions,
    invitations,
    joint_drafts,
    manage,
    manage_charters,
    manage_organisations,
    manage_people,
    manage_rounds,
    manage_synthesis,
    me,
    notes,
    opinions,
    organisations,
    outcomes,
    own,
    pages,
    proposals,
    queue,
    reading,
    reports,
    response_files,
    responses,
    review_files,
    round_words,
    rounds,
    settings,
    setup,
    sign_in,
    synthesis,
    synthesis_comments,
    tagging,
    terms,
    translation_tables,
    translations,
    version_texts,
    versions,
    word_files,
)
PREFIX = f"/<any({', '.join(LANGUAGES)}):lang>"

LARGEST = 2**31 - 1

canonical = Blueprint("canonical", __name__)


class Number(IntegerConverter):
    """A number that a database column can hold; there is no page at an address with another."""

    def __init__(self, map: Map, fixed_digits: int = 0) -> None:
        """Take numbers up to the largest column."""
        super().__init__(map, fixed_digits, max=LARGEST)


def install(app: Flask) -> None:
    """Register every blueprint; addresses with a language fill it in by themselves."""
    app.url_map.converters["int"] = Number
    app.url_value_preprocessor(take_language)
    app.url_defaults(give_language)
    for view in VIEWS:
        app.register_blueprint(view.bp, url_prefix=PREFIX)
    app.register_blueprint(health.bp)
    app.register_blueprint(synthesis.data)
    app.register_blueprint(canonical)


def take_language(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Keep the language of the address for the request."""
    g.lang = values.pop("lang", None) if values else None


def give_language(endpoint: str, values: dict[str, Any]) -> None:
    """Addresses built while serving a page keep its language."""
    if "lang" not in values and current_app.url_map.is_endpoint_expecting(endpoint, "lang"):
        values["lang"] = current.language()


@canonical.get("/")
@canonical.get("/<path:rest>")
def lead(rest: str = "") -> BaseResponse:
    """An address without language leads to the same page in the reader's language."""
    target = f"/{current.preferred_language()}/{rest}"
    if rest.split("/", 1)[0] in LANGUAGES or not exists(target):
        raise NotFound
    query = request.query_string.decode("ascii", "ignore")
    response = redirect(f"{target}?{query}" if query else target, 302)
    response.vary.update(("Accept-Language", "Cookie"))
    return response


def exists(path: str) -> bool:
    """Whether a page with this path can be asked for."""
    adapter = current_app.create_url_adapter(request)
    if adapter is None:
        return False
    try:
        endpoint, _ = adapter.match(path, method="GET")
    except RequestRedirect:
        return True
    except HTTPException:
        return False
    return bool(endpoint != "canonical.lead")


def alternates() -> list[tuple[str, str, str, str]]:
    """This page in every language: code, name in that language, direction, address."""
    return [(code, NATIVE_NAMES[code], direction(code), alternate(code)) for code in LANGUAGES]


def alternate(code: str) -> str:
    """The address of this page in another language, with what was asked for."""
    if request.endpoint and current_app.url_map.is_endpoint_expecting(request.endpoint, "lang"):
        asked = {**request.args.to_dict(flat=False), **(request.view_args or {})}
        return url_for(request.endpoint, **{**asked, "lang": code})
    return url_for("pages.home", lang=code)
