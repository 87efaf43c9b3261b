"""Every address of the application with an example of each argument, for tests over all routes."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import Flask
from sqlalchemy import MetaData, select
from werkzeug.routing import IntegerConverter, Rule

from app.models.tables import CONSULTATION, IDENTITY
from app.web.database import EXTENSION
from app.web.security import SAFE

CHARTER_VIEWS = {
    "carrying",
    "changes_files",
    "charters",
    "composing_steps",
    "compositions",
    "imports",
    "manage_charters",
    "notes",
    "terms",
    "translation_tables",
    "translations",
    "version_texts",
    "versions",
}
ORGANISATION_VIEWS = {"organisations", "manage_organisations"}
SAMPLES = {
    "ref": "C1",
    "into": "fr",
    "token": "x" * 43,
    "format": "json",
    "rest": "nowhere",
    "filename": "css/palabre.css",
}


@dataclass(frozen=True, slots=True)
class Address:
    """One method of one route, with an address that fits."""

    endpoint: str
    method: str
    url: str

    def __str__(self) -> str:
        return f"{self.method} {self.endpoint}"


def addresses(app: Flask, *, unsafe: bool) -> list[Address]:
    """One address for every method of every route, safe ones or unsafe ones."""
    found: dict[tuple[str, str, str], Address] = {}
    for rule in app.url_map.iter_rules():
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            if (method not in SAFE) is unsafe:
                found[rule.endpoint, method, rule.rule] = Address(
                    rule.endpoint, method, url_of(app, rule)
                )
    return sorted(found.values(), key=str)


def url_of(app: Flask, rule: Rule) -> str:
    """An address of this route with example arguments."""
    values = {name: sample(rule, name) for name in rule.arguments}
    built = rule.build({**values, **(rule.defaults or {})}, append_unknown=False)
    assert built is not None, rule
    return built[1]


def sample(rule: Rule, name: str) -> object:
    """An example of one argument: the round's, charter's or organisation's slug, and so on."""
    choices = getattr(rule._converters.get(name), "items", None)
    if choices:
        return "en" if name == "lang" else sorted(choices)[0]
    if name == "slug":
        view = rule.endpoint.partition(".")[0]
        if view in CHARTER_VIEWS:
            return "mobility"
        return "rivebelle" if view in ORGANISATION_VIEWS else "r1"
    if name == "format" and rule.endpoint.startswith("version_texts."):
        return "html"
    whole_number = isinstance(rule._converters.get(name), IntegerConverter)
    return 1 if whole_number else SAMPLES.get(name, "k1")


def contents(app: Flask) -> dict[str, list[tuple[object, ...]]]:
    """Every row of both databases, to show that nothing was written."""
    databases = app.extensions[EXTENSION]
    return {
        **dict(rows(databases.engine, CONSULTATION)),
        **dict(rows(databases.identity_engine, IDENTITY)),
    }


def rows(engine: object, tables: MetaData) -> Iterator[tuple[str, list[tuple[object, ...]]]]:
    with engine.connect() as connection:  # type: ignore[attr-defined]
        for table in tables.sorted_tables:
            found = connection.execute(select(table).order_by(*table.primary_key.columns))
            yield table.name, [tuple(row) for row in found]
